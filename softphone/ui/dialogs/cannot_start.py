"""The one box that says why the program cannot start: no store, no settings, no desk behind it."""

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from softphone.config import files, paths
from softphone.domain.start_problem import HEADING, WORDS, StartProblem
from softphone.ui.display import somebody_sees
from softphone.ui.wording import translate
from softphone.ui.wording.plain_text import isolate

MARKED = (
    QT_TRANSLATE_NOOP("StartBox", "The softphone cannot start."),
    QT_TRANSLATE_NOOP(
        "StartBox",
        "There is no desktop to show the window on. Log in to a desktop and "
        "start the program there.",
    ),
    QT_TRANSLATE_NOOP(
        "StartBox",
        "The database was created by a newer version of this program. "
        "Install that version, or choose another data folder.",
    ),
    QT_TRANSLATE_NOOP(
        "StartBox",
        "The database is locked by another program. Close that program, then start again.",
    ),
    QT_TRANSLATE_NOOP("StartBox", "The disk is full. Free some space, then start again."),
    QT_TRANSLATE_NOOP(
        "StartBox", "The database cannot be opened. Check the disk, or tell your administrator."
    ),
    QT_TRANSLATE_NOOP(
        "StartBox",
        "The list of categories or dispositions cannot be read. "
        "Install the program again, or tell your administrator.",
    ),
    QT_TRANSLATE_NOOP(
        "StartBox", "The data folder cannot be written to. Ask your administrator for access to it."
    ),
    QT_TRANSLATE_NOOP(
        "StartBox",
        "It failed several times at startup. Restart the computer. If that "
        "does not help, tell your administrator.",
    ),
)
_WITHOUT_TRANSLATIONS = {
    "en": (HEADING, WORDS[StartProblem.RESOURCES_MISSING]),
    "zh_CN": ("软电话无法启动。", "程序文件不完整，请重新安装。"),
    "zh_TW": ("軟體電話無法啟動。", "程式檔案不完整，請重新安裝。"),
}
"""Where the program's files are missing, the translations are missing with them."""


def show_problem(problem: StartProblem, data_dir: Path, language: str) -> None:
    """Show the box and wait until it is closed; nothing where no window is seen."""
    if not somebody_sees():
        return
    app = QApplication(["softphone"])
    app.setApplicationName("softphone")
    app.setApplicationDisplayName("Softphone")
    language = translate.pick_language(language or _language(data_dir))
    try:
        translate.install(app, language, paths.resources_dir() / "translations")
    except FileNotFoundError:
        problem = StartProblem.RESOURCES_MISSING
    start_box(problem, data_dir, language).exec()


def start_box(problem: StartProblem, data_dir: Path, language: str) -> QMessageBox:
    """What happened, what to do, and where the details are."""
    if problem is StartProblem.RESOURCES_MISSING:
        heading, words = _WITHOUT_TRANSLATIONS[language]
    else:
        heading = QCoreApplication.translate("StartBox", HEADING)
        words = QCoreApplication.translate("StartBox", WORDS[problem])
    box = QMessageBox()
    box.setObjectName("startBox")
    box.setIcon(QMessageBox.Icon.Critical)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(heading)
    log = isolate(str(paths.log_dir(data_dir) / "desk.log"))
    details = QCoreApplication.translate("StartBox", "Details: {path}").format(path=log)
    box.setInformativeText(f"{words}\n\n{details}")
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    return box


def _language(data_dir: Path) -> str:
    try:
        return files.load_settings(data_dir).window.language
    except files.SettingsError as error:
        return error.settings.window.language
