"""``softphone links``: makes this program the one that opens ``tel:``, ``sip:`` and ``callto:``."""

import sys
from collections.abc import Sequence
from pathlib import Path


def command(data_dir: Path | None) -> list[str]:
    """The program and arguments that open a link, the link itself left out."""
    if getattr(sys, "frozen", False):
        program = [sys.executable]
    else:
        script = Path(sys.executable).with_name("softphone")
        program = [str(script)] if script.is_file() else [sys.executable, "-m", "softphone"]
    place = ["--data-dir", str(data_dir)] if data_dir is not None else []
    # Whatever a link says, it is never taken for an option.
    return [*program, "open", *place, "--"]


def working_dir() -> Path | None:
    """Where the program is found when it is run from a checkout; None: anywhere."""
    root = Path(__file__).resolve().parents[2]
    return root if (root / "pyproject.toml").is_file() else None


def register(data_dir: Path | None, resources: Path) -> Sequence[str]:
    """Take the links; what was done, in words. Raises ``OSError``."""
    if sys.platform == "win32":
        from softphone.desktop import windows as link_windows

        return link_windows.register(link_windows.Registry(), command(data_dir))
    if sys.platform == "darwin":
        return ["On macOS the program's bundle takes the links (CFBundleURLTypes)."]
    from softphone.desktop import linux as link_linux

    return link_linux.register(command(data_dir), working_dir(), resources / "desktop")


def unregister() -> Sequence[str]:
    """Let the links go; what was done, in words. Raises ``OSError``."""
    if sys.platform == "win32":
        from softphone.desktop import windows as link_windows

        return link_windows.unregister(link_windows.Registry())
    if sys.platform == "darwin":
        return ["On macOS the links go with the program's bundle."]
    from softphone.desktop import linux as link_linux

    return link_linux.unregister()


def main(what: str, data_dir: Path | None, resources: Path) -> int:
    """``register`` or ``unregister``; the exit code."""
    try:
        said = register(data_dir, resources) if what == "register" else unregister()
    except OSError as error:
        sys.stderr.write(f"{error.filename or 'links'}: {error.strerror or error}\n")
        return 1
    sys.stdout.write("".join(f"{line}\n" for line in said))
    return 0
