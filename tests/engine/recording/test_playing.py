"""Recordings played back to the agent's ear, and looked at."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from softphone.domain.messages import (
    CallOffered,
    CommandRefused,
    ConfigureRecording,
    HangUpCall,
    PlaybackProgressed,
    PlayRecording,
    ReadWaveform,
    StopPlaying,
    WaveformRead,
)
from softphone.domain.recording import Recording, RecordingState
from tests.engine.audio.test_sound import CALLER_HZ, LOUD, agent_hears
from tests.engine.conftest import MICROPHONE_HZ, Direct
from tests.engine.recorded import begin, settings, wait_recording
from tests.engine.sip_ua import Dialog, dialog
from tests.support.waiting import until

KEY = base64.b64encode(os.urandom(32)).decode()


@pytest.fixture(params=["", KEY], ids=["plain", "sealed"])
def command(request: pytest.FixtureRequest, tmp_path: Path) -> ConfigureRecording:
    return settings(tmp_path / "recordings", key=request.param)


@pytest.fixture
def recording(direct: Direct, caller: Dialog, command: ConfigureRecording) -> Recording:
    """Two seconds of a call that is over."""
    direct.engine.send(command)
    caller.media.hertz = CALLER_HZ
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    until(lambda: agent_hears(direct) > LOUD, "the agent hears no caller")
    recording = begin(direct.engine, call.id)
    path = Path(command.folder) / recording.file_name
    until(lambda: path.exists() and path.stat().st_size > 130_000, "nothing is written")
    direct.engine.send(HangUpCall(call_id=call.id))
    return wait_recording(direct.engine, RecordingState.ENDED)


def test_it_is_heard_whole_and_its_end_is_told(direct: Direct, recording: Recording) -> None:
    before = direct.heard.stat().st_size
    direct.engine.send(PlayRecording(recording_id=recording.id))
    until(lambda: agent_hears(direct, MICROPHONE_HZ) > LOUD, "the agent's side is not heard")
    assert agent_hears(direct) > LOUD
    end = direct.engine.wait(PlaybackProgressed, lambda e: not e.playing)
    assert end.position_s == pytest.approx(recording.duration_s, abs=0.02)
    moves = [e.position_s for e in direct.engine.events if isinstance(e, PlaybackProgressed)]
    assert moves == sorted(moves)
    assert len(moves) >= 5
    assert direct.heard.stat().st_size - before >= recording.duration_s * 0.9 * 32_000


def test_seeking_and_stopping(direct: Direct, recording: Recording) -> None:
    direct.engine.send(PlayRecording(recording_id=recording.id, from_s=1.5))
    first = direct.engine.wait(PlaybackProgressed)
    assert first.position_s == pytest.approx(1.5, abs=0.05)
    direct.engine.send(PlayRecording(recording_id=recording.id, from_s=0.5))
    second = direct.engine.wait(PlaybackProgressed, lambda e: e.position_s < 1.0)
    assert second.playing
    direct.engine.send(StopPlaying())
    assert direct.engine.wait(PlaybackProgressed, lambda e: not e.playing).position_s < 1.4


def test_a_ringing_call_stops_it_and_none_is_begun(direct: Direct, recording: Recording) -> None:
    direct.engine.send(PlayRecording(recording_id=recording.id))
    assert direct.engine.wait(PlaybackProgressed).playing
    with dialog(direct.ua, direct.address) as second:
        second.invite()
        direct.engine.wait(CallOffered)
        stopped = direct.engine.wait(PlaybackProgressed, lambda e: not e.playing)
        assert stopped.position_s < recording.duration_s
        direct.engine.send(PlayRecording(recording_id=recording.id))
        assert "no call" in direct.engine.wait(CommandRefused).reason


def test_its_picture_shows_both_sides(direct: Direct, recording: Recording) -> None:
    direct.engine.send(ReadWaveform(recording_id=recording.id, columns=50))
    read = direct.engine.wait(WaveformRead)
    assert read.problem == ""
    assert read.duration_s == pytest.approx(recording.duration_s, abs=0.001)
    assert (len(read.agent), len(read.far_end)) == (50, 50)
    for side in (read.agent, read.far_end):
        assert sorted(side)[25] == pytest.approx(8000 / 32767 * 255, abs=3)


def test_another_key_says_so(
    direct: Direct, recording: Recording, command: ConfigureRecording
) -> None:
    other = base64.b64encode(bytes(32)).decode()
    direct.engine.send(settings(Path(command.folder), key=other))
    direct.engine.send(ReadWaveform(recording_id=recording.id))
    read = direct.engine.wait(WaveformRead)
    assert ("another key" in read.problem) is recording.sealed
    if recording.sealed:
        direct.engine.send(PlayRecording(recording_id=recording.id))
        assert "another key" in direct.engine.wait(CommandRefused).reason
        direct.engine.send(settings(Path(command.folder)))
        direct.engine.send(PlayRecording(recording_id=recording.id))
        assert "no key" in direct.engine.wait(CommandRefused).reason


@pytest.mark.parametrize("name", ["../../etc/passwd", "20261122T034412Z-gone"])
def test_what_is_not_there_is_refused_in_words(direct: Direct, tmp_path: Path, name: str) -> None:
    direct.engine.send(settings(tmp_path / "recordings"))
    direct.engine.send(PlayRecording(recording_id=name))
    assert "recording" in direct.engine.wait(CommandRefused).reason
