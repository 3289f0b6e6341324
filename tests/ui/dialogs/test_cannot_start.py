"""The box that says why the program cannot start."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.config import paths
from softphone.domain.start_problem import HEADING, WORDS, StartProblem
from softphone.ui import display
from softphone.ui.dialogs import cannot_start as start_box


@pytest.fixture
def chinese(app: QApplication) -> QTranslator:
    """The translation, for as long as it is asked by itself."""
    translator = QTranslator()
    assert translator.load("softphone_zh_CN", str(paths.resources_dir() / "translations"))
    return translator


@pytest.mark.parametrize("problem", list(StartProblem))
def test_each_problem_is_said_with_what_to_do_and_where_the_details_are(
    qtbot: QtBot, tmp_path: Path, problem: StartProblem
) -> None:
    box = start_box.start_box(problem, tmp_path, "en")
    qtbot.addWidget(box)
    assert box.text() == HEADING
    assert WORDS[problem] in box.informativeText()
    if problem is not StartProblem.RESOURCES_MISSING:
        assert "desk.log" in box.informativeText()
    assert box.textFormat() is Qt.TextFormat.PlainText


def test_every_sentence_is_translated(chinese: QTranslator) -> None:
    for problem, words in WORDS.items():
        if problem is not StartProblem.RESOURCES_MISSING:
            assert chinese.translate("StartBox", words), words
    assert chinese.translate("StartBox", HEADING)


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_missing_files_are_said_without_them(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    box = start_box.start_box(StartProblem.RESOURCES_MISSING, tmp_path, language)
    qtbot.addWidget(box)
    assert not box.text().isascii()
    assert QCoreApplication.translate("StartBox", HEADING) not in box.text()


@pytest.mark.parametrize(
    ("platform", "there"),
    [("offscreen", True), ("xcb", False), ("wayland;xcb", False), ("minimal:x", True)],
)
def test_a_display_is_looked_for_as_qt_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, there: bool
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", platform)
    monkeypatch.setenv("DISPLAY", ":9999")
    monkeypatch.setenv("WAYLAND_DISPLAY", "nobody")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert display.display_there() is there
    assert not display.somebody_sees()
