"""What engine, store and settings say reaches the agent in the agent's language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from installer.translations import FOLDER
from softphone.agent.desk_model import Notice, NoticeCode, Severity
from softphone.store.errors import in_words
from softphone.ui.wording import translate
from softphone.ui.wording.notices import notice_text
from softphone.ui.wording.problem_sentences import SENTENCES
from softphone.ui.wording.problems import say, sentence, together
from tests.ui.models import HOSTILE, NOW

ROOT = Path(__file__).resolve().parents[3] / "softphone"
ROOMS = ("engine", "store", "config")
FILES_NOT_SHOWN = {
    "config/secret_cli.py",
    "engine/headset/descriptor.py",
    "engine/headset/hidapi.py",
    "engine/log.py",
    "engine/options.py",
    "engine/network/probe.py",
    "engine/recording/converter.py",
    "engine/recording/transcode.py",
    "store/connecting.py",
    "store/erase_cli.py",
    "store/erasing.py",
    "store/import_cli.py",
    "store/salvage.py",
    "store/tables.py",
}
"""What these say is for the terminal, the log or the database."""
NOT_SHOWN = {
    "audio is null or file:IN,OUT, not {}",
    "audio files: {}",
    "{} must be mono with 16 bits per sample",
    "{} cannot be read: {}",
    "the folder 'resources' is missing: install the program again",
    "UDP port {} of {}: {}",
    "sealed with another key, or changed",
    # SQL
    "SELECT version_num FROM alembic_version",
    "BEGIN IMMEDIATE",
    # for the log
    "unexpected end",
    "the library refused a frame",
    "failed to init device",
    "failed to start audio device",
    "an INVITE was refused with {} by the stack",
    "{} was refused with 488: its sound is at an address that cannot be reached, or has no known "
    "format",
    "a session was left as it is: {}: {}",
    "{}: it offers sound by {} {} keys, which does not fit this line's encryption or codecs",
    # what the stack says
    "SRTP status: Active",
    # names of devices and builds
    "Discard all samples",
    "Monitor of ",
    "ma_device_id *",
    "own build {}",
    "echo test",
    "auto answer",
    "tones in the sound",
    "dict[int, Leg]",
    "package index",
    # what OpenSSL says
    "protocol version",
    "unsupported protocol",
    "wrong version number",
    "packet length too long",
    "record layer",
    # a reason phrase; the window has words for its code
    "No answer",
    # the window says it in words of its own; these go to the log
    "The database was damaged. It was set aside as {} and a new one was made",
    "{}; what could still be read was brought over: {}.",
    "{}; nothing could be read from the old one.",
    "PRAGMA quick_check(1)",
}
"""Strings that look like sentences and are none for the agent."""


DEVICES = ("microphone", "speaker", "ringer")
"""The engine takes them from its messages."""


def template(node: ast.AST) -> str | None:
    """A string, its values as ``{}``; adjoining strings are one already."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return None


