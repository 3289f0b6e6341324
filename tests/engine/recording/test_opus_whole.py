"""Recordings of real calls that are kept as Opus, by the real engine process."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from softphone.domain.messages import (
    HangUpCall,
    PlaybackProgressed,
    PlayRecording,
    ReadWaveform,
    RecordingChanged,
    ResumeRecording,
    WaveformRead,
)
from softphone.domain.recording import Recording, RecordingFormat, RecordingProblem
from softphone.engine.recording.reading import open_source
from tests.engine.audio.test_sound import CALLER_HZ, LOUD, QUIET, agent_hears
from tests.engine.conftest import MICROPHONE_HZ, Direct
from tests.engine.harness import EngineProcess
from tests.engine.recorded import Tracks, begin, pause, settings
from tests.engine.recording.test_crash import Killed
from tests.engine.sip_ua import Dialog, Ua
from tests.support.waiting import until

KEY = os.urandom(32)
SECRET_HZ = 2300.0
WITHIN_S = 100.0


def converted(engine: EngineProcess) -> Recording:
    """Wait until the engine tells of the new file."""
    event = engine.wait(
        RecordingChanged, lambda e: e.recording.format is RecordingFormat.OPUS, timeout_s=WITHIN_S
    )
    return event.recording


def tracks_of(folder: Path, recording: Recording, key: bytes) -> Tracks:
    source = open_source(folder, recording.id, key)
    try:
        return Tracks(source.read(0, source.blocks))
    finally:
        source.close()


@pytest.mark.parametrize("key", [b"", KEY], ids=["plain", "sealed"])
def test_it_is_kept_as_opus_without_a_sample_of_the_pause_and_heard_again(
    direct: Direct, caller: Dialog, tmp_path: Path, key: bytes
) -> None:
    folder = tmp_path / "recordings"
    sealed = base64.b64encode(key).decode()
    direct.engine.send(settings(folder, key=sealed, format=RecordingFormat.OPUS))
    caller.media.hertz = CALLER_HZ
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    until(lambda: agent_hears(direct) > LOUD, "the agent hears no caller")
    recording = begin(direct.engine, call.id)
    path = folder / recording.file_name
    until(lambda: path.exists() and path.stat().st_size > 90_000, "nothing is written")
    pause(direct.engine, recording)
    caller.media.hertz = SECRET_HZ
    until(lambda: agent_hears(direct, SECRET_HZ) > LOUD, "the secret is not heard")
    caller.media.hertz = CALLER_HZ
    until(lambda: agent_hears(direct, SECRET_HZ) < QUIET, "the secret is heard still")
    direct.engine.send(ResumeRecording(recording_id=recording.id))
    size = path.stat().st_size
    until(lambda: path.stat().st_size > size + 90_000, "it does not go on")
    direct.engine.send(HangUpCall(call_id=call.id))

    kept = converted(direct.engine)
    assert kept.file_name == f"{recording.id}.opus" + (".sealed" if key else "")
    assert sorted(one.name for one in folder.iterdir()) == sorted(
        [kept.file_name, f"{recording.id}.json"]
    )
    tracks = tracks_of(folder, kept, key)
    assert tracks.seconds == pytest.approx(kept.duration_s, abs=0.001)
    assert tracks.typical(tracks.left, MICROPHONE_HZ) > LOUD
    assert tracks.typical(tracks.right, CALLER_HZ) > LOUD
    assert tracks.loudest(tracks.right, SECRET_HZ) < QUIET
    assert tracks.loudest(tracks.left, SECRET_HZ) < QUIET
    (gap,) = kept.gaps
    assert gap.length_s is not None
    direct.engine.send(ReadWaveform(recording_id=recording.id, columns=50))
    shown = direct.engine.wait(WaveformRead)
    assert (shown.problem, len(shown.agent), shown.gaps) == ("", 50, kept.gaps)
    assert min(max(shown.agent), max(shown.far_end)) > 10
    direct.engine.send(PlayRecording(recording_id=recording.id))
    until(lambda: agent_hears(direct, MICROPHONE_HZ) > LOUD, "the agent's side is not heard")
    end = direct.engine.wait(PlaybackProgressed, lambda e: not e.playing, timeout_s=WITHIN_S)
    assert end.position_s == pytest.approx(kept.duration_s, abs=0.02)


@pytest.mark.parametrize("key", [b"", KEY], ids=["plain", "sealed"])
def test_after_a_kill_the_next_engine_makes_it_whole_and_opus(
    tmp_path: Path, ua: Ua, key: bytes
) -> None:
    (tmp_path / "next").mkdir()
    killed = Killed(tmp_path, ua, key, format=RecordingFormat.OPUS)
    engine = killed.next_engine(tmp_path)
    try:
        kept = converted(engine)
    finally:
        assert engine.close() == 0
    assert kept.problem is RecordingProblem.CUT_OFF
    assert not killed.path.exists()
    tracks = tracks_of(killed.folder, kept, key)
    print(f"\nkilled after {killed.talked_s:.2f} s, {tracks.seconds:.2f} s are there")
    assert killed.talked_s - tracks.seconds < 1.0
    assert tracks.typical(tracks.left, MICROPHONE_HZ) > LOUD
    assert tracks.typical(tracks.right, CALLER_HZ) > LOUD
