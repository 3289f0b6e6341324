"""The look: light or dark, type scale, grid, fonts; the style sheet itself is in ``stylesheet``.

There is no global theme: ``Theme.current()`` reads it back from the application's palette, which
``apply_theme`` set, so a widget that repaints after ``PaletteChange`` is always right.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from softphone.ui.look.stylesheet import stylesheet_text
from softphone.ui.look.tokens import DARK, LIGHT

GRID = 8
HALF = GRID // 2
TEXT_PX = 13
LEAD_PX = 15
TITLE_PX = 20
ICON_PX = 20
SMALL_ICON_PX = 16
ROW_PX = 32
"""Height of buttons and entries."""
PHONE_WIDTH = 280
WORK_WIDTH = 380

_CJK = {
    "zh_TW": ("PingFang TC", "Microsoft JhengHei UI", "Microsoft JhengHei", "Noto Sans CJK TC"),
    "zh_CN": ("PingFang SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC"),
}
_PLAIN_LINUX = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "DejaVu Sans")
_GENERIC = frozenset({"", "Sans", "Sans Serif", "Sans-serif", "DejaVu Sans"})


@dataclass(frozen=True)
class Theme:
    """One of the two looks."""

    dark: bool = False

    @staticmethod
    def current() -> "Theme":
        """The look of the running application, as its palette tells."""
        return Theme(QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128)

    def color(self, token: str) -> QColor:
        """The colour of a token of ``tokens``; KeyError for a word that is none."""
        return QColor((DARK if self.dark else LIGHT)[token])

    def stylesheet(self) -> str:
        """The whole style sheet."""
        return _stylesheet(self.dark)

    def palette(self) -> QPalette:
        """The same colours for what the style paints by itself (menus, selection, links)."""
        role = QPalette.ColorRole
        plain = {
            role.Window: "bg",
            role.WindowText: "text",
            role.Base: "surface",
            role.AlternateBase: "bg",
            role.Text: "text",
            role.PlaceholderText: "text_dim",
            role.Button: "raised",
            role.ButtonText: "text",
            role.BrightText: "bad",
            role.Highlight: "selection",
            role.HighlightedText: "on_selection",
            role.ToolTipBase: "raised",
            role.ToolTipText: "text",
            role.Link: "accent",
            role.LinkVisited: "accent",
            role.Light: "surface",
            role.Midlight: "line",
            role.Mid: "line_strong",
            role.Dark: "line_strong",
            role.Shadow: "line_strong",
            role.Accent: "accent_fill",
        }
        palette = QPalette()
        for key, token in plain.items():
            palette.setColor(key, self.color(token))
        for key in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, key, self.color("disabled"))
        return palette


@cache
def _stylesheet(dark: bool) -> str:
    return stylesheet_text(DARK if dark else LIGHT)


def font_families(language: str) -> list[str]:
    """The system's face first, then Han faces with the glyph forms of that language."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    families = [system]
    if sys.platform.startswith("linux") and system in _GENERIC:
        families = [*_PLAIN_LINUX, system]
    first = "zh_TW" if language == "zh_TW" else "zh_CN"
    for key in (first, *(key for key in _CJK if key != first)):
        families += _CJK[key]
    available = set(QFontDatabase.families())
    return [name for name in families if name in available] or [system]


def base_font(language: str) -> QFont:
    """The text font of the window, 13 px at 100 %."""
    font = QFont(font_families(language))
    font.setPixelSize(TEXT_PX)
    return font


def tabular(font: QFont) -> QFont:
    """The same font with figures of one width, so that timers don't jitter."""
    return QFont(_tabular(font.toString(), tuple(font.families())))


@cache
def _tabular(description: str, families: tuple[str, ...]) -> QFont:
    # Delegates ask at every paint. The description names the first family only.
    fixed = QFont()
    fixed.fromString(description)
    fixed.setFamilies(list(families))
    fixed.setFeature(QFont.Tag("tnum"), 1)
    return fixed


def system_is_dark() -> bool:
    """What the desktop asks for."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def choose_theme(name: str) -> Theme:
    """``light``, ``dark``, or empty for the system's."""
    return Theme(name == "dark" if name in ("light", "dark") else system_is_dark())


def apply_theme(app: QApplication, theme: Theme, language: str = "en") -> None:
    """Dress the whole application; may be called again at any time."""
    # Each of these makes every widget there is look at itself again. Once there is a style sheet
    # the style no longer tells its name.
    if not app.styleSheet() and app.style().objectName().lower() != "fusion":
        app.setStyle("Fusion")
    palette, font, sheet = theme.palette(), base_font(language), theme.stylesheet()
    if app.palette() != palette:
        app.setPalette(palette)
    if app.font() != font:
        app.setFont(font)
    if app.styleSheet() != sheet:
        app.setStyleSheet(sheet)


@contextmanager
def undressed(app: QApplication) -> Iterator[None]:
    """Build many widgets without the style sheet, and put it on once at the end.

    Otherwise Qt polishes every widget again at each level it is put into: twice the start time.
    """
    sheet = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)


def set_role(widget: QWidget, role: str, name: str = "role") -> None:
    """Give a widget another style role; restyles only when it changed."""
    if widget.property(name) == role:
        return
    widget.setProperty(name, role)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at the widget's properties, and its parents', again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
