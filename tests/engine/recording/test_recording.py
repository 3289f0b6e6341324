"""Recordings of real calls, measured in the files."""

from __future__ import annotations

import itertools
import stat
from pathlib import Path

import msgspec
import pytest

from softphone.domain.call import CallState
from softphone.domain.messages import (
    CommandRefused,
    ConfigureRecording,
    HangUpCall,
    HoldCall,
    MuteChanged,
    PauseRecording,
    RequestSnapshot,
    ResumeCall,
    ResumeRecording,
    SetMute,
    SnapshotTaken,
    StartRecording,
    StopRecording,
)
from softphone.domain.recording import (
    GapCause,
    NoticeKind,
    NoticeTo,
    Recording,
    RecordingProblem,
    RecordingState,
    is_recording_id,
)
from softphone.engine.recording.files import Sheet
from softphone.engine.recording.notice import TONE_HZ
from tests.engine.audio.test_sound import CALLER_HZ, LOUD, QUIET, agent_hears, caller_hears
from tests.engine.conftest import MICROPHONE_HZ, Direct
from tests.engine.recorded import (
    CONTACT,
    Tracks,
    begin,
    pause,
    read_tracks,
    settings,
    wait_recording,
)
from tests.engine.sip_ua import Dialog
from tests.support.waiting import until

SECRET_HZ = 2300.0


@pytest.fixture
def folder(direct: Direct, tmp_path: Path) -> Path:
    folder = tmp_path / "recordings"
    direct.engine.send(settings(folder))
    return folder


@pytest.fixture
def call_id(direct: Direct, caller: Dialog) -> str:
    """A call in which both tones are heard."""
    caller.media.hertz = CALLER_HZ
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    until(lambda: agent_hears(direct) > LOUD, "the agent hears no caller")
    until(lambda: caller_hears(caller) > LOUD, "the caller hears no microphone")
    return call.id


def grown(path: Path, seconds: float) -> None:
    """Wait until there is that much in a file that is being written."""
    until(lambda: path.exists() and path.stat().st_size > seconds * 64_000, f"{path} does not grow")


def end(direct: Direct, call_id: str) -> Recording:
    direct.engine.send(HangUpCall(call_id=call_id))
    return wait_recording(direct.engine, RecordingState.ENDED)


def test_the_agent_is_left_and_the_caller_right(direct: Direct, folder: Path, call_id: str) -> None:
    recording = begin(direct.engine, call_id)
    assert is_recording_id(recording.id)
    assert recording.id.endswith(CONTACT)
    path = folder / recording.file_name
    grown(path, 1.5)
    ended = end(direct, call_id)
    tracks = read_tracks(path)
    assert tracks.seconds == pytest.approx(ended.duration_s, abs=0.001)
    assert tracks.seconds > 1.4
    assert tracks.typical(tracks.left, MICROPHONE_HZ) > LOUD
    assert tracks.typical(tracks.right, CALLER_HZ) > LOUD
    assert tracks.loudest(tracks.left, CALLER_HZ, 0.5) < QUIET
    assert tracks.loudest(tracks.right, MICROPHONE_HZ, 0.5) < QUIET
    assert (ended.problem, ended.gaps) == (RecordingProblem.NONE, ())


