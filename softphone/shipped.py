"""The files that come with the program (``resources``): of a bundle, a wheel, or the checkout."""

import sys
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def places() -> list[Path]:
    """Where the folder may be, the likeliest first."""
    found = [_HERE / "resources", _HERE.parent / "resources"]
    found.append(Path(sys.prefix) / "share" / "softphone" / "resources")
    if bundle := getattr(sys, "_MEIPASS", ""):
        found.insert(0, Path(bundle) / "resources")
    return found


def folder() -> Path | None:
    """Where it is; None when the program was installed without it."""
    return next((place for place in places() if (place / "choices").is_dir()), None)


def path(*parts: str) -> Path:
    """One of its files, which may be missing."""
    return (folder() or places()[0]).joinpath(*parts)
