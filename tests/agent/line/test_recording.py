"""What is recorded by which policy, followed through the contact's calls; rows; retention."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode, RecordingView
from softphone.agent.line.recording import KEY_NAME
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState
from softphone.domain.audio_devices import AudioDevices
from softphone.domain.call import Call, Caller, CallPurpose, CallState, Direction
from softphone.domain.recording import (
    Gap,
    GapCause,
    Recording,
    RecordingPolicy,
    RecordingProblem,
    RecordingRules,
    RecordingState,
)
from tests.agent.conftest import RULES, World

NOW = datetime(2026, 11, 22, 3, 44, tzinfo=UTC)

replace = msgspec.structs.replace


def record_by(world: World, policy: RecordingPolicy, **fields: object) -> None:
    """An agent who is ready under that policy."""
    rules = RecordingRules(policy=policy, folder="/somewhere", **fields)  # type: ignore[arg-type]
    world.rules = replace(RULES, recording=rules)
    world.desk.take_rules(world.rules)
    world.ready()


def view(world: World) -> RecordingView:
    found = world.model.recording
    assert found is not None
    return found


def begun(world: World, **fields: object) -> Recording:
    """The engine does what it was asked to."""
    command = world.phone.of(m.StartRecording)[-1]
    recording = Recording(
        id=f"20261122T034412Z-{command.contact_id}",
        contact_id=command.contact_id,
        call_ids=command.call_ids,
        state=RecordingState.RECORDING,
        started_at=world.clock.now(),
    )
    return told(world, recording, **fields)


def told(world: World, recording: Recording, **fields: object) -> Recording:
    recording = replace(recording, **fields)
    world.desk.on_event(m.RecordingChanged(recording=recording))
    return recording


def answered(world: World) -> Call:
    call = world.offer()
    world.wishes.answer()
    return world.connect(call)


def consult(world: World, call: Call) -> Call:
    """The caller is held, a colleague answers."""
    world.wishes.consult("2002")
    held = replace(call, state=CallState.HELD, held_since=world.clock.now())
    world.desk.on_event(m.CallChanged(call=held, at=world.clock.now()))
    placed = world.phone.of(m.PlaceCall)[-1]
    return world.connect(
        Call(
            id=placed.call_id,
            direction=Direction.OUTGOING,
            purpose=CallPurpose.CONSULT,
            consult_of=placed.consult_of,
            state=CallState.DIALING,
            caller=Caller(number="2002"),
            started_at=world.clock.now(),
        )
    )


def test_off_records_nothing_and_shows_nothing(world: World) -> None:
    world.ready()
    answered(world)
    world.wishes.start_recording()
    assert world.phone.of(m.StartRecording) == []
    assert world.model.recording is None
    assert NoticeCode.NOT_POSSIBLE in world.notices()


def test_always_begins_at_the_answer_and_the_agent_cannot_stop_it(world: World) -> None:
    record_by(world, RecordingPolicy.ALWAYS)
    call = world.offer()
    assert world.phone.of(m.StartRecording) == []
    world.wishes.answer()
    world.connect(call)
    (command,) = world.phone.of(m.StartRecording)
    assert command == m.StartRecording(contact_id=world.contact().contact.id, call_ids=(call.id,))
    recording = begun(world)
    assert view(world).recording == recording
    world.wishes.stop_recording()
    assert world.phone.of(m.StopRecording) == []
    assert NoticeCode.NOT_POSSIBLE in world.notices()


def test_by_button_it_waits_for_the_agent(world: World) -> None:
    record_by(world, RecordingPolicy.BUTTON)
    assert not view(world).possible
    answered(world)
    assert world.phone.of(m.StartRecording) == []
    assert view(world).possible
    world.wishes.start_recording()
    recording = begun(world)
    assert not view(world).possible
    world.wishes.stop_recording()
    assert world.phone.of(m.StopRecording) == [m.StopRecording(recording_id=recording.id)]
    told(world, recording, state=RecordingState.ENDED, duration_s=3.0)
    assert view(world).possible


def test_the_colleague_of_a_consult_is_recorded_too(world: World) -> None:
    record_by(world, RecordingPolicy.ALWAYS)
    call = answered(world)
    recording = begun(world)
    target = consult(world, call)
    assert world.phone.of(m.AddToRecording) == [
        m.AddToRecording(recording_id=recording.id, call_id=target.id)
    ]
    told(world, recording, call_ids=(call.id, target.id))
    assert len(world.phone.of(m.AddToRecording)) == 1


def test_started_in_a_consult_both_calls_belong_to_it(world: World) -> None:
    record_by(world, RecordingPolicy.BUTTON)
    call = answered(world)
    target = consult(world, call)
    world.wishes.start_recording()
    assert world.phone.of(m.StartRecording)[-1].call_ids == (call.id, target.id)


def test_two_customers_at_once_are_two_recordings(world: World) -> None:
    rules = RecordingRules(policy=RecordingPolicy.ALWAYS, folder="/somewhere")
    waiting = frozenset({AgentState.ON_CONTACT})
    world.rules = replace(RULES, recording=rules, waiting_in=waiting)
    world.desk.take_rules(world.rules)
    world.ready()
    first = answered(world)
    one = begun(world)
    second = world.offer("call2", "+8613900000002")
    held = replace(first, state=CallState.HELD, held_since=world.clock.now())
    world.desk.on_event(m.CallChanged(call=held, at=world.clock.now()))
    world.connect(second)
    assert [c.call_ids for c in world.phone.of(m.StartRecording)] == [(first.id,), (second.id,)]
    other = begun(world)
    assert view(world).recording == other
    assert world.phone.of(m.AddToRecording) == []
    world.desk.on_event(m.CallChanged(call=replace(second, state=CallState.HELD), at=NOW))
    world.desk.on_event(m.CallChanged(call=first, at=NOW))
    assert view(world).recording == one


def test_a_pause_is_as_long_as_asked_and_never_longer_than_allowed(world: World) -> None:
    record_by(world, RecordingPolicy.ALWAYS, pause_most_s=90)
    answered(world)
    recording = begun(world)
    world.wishes.pause_recording()
    world.wishes.pause_recording(30)
    world.wishes.pause_recording(1000)
    assert [c.for_s for c in world.phone.of(m.PauseRecording)] == [90, 30, 90]
    world.wishes.resume_recording()
    assert NoticeCode.NOT_POSSIBLE in world.notices()
    until = world.clock.now() + timedelta(seconds=90)
    told(world, recording, state=RecordingState.PAUSED, paused_until=until)
    world.wishes.resume_recording()
    assert world.phone.of(m.ResumeRecording) == [m.ResumeRecording(recording_id=recording.id)]


def test_where_pauses_are_not_allowed_there_are_none(world: World) -> None:
    record_by(world, RecordingPolicy.ALWAYS, pause_most_s=0)
    answered(world)
    begun(world)
    world.wishes.pause_recording()
    assert world.phone.of(m.PauseRecording) == []


@pytest.mark.expects_log("not recorded")
def test_a_full_disk_is_told_and_nobody_begins_again(world: World) -> None:
    record_by(world, RecordingPolicy.ALWAYS)
    answered(world)
    recording = begun(world)
    told(world, recording, state=RecordingState.ENDED, problem=RecordingProblem.DISK_LOW)
    assert NoticeCode.RECORDING_FAILED in world.notices()
    assert len(world.phone.of(m.StartRecording)) == 1
    assert len(world.model.calls) == 1


def test_the_row_is_the_recording_as_last_told(world: World) -> None:
    record_by(world, RecordingPolicy.ALWAYS)
    answered(world)
    recording = begun(world)
    gap = Gap(at_s=1.5, length_s=20.0, cause=GapCause.PAUSE)
    ended = told(world, recording, state=RecordingState.ENDED, duration_s=31.5, gaps=(gap,))
    (row,) = world.store.recordings([recording.contact_id])
    assert row == replace(ended, call_ids=())


def test_a_desk_that_comes_back_knows_what_runs(world: World) -> None:
    record_by(world, RecordingPolicy.ALWAYS)
    call = answered(world)
    recording = begun(world)
    world.phone.sent.clear()
    world.start_desk()
    world.desk.on_event(
        m.SnapshotTaken(
            engine_pid=1,
            stack="test",
            configured=True,
            line=world.model.line,
            calls=(call,),
            muted=False,
            microphones=(),
            speakers=(),
            devices=AudioDevices(),
            recordings=(recording,),
        )
    )
    assert view(world).recording == recording
    assert world.phone.of(m.StartRecording) == []


@pytest.mark.expects_log("the engine is gone")
def test_what_a_dead_engine_was_writing_is_known_as_cut_off(world: World) -> None:
    record_by(world, RecordingPolicy.ALWAYS)
    answered(world)
    recording = begun(world)
    world.desk.on_engine_down("killed")
    (row,) = world.store.recordings([recording.contact_id])
    assert (row.state, row.problem) == (RecordingState.ENDED, RecordingProblem.CUT_OFF)
    told(world, replace(row, duration_s=12.0))
    (row,) = world.store.recordings([recording.contact_id])
    assert row.duration_s == 12.0


def test_an_end_that_nobody_told_is_asked_for(world: World) -> None:
    record_by(world, RecordingPolicy.ALWAYS)
    answered(world)
    recording = begun(world)
    world.start_desk()
    world.phone.sent.clear()
    world.engine_up()
    (command,) = world.phone.of(m.ConfigureRecording)
    assert command.unfinished == (recording.id,)
    told(world, recording, state=RecordingState.ENDED, duration_s=7.0)
    world.engine_up()
    assert world.phone.of(m.ConfigureRecording)[-1].unfinished == ()


def test_a_key_is_made_once_and_kept_in_the_keyring(world: World) -> None:
    record_by(world, RecordingPolicy.ALWAYS, encrypt=True)
    key = world.secrets.kept[KEY_NAME]
    assert len(base64.b64decode(key)) == 32
    world.engine_up()
    commands = world.phone.of(m.ConfigureRecording)
    assert {(c.key, c.seal) for c in commands} == {(key, True)}


@pytest.mark.expects_log("not recorded")
def test_without_a_keyring_nothing_is_recorded_in_clear(world: World) -> None:
    world.secrets.locked = True
    record_by(world, RecordingPolicy.ALWAYS, encrypt=True)
    assert NoticeCode.RECORDING_FAILED in world.notices()
    answered(world)
    assert world.phone.of(m.ConfigureRecording) == []
    assert world.phone.of(m.StartRecording) == []


def test_what_is_too_old_is_deleted_with_its_row(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "recordings"
    folder.mkdir()
    now = world.clock.now()
    kept = []
    for days, contact in ((1, "young"), (31, "old"), (40, "older")):
        at = now - timedelta(days=days)
        recording = Recording(
            id=f"{at:%Y%m%dT%H%M%SZ}-{contact}",
            contact_id=contact,
            state=RecordingState.ENDED,
            started_at=at,
            sealed=contact == "older",
        )
        kept.append(recording)
        if contact != "older":
            world.store.save_recording(recording)
        (folder / recording.file_name).write_bytes(b"sound")
        (folder / f"{recording.id}.json").write_text("{}")
    (folder / "notes.txt").write_text("somebody else's")
    rules = RecordingRules(folder=str(folder), retention_days=30)
    world.rules = replace(RULES, recording=rules)
    world.start_desk()
    young = kept[0]
    assert sorted(p.name for p in folder.iterdir()) == sorted(
        (young.file_name, f"{young.id}.json", "notes.txt")
    )
    assert [r.id for r in world.store.recordings(["young", "old", "older"])] == [young.id]
    world.clock.advance(29.5 * 86_400)
    assert [p.name for p in folder.iterdir()] == ["notes.txt"]
