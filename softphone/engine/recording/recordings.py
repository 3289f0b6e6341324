"""The recordings of this engine: commands, what ends them, events. On the engine's thread only.

Recorded is what crosses the bridge (``SoundBridge.taps``): what is sent, and the mix of everybody
else as the conference made it. So both channels have one clock, a conference is complete however
many take part, and it costs the clock thread one append. A recording's tape is open only while one
of its own calls has sound: what is said on another call never gets in.
"""

import base64
import binascii
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from softphone.domain.messages import ConfigureRecording, Event, RecordingChanged
from softphone.domain.recording import Recording, RecordingFormat, RecordingState, is_contact_id
from softphone.engine.audio.backend import RATE_HZ
from softphone.engine.audio.bridge import SoundBridge
from softphone.engine.audio.wav import WavError
from softphone.engine.errors import CommandError
from softphone.engine.recording.converter import Converter, waiting
from softphone.engine.recording.files import Sheet
from softphone.engine.recording.notice import Notice, load_notice
from softphone.engine.recording.player import Player
from softphone.engine.recording.reading import ReadingError, open_source, read_waveform
from softphone.engine.recording.repair import repair_folder
from softphone.engine.recording.scribe import FreeBytes, Scribe, free_bytes
from softphone.engine.recording.sealed import KEY_BYTES
from softphone.engine.recording.tape import Tape
from softphone.engine.recording.writer import Writer

log = logging.getLogger(__name__)

REMEMBERED = 32
MOST_AT_ONCE = 8
MOST_CALLS = 12
CLOSED_WITHIN_S = 3.0


class _Live:
    """A recording that runs."""

    def __init__(self, value: Recording, scribe: Scribe, notice: Notice | None) -> None:
        self.value = value
        self.scribe = scribe
        self.notice = notice
        self.resume_at: float | None = None

    @property
    def tape(self) -> Tape:
        return self.scribe.tape