def strings(node: ast.AST) -> Iterator[str]:
    """Every string below a node, but docstrings, log lines, patterns and annotations."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "re"))):
            return
        case ast.Expr(value=ast.Constant()):
            return
        case ast.arg() | ast.FunctionDef() | ast.Call():
            skipped = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        case _:
            skipped = []
    text = template(node)
    if text is not None:
        yield text
        return
    for child in ast.iter_child_nodes(node):
        if child not in skipped:
            yield from strings(child)


def looks_like_words(text: str) -> bool:
    """At least two words, and no list of column names."""
    return " " in text.strip() and "|" not in text and len(re.findall(r"[A-Za-z]{2,}", text)) > 1


def registered(text: str) -> bool:
    """Whether a sentence is known, alone or as the beginning that ``: {error}.`` follows."""
    known = {re.sub(r"\{\w+\}", "{}", source) for source in SENTENCES}
    return text in known or f"{text}: {{}}." in known


def test_every_sentence_of_those_rooms_is_registered() -> None:
    found: set[str] = set()
    unknown: list[str] = []
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            name = file.relative_to(ROOT).as_posix()
            if "migrations" in file.parts or name in FILES_NOT_SHOWN:
                continue
            for text in strings(ast.parse(file.read_text("utf-8"))):
                if registered(text):
                    found.add(text)
                elif looks_like_words(text) and text not in NOT_SHOWN:
                    unknown.append(f"{name}: {text}")
    assert len(found) > 70
    assert not unknown, "say them in ui/wording/problem_sentences.py too:\n" + "\n".join(unknown)


def test_nothing_is_registered_that_nobody_says() -> None:
    texts = {
        text
        for room in ROOMS
        for file in (ROOT / room).rglob("*.py")
        for text in strings(ast.parse(file.read_text("utf-8")))
    }
    said = "\n".join(texts)
    for source in SENTENCES:
        plain = re.sub(r"\{\w+\}", "{}", source)
        beginning = plain.removesuffix(": {}.")
        assert plain in said or beginning in texts or plain in DEVICES, source


@pytest.fixture
def chinese(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    """The window in Simplified Chinese, or in the language asked for."""
    language: str = getattr(request, "param", "zh_CN")
    before = QLocale()
    assert translate.install(qapp, language, FOLDER)
    yield language
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        QCoreApplication.removeTranslator(translator)
        translator.deleteLater()


@pytest.mark.parametrize("chinese", ["zh_CN", "zh_TW"], indirect=True)
@pytest.mark.parametrize("source", SENTENCES)
def test_every_sentence_is_said_in_chinese_with_its_values(chinese: str, source: str) -> None:
    said = say(re.sub(r"\{\w+\}", "77", source))
    assert re.search("[\u4e00-\u9fff]", said), chinese
    assert said.count("77") == len(re.findall(r"\{\w+\}", source))
    assert ". " not in said


@pytest.mark.usefixtures("chinese")
def test_sentences_in_a_row_are_said_one_by_one() -> None:
    note = (
        "No microphone found: callers cannot hear you. No speaker found: you cannot hear callers."
    )
    assert say(note) == ("没有找到麦克风：客户听不到您的声音。没有找到扬声器：您听不到客户的声音。")


@pytest.mark.usefixtures("chinese")
def test_a_sentence_with_a_full_stop_inside_stays_one() -> None:
    assert say(in_words(OSError(28, "No space left"))) == "磁盘已满。请清理空间后重试。"


@pytest.mark.usefixtures("chinese")
def test_values_from_outside_are_isolated_and_harmless() -> None:
    said = say(f"The name {HOSTILE} is not known")
    assert "\u202e" not in said
    assert "\x07" not in said
    assert said.startswith("无法识别名称 <b>")
    hebrew = say("The name שלום is not known")
    assert hebrew == "无法识别名称 \u2068שלום\u2069"


@pytest.mark.usefixtures("chinese")
def test_unknown_words_stay_as_they_are() -> None:
    assert say("Something new. And more.") == "Something new. And more."
    assert say("") == ""


def test_in_english_nothing_changes() -> None:
    for source in SENTENCES:
        text = re.sub(r"\{\w+\}", "12", source)
        assert say(text) == text
    assert sentence("the name is missing") == "the name is missing."
    assert sentence("The disk is full. Free some space, then try again.").endswith("again.")
    assert sentence("odd words.") == "odd words."
    assert sentence("odd éé.") == "\u2068odd éé.\u2069"


def test_sentences_come_together_with_one_space_or_none() -> None:
    assert together("One.", "", "Two.") == "One. Two."
    assert together("一。", "二。") == "一。二。"


def _notice(code: NoticeCode, **args: str) -> str:
    made = Notice(id=1, code=code, severity=Severity.WARNING, at=NOW, args=args)
    return notice_text(made, NOW)


BOTH = "No microphone found: callers cannot hear you. No speaker found: you cannot hear callers."


def test_no_device_at_all_is_one_line_that_says_what_to_do() -> None:
    ringer = " No ringer found: calls do not ring."
    assert _notice(NoticeCode.SOUND_MISSING, note=BOTH + ringer) == (
        "No sound device. Calls connect, but no one hears anything. Plug in "
        "a headset, or choose a device in the settings."
    )


@pytest.mark.parametrize(
    ("code", "args"),
    [
        (NoticeCode.SOUND_MISSING, {"note": "No speaker found: you cannot hear callers."}),
        (NoticeCode.SOUND_MISSING, {"note": BOTH}),
        (NoticeCode.COMMAND_REFUSED, {"reason": "This call is over."}),
        (NoticeCode.STORE_FAILED, {"problem": "The file is empty."}),
        (NoticeCode.STORE_FAILED, {"problem": "odd"}),
        (NoticeCode.SETTINGS_BROKEN, {"problem": "x.toml: field a: odd. Mend that field."}),
    ],
)
def test_no_full_stop_comes_twice(code: NoticeCode, args: dict[str, str]) -> None:
    plain = re.sub("[\u2068\u2069]", "", _notice(code, **args))
    assert not re.search(r"[.。:：][.。]|\.[a-z]", plain.replace("x.toml", ""))


@pytest.mark.usefixtures("chinese")
def test_notices_are_wholly_chinese() -> None:
    assert _notice(NoticeCode.COMMAND_REFUSED, reason="This call is over.") == (
        "电话未能执行：这通电话已结束。"
    )
    assert _notice(NoticeCode.SOUND_MISSING, note="No speaker found: you cannot hear callers.") == (
        "没有找到扬声器：您听不到客户的声音。请在设置中选择设备。"
    )
