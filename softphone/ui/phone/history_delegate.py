"""Draws a line of the call history: two quiet lines, figures aligned to the right."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from softphone.domain.call import EndCause
from softphone.ports import HistoryRow
from softphone.ui.look.icons import picture
from softphone.ui.look.theme import GRID, HALF, SMALL_ICON_PX, Theme, tabular
from softphone.ui.phone.history_model import ROW_ROLE, is_missed, talk_s, title_of
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.states import cause_look, cause_words
from softphone.ui.wording.times import brief, span

ROW_HEIGHT = 48


class HistoryDelegate(QStyledItemDelegate):
    """Nothing but painting; ``now`` and ``language`` decide how a time is written."""

    def __init__(self, now: Callable[[], datetime], language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._now = now
        self._language = language

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All lines are of one height."""
        return QSize(0, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Picture, title and time; number, region and duration below."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, HistoryRow):
            return
        theme = Theme.current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        font: QFont = option.font
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(theme.color("focus") if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection" if selected else "hover"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        text = theme.color("on_selection" if selected else "text")
        dim = theme.color("on_selection" if selected else "text_dim")
        name, token = cause_look(row.call)
        ink = dim if token == "text_dim" else theme.color(token)  # noqa: S105
        self._draw_picture(painter, rect, name, ink)
        missed = is_missed(row)
        body = rect.adjusted(GRID + SMALL_ICON_PX + GRID, 6, -GRID, -6)
        title_font = QFont(font)
        title_font.setWeight(QFont.Weight.DemiBold if missed else QFont.Weight.Medium)
        title = title_of(row) or self.tr("Withheld number")
        number = clean(row.number or row.call.caller.number, 40)
        parts = [number if number != title else "", clean(row.region, 40)]
        if row.call.cause is EndCause.FORWARDED:
            parts = [cause_words(row.call), parts[0]]
        below = " · ".join(part for part in parts if part)
        length = talk_s(row)
        when = brief(row.call.started_at, self._now(), self._language)
        _draw_line(painter, body, True, (title, title_font, text), (when, tabular(font), dim))
        figures = span(length) if length else ""
        _draw_line(painter, body, False, (below, font, dim), (figures, tabular(font), dim))
        painter.restore()

    def _draw_picture(self, painter: QPainter, rect: QRect, name: str, ink: QColor) -> None:
        ratio = painter.device().devicePixelRatio()
        drawing = QPixmap(picture(name, ink, round(SMALL_ICON_PX * ratio)))
        drawing.setDevicePixelRatio(ratio)
        painter.drawPixmap(rect.left() + GRID, rect.top() + GRID, drawing)


Piece = tuple[str, QFont, QColor]


def _draw_line(painter: QPainter, room: QRect, top: bool, left: Piece, right: Piece) -> None:
    side = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignBottom
    words, font, ink = right
    painter.setFont(font)
    painter.setPen(ink)
    taken = QFontMetrics(font).horizontalAdvance(words) if words else 0
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | side, words)
    words, font, ink = left
    painter.setFont(font)
    painter.setPen(ink)
    width = room.width() - taken - (GRID + HALF if taken else 0)
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0, width))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | side, shown)
