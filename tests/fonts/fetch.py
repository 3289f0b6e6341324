"""Gets the tests' fonts from Debian's packages and makes sets of them; nothing is installed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.debian import Bundle
from tests.pbx.fetch import FetchError, Progress, Tree, cache_dir

CHOICE = "SOFTPHONE_TEST_FONTS"
"""Environment: which of ``SETS`` the tests' windows are drawn with."""
_HAN = ("opentype/noto/NotoSansCJK-Regular.ttc", "opentype/noto/NotoSansCJK-Bold.ttc")
_STYLES = ("Regular", "Bold", "Italic")
SETS = {
    # Most desktops: a face of its own for Latin letters.
    "noto": (
        *(f"truetype/noto/NotoSans-{style}.ttf" for style in _STYLES),
        "truetype/noto/NotoSansMono-Regular.ttf",
        *_HAN,
    ),
    # A bare Debian: wider by a tenth.
    "dejavu": (
        *(f"truetype/dejavu/DejaVuSans{style}.ttf" for style in ("", "-Bold")),
        *(f"truetype/dejavu/DejaVuSansMono{style}.ttf" for style in ("", "-Bold")),
        *_HAN,
    ),
}
_FAMILIES = {"noto": ("Noto Sans", "Noto Sans Mono"), "dejavu": ("DejaVu Sans", "DejaVu Sans Mono")}
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{folder}/cache</cachedir>
  <alias><family>sans-serif</family><prefer><family>{sans}</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>{mono}</family></prefer></alias>
</fontconfig>
"""


def use() -> None:
    """Let this process and those it starts see one set only. Before Qt starts.

    Other systems than Linux keep their own fonts. Raises FetchError.
    """
    if sys.platform.startswith("linux"):
        os.environ["FONTCONFIG_FILE"] = str(config(os.environ.get(CHOICE) or "noto"))


def config(name: str, progress: Progress = lambda line: None) -> Path:
    """The configuration file of a set, made if need be. Raises FetchError."""
    tree = BUNDLE.fetch(progress)
    folder = cache_dir() / "font-sets" / f"{name}-{BUNDLE.recipe}"
    file = folder / "fonts.conf"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for font in SETS[name]:
            link = folder / Path(font).name
            if not link.exists():
                link.symlink_to(tree.root / "usr/share/fonts" / font)
        sans, mono = _FAMILIES[name]
        fresh = folder / f"fonts.{os.getpid()}"
        fresh.write_text(_CONFIG.format(folder=folder, sans=sans, mono=mono))
        fresh.replace(file)
    return file


def prove(tree: Tree) -> str:
    """Every file of every set is there; how many. Raises FetchError."""
    wanted = {font for fonts in SETS.values() for font in fonts}
    lacking = [font for font in wanted if not (tree.root / "usr/share/fonts" / font).is_file()]
    if lacking:
        raise FetchError("not in the packages: " + " ".join(sorted(lacking)))
    return f"{len(wanted)} fonts"


BUNDLE = Bundle(
    name="fonts",
    title="fonts",
    packages=("fonts-noto-core", "fonts-noto-mono", "fonts-dejavu-core", "fonts-noto-cjk"),
    skipped=(),
    prove=prove,
)


def main() -> int:
    """Have them ready; exit code 1 with the reason on failure."""
    try:
        for name in SETS:
            config(name, lambda line: print(line, flush=True))
    except FetchError as error:
        print(f"fonts: {error}", file=sys.stderr)
        return 1
    print("fonts: " + ", ".join(SETS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
