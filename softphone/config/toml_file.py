"""Reads a settings file, the agent's or the administrator's."""

import tomllib
from pathlib import Path
from typing import Any

MAX_BYTES = 1 << 20


class TomlFileError(Exception):
    """The file cannot be read; the text names it and says what to do. An ``OSError`` is its cause
    where the content is not at fault."""


def read_toml(path: Path) -> dict[str, Any]:
    """Its tables. Raises ``FileNotFoundError``, ``TomlFileError``."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise TomlFileError(f"{path} is too large for a settings file.")
        return tomllib.loads(content.decode("utf-8-sig"))
    except FileNotFoundError:
        raise
    except OSError as error:
        raise TomlFileError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise TomlFileError(f"{path} is not UTF-8. Save it as UTF-8 text.") from error
    except tomllib.TOMLDecodeError as error:
        raise TomlFileError(f"{path} is not valid TOML: {error}. Correct that line.") from error
