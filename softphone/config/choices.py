"""The category and disposition trees and the call script, from ``resources``."""

from pathlib import Path

import msgspec

from softphone.domain.ticket import Choice

CATEGORIES = "categories"
DISPOSITIONS = "dispositions"
LANGUAGES = ("en", "zh_CN", "zh_TW")
MAX_SCRIPT_BYTES = 1 << 20


class ChoicesError(Exception):
    """A file of choices or the script cannot be used; the text names it and says why."""


def load_choices(resources: Path, name: str) -> tuple[Choice, ...]:
    """The tree ``resources/choices/NAME.json``; every id once. Raises ChoicesError."""
    path = resources / "choices" / f"{name}.json"
    try:
        tree = msgspec.json.decode(path.read_bytes(), type=tuple[Choice, ...])
    except OSError as error:
        raise ChoicesError(f"{path} cannot be read: {error.strerror}.") from error
    except msgspec.DecodeError as error:
        raise ChoicesError(f"{path}: {error}.") from error
    ids = [choice.id for choice in flat(tree)]
    twice = {key for key in ids if ids.count(key) > 1}
    if twice:
        raise ChoicesError(f"{path}: used more than once: {', '.join(sorted(twice))}.")
    return tree


def flat(tree: tuple[Choice, ...]) -> list[Choice]:
    """Every node, parents before their children."""
    return [node for choice in tree for node in (choice, *flat(choice.children))]


def load_script(resources: Path, language: str, own_file: str = "") -> str:
    """The script for the agent: ``own_file`` when given, else the shipped one in that language.

    Raises ChoicesError.
    """
    if own_file:
        path = Path(own_file).expanduser()
    else:
        language = language if language in LANGUAGES else "en"
        path = resources / "scripts" / f"call.{language}.txt"
    try:
        with path.open("rb") as file:
            return file.read(MAX_SCRIPT_BYTES).decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise ChoicesError(f"{path} cannot be read: {error.strerror}.") from error
