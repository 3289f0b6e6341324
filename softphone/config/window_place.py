"""Where the window was when it was last used; kept beside the settings, which people write."""

from pathlib import Path

import msgspec

FILE = "window.json"
_MAX_BYTES = 4096


class WindowPlace(msgspec.Struct, frozen=True, kw_only=True):
    """``left`` and ``top`` of the window's inside in logical pixels of the desktop, not maximised.

    ``columns``: widths of the movable columns; empty: as they come.
    """

    left: int
    top: int
    width: int
    height: int
    maximised: bool = False
    columns: tuple[int, ...] = ()


def load_place(data_dir: Path) -> WindowPlace | None:
    """None when there is none, or none that can be read: the window then opens as new."""
    try:
        with (data_dir / FILE).open("rb") as file:
            return msgspec.json.decode(file.read(_MAX_BYTES), type=WindowPlace)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None


def save_place(data_dir: Path, place: WindowPlace) -> None:
    """Replace the file as a whole; raises OSError."""
    path = data_dir / FILE
    new = path.with_suffix(".new")
    new.write_bytes(msgspec.json.encode(place))
    new.replace(path)