def test_only_the_owner_may_read_and_names_tell_nothing(
    direct: Direct, folder: Path, call_id: str
) -> None:
    recording = begin(direct.engine, call_id)
    grown(folder / recording.file_name, 0.3)
    end(direct, call_id)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    files = sorted(path.name for path in folder.iterdir())
    assert files == [f"{recording.id}.json", f"{recording.id}.wav"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    sheet = msgspec.json.decode((folder / f"{recording.id}.json").read_bytes(), type=Sheet)
    assert (sheet.finished, sheet.contact_id) == (True, CONTACT)


def test_a_pause_leaves_no_sample_and_marks_the_gap(
    direct: Direct, caller: Dialog, folder: Path, call_id: str
) -> None:
    recording = begin(direct.engine, call_id)
    grown(folder / recording.file_name, 0.6)
    paused = pause(direct.engine, recording)
    assert paused.paused_until is not None
    caller.media.hertz = SECRET_HZ
    until(lambda: agent_hears(direct, SECRET_HZ) > LOUD, "the secret is not heard")
    caller.media.hertz = CALLER_HZ
    until(lambda: agent_hears(direct, SECRET_HZ) < QUIET, "the secret is heard still")
    direct.engine.send(ResumeRecording(recording_id=recording.id))
    assert wait_recording(direct.engine, RecordingState.RECORDING).paused_until is None
    size = (folder / recording.file_name).stat().st_size
    grown(folder / recording.file_name, size / 64_000 + 0.6)
    ended = end(direct, call_id)
    tracks = read_tracks(folder / recording.file_name)
    assert tracks.loudest(tracks.right, SECRET_HZ) < QUIET
    assert tracks.loudest(tracks.left, SECRET_HZ) < QUIET
    (gap,) = ended.gaps
    assert gap.cause is GapCause.PAUSE
    assert gap.length_s is not None
    assert gap.length_s > 0.5
    assert 0.5 < gap.at_s < tracks.seconds - 0.5
    # Both sides are loud to the edge of the gap.
    for channel, hertz in ((tracks.left, MICROPHONE_HZ), (tracks.right, CALLER_HZ)):
        at = int(gap.at_s * 16_000)
        beside = Tracks(b"")
        beside.left = channel[at - 3200 : at + 3200]
        assert min(beside.windows(beside.left, hertz)) > LOUD


def test_a_pause_ends_by_itself(direct: Direct, folder: Path, call_id: str) -> None:
    direct.engine.send(settings(folder, pause_most_s=0.5))
    recording = begin(direct.engine, call_id)
    grown(folder / recording.file_name, 0.3)
    pause(direct.engine, recording, for_s=3600)
    wait_recording(direct.engine, RecordingState.RECORDING)
    ended = end(direct, call_id)
    (gap,) = ended.gaps
    assert gap.length_s == pytest.approx(0.5, abs=0.25)
    direct.engine.send(PauseRecording(recording_id=recording.id, for_s=1))
    assert "over" in direct.engine.wait(CommandRefused).reason


def test_where_pauses_are_not_allowed_none_is_made(
    direct: Direct, folder: Path, call_id: str
) -> None:
    direct.engine.send(settings(folder, pause_most_s=0))
    recording = begin(direct.engine, call_id)
    direct.engine.send(PauseRecording(recording_id=recording.id, for_s=10))
    assert "must not be paused" in direct.engine.wait(CommandRefused).reason


def test_a_muted_microphone_is_silence(direct: Direct, folder: Path, call_id: str) -> None:
    direct.engine.send(SetMute(muted=True))
    assert direct.engine.wait(MuteChanged).muted
    recording = begin(direct.engine, call_id)
    grown(folder / recording.file_name, 1.0)
    end(direct, call_id)
    tracks = read_tracks(folder / recording.file_name)
    assert max(map(abs, tracks.left)) == 0
    assert tracks.typical(tracks.right, CALLER_HZ) > LOUD


def test_a_hold_is_silence_of_its_length(
    direct: Direct, caller: Dialog, folder: Path, call_id: str
) -> None:
    recording = begin(direct.engine, call_id)
    path = folder / recording.file_name
    grown(path, 0.5)
    direct.engine.send(HoldCall(call_id=call_id))
    caller.accept(caller.expect("INVITE"), "recvonly")
    direct.engine.wait_call(call_id, lambda c: c.state is CallState.HELD)
    held_from = path.stat().st_size / 64_000
    grown(path, held_from + 1.0)
    direct.engine.send(ResumeCall(call_id=call_id))
    caller.accept(caller.expect("INVITE"))
    direct.engine.wait_call(call_id, lambda c: c.state is CallState.CONNECTED)
    until(lambda: agent_hears(direct) > LOUD, "the agent hears nothing after the hold")
    grown(path, path.stat().st_size / 64_000 + 0.5)
    end(direct, call_id)
    tracks = read_tracks(path)
    middle = slice(int((held_from + 0.4) * 16_000), int((held_from + 0.9) * 16_000))
    assert max(map(abs, tracks.left[middle])) == 0
    assert max(map(abs, tracks.right[middle])) == 0
    tail = Tracks(b"")
    tail.left, tail.right = tracks.left[-6400:], tracks.right[-6400:]
    assert tail.typical(tail.left, MICROPHONE_HZ) > LOUD
    assert tail.typical(tail.right, CALLER_HZ) > LOUD


def test_stopping_leaves_the_call(
    direct: Direct, caller: Dialog, folder: Path, call_id: str
) -> None:
    recording = begin(direct.engine, call_id)
    grown(folder / recording.file_name, 0.3)
    direct.engine.send(StopRecording(recording_id=recording.id))
    wait_recording(direct.engine, RecordingState.ENDED)
    assert caller_hears(caller) > LOUD
    again = begin(direct.engine, call_id)
    assert again.id != recording.id
    direct.engine.send(RequestSnapshot())
    told = direct.engine.wait(SnapshotTaken).recordings
    assert [r.id for r in told] == [recording.id, again.id]
    end(direct, call_id)


def test_a_full_disk_ends_the_recording_and_not_the_call(
    direct: Direct, caller: Dialog, folder: Path, call_id: str
) -> None:
    recording = begin(direct.engine, call_id)
    grown(folder / recording.file_name, 0.5)
    direct.engine.send(settings(folder, keep_free_bytes=1 << 60))
    ended = wait_recording(direct.engine, RecordingState.ENDED)
    assert ended.problem is RecordingProblem.DISK_LOW
    assert read_tracks(folder / recording.file_name).seconds > 0.4
    assert caller_hears(caller) > LOUD
    assert agent_hears(direct) > LOUD
    direct.engine.send(settings(folder, keep_free_bytes=1 << 60))
    assert begin(direct.engine, call_id).state is RecordingState.RECORDING
    assert wait_recording(direct.engine, RecordingState.ENDED).problem is RecordingProblem.DISK_LOW


def test_the_tone_is_heard_at_both_ends(
    direct: Direct, caller: Dialog, folder: Path, call_id: str
) -> None:
    direct.engine.send(settings(folder, notice=NoticeKind.TONE, tone_every_s=0.6))
    recording = begin(direct.engine, call_id)
    until(lambda: caller_hears(caller, TONE_HZ) > QUIET, "the caller hears no tone")
    until(lambda: agent_hears(direct, TONE_HZ) > QUIET, "the agent hears no tone")
    grown(folder / recording.file_name, 2.0)
    end(direct, call_id)
    tracks = read_tracks(folder / recording.file_name)
    beeps = [level > 1000 for level in tracks.windows(tracks.left, TONE_HZ)]
    assert sum(now and not was for was, now in itertools.pairwise([False, *beeps])) >= 2
    assert tracks.loudest(tracks.right, TONE_HZ, 0.2) < QUIET


def test_a_notice_for_the_far_end_alone(
    direct: Direct, caller: Dialog, folder: Path, call_id: str
) -> None:
    command = settings(folder, notice=NoticeKind.TONE, notice_to=NoticeTo.FAR_END, tone_every_s=0.5)
    direct.engine.send(command)
    begin(direct.engine, call_id)
    until(lambda: caller_hears(caller, TONE_HZ) > QUIET, "the caller hears no tone")
    for _ in range(5):
        caller_hears(caller)
        assert agent_hears(direct, TONE_HZ) < QUIET
    end(direct, call_id)


def test_wrong_wishes_are_refused_in_words(direct: Direct, folder: Path, call_id: str) -> None:
    engine = direct.engine
    for command, words in (
        (settings(Path("here")), "absolute path"),
        (settings(folder, key="short"), "key"),
        (settings(folder, key="c2hvcnQ="), "wrong length"),
        (settings(folder, seal=True), "without a key"),
        (settings(folder, notice=NoticeKind.SPOKEN, notice_file="/nowhere.wav"), "notice"),
    ):
        assert isinstance(command, ConfigureRecording)
        engine.send(command)
        assert words in engine.wait(CommandRefused).reason
    recording = begin(engine, call_id)
    for contact, calls, words in (
        ("../../etc/passwd", (call_id,), "named after"),
        (CONTACT, (call_id,), "already"),
        ("other", ("nobody",), "no call"),
    ):
        engine.send(StartRecording(contact_id=contact, call_ids=calls))
        assert words in engine.wait(CommandRefused).reason
    engine.send(ResumeRecording(recording_id=recording.id))
    assert "not paused" in engine.wait(CommandRefused).reason
