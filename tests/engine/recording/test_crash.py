"""The engine is killed in the middle of a recording; the next one makes the file whole."""

from __future__ import annotations

import base64
import os
import signal
import time
from pathlib import Path

import pytest

from softphone.domain.messages import RecordingChanged
from softphone.domain.recording import Recording, RecordingFormat, RecordingProblem, RecordingState
from softphone.domain.registration import LineState
from softphone.engine.recording.sealed import SealedSource
from tests.engine.audio.test_sound import CALLER_HZ, LOUD
from tests.engine.conftest import MICROPHONE_HZ
from tests.engine.harness import EngineProcess, direct_configure, free_port, write_tone
from tests.engine.recorded import Tracks, begin, pause, read_tracks, settings
from tests.engine.sip_ua import Ua, dialog
from tests.support.waiting import until

KEY = os.urandom(32)


class Killed:
    """A recording whose engine was killed after ``talked_s`` seconds."""

    def __init__(
        self,
        tmp_path: Path,
        ua: Ua,
        key: bytes,
        paused: bool = False,
        format: RecordingFormat = RecordingFormat.WAV,  # noqa: A002
    ) -> None:
        self.folder = tmp_path / "recordings"
        self.audio = f"file:{tmp_path / 'said.wav'},{tmp_path / 'heard.wav'}"
        sealed = base64.b64encode(key).decode()
        self.command = settings(self.folder, key=sealed, format=format)
        write_tone(tmp_path / "said.wav", MICROPHONE_HZ)
        port = free_port()
        engine = EngineProcess(f"127.0.0.1:{port}", self.audio, tmp_path / "log")
        try:
            engine.send(direct_configure(f"127.0.0.1:{ua.port}"))
            engine.wait_line(LineState.DIRECT)
            engine.send(self.command)
            with dialog(ua, ("127.0.0.1", port)) as caller:
                caller.media.hertz = CALLER_HZ
                caller.invite()
                call = engine.answer_next()
                caller.final()
                self.recording = begin(engine, call.id)
                began = time.monotonic()
                self.path = self.folder / self.recording.file_name
                until(lambda: self.path.exists() and self.path.stat().st_size > 190_000, "no file")
                if paused:
                    pause(engine, self.recording)
                    sheet = self.path.with_name(self.recording.id + ".json")
                    until(lambda: '"pause"' in sheet.read_text(), "the gap is not marked")
                self.talked_s = time.monotonic() - began
                engine.process.send_signal(signal.SIGKILL)
                assert engine.process.wait(10) == -signal.SIGKILL
        finally:
            engine.close()

    def next_engine(self, tmp_path: Path) -> EngineProcess:
        """The one that finds the file."""
        engine = EngineProcess(f"127.0.0.1:{free_port()}", self.audio, tmp_path / "next" / "log")
        engine.send(self.command)
        return engine

    def repaired(self, tmp_path: Path) -> list[Recording]:
        """What the next engine tells of it."""
        engine = self.next_engine(tmp_path)
        try:
            first = engine.wait(RecordingChanged).recording
            return [first]
        finally:
            assert engine.close() == 0


@pytest.fixture
def next_folder(tmp_path: Path) -> Path:
    (tmp_path / "next").mkdir()
    return tmp_path


def test_a_killed_engine_costs_less_than_a_second(next_folder: Path, ua: Ua) -> None:
    killed = Killed(next_folder, ua, b"")
    (told,) = killed.repaired(next_folder)
    assert (told.id, told.state) == (killed.recording.id, RecordingState.ENDED)
    assert told.problem is RecordingProblem.CUT_OFF
    tracks = read_tracks(killed.path)
    print(f"\nkilled after {killed.talked_s:.2f} s, {tracks.seconds:.2f} s are there")
    assert tracks.seconds == pytest.approx(told.duration_s, abs=0.001)
    assert killed.talked_s - tracks.seconds < 1.0
    assert tracks.typical(tracks.left, MICROPHONE_HZ) > LOUD
    assert tracks.typical(tracks.right, CALLER_HZ) > LOUD


def test_an_encrypted_one_loses_no_more(next_folder: Path, ua: Ua) -> None:
    killed = Killed(next_folder, ua, KEY)
    (told,) = killed.repaired(next_folder)
    assert (told.sealed, told.problem) == (True, RecordingProblem.CUT_OFF)
    source = SealedSource(killed.path, KEY)
    tracks = Tracks(source.read(0, source.blocks))
    source.close()
    assert not source.whole
    print(f"\nkilled after {killed.talked_s:.2f} s, {tracks.seconds:.2f} s are there")
    assert killed.talked_s - tracks.seconds < 1.0
    assert tracks.typical(tracks.right, CALLER_HZ) > LOUD


def test_killed_in_a_pause_the_gap_is_known(next_folder: Path, ua: Ua) -> None:
    killed = Killed(next_folder, ua, b"", paused=True)
    (told,) = killed.repaired(next_folder)
    (gap,) = told.gaps
    assert gap.length_s is None
    assert gap.at_s == pytest.approx(told.duration_s, abs=0.02)
