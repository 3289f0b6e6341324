"""The icon set: our own 20-px stroke drawings in ``resources/icons``, recoloured by token.

Pictures are drawn at the sizes the window uses and at the scale of every screen there is, so that
nothing is ever stretched.
"""

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from softphone import shipped
from softphone.ui.look.theme import ICON_PX, SMALL_ICON_PX, Theme

ICON_DIR = shipped.path("icons")
_SIZES = (SMALL_ICON_PX, ICON_PX)


@cache
def _renderer(name: str) -> QSvgRenderer:
    svg = (ICON_DIR / f"{name}.svg").read_text("utf-8").replace("currentColor", "#000")
    return QSvgRenderer(QByteArray(svg.encode()))


@lru_cache(maxsize=512)
def _shape(name: str, pixels: int) -> QPixmap:
    renderer = _renderer(name)
    canvas = QPixmap(pixels, pixels)
    canvas.fill(Qt.GlobalColor.transparent)
    painter = QPainter(canvas)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return canvas


def picture(name: str, color: QColor, pixels: int) -> QPixmap:
    """One drawing in one colour, ``pixels`` device pixels square.

    Raises FileNotFoundError for a name that is not in the set.
    """
    canvas = QPixmap(_shape(name, pixels))
    painter = QPainter(canvas)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(canvas.rect(), color)
    painter.end()
    return canvas


def _ratios() -> tuple[float, ...]:
    return tuple(sorted({screen.devicePixelRatio() for screen in QGuiApplication.screens()} | {1}))


@lru_cache(maxsize=512)
def _icon(name: str, dark: bool, token: str, ratios: tuple[float, ...]) -> QIcon:
    theme = Theme(dark)
    made = QIcon()
    for pixels in sorted({round(size * ratio) for size in _SIZES for ratio in ratios}):
        made.addPixmap(picture(name, theme.color(token), pixels), QIcon.Mode.Normal)
        made.addPixmap(picture(name, theme.color("disabled"), pixels), QIcon.Mode.Disabled)
    return made


def icon(name: str, theme: Theme, token: str = "text") -> QIcon:  # noqa: S107
    """An icon of the set in a token's colour; FileNotFoundError for an unknown name."""
    return QIcon(_icon(name, theme.dark, token, _ratios()))


def set_icon(button: QAbstractButton, name: str, token: str = "text") -> None:  # noqa: S107
    """Put an icon on a button in the running look; touches nothing when it is there already.

    The button's owner calls it again with the same words after ``PaletteChange``.
    """
    theme = Theme.current()
    key = f"{name}/{token}/{theme.dark}"
    if button.property("iconKey") != key:
        button.setProperty("iconKey", key)
        button.setIcon(icon(name, theme, token))


def program_icon(resources: Path) -> QIcon:
    """The program's own picture, in all sizes; read when it is first shown."""
    made = QIcon()
    for path in sorted((resources / "desktop" / "icons").glob("softphone-*.png")):
        size = int(path.stem.rpartition("-")[2])
        made.addFile(str(path), QSize(size, size))
    return made


class IconLabel(QLabel):
    """A picture without words; follows the look by itself. Decoration: no accessible name."""

    def __init__(
        self,
        name: str = "",
        token: str = "text",  # noqa: S107
        size: int = ICON_PX,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._token, self._size = name, token, size
        self.setFixedSize(QSize(size, size))
        self._draw()

    def show_icon(self, name: str, token: str = "text") -> None:  # noqa: S107
        """Another picture or colour."""
        if (name, token) != (self._name, self._token):
            self._name, self._token = name, token
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Redraw in the new look."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if not self._name:
            self.clear()
            return
        ratio = max(self.devicePixelRatioF(), 1.0)
        pixmap = picture(
            self._name, Theme.current().color(self._token), max(1, round(self._size * ratio))
        )
        pixmap.setDevicePixelRatio(ratio)
        self.setPixmap(pixmap)