class Recordings:
    """``has_sound`` tells of a call id whether it has sound, None when it is over; ``later`` runs
    a function on the engine's thread and may be called from any.
    """

    def __init__(
        self,
        bridge: SoundBridge,
        has_sound: Callable[[str], bool | None],
        emit: Callable[[Event], None],
        later: Callable[[Callable[[], None]], None],
        free: FreeBytes = free_bytes,
    ) -> None:
        self._bridge = bridge
        self._has_sound = has_sound
        self._emit = emit
        self._later = later
        self._free = free
        self._writer = Writer("recording")
        self._reader = Writer("looking")
        self._converter = Converter(lambda sheet: later(lambda: self._converted(sheet)))
        self.player = Player(bridge, emit)
        self._live: dict[str, _Live] = {}
        self._ended: deque[Recording] = deque(maxlen=REMEMBERED)
        self._used: set[str] = set()
        self._configured: ConfigureRecording | None = None
        self._key = b""
        self._make_notice: Callable[[], Notice] | None = None

    # ------------------------------------------------------------ what others ask

    @property
    def snapshot(self) -> tuple[Recording, ...]:
        """Those that run, and the newest that ended."""
        return (*self._ended, *(live.value for live in self._live.values()))

    # ------------------------------------------------------------ commands

    def configure(self, command: ConfigureRecording) -> None:
        """Use these settings from now on. Raises ``CommandError``."""
        if not Path(command.folder).is_absolute():
            raise CommandError("The recordings folder must be an absolute path.")
        try:
            key = base64.b64decode(command.key, validate=True)
        except (binascii.Error, ValueError):
            raise CommandError("The key of the recordings cannot be read.") from None
        if key and len(key) != KEY_BYTES:
            raise CommandError("The key of the recordings has the wrong length.")
        if command.seal and not key:
            raise CommandError("Recordings cannot be encrypted without a key.")
        try:
            notice = load_notice(
                command.notice, command.notice_file, command.notice_to, command.tone_every_s
            )
        except WavError as error:
            raise CommandError(f"The notice of recordings cannot be played: {error}.") from None
        before, self._configured = self._configured, command
        self._key, self._make_notice = key, notice
        for live in self._live.values():
            live.scribe.keep_free = command.keep_free_bytes
        if before is None or before.folder != command.folder or command.unfinished:
            self._repair(Path(command.folder), command.unfinished)

    def start(self, contact_id: str, call_ids: tuple[str, ...]) -> None:
        """Begin. Raises ``CommandError``."""
        settings = self._configured
        if settings is None:
            raise CommandError("Recordings are not set up.")
        if not is_contact_id(contact_id):
            raise CommandError("A recording cannot be named after this contact.")
        running = (live for live in self._live.values() if not live.tape.ended)
        if any(live.value.contact_id == contact_id for live in running):
            raise CommandError("This contact is already being recorded.")
        if not 0 < len(call_ids) <= MOST_CALLS or all(self._has_sound(i) is None for i in call_ids):
            raise CommandError("There is no call to record.")
        if len(self._live) >= MOST_AT_ONCE:
            raise CommandError("Too many recordings at once.")
        sealed = settings.seal
        value = Recording(
            id=self._new_id(contact_id),
            contact_id=contact_id,
            call_ids=call_ids,
            state=RecordingState.RECORDING,
            started_at=datetime.now(UTC),
            sealed=sealed,
        )
        sheet = Sheet(
            id=value.id,
            contact_id=contact_id,
            started_at=value.started_at,
            sealed=sealed,
            rate_hz=RATE_HZ,
            wanted=settings.format,
        )
        scribe = Scribe(
            Path(settings.folder),
            sheet,
            value.file_name,
            self._key,
            Tape(),
            settings.keep_free_bytes,
            self._free,
        )
        live = _Live(value, scribe, self._make_notice() if self._make_notice else None)
        self._live[value.id] = live
        self._writer.add(scribe)
        self._follow(live)
        self._connect()
        log.info("recording %s begins", value.id)
        self._emit(RecordingChanged(recording=value))

    def add(self, recording_id: str, call_id: str) -> None:
        """One more call belongs to it. Raises ``CommandError``."""
        live = self._find(recording_id)
        if call_id in live.value.call_ids:
            return
        if self._has_sound(call_id) is None or len(live.value.call_ids) >= MOST_CALLS:
            raise CommandError("There is no such call to record.")
        self._tell(live, call_ids=(*live.value.call_ids, call_id))

    def stop(self, recording_id: str) -> None:
        """End it; told once the file is closed. Raises ``CommandError``."""
        self._end(self._find(recording_id))

    def pause(self, recording_id: str, for_s: float) -> None:
        """Write nothing for a while. Raises ``CommandError``."""
        live = self._find(recording_id)
        most_s = self._configured.pause_most_s if self._configured else 0.0
        for_s = min(for_s, most_s)
        if not for_s > 0:
            raise CommandError("Recordings must not be paused.")
        live.tape.pause()
        live.resume_at = time.monotonic() + for_s
        log.info("recording %s paused for %.0f s", recording_id, for_s)
        self._tell(
            live,
            state=RecordingState.PAUSED,
            paused_until=datetime.now(UTC) + timedelta(seconds=for_s),
        )

    def resume(self, recording_id: str) -> None:
        """Go on. Raises ``CommandError``."""
        live = self._find(recording_id)
        if live.resume_at is None:
            raise CommandError("This recording is not paused.")
        self._go_on(live)

    def play(self, recording_id: str, from_s: float, *, idle: bool) -> None:
        """Let the agent hear it; only while there is no call. Raises ``CommandError``."""
        if not idle:
            raise CommandError("A recording can be played only while there is no call.")
        if self._bridge.resting:
            raise CommandError("An echo test is running. Play the recording after it.")
        folder, key = self._place_of(recording_id)
        try:
            source = open_source(folder, recording_id, key)
        except ReadingError as error:
            raise CommandError(str(error)) from None
        self.player.play(recording_id, source, from_s)

    def read_waveform(self, recording_id: str, columns: int) -> None:
        """Look at it on a thread of its own; told when it is done. Raises ``CommandError``."""
        folder, key = self._place_of(recording_id)

        def read() -> None:
            told = read_waveform(folder, recording_id, key, columns)
            self._later(lambda: self._emit(told))

        self._reader.submit(read)

    # ------------------------------------------------------------ what happens

    def tick(self) -> None:
        """Follow calls, timers and the writer; called at least ten times a second."""
        now = time.monotonic()
        self.player.tick(now)
        for live in tuple(self._live.values()):
            if live.scribe.done:
                self._over(live)
                continue
            self._follow(live)
            if live.resume_at is not None and now >= live.resume_at:
                self._go_on(live)
            writing = live.tape.open and not live.tape.paused and not live.tape.ended
            if live.notice is not None and writing:
                live.notice.tick(now, self._bridge)
            gaps = live.scribe.sheet.gaps
            if gaps != live.value.gaps:
                self._tell(live, gaps=gaps)

    def close(self) -> None:
        """The engine ends: end all and wait for the disk, not for ever."""
        for live in tuple(self._live.values()):
            self._end(live)
        self.player.stop()
        self._reader.close(0.0)
        self._converter.close()
        self._writer.close(CLOSED_WITHIN_S)
        self.tick()

    # ------------------------------------------------------------ inside

    def _find(self, recording_id: str) -> _Live:
        live = self._live.get(recording_id)
        if live is None or live.tape.ended:
            raise CommandError("This recording is over.")
        return live

    def _place_of(self, recording_id: str) -> tuple[Path, bytes]:
        """Folder and key to read with; empty key: none. Raises ``CommandError``."""
        if self._configured is None:
            raise CommandError("Recordings are not set up.")
        if recording_id in self._live:
            raise CommandError("This recording is still being made.")
        return Path(self._configured.folder), self._key

    def _follow(self, live: _Live) -> None:
        sounds = [self._has_sound(call_id) for call_id in live.value.call_ids]
        live.tape.open = any(sounds)
        if all(sound is None for sound in sounds):
            self._end(live)

    def _go_on(self, live: _Live) -> None:
        live.resume_at = None
        live.tape.go_on()
        log.info("recording %s goes on", live.value.id)
        self._tell(live, state=RecordingState.RECORDING, paused_until=None)

    def _end(self, live: _Live) -> None:
        live.tape.ended = True
        self._connect()

    def _over(self, live: _Live) -> None:
        del self._live[live.value.id]
        self._connect()
        sheet = live.scribe.sheet
        log.info("recording %s ended, %.1f s %s", sheet.id, sheet.duration_s, sheet.problem)
        self._tell(
            live,
            state=RecordingState.ENDED,
            paused_until=None,
            duration_s=sheet.duration_s,
            gaps=sheet.gaps,
            problem=sheet.problem,
        )
        self._ended.append(live.value)
        if sheet.wanted is RecordingFormat.OPUS and sheet.duration_s > 0:
            self._converter.submit(live.scribe.folder, sheet, live.scribe.key)

    def _converted(self, sheet: Sheet) -> None:
        """The same recording in another file."""
        known = next((one for one in self._ended if one.id == sheet.id), sheet.recording)
        recording = msgspec.structs.replace(known, format=sheet.format)
        with contextlib.suppress(ValueError):
            self._ended.remove(known)
        self._ended.append(recording)
        self._emit(RecordingChanged(recording=recording))

    def _connect(self) -> None:
        tapes = [live.tape for live in self._live.values()]
        self._bridge.tap(tuple(tape for tape in tapes if not tape.ended))

    def _tell(self, live: _Live, **fields: object) -> None:
        fields.setdefault("duration_s", live.scribe.sheet.duration_s)
        live.value = msgspec.structs.replace(live.value, **fields)
        self._emit(RecordingChanged(recording=live.value))

    def _new_id(self, contact_id: str) -> str:
        stem = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{contact_id}"
        name, number = stem, 1
        while name in self._used:
            number += 1
            name = f"{stem}-{number}"
        self._used.add(name)
        return name

    def _repair(self, folder: Path, unfinished: tuple[str, ...]) -> None:
        ours, key = frozenset(self._live), self._key

        def repair() -> None:
            for sheet in repair_folder(folder, ours, unfinished):
                recording = sheet.recording
                self._later(lambda told=recording: self._repaired(told))  # type: ignore[misc]
            for sheet in waiting(folder, ours):
                self._converter.submit(folder, sheet, key)

        self._writer.submit(repair)

    def _repaired(self, recording: Recording) -> None:
        self._ended.append(recording)
        self._emit(RecordingChanged(recording=recording))
