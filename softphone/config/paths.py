"""Where things are: the data folder and what is in it, and the resources that are shipped."""

import os
import sys
from pathlib import Path

import platformdirs

from softphone import shipped

APP = "softphone"


class ResourcesMissingError(FileNotFoundError):
    """The program was installed without its files."""


def default_data_dir() -> Path:
    """The agent's own data folder, as the operating system wants it; not made here."""
    return platformdirs.user_data_path(APP, appauthor=False)


def policy_dir() -> Path:
    """Where the administrator of the computer puts presets and policy, for all its users.

    ``/etc/xdg/softphone`` (or as ``XDG_CONFIG_DIRS`` says), ``C:\\ProgramData\\softphone``,
    ``/Library/Application Support/softphone``.
    """
    return platformdirs.site_config_path(APP, appauthor=False)


def settings_file(data_dir: Path) -> Path:
    """The agent's settings."""
    return data_dir / "settings.toml"


def database_file(data_dir: Path) -> Path:
    """The local store."""
    return data_dir / "softphone.db"


def log_dir(data_dir: Path) -> Path:
    """Logs of the three processes."""
    return data_dir / "logs"


def recordings_dir(data_dir: Path) -> Path:
    """Where recordings are, unless the settings name another folder."""
    return data_dir / "recordings"


def resources_dir() -> Path:
    """The ``resources`` folder: of the bundle, of the installed package, or of the checkout.

    Raises ResourcesMissingError when there is none.
    """
    if (found := shipped.folder()) is not None:
        return found
    raise ResourcesMissingError("the folder 'resources' is missing: install the program again")


def places_dir() -> Path:
    """Where set-up and bundles put the tables of places (``numbering.tables``)."""
    bundle = getattr(sys, "_MEIPASS", "")
    return Path(bundle) / "resources" if bundle else Path(sys.prefix) / "share" / APP


def make_private(folder: Path) -> None:
    """Make the folder; only its owner may look into it (where the system knows such rights)."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.name == "posix":
        folder.chmod(0o700)
