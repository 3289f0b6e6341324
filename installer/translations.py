"""The translations: take strings from the source, compile them, check that nothing is missing.

    python -m installer.translations update    source strings into the .ts files
    python -m installer.translations compile   .ts into .qm
    python -m installer.translations check     fails on unfinished, obsolete or missing strings,
                                               placeholders that differ, and a stale .qm

Runs Qt's lupdate and lrelease from the PySide6 of this Python.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "softphone" / "ui"
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("en", "zh_CN", "zh_TW")
"""``en`` holds plural forms only: the source is English."""

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%L?\d+|%n")


@dataclass(frozen=True)
class Message:
    """One string of a .ts file; ``texts`` has several entries where the language has plurals."""

    context: str
    source: str
    texts: tuple[str, ...]
    kind: str
    """Qt's ``type`` attribute: ``unfinished``, ``obsolete``, ``vanished``, or "" when done."""


def messages(file: Path) -> Iterator[Message]:
    """Every message of a .ts file."""
    tree = ElementTree.parse(file)  # noqa: S314 (a file of this project)
    for context in tree.getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = translation.findall("numerusform") if translation is not None else []
            text = (translation.text or "") if translation is not None else ""
            yield Message(
                context=name,
                source=message.findtext("source", ""),
                texts=tuple(form.text or "" for form in forms) or (text,),
                kind=translation.get("type", "") if translation is not None else "unfinished",
            )


def ts_file(language: str, folder: Path = FOLDER) -> Path:
    """The source of a language."""
    return folder / f"softphone_{language}.ts"


def update(folder: Path = FOLDER) -> None:
    """Bring the .ts files in line with the source; strings no longer used are dropped."""
    files = sorted(str(file.relative_to(ROOT)) for file in SOURCES.rglob("*.py"))
    for language in LANGUAGES:
        _run(
            "lupdate",
            *files,
            *("-source-language", "en", "-target-language", language, "-locations", "none"),
            *("-no-obsolete", "-sort-messages", "-disable-heuristic", "similartext", "-silent"),
            *(("-pluralonly",) if language == "en" else ()),
            "-ts",
            str(ts_file(language, folder)),
        )


def compile_all(folder: Path = FOLDER, target: Path = FOLDER) -> None:
    """Make the .qm files."""
    for language in LANGUAGES:
        file = ts_file(language, folder)
        _run("lrelease", "-silent", str(file), "-qm", str(target / file.with_suffix(".qm").name))


def problems_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation, in words."""
    if message.kind:
        yield message.kind
        return
    for text in message.texts:
        if not text.strip():
            yield "empty"
        elif _placeholders(text) != _placeholders(message.source):
            yield f"placeholders differ: {text!r}"


def check() -> list[str]:
    """Everything that is wrong, one line each; empty when all is well."""
    found: list[str] = []
    for language in LANGUAGES:
        if not ts_file(language).exists():
            return [f"{ts_file(language).name} is missing: run update"]
        for message in messages(ts_file(language)):
            where = f"{language} {message.context}: {message.source!r}"
            found += [f"{where}: {problem}" for problem in problems_of(message)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for language in LANGUAGES:
            shutil.copy(ts_file(language), folder)
        compile_all(folder, folder)
        for language in LANGUAGES:
            name = f"softphone_{language}.qm"
            shipped = FOLDER / name
            if not shipped.exists() or shipped.read_bytes() != (folder / name).read_bytes():
                found.append(f"{name} is stale: run compile")
        update(folder)
        for language in LANGUAGES:
            found += _differences(language, ts_file(language), ts_file(language, folder))
    return found


def _differences(language: str, kept: Path, wanted: Path) -> Iterator[str]:
    old = {(m.context, m.source) for m in messages(kept)}
    new = {(m.context, m.source) for m in messages(wanted)}
    for context, source in sorted(new - old):
        yield f"{language} {context}: {source!r}: not in the .ts file: run update"
    for context, source in sorted(old - new):
        yield f"{language} {context}: {source!r}: no longer in the source: run update"


def _placeholders(text: str) -> list[str]:
    return sorted(_PLACEHOLDER.findall(text))


def _run(tool: str, *arguments: str) -> None:
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("PySide6 is not installed for this Python.")
    home = Path(spec.submodule_search_locations[0])
    program = next((p for p in (home / tool, home / f"{tool}.exe") if p.exists()), None)
    if program is None:
        raise SystemExit(f"{tool} is not part of this PySide6 ({home}).")
    done = subprocess.run([str(program), *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{tool}: {done.stderr.strip() or done.stdout.strip()}")


def main(arguments: list[str]) -> int:
    """Run one of the commands; the exit code."""
    match arguments:
        case ["update"]:
            FOLDER.mkdir(parents=True, exist_ok=True)
            update()
        case ["compile"]:
            compile_all()
        case ["check"]:
            found = check()
            print("\n".join(found) or "translations: complete")
            return 1 if found else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
