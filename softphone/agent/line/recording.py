"""Recordings, seen from the desk: what policy and agent want, and what the engine tells."""

import base64
import logging
import secrets as random_secrets
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import msgspec

from softphone.agent.call_book import LiveCalls
from softphone.agent.contacts.contacts import Contacts
from softphone.agent.desk_model import NoticeCode, RecordingView, Severity
from softphone.agent.notice_board import NoticeBoard
from softphone.agent.outside import DeskPorts
from softphone.agent.rules import DeskRules
from softphone.domain import messages as m
from softphone.domain.call import CallState
from softphone.domain.recording import (
    Recording,
    RecordingPolicy,
    RecordingProblem,
    RecordingRules,
    RecordingState,
)

log = logging.getLogger(__name__)

KEY_NAME = "recording-key"
KEY_BYTES = 32
RETENTION_EVERY_S = 6 * 3600.0
WAVEFORM_WITHIN_S = 30.0
_TOLD = (
    RecordingProblem.DISK_LOW,
    RecordingProblem.WRITE_FAILED,
    RecordingProblem.NO_FOLDER,
)


class CallRecordings:
    """Starts at the answer, follows the contact through all its calls, keeps the rows."""

    def __init__(
        self,
        outside: DeskPorts,
        rules: Callable[[], DeskRules],
        calls: LiveCalls,
        contacts: Contacts,
        notices: NoticeBoard,
        failed: Callable[[Exception], None],
        changed: Callable[[], None],
    ) -> None:
        self._out = outside
        self._rules = rules
        self._calls = calls
        self._contacts = contacts
        self._notices = notices
        self._failed = failed
        self._changed = changed
        self._live: dict[str, Recording] = {}
        self._added: set[tuple[str, str]] = set()
        self._begun: set[str] = set()
        """Contacts that were to be recorded: after a problem, or a stop, nobody begins again."""
        self._configured = RecordingRules()
        self._usable = False
        self._asked: dict[str, list[Callable[[m.WaveformRead], None]]] = {}

    # -------------------------------------------------------------- the picture

    @property
    def view(self) -> RecordingView | None:
        """What the window shows; None where nothing is recorded."""
        rules, meant = self._rules().recording, self._meant
        live = self._of(meant)
        if rules.policy is RecordingPolicy.OFF and live is None:
            return None
        return RecordingView(
            policy=rules.policy,
            recording=live,
            possible=live is None and self._usable and bool(self._calls_of(meant)),
            pause_most_s=rules.pause_most_s,
        )

    @property
    def _meant(self) -> str:
        """The contact the agent talks with, else the one in front."""
        for view in self._calls.views:
            if view.call.state is CallState.CONNECTED:
                contact = self._contacts.of_call(view.call.consult_of or view.call.id)
                if contact is not None:
                    return contact.contact.id
        front = self._contacts.view
        return front.contact.id if front is not None else ""

    def _of(self, contact_id: str) -> Recording | None:
        found = (r for r in self._live.values() if r.contact_id == contact_id)
        return next(found, None)

    def _calls_of(self, contact_id: str) -> tuple[str, ...]:
        """Ids of its answered calls, consults included."""
        found = []
        for view in self._calls.views:
            contact = self._contacts.of_call(view.call.consult_of or view.call.id)
            answered = view.call.answered_at is not None
            if answered and contact is not None and contact.contact.id == contact_id:
                found.append(view.call.id)
        return tuple(found)

    # -------------------------------------------------------------- wishes; false: not now

    def start(self) -> bool:
        """Record the contact the agent talks with."""
        view = self.view
        if view is None or not view.possible:
            return False
        self._start(self._meant)
        return True

    def _start(self, contact_id: str) -> None:
        self._begun.add(contact_id)
        calls = self._calls_of(contact_id)
        self._out.phone.send(m.StartRecording(contact_id=contact_id, call_ids=calls))

    def stop(self) -> bool:
        """End it; where every call is recorded nobody can."""
        live = self._of(self._meant)
        if live is None or self._rules().recording.policy is RecordingPolicy.ALWAYS:
            return False
        self._out.phone.send(m.StopRecording(recording_id=live.id))
        return True

    def pause(self, for_s: float | None) -> bool:
        """Write nothing for so long, None: for as long as allowed."""
        live, most_s = self._of(self._meant), self._rules().recording.pause_most_s
        if live is None or most_s <= 0:
            return False
        wanted_s = most_s if for_s is None else min(for_s, most_s)
        self._out.phone.send(m.PauseRecording(recording_id=live.id, for_s=wanted_s))
        return True

    def resume(self) -> bool:
        """Go on before the pause is over."""
        live = self._of(self._meant)
        if live is None or live.state is not RecordingState.PAUSED:
            return False
        self._out.phone.send(m.ResumeRecording(recording_id=live.id))
        return True

    def ask_waveform(
        self, recording_id: str, columns: int, done: Callable[[m.WaveformRead], None]
    ) -> None:
        """What a recording looks like; a problem in words when the engine does not answer."""
        waiting = self._asked.setdefault(recording_id, [])
        waiting.append(done)

        def give_up() -> None:
            if done in waiting:
                waiting.remove(done)
                problem = "The call engine does not answer."
                done(
                    m.WaveformRead(
                        recording_id=recording_id,
                        duration_s=0.0,
                        agent=b"",
                        far_end=b"",
                        problem=problem,
                    )
                )

        self._out.clock.after(WAVEFORM_WITHIN_S, give_up)
        self._out.phone.send(m.ReadWaveform(recording_id=recording_id, columns=columns))

    # -------------------------------------------------------------- what happens

    def configure(self) -> None:
        """Tell the engine how to record; asks the keyring where a key may be needed."""
        rules = self._rules().recording
        self._configured = rules
        self._usable = False
        if not rules.folder:
            return
        store = self._out.store

        def read() -> tuple[str, Sequence[str]]:
            needed = rules.encrypt or rules.policy is not RecordingPolicy.OFF
            key = self._key(create=rules.encrypt) if needed else ""
            return key, store.unfinished_recordings()

        self._out.keys.submit(read, lambda found: self._use(rules, *found), self._failed)

    def _key(self, *, create: bool) -> str:
        key = self._out.secrets.get(KEY_NAME)
        if key is None and create:
            key = base64.b64encode(random_secrets.token_bytes(KEY_BYTES)).decode()
            if not self._out.secrets.set(KEY_NAME, key):
                key = None
        return key or ""

    def _use(self, rules: RecordingRules, key: str, unfinished: Sequence[str]) -> None:
        if rules != self._configured:
            return
        self._notices.mended(NoticeCode.RECORDING_FAILED)
        if rules.encrypt and not key:
            if rules.policy is not RecordingPolicy.OFF:
                self._tell(RecordingProblem.NO_KEY)
                self._changed()
            return
        self._usable = rules.policy is not RecordingPolicy.OFF
        self._out.phone.send(
            m.ConfigureRecording(
                folder=rules.folder,
                key=key,
                seal=rules.encrypt,
                format=rules.format,
                notice=rules.notice,
                notice_to=rules.notice_to,
                notice_file=rules.notice_file,
                tone_every_s=rules.tone_every_s,
                pause_most_s=rules.pause_most_s,
                keep_free_bytes=rules.keep_free_mb * 1_000_000,
                unfinished=tuple(i for i in unfinished if i not in self._live),
            )
        )
        self.follow()
        self._changed()

    def rules_changed(self) -> None:
        """Settings were saved."""
        if self._rules().recording != self._configured:
            self.configure()

    def snapshot(self, recordings: tuple[Recording, ...]) -> None:
        """The engine is there, perhaps with recordings of before a crash of the desk."""
        self._live.clear()
        self._added.clear()
        for recording in recordings:
            self._begun.add(recording.contact_id)
            self.told(recording)
        self.configure()

    def follow(self) -> None:
        """A call was answered or joined: what belongs to the contact is recorded with it."""
        always = self._rules().recording.policy is RecordingPolicy.ALWAYS and self._usable
        for view in self._contacts.views:
            contact_id = view.contact.id
            calls, live = self._calls_of(contact_id), self._of(contact_id)
            if live is not None:
                self._add(live, calls)
            elif calls and always and contact_id not in self._begun:
                self._start(contact_id)

    def _add(self, live: Recording, calls: tuple[str, ...]) -> None:
        for call_id in calls:
            if call_id not in live.call_ids and (live.id, call_id) not in self._added:
                self._added.add((live.id, call_id))
                self._out.phone.send(m.AddToRecording(recording_id=live.id, call_id=call_id))

    def told(self, recording: Recording) -> None:
        """A recording began, paused, ended, or was repaired."""
        known = recording.id in self._live
        if recording.state is RecordingState.ENDED:
            self._live.pop(recording.id, None)
            if known and recording.problem in _TOLD:
                self._tell(recording.problem)
        else:
            self._live[recording.id] = recording
        store = self._out.store
        self._out.worker.submit(
            lambda: store.save_recording(recording), lambda _: None, self._failed
        )
        self.follow()

    def waveform_read(self, event: m.WaveformRead) -> None:
        """The engine looked at one."""
        for done in self._asked.pop(event.recording_id, []):
            done(event)

    def engine_lost(self) -> None:
        """What it was writing ended with it; the next engine repairs the file and tells."""
        for recording in tuple(self._live.values()):
            self.told(
                msgspec.structs.replace(
                    recording, state=RecordingState.ENDED, problem=RecordingProblem.CUT_OFF
                )
            )
        self._usable = False

    def keep_retention(self) -> None:
        """Delete what is older than allowed, now and several times a day."""
        rules, now = self._rules().recording, self._out.clock.now()
        self._out.clock.after(RETENTION_EVERY_S, self.keep_retention)
        if rules.retention_days <= 0 or not rules.folder:
            return
        store, before = self._out.store, now - timedelta(days=rules.retention_days)

        def done(count: int) -> None:
            log.info("%d recordings older than %d days deleted", count, rules.retention_days)

        self._out.worker.submit(
            lambda: store.drop_recordings(Path(rules.folder), before), done, self._failed
        )

    def _tell(self, problem: RecordingProblem) -> None:
        log.error("not recorded: %s", problem.value)
        self._notices.post(
            NoticeCode.RECORDING_FAILED, Severity.ERROR, sticky=True, problem=problem.value
        )
