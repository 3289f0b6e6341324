"""The language of the window: which one, and loading it.

English is in the source; ``softphone_en`` only holds plural forms. Qt's own texts (calendar, menu
of a text field) come from the translations Qt ships.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

LANGUAGES: dict[str, str] = {"en": "English", "zh_CN": "简体中文", "zh_TW": "繁體中文"}
"""The languages there are, each with its own name for itself."""

_TRADITIONAL = {"hant", "tw", "hk", "mo"}


def known_language(tag: str) -> str:
    """The one of ``LANGUAGES`` that a tag (``zh-Hant-HK``, ``zh_SG``, ``en``) asks for, or ""."""
    parts = tag.replace("-", "_").lower().split(".")[0].split("_")
    if parts[0] == "en":
        return "en"
    if parts[0] == "zh":
        script_or_land = set(parts[1:])
        if "hans" in script_or_land:
            return "zh_CN"
        return "zh_TW" if script_or_land & _TRADITIONAL else "zh_CN"
    return ""


def pick_language(setting: str, system: Sequence[str] | None = None) -> str:
    """The UI language: the setting's, else the first known one of the system's, else English."""
    wanted = [setting] if setting else []
    wanted += QLocale.system().uiLanguages() if system is None else list(system)
    return next((known for tag in wanted if (known := known_language(tag))), "en")


def install(app: QCoreApplication, language: str, folder: Path) -> bool:
    """Load ``softphone_<language>.qm`` from ``folder``, and Qt's own texts; false: ours is missing.

    The translators belong to ``app``. Call it before the first widget is made.
    """
    if language.startswith("zh"):
        QLocale.setDefault(QLocale(language))
        _load(app, f"qtbase_{language}", Path(QLibraryInfo.path(_TRANSLATIONS)))
    elif not QLocale.system().name().startswith("en"):
        QLocale.setDefault(QLocale("en_GB"))
    return _load(app, f"softphone_{language}", folder)


_TRANSLATIONS = QLibraryInfo.LibraryPath.TranslationsPath


def _load(app: QCoreApplication, name: str, folder: Path) -> bool:
    translator = QTranslator(app)
    loaded = translator.load(name, str(folder))
    if loaded:
        app.installTranslator(translator)
    return loaded
