"""Every string of the window in every language: present, finished, and with its placeholders."""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from installer import translations
from installer.translations import FOLDER, LANGUAGES, SOURCES, Message, messages, ts_file
from softphone.ui.wording import translate
from softphone.ui.wording.translate import known_language, pick_language

CHINESE = ("zh_CN", "zh_TW")


def strings_in_source() -> Iterator[tuple[str, str, str]]:
    """File, context and text of every call that names a string, read by Python itself.

    A text that is no plain string is looked up: strings of its context must have been marked.
    """
    marked: set[str] = set()
    looked_up: dict[str, str] = {}
    for file in sorted(SOURCES.rglob("*.py")):
        for context, call in _calls(ast.parse(file.read_text("utf-8")), ""):
            match call.func:
                case ast.Attribute(attr="tr"):
                    first = call.args[:1]
                case (
                    ast.Attribute(attr="translate")
                    | ast.Name(id="translate")
                    | ast.Name(id="QT_TRANSLATE_NOOP")
                ) if call.args and isinstance(call.args[0], ast.Constant):
                    context, first = str(call.args[0].value), call.args[1:2]
                case _:
                    continue
            assert first, f"{file.name}:{call.lineno}: nothing to translate"
            if isinstance(call.func, ast.Name) and call.func.id == "QT_TRANSLATE_NOOP":
                marked.add(context)
            if isinstance(first[0], ast.Constant):
                # lupdate sees a plural in tr() only; elsewhere the count would be lost in silence.
                by_tr = isinstance(call.func, ast.Attribute) and call.func.attr == "tr"
                assert by_tr or "%n" not in str(first[0].value), f"{file.name}:{call.lineno}"
                yield file.name, context, str(first[0].value)
            else:
                looked_up[context] = f"{file.name}:{call.lineno}"
    for context, where in looked_up.items():
        assert context in marked, f"{where}: not a plain string"


def _calls(node: ast.AST, context: str) -> Iterator[tuple[str, ast.Call]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield context, child
        yield from _calls(child, child.name if isinstance(child, ast.ClassDef) else context)


def test_check_finds_nothing() -> None:
    assert translations.check() == []


@pytest.mark.parametrize("language", CHINESE)
def test_every_string_of_the_source_has_its_translation(language: str) -> None:
    known = {(m.context, m.source): m for m in messages(ts_file(language))}
    found = list(strings_in_source())
    assert len(found) > 300
    lost = [
        f"{file} {context}: {text!r}"
        for file, context, text in found
        if (context, text) not in known
    ]
    assert not lost, "lupdate did not see:\n" + "\n".join(lost)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_string_is_unfinished(language: str) -> None:
    wrong = [
        f"{m.context}: {m.source!r}: {problem}"
        for m in messages(ts_file(language))
        for problem in translations.problems_of(m)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", CHINESE)
def test_chinese_is_chinese(language: str) -> None:
    """No English left over, no Western punctuation between Han characters, right script."""
    for message in messages(ts_file(language)):
        for text in message.texts:
            where = f"{message.context}: {message.source!r}: {text!r}"
            if message.source not in ("VIP", "MB", ", ", "{words}.", "{name}: {value}"):
                assert any("\u4e00" <= char <= "\u9fff" for char in text), where
            assert not any(char in _only_other(language) for char in text), where
            for mark in ",;!?":
                assert mark not in text.replace(", ", ""), where
            assert not text.endswith("."), where


def _only_other(language: str) -> frozenset[str]:
    """Characters that belong to the other script alone."""
    simplified = "这个时间号码转报录讯输请试说还没关闭开启员动设务络绝话听对应备注为后队语"
    traditional = "這個時間號碼轉報錄訊輸請試說還沒關閉開啟員動設務絡絕話聽對應備註為後隊語"
    both = set(simplified) & set(traditional)
    return frozenset(set(traditional if language == "zh_CN" else simplified) - both)


def test_a_missing_placeholder_is_found() -> None:
    good = Message("C", "Call {number} in %n s", ("{number} %n",), "")
    bad = Message("C", "Call {number} in %n s", ("{nummer} %n",), "")
    assert list(translations.problems_of(good)) == []
    assert len(list(translations.problems_of(bad))) == 1
    assert list(translations.problems_of(Message("C", "a", ("b",), "unfinished"))) == ["unfinished"]
    assert list(translations.problems_of(Message("C", "a", (" ",), ""))) == ["empty"]


def test_check_sees_a_stale_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in FOLDER.iterdir():
        shutil.copy(file, tmp_path)
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    monkeypatch.setattr(
        translations,
        "ts_file",
        lambda language, folder=tmp_path: folder / f"softphone_{language}.ts",
    )
    tree = ElementTree.parse(tmp_path / "softphone_zh_TW.ts")
    root = tree.getroot()
    context = root.find("context")
    assert context is not None
    extra = ElementTree.SubElement(context, "message")
    ElementTree.SubElement(extra, "source").text = "Nobody says this"
    ElementTree.SubElement(extra, "translation").text = "沒有人這麼說"
    tree.write(tmp_path / "softphone_zh_TW.ts", encoding="utf-8")
    found = translations.check()
    assert any("softphone_zh_TW.qm is stale" in line for line in found)
    assert any("no longer in the source" in line for line in found)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-CN", "zh_CN"),
        ("zh_SG", "zh_CN"),
        ("zh", "zh_CN"),
        ("zh-Hans-HK", "zh_CN"),
        ("zh-TW", "zh_TW"),
        ("zh_HK", "zh_TW"),
        ("zh-Hant", "zh_TW"),
        ("zh_TW.UTF-8", "zh_TW"),
        ("en-GB", "en"),
        ("C", ""),
        ("fr-FR", ""),
    ],
)
def test_known_language(tag: str, language: str) -> None:
    assert known_language(tag) == language


def test_the_setting_wins_then_the_system_then_english() -> None:
    assert pick_language("zh_TW", ["en-US"]) == "zh_TW"
    assert pick_language("", ["fr-FR", "zh-Hans-SG", "en"]) == "zh_CN"
    assert pick_language("xx", ["fr-FR"]) == "en"


@pytest.fixture
def _locale_back(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.mark.usefixtures("_locale_back")
@pytest.mark.parametrize(
    ("language", "word"), [("zh_CN", "示闲"), ("zh_TW", "就緒"), ("en", "Ready")]
)
def test_install_loads_ours_and_says_when_it_cannot(
    qapp: QApplication, tmp_path: Path, language: str, word: str
) -> None:
    assert translate.install(qapp, language, FOLDER)
    assert QCoreApplication.translate("Words", "Ready") == word
    assert not translate.install(qapp, language, tmp_path)


@pytest.mark.usefixtures("_locale_back")
def test_english_counts_one_and_many(qapp: QApplication) -> None:
    assert translate.install(qapp, "en", FOLDER)
    one = QCoreApplication.translate("CustomerHeader", "%n contact(s) in 7 days", "", 1)
    many = QCoreApplication.translate("CustomerHeader", "%n contact(s) in 7 days", "", 3)
    assert (one, many) == ("1 contact in 7 days", "3 contacts in 7 days")
