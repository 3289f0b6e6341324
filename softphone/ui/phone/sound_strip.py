"""How loud both sides are; while muted, a red band in the very same place."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QWidget

from softphone.ui.look.icons import IconLabel
from softphone.ui.look.theme import GRID, HALF, ROW_PX, SMALL_ICON_PX
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.labels import ElidedLabel
from softphone.ui.widgets.level_meter import LevelMeter


class SoundStrip(QWidget):
    """``unmute`` is called when the agent opens the microphone here."""

    def __init__(self, unmute: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mic = LevelMeter(self.tr("Your microphone"))
        self.speaker = LevelMeter(self.tr("The other side"))
        self._sound = QWidget()
        self._band = QFrame()
        self._unmute = TextButton(self.tr("Unmute"))
        self._unmute.setObjectName("unmuteButton")
        self._unmute.clicked.connect(lambda: unmute())
        self.setFixedHeight(ROW_PX)
        self._stack = QStackedLayout(self)
        self._lay_out()

    def _lay_out(self) -> None:
        sound = QHBoxLayout(self._sound)
        sound.setContentsMargins(HALF, 0, HALF, 0)
        sound.setSpacing(GRID)
        sound.addWidget(IconLabel("mic", "text_dim", SMALL_ICON_PX))
        sound.addWidget(self.mic, 1)
        sound.addWidget(IconLabel("speaker", "text_dim", SMALL_ICON_PX))
        sound.addWidget(self.speaker, 1)
        self._band.setObjectName("mutedBand")
        self._band.setProperty("role", "band")
        self._band.setProperty("fill", "muted")
        muted = QHBoxLayout(self._band)
        muted.setContentsMargins(GRID, 0, HALF, 0)
        muted.setSpacing(GRID)
        muted.addWidget(IconLabel("mic-off", "on_accent", SMALL_ICON_PX))
        muted.addWidget(ElidedLabel(self.tr("You are muted"), "strong"), 1)
        muted.addWidget(self._unmute)
        self._stack.addWidget(self._sound)
        self._stack.addWidget(self._band)

    def show_muted(self, muted: bool) -> None:
        """Meters, or the band."""
        wanted = self._band if muted else self._sound
        if self._stack.currentWidget() is not wanted:
            self._stack.setCurrentWidget(wanted)

    def show_levels(self, mic_dbfs: float, speaker_dbfs: float) -> None:
        """Peak levels of the last tenth of a second."""
        self.mic.show_level(mic_dbfs)
        self.speaker.show_level(speaker_dbfs)
