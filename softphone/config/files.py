"""Reads and writes ``settings.toml``."""

import contextlib
import os
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from softphone.config.paths import settings_file
from softphone.config.settings import Settings

MAX_BYTES = 1 << 20


class SettingsError(Exception):
    """The file cannot be used; the text names it, the line or field, and what to do.

    ``settings`` are the ones to go on with: the defaults. The file is left alone.
    """

    def __init__(self, words: str, path: Path) -> None:
        """Words for the agent; the file they are about."""
        super().__init__(words)
        self.path = path
        self.settings = Settings()


def load_settings(data_dir: Path) -> Settings:
    """The settings; the defaults when there is no file. Raises SettingsError for a bad one."""
    path = settings_file(data_dir)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise SettingsError(f"{path} is too large for a settings file.", path)
        return parse_settings(content.decode("utf-8-sig"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.", path) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8. Save it as UTF-8 text.", path) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is not valid TOML: {error}. Mend that line.", path) from error
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path}: {_words(error)}. Mend that field.", path) from error


def parse_settings(text: str) -> Settings:
    """Settings of a TOML text. Raises TOMLDecodeError or msgspec.ValidationError."""
    return msgspec.convert(tomllib.loads(text), Settings)


def save_settings(data_dir: Path, settings: Settings) -> None:
    """Replace the file at one stroke: after a crash it is the old one or the new one, whole.

    Only its owner may read it. Raises OSError.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = settings_file(data_dir)
    text = tomli_w.dumps(_without_none(msgspec.to_builtins(settings)))
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


def _words(error: msgspec.ValidationError) -> str:
    words = str(error)
    if " - at `$" in words:
        what, _, where = words.rpartition(" - at `$")
        return f"field {where.strip('`.') or '(top)'}: {what}"
    return words
