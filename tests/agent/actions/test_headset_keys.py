"""What the desk does with the keys of a headset."""

import pytest

from softphone.agent.actions.headset_keys import HeadsetKeys
from softphone.agent.desk_model import NoticeCode
from softphone.domain import messages as m
from softphone.domain.audio_devices import HeadsetAction
from tests.agent.conftest import World


@pytest.fixture
def keys(world: World) -> HeadsetKeys:
    world.ready()
    return HeadsetKeys(world.desk, world.wishes)


def test_answer_and_hang_up(world: World, keys: HeadsetKeys) -> None:
    call = world.offer()
    keys.pressed(HeadsetAction.ANSWER)
    assert world.phone.of(m.AnswerCall) == [m.AnswerCall(call_id=call.id)]
    world.connect(call)
    log = world.store.state_log("1001", call.started_at)
    assert log[-1].why.proof == "headset"
    keys.pressed(HeadsetAction.HANG_UP)
    assert world.phone.of(m.HangUpCall) == [m.HangUpCall(call_id=call.id)]


def test_reject(world: World, keys: HeadsetKeys) -> None:
    call = world.offer()
    keys.pressed(HeadsetAction.REJECT)
    assert world.phone.of(m.RejectCall) == [m.RejectCall(call_id=call.id, sip_code=486)]


def test_hold_and_take_back(world: World, keys: HeadsetKeys) -> None:
    call = world.connect(world.offer())
    keys.pressed(HeadsetAction.HOLD)
    assert world.phone.of(m.HoldCall) == [m.HoldCall(call_id=call.id)]


def test_a_key_that_came_too_late_is_said(world: World, keys: HeadsetKeys) -> None:
    keys.pressed(HeadsetAction.ANSWER)
    assert NoticeCode.NOT_POSSIBLE in world.notices()


def test_the_headset_is_known_after_a_restart_of_the_desk(world: World) -> None:
    world.desk.on_event(m.HeadsetChanged(name="Headset", problem="locked"))
    assert (world.model.headset, world.model.headset_problem) == ("Headset", "locked")
