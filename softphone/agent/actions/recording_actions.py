"""Wishes about recordings: start, stop, pause, look at, play."""

from collections.abc import Callable, Sequence

from softphone.agent.action import Action
from softphone.agent.actions.phone_actions import PhoneActions
from softphone.agent.outcome import DONE, Outcome
from softphone.domain import messages as m
from softphone.domain.recording import Recording


class RecordingActions(PhoneActions):
    """The part of ``AgentIntents`` about recordings."""

    def start_recording(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return self._recorded(Action.RECORD, self._desk.recording.start())

    def stop_recording(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return self._recorded(Action.STOP_RECORDING, self._desk.recording.stop())

    def pause_recording(self, for_s: float | None = None, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return self._recorded(Action.PAUSE_RECORDING, self._desk.recording.pause(for_s))

    def resume_recording(self, *, via: str = "button") -> Outcome:
        """See ``AgentIntents``."""
        return self._recorded(Action.RESUME_RECORDING, self._desk.recording.resume())

    def _recorded(self, action: Action, possible: bool) -> Outcome:
        if not possible:
            return self.not_possible(action)
        return DONE

    def recordings(
        self,
        contact_ids: Sequence[str],
        done: Callable[[Sequence[Recording]], None],
        failed: Callable[[str], None],
    ) -> None:
        """See ``AgentIntents``."""
        store, ids = self._out.store, tuple(contact_ids)
        self._out.reader.submit(lambda: store.recordings(ids), done, lambda e: failed(str(e)))

    def waveform(
        self, recording_id: str, columns: int, done: Callable[[m.WaveformRead], None]
    ) -> None:
        """See ``AgentIntents``."""
        self._desk.recording.ask_waveform(recording_id, columns, done)

    def play_recording(self, recording_id: str, from_s: float = 0.0) -> None:
        """See ``AgentIntents``."""
        self._out.phone.send(m.PlayRecording(recording_id=recording_id, from_s=from_s))

    def stop_playing(self) -> None:
        """See ``AgentIntents``."""
        self._out.phone.send(m.StopPlaying())
