"""Reads and writes ``settings.toml``."""

import contextlib
import logging
import os
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from softphone.config.paths import settings_file
from softphone.config.policy import NO_POLICY, Policy
from softphone.config.settings import Settings
from softphone.config.toml_file import TomlFileError, read_toml
from softphone.config.usable import restored, settled, usable

log = logging.getLogger(__name__)


class SettingsError(Exception):
    """The file, or a part of it, cannot be used; the text names it, the line or field, and what to
    do.

    ``settings`` are the ones to go on with: ``partly``, what could be used of the file; otherwise
    what the administrator says, over the defaults. The file is left alone.
    """

    def __init__(
        self,
        words: str,
        path: Path,
        policy: Policy = NO_POLICY,
        *,
        settings: Settings | None = None,
    ) -> None:
        """Words for the agent; the file they are about; what was read of it."""
        super().__init__(words)
        self.path = path
        self.partly = settings is not None
        self.settings = policy.settings({}) if settings is None else settings


def load_settings(data_dir: Path, policy: Policy = NO_POLICY) -> Settings:
    """The settings in force; without a file the administrator's over the defaults.

    What another version of the program wrote and this one does not know is ignored. Raises
    SettingsError for a bad file, or bad parts of it.
    """
    path = settings_file(data_dir)
    try:
        tree, unfit = usable(read_toml(path), Settings)
    except FileNotFoundError:
        return policy.settings({})
    except TomlFileError as error:
        raise SettingsError(str(error), path, policy) from error
    settings, _, more = settled(tree, policy.settings)
    for one in unfit:
        if not one.words:
            log.info("%s", one.told(str(path)))
    wrong = [one.told(str(path)) for one in (*unfit, *more) if one.words]
    if wrong:
        raise SettingsError(" ".join(wrong), path, settings=settings)
    return settings


def save_settings(data_dir: Path, settings: Settings, policy: Policy = NO_POLICY) -> None:
    """Replace the file at one stroke: after a crash it is the old one or the new one, whole.

    Only its owner may read it. What the administrator has enforced is not written. What this
    version does not know or could not use of the file stays in it, unless it was changed. A file
    that could not be read is kept under another name. Raises OSError.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = settings_file(data_dir)
    raw = _before(path)
    before, _ = usable(raw, Settings)
    filled, before, _ = settled(before, NO_POLICY.settings)
    own = policy.own(settings, before)
    own = restored(own, before, raw, msgspec.to_builtins(filled))
    text = tomli_w.dumps(_without_none(own))
    handle, name = tempfile.mkstemp(prefix=".settings-", suffix=".toml", dir=data_dir)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(data_dir)


def _before(path: Path) -> dict[str, Any]:
    """What the file says now; a broken one is set aside: what was typed into it is not lost."""
    try:
        return read_toml(path)
    except FileNotFoundError:
        return {}
    except TomlFileError as error:
        if isinstance(error.__cause__, OSError):
            raise error.__cause__ from None
        names = (path.with_name(f"{path.stem}.broken-{n}{path.suffix}") for n in range(1, 1000))
        path.replace(next((name for name in names if not name.exists()), path))
        return {}


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself durable; Windows cannot open folders and needs no such step."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _without_none(value: Any) -> Any:
    """TOML has no null: a field that is None is left out."""
    if isinstance(value, dict):
        return {key: _without_none(part) for key, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_without_none(part) for part in value]
    return value
