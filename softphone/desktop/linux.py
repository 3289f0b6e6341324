"""Links on Linux desktops: a desktop entry, icons, and the user's own list of default programs.

Desktop Entry Specification 1.5, Icon Theme Specification, MIME Applications specification 1.0;
all in the user's folders (XDG Base Directory), so nobody has to be administrator. The tools
``update-desktop-database`` and ``gtk-update-icon-cache`` only refresh caches: not needed.
"""

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from softphone.desktop.schemes import SCHEMES

ENTRY = "softphone.desktop"
_GROUP = "[Default Applications]"
_RESERVED = re.compile(r"[\s\"'\\><~|&;$*?#()`]")


def register(command: Sequence[str], working_dir: Path | None, shipped: Path) -> list[str]:
    """Write entry, icons and defaults; what was done. ``shipped`` holds entry and icons."""
    entry = _data_home() / "applications" / ENTRY
    _write(entry, desktop_entry((shipped / ENTRY).read_text("utf-8"), command, working_dir))
    icons = _data_home() / "icons" / "hicolor"
    _copy(shipped / "softphone.svg", icons / "scalable" / "apps" / "softphone.svg")
    for picture in sorted((shipped / "icons").glob("softphone-*.png")):
        size = picture.stem.rpartition("-")[2]
        _copy(picture, icons / f"{size}x{size}" / "apps" / "softphone.png")
    defaults = _config_home() / "mimeapps.list"
    _write(defaults, with_default(_read(defaults)))
    return [f"{entry}: written", f"{defaults}: {', '.join(SCHEMES)} are opened by the softphone"]


def unregister() -> list[str]:
    """Take entry, icons and defaults away; what another program had before is its again."""
    entry = _data_home() / "applications" / ENTRY
    icons = _data_home() / "icons" / "hicolor"
    pictures = [*icons.glob("*/apps/softphone.png"), *icons.glob("*/apps/softphone.svg")]
    for path in (entry, *pictures):
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
    defaults = _config_home() / "mimeapps.list"
    before = _read(defaults)
    after = without_default(before)
    if after != before:
        _write(defaults, after)
    return [f"{entry}: removed", f"{defaults}: links are no longer opened by the softphone"]


def desktop_entry(template: str, command: Sequence[str], working_dir: Path | None) -> str:
    """The shipped entry with the program where it really is."""
    opens = " ".join(map(quoted, command)) + " %u"
    runs = " ".join(map(quoted, [*command[: command.index("open")], "run"]))
    lines = []
    for line in template.splitlines():
        key = line.partition("=")[0]
        if key == "Exec":
            line = "Exec=" + (opens if " open " in line else runs)
        elif key == "TryExec":
            line = f"TryExec={_escaped(command[0])}"
        lines.append(line)
        if key == "TryExec" and working_dir is not None:
            lines.append(f"Path={_escaped(str(working_dir))}")
    return "\n".join(lines) + "\n"


def quoted(argument: str) -> str:
    """One argument of an ``Exec`` line: quoted, then escaped as the value of a key, then ``%``."""
    if _RESERVED.search(argument):
        inner = re.sub(r"([\"`$\\])", r"\\\1", argument)
        argument = f'"{inner}"'
    return _escaped(argument).replace("%", "%%")


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")


def with_default(text: str) -> str:
    """``mimeapps.list`` with this program first; whoever was there before comes second."""
    return _changed(text, lambda had: [ENTRY, *had])


def without_default(text: str) -> str:
    """``mimeapps.list`` without this program."""
    return _changed(text, lambda had: had)


def _changed(text: str, wanted: Callable[[list[str]], list[str]]) -> str:
    lines, found, inside, end = [], set[str](), False, -1
    for line in text.splitlines():
        if line.strip().startswith("["):
            inside = line.strip() == _GROUP
        key, equals, value = line.partition("=")
        scheme = key.strip().removeprefix("x-scheme-handler/")
        if inside and equals and key.strip() != scheme and scheme in SCHEMES:
            had = [name for name in value.strip().split(";") if name and name != ENTRY]
            found.add(scheme)
            new = wanted(had)
            if not new:
                continue
            line = f"{key.strip()}={';'.join(new)};"
        lines.append(line)
        if inside and line.strip():
            end = len(lines)
    added = [
        f"x-scheme-handler/{scheme}={';'.join(new)};"
        for scheme in SCHEMES
        if scheme not in found and (new := wanted([]))
    ]
    if added and end < 0:
        lines += ["", _GROUP] if lines else [_GROUP]
        end = len(lines)
    lines[end:end] = added
    return "\n".join(lines) + "\n" if lines else ""


def _data_home() -> Path:
    return _home("XDG_DATA_HOME", ".local/share")


def _config_home() -> Path:
    return _home("XDG_CONFIG_HOME", ".config")


def _home(name: str, default: str) -> Path:
    # A relative path counts as not set (XDG Base Directory Specification).
    own = os.environ.get(name, "")
    return Path(own) if Path(own).is_absolute() else Path.home() / default


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    # Menus and task bars read it, perhaps as somebody else.
    target.chmod(0o644)


def _write(path: Path, text: str) -> None:
    """Replace it at one stroke: the list holds the defaults of other programs too."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".softphone-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
