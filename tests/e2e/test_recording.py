"""Recordings by the whole program: policy, pause at the band, rows, crash, listening."""

from __future__ import annotations

import signal
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from softphone.config.policy import POLICY
from softphone.config.settings import Settings, WrapUp
from softphone.domain.recording import NoticeKind, RecordingFormat, RecordingPolicy, RecordingRules
from softphone.practice import sound
from softphone.practice.peer_client import Peer
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.conftest import MakeProgram, talk
from tests.e2e.line import CALLER_HZ
from tests.e2e.program import Program
from tests.engine.harness import free_port
from tests.engine.recorded import Tracks, read_tracks
from tests.support.waiting import until

LOUD, QUIET = 500.0, 60.0


@pytest.fixture
def recorder(make_program: MakeProgram, peer: Peer) -> Callable[..., Program]:
    """Makes a running softphone in direct mode with these rules of recording."""

    def make(policy: RecordingPolicy, **fields: Any) -> Program:
        program = make_program(
            Settings(
                proxy=f"127.0.0.1:{peer.port}",
                wrap_up=WrapUp(time_s=120),
                recording=RecordingRules(policy=policy, **fields),
            ),
            direct=f"127.0.0.1:{free_port()}",
        )
        program.start()
        program.wait_line("direct")
        return program

    return make


def recording(program: Program) -> dict[str, Any]:
    """The one that runs."""
    seen = program.wait(lambda s: (s.state["recording"] or {}).get("recording"))
    found: dict[str, Any] = seen.state["recording"]["recording"]
    return found


def wait_size(path: Path, seconds: float) -> None:
    until(lambda: path.exists() and path.stat().st_size > seconds * 64_000, f"{path}")


def row(program: Program, recording_id: str, state: str = "ended") -> dict[str, Any]:
    """The row once it says that state."""
    query = "select * from recordings where id = ? and state = ?"
    until(lambda: program.rows(query, recording_id, state), f"the row of {recording_id}")
    (found,) = program.rows(query, recording_id, state)
    return found


def assert_both_sides(tracks: Tracks) -> None:
    assert tracks.typical(tracks.left, AGENT_HZ) > LOUD
    assert tracks.typical(tracks.right, CALLER_HZ) > LOUD
    assert tracks.loudest(tracks.left, CALLER_HZ, 0.5) < QUIET
    assert tracks.loudest(tracks.right, AGENT_HZ, 0.5) < QUIET


