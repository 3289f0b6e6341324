"""Recordings of several calls at once: consult, swap, conference, two customers."""

from __future__ import annotations

from pathlib import Path

from softphone.domain.call import CallState
from softphone.domain.messages import AddToRecording, HangUpCall, RecordingChanged, SwapCalls
from softphone.domain.recording import RecordingProblem, RecordingState
from tests.engine.audio.test_sound import LOUD, QUIET
from tests.engine.calls.test_conference import CALLER_HZ, TARGET_HZ, Pair, pair, target_ua
from tests.engine.conftest import MICROPHONE_HZ
from tests.engine.recorded import Tracks, begin, read_tracks, settings, wait_recording
from tests.support.waiting import until

__all__ = ["pair", "target_ua"]

STEP_S = 1.0


def seconds(path: Path) -> float:
    return path.stat().st_size / 64_000 if path.exists() else 0.0


def wait_written(path: Path, more_s: float = STEP_S) -> float:
    """Wait until that much more is in the file; where it began."""
    start = seconds(path)
    until(lambda: seconds(path) >= start + more_s, f"{path} does not grow")
    return start


def tail(path: Path, from_s: float, to_s: float) -> Tracks:
    tracks = read_tracks(path)
    cut = slice(int(from_s * 16_000), int(to_s * 16_000))
    part = Tracks(b"")
    part.left, part.right = tracks.left[cut], tracks.right[cut]
    return part


def test_a_conference_is_recorded_with_all_parties(pair: Pair, tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    pair.engine.send(settings(folder))
    recording = begin(pair.engine, pair.caller_id)
    add = AddToRecording(recording_id=recording.id, call_id=pair.target_id)
    pair.engine.send(add)
    changed = pair.engine.wait(RecordingChanged).recording
    assert changed.call_ids == (pair.caller_id, pair.target_id)
    path = folder / recording.file_name
    pair.wait_heard(caller="", agent="t", target="a")
    consulting = wait_written(path, 2 * STEP_S)
    pair.merge()
    pair.wait_heard(caller="at", agent="ct", target="ca")
    together = wait_written(path, 2 * STEP_S)
    pair.engine.send(HangUpCall(call_id=pair.caller_id))
    pair.engine.wait_end(pair.caller_id)
    pair.engine.send(HangUpCall(call_id=pair.target_id))
    ended = wait_recording(pair.engine, RecordingState.ENDED)
    assert ended.problem is RecordingProblem.NONE

    # The caller on hold is not heard, neither by the agent nor in the recording.
    part = tail(path, consulting + 0.5, consulting + 1.5)
    assert part.typical(part.left, MICROPHONE_HZ) > LOUD
    assert part.typical(part.right, TARGET_HZ) > LOUD
    assert part.loudest(part.right, CALLER_HZ, 0.5) < QUIET
    part = tail(path, together + 0.5, together + 1.5)
    assert part.typical(part.left, MICROPHONE_HZ) > LOUD
    assert part.typical(part.right, CALLER_HZ) > LOUD
    assert part.typical(part.right, TARGET_HZ) > LOUD
    assert part.loudest(part.left, CALLER_HZ, 0.5) < QUIET
    assert part.loudest(part.left, TARGET_HZ, 0.5) < QUIET
    assert part.loudest(part.right, MICROPHONE_HZ, 0.5) < QUIET


def test_two_customers_never_get_into_each_others_recording(pair: Pair, tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    pair.engine.send(settings(folder))
    first = begin(pair.engine, pair.caller_id, contact="first")
    second = begin(pair.engine, pair.target_id, contact="second")
    paths = folder / first.file_name, folder / second.file_name
    pair.wait_heard(caller="", agent="t", target="a")
    before = wait_written(paths[1], 2 * STEP_S)
    pair.engine.send(SwapCalls(call_id=pair.target_id, other_id=pair.caller_id))
    pair.settle_hold(pair.target, held=True)
    pair.settle_hold(pair.caller, held=False)
    pair.wait_state(pair.caller_id, CallState.CONNECTED)
    pair.wait_heard(caller="a", agent="c", target="")
    after = wait_written(paths[0], 2 * STEP_S)
    pair.engine.send(HangUpCall(call_id=pair.caller_id))
    pair.engine.send(HangUpCall(call_id=pair.target_id))
    ended = {wait_recording(pair.engine, RecordingState.ENDED).id for _ in paths}
    assert ended == {first.id, second.id}

    one, other = (read_tracks(path) for path in paths)
    assert one.loudest(one.right, TARGET_HZ) < QUIET
    assert other.loudest(other.right, CALLER_HZ) < QUIET
    # Both files run on through the hold: what is said to the other one is silence here.
    held = tail(paths[0], before + 0.5, before + 1.5)
    assert max(map(abs, held.left)) == 0
    talked = tail(paths[0], after + 0.5, after + 1.5)
    assert talked.typical(talked.left, MICROPHONE_HZ) > LOUD
    assert talked.typical(talked.right, CALLER_HZ) > LOUD
    held = tail(paths[1], after + 0.5, after + 1.5)
    assert max(map(abs, held.left)) == 0
