"""Listening to the recordings of a contact, with their picture; through the engine's speaker."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from softphone.agent.desk_model import DeskModel
from softphone.agent.intents import AgentIntents
from softphone.domain.messages import PlaybackProgressed, WaveformRead
from softphone.domain.recording import Recording, RecordingProblem, RecordingState
from softphone.ui.context import UiContext
from softphone.ui.dialogs.waveform import Waveform
from softphone.ui.look.theme import GRID, set_role
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.duration_label import DurationLabel
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.pick_list import PickItem, PickList
from softphone.ui.wording.problems import say
from softphone.ui.wording.recording import facts_of, side_word
from softphone.ui.wording.times import moment, span

_SIZE = QSize(720, 420)
_COLUMNS = 600


class RecordingDialog(QDialog):
    """``contact_id`` empty: there is nothing to listen to. Closing it stops what is played."""

    def __init__(
        self,
        intents: AgentIntents,
        context: UiContext,
        contact_id: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._intents, self._context = intents, context
        self._recordings: tuple[Recording, ...] = ()
        self._shown: Recording | None = None
        self._playing = False
        self._busy = False
        self._gone = False
        self._position_s = 0.0
        self.setObjectName("recordingDialog")
        self.setWindowTitle(self.tr("Recordings"))
        self._title = PlainLabel(self.tr("Recordings of this contact"), "title")
        self.words = PlainLabel("", "dim", wrap=True)
        self.words.setObjectName("recordingFacts")
        self.list = PickList()
        self.list.setObjectName("recordingList")
        self.list.setAccessibleName(self.tr("Recordings, newest first"))
        self.wave = Waveform()
        self.wave.setObjectName("recordingWave")
        self.play = TextButton(self.tr("Play"), "primary", "play", "on_accent")
        self.play.setObjectName("recordingPlayButton")
        self._position = DurationLabel()
        self._length = DurationLabel("dim")
        self._close = TextButton(self.tr("Close"))
        self._lay_out()
        self.list.selectionModel().currentChanged.connect(
            lambda index, _: self._choose(index.row())
        )
        self.wave.seek_requested.connect(self._seek)
        self.play.clicked.connect(self._toggle)
        self._close.clicked.connect(self.accept)
        self._show(())
        if contact_id:
            intents.recordings((contact_id,), self._found, self._failed)

    def _lay_out(self) -> None:
        legend = QHBoxLayout()
        legend.setSpacing(2 * GRID)
        for agent, token in ((True, "accent"), (False, "ok")):
            label = PlainLabel(side_word(agent=agent), "strong")
            set_role(label, token, "tone")
            legend.addWidget(label)
        legend.addStretch(1)
        legend.addWidget(self._position)
        legend.addWidget(PlainLabel("/", "dim"))
        legend.addWidget(self._length)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.play)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        for button in (self.play, self._close):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(self._title)
        column.addWidget(self.list, 1)
        column.addWidget(self.words)
        column.addWidget(self.wave)
        column.addLayout(legend)
        column.addLayout(buttons)
        self.resize(_SIZE)

    def done(self, result: int) -> None:
        """Answers that come later find nobody."""
        self._gone = True
        if self._playing:
            self._intents.stop_playing()
        super().done(result)

    # ------------------------------------------------------------------------ what comes

    def show_model(self, model: DeskModel) -> None:
        """In a call nothing is played: the ear belongs to the caller."""
        self._busy = bool(model.calls)
        self._show_buttons()

    def show_playback(self, event: PlaybackProgressed) -> None:
        """How far it is."""
        if self._shown is None or event.recording_id != self._shown.id:
            return
        self._playing = event.playing
        ended = not event.playing and event.position_s >= event.duration_s
        self._move(0.0 if ended else event.position_s)
        self._show_buttons()

    def _found(self, recordings: Sequence[Recording]) -> None:
        if not self._gone:
            ready = (r for r in recordings if r.state is RecordingState.ENDED)
            self._show(tuple(r for r in ready if r.duration_s > 0))

    def _failed(self, problem: str) -> None:
        if not self._gone:
            self._say(say(problem), bad=True)

    def _read(self, event: WaveformRead) -> None:
        if self._gone or self._shown is None or event.recording_id != self._shown.id:
            return
        if event.problem:
            self._say(say(event.problem), bad=True)
            return
        self.wave.show_peaks(event.agent, event.far_end, event.duration_s, event.gaps)
        self._length.show_seconds(event.duration_s)

    # ---------------------------------------------------------------------------- inside

    def _show(self, recordings: tuple[Recording, ...]) -> None:
        self._recordings = recordings
        self.list.show_items([self._item(recording) for recording in recordings])
        self.list.setVisible(bool(recordings))
        if recordings:
            self._choose(max(0, self.list.currentIndex().row()))
        else:
            self._shown = None
            self._say(self.tr("This contact was not recorded."))
            self._show_buttons()

    def _item(self, recording: Recording) -> PickItem:
        cut = recording.problem is not RecordingProblem.NONE
        return PickItem(
            key=recording.id,
            title=moment(recording.started_at, self._context.now(), self._context.language),
            icon="lock" if recording.sealed else "speaker",
            mark=self.tr("incomplete") if cut else "",
            tone="warn",
            side=span(recording.duration_s),
        )

    def _choose(self, row: int) -> None:
        if not 0 <= row < len(self._recordings) or self._recordings[row] == self._shown:
            return
        if self._playing:
            self._intents.stop_playing()
        self._playing = False
        recording = self._shown = self._recordings[row]
        self._say(facts_of(recording))
        self.wave.show_peaks(b"", b"", 0.0, ())
        self._length.show_seconds(recording.duration_s)
        self._move(0.0)
        self._show_buttons()
        self._intents.waveform(recording.id, _COLUMNS, self._read)

    def _move(self, position_s: float) -> None:
        self._position_s = position_s
        self.wave.show_position(position_s)
        self._position.show_seconds(position_s)

    def _toggle(self) -> None:
        if self._shown is None:
            return
        if self._playing:
            self._intents.stop_playing()
        else:
            self._intents.play_recording(self._shown.id, self._position_s)

    def _seek(self, position_s: float) -> None:
        if self._shown is None:
            return
        self._move(position_s)
        if self._playing:
            self._intents.play_recording(self._shown.id, position_s)

    def _show_buttons(self) -> None:
        self.play.setEnabled(self._shown is not None and not self._busy)
        self.play.show_words(self.tr("Stop") if self._playing else self.tr("Play"))
        self.play.show_icon("pause" if self._playing else "play", "on_accent")
        self.play.setToolTip(self.tr("Not while there is a call") if self._busy else "")

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.words.setText(words)
        set_role(self.words, "bad" if bad else "", "tone")