def test_every_call_is_recorded_paused_at_the_band_and_heard_again(
    recorder: Callable[..., Program], peer: Peer
) -> None:
    program = recorder(RecordingPolicy.ALWAYS)
    talk(program, peer)
    live = recording(program)
    path = program.data_dir / "recordings" / f"{live['id']}.wav"
    assert program.text("recordingWords") == "This call is recorded"
    wait_size(path, 1.5)
    program.click("recordingPauseButton")
    program.wait(lambda s: s.state["recording"]["recording"]["state"] == "paused")
    size = path.stat().st_size
    assert "resumes in" in program.text("recordingWords")
    program.do("record", what="resume")
    wait_size(path, size / 64_000 + 1.0)
    program.do("hangup")
    contact = program.wait_agent("wrap_up").contact["id"]

    found = row(program, live["id"])
    assert (found["contact_id"], found["problem"]) == (contact, "")
    assert '"cause":"pause"' in found["gaps"]
    assert_both_sides(read_tracks(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    (told,) = program.do("recordings", contact=contact)["recordings"]
    assert (told["id"], told["state"]) == (live["id"], "ended")

    # Heard again: in the window, through the agent's speaker.
    program.key("notesEdit", "Ctrl+Shift+V")
    program.click("recordingPlayButton")
    program.sound.wait_tone(AGENT_HZ)
    program.sound.wait_tone(CALLER_HZ)
    program.click("recordingPlayButton")


def test_a_policy_records_whatever_else_stands_in_it(
    recorder: Callable[..., Program],
    peer: Peer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "system" / "softphone"
    folder.mkdir(parents=True)
    (folder / POLICY).write_text("[recording]\npolicy = 'always'\n[of_next_year]\nnew = true\n")
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(folder.parent))
    program = recorder(RecordingPolicy.OFF)
    program.expected.append("of_next_year is not known")
    assert "settings_partly" in program.seen().notices
    talk(program, peer)
    assert recording(program)["state"] == "recording"


def test_by_button_with_a_spoken_notice_at_both_ends(
    recorder: Callable[..., Program], peer: Peer
) -> None:
    program = recorder(RecordingPolicy.BUTTON, notice=NoticeKind.SPOKEN)
    talk(program, peer)
    assert program.text("recordingWords") == "Not recorded"
    since = program.sound.mark()
    program.click("recordingSwitchButton")
    live = recording(program)
    path = program.data_dir / "recordings" / f"{live['id']}.wav"
    wait_size(path, 2.5)
    program.do("record", what="stop")
    found = row(program, live["id"])
    assert program.seen().calls
    spoken = read_tracks(path)
    # The sentence is in what was sent, and louder at the agent's ear than the caller alone.
    humming = sorted(rms(spoken.left[at : at + 1600]) for at in range(0, 40_000, 1600))
    assert humming[-1] > 1.3 * humming[0]
    assert sound.rms_dbfs(program.sound.heard(since)) < 0
    assert found["duration_s"] > 2
    program.do("hangup")


def rms(samples: Any) -> float:
    return float((sum(s * s for s in samples) / max(1, len(samples))) ** 0.5)


def test_a_killed_engine_leaves_a_whole_file(recorder: Callable[..., Program], peer: Peer) -> None:
    program = recorder(RecordingPolicy.ALWAYS)
    talk(program, peer)
    live = recording(program)
    path = program.data_dir / "recordings" / f"{live['id']}.wav"
    wait_size(path, 2.0)
    program.kill("engine", signal.SIGKILL)
    program.wait_agent("wrap_up")
    until(
        lambda: row(program, live["id"])["duration_s"] > 1.5,
        "the repaired length in the row",
    )
    assert row(program, live["id"])["problem"] == "cut_off"
    tracks = read_tracks(path)
    assert tracks.seconds > 1.9
    assert_both_sides(tracks)


def test_kept_as_opus_it_is_found_by_its_row_and_heard_again(
    recorder: Callable[..., Program], peer: Peer
) -> None:
    program = recorder(RecordingPolicy.ALWAYS, format=RecordingFormat.OPUS)
    talk(program, peer)
    live = recording(program)
    folder = program.data_dir / "recordings"
    wait_size(folder / f"{live['id']}.wav", 1.5)
    program.do("hangup")
    contact = program.wait_agent("wrap_up").contact["id"]
    name = f"{live['id']}.opus"
    until(lambda: row(program, live["id"])["file_name"] == name, f"{name} in the row", 60)
    assert sorted(path.name for path in folder.iterdir()) == [f"{live['id']}.json", name]
    (told,) = program.do("recordings", contact=contact)["recordings"]
    assert (told["id"], told["format"]) == (live["id"], "opus")
    program.key("notesEdit", "Ctrl+Shift+V")
    program.click("recordingPlayButton")
    program.sound.wait_tone(AGENT_HZ)
    program.sound.wait_tone(CALLER_HZ)
    program.click("recordingPlayButton")


def test_quitting_in_a_call_leaves_a_recording_that_is_found_again(
    recorder: Callable[..., Program], peer: Peer
) -> None:
    program = recorder(RecordingPolicy.ALWAYS)
    talk(program, peer)
    live = recording(program)
    path = program.data_dir / "recordings" / f"{live['id']}.wav"
    wait_size(path, 1.5)
    program.quit()
    tracks = read_tracks(path)
    assert_both_sides(tracks)
    program.start()
    found = row(program, live["id"])
    assert found["duration_s"] == pytest.approx(tracks.seconds, abs=0.01)
    assert found["problem"] == ""


def test_a_killed_window_finds_the_recording_again(
    recorder: Callable[..., Program], peer: Peer
) -> None:
    program = recorder(RecordingPolicy.ALWAYS)
    talk(program, peer)
    live = recording(program)
    program.kill("desk", signal.SIGKILL)
    program.wait_agent("on_contact", 30)
    assert recording(program)["id"] == live["id"]
    assert program.text("recordingWords") == "This call is recorded"
    program.do("hangup")
    assert row(program, live["id"])["problem"] == ""
