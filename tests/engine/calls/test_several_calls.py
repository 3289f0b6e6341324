"""Two callers at once: one is talked on, the other is held; measured at every party."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from softphone.domain.call import Call, CallState
from softphone.domain.messages import (
    AnswerCall,
    CallEnded,
    CallOffered,
    CommandRefused,
    HangUpCall,
    PlaceCall,
    ResumeCall,
)
from tests.engine.audio.test_sound import LOUD, QUIET
from tests.engine.conftest import MICROPHONE_HZ, Direct
from tests.engine.harness import read_samples
from tests.engine.sip_ua import Dialog, Ua, dialog, level
from tests.support.waiting import until

FIRST_HZ, SECOND_HZ, WAITING_HZ = 1100.0, 1900.0, 450.0
SOFT = 120.0
"""The waiting tone's level is about 1000 at its peak, far below a voice."""


class Two:
    """The agent talks to ``first``; ``second`` rings."""

    def __init__(self, direct: Direct, first: Dialog, second: Dialog) -> None:
        self.direct, self.engine, self.first, self.second = direct, direct.engine, first, second
        self.first_id = self.second_id = ""

    def agent_hears(self, hertz: float) -> float:
        return level(read_samples(self.direct.heard, 0.3), hertz, 16_000)

    def hears(self, party: Dialog, hertz: float = MICROPHONE_HZ) -> float:
        return level(party.media.listen(0.3), hertz, 8000)

    def settle(self, party: Dialog, *, held: bool) -> None:
        offer = party.expect("INVITE")
        assert ("a=sendonly" if held else "a=sendrecv") in offer.body
        party.accept(offer, "recvonly" if held else "sendrecv")

    def wait(self, call_id: str, state: CallState) -> Call:
        return self.engine.wait_call(call_id, lambda c: c.state is state)


@pytest.fixture
def second_ua() -> Iterator[Ua]:
    made = Ua()
    yield made
    made.close()


@pytest.fixture
def two(direct: Direct, caller: Dialog, second_ua: Ua) -> Iterator[Two]:
    caller.media.hertz = FIRST_HZ
    caller.invite()
    first_id = direct.engine.answer_next().id
    caller.final()
    with dialog(second_ua, direct.address) as second:
        second.media.hertz = SECOND_HZ
        made = Two(direct, caller, second)
        made.first_id = first_id
        second.invite()
        made.second_id = direct.engine.wait(CallOffered).call.id
        second.ringing()
        yield made


def test_the_waiting_tone_is_in_the_ear_only(two: Two) -> None:
    until(lambda: two.agent_hears(WAITING_HZ) > SOFT, "no waiting tone")
    assert two.agent_hears(FIRST_HZ) > LOUD, "the caller is heard beside it"
    assert two.hears(two.first, WAITING_HZ) < QUIET
    assert two.hears(two.first) > LOUD
    two.second.cancel()
    two.engine.wait_end(two.second_id)
    until(lambda: two.agent_hears(WAITING_HZ) < QUIET, "the tone goes on")


def test_answering_holds_the_other_one_first(two: Two) -> None:
    two.engine.send(AnswerCall(call_id=two.second_id))
    offer = two.first.expect("INVITE")
    assert "a=sendonly" in offer.body
    assert not any(m.code == 200 for m in two.second.ua.seen if two.second.mine(m)), (
        "answered before the first one was on hold"
    )
    two.first.accept(offer, "recvonly")
    two.wait(two.first_id, CallState.HELD)
    two.second.final()
    two.wait(two.second_id, CallState.CONNECTED)
    until(lambda: two.hears(two.second) > LOUD, "the second caller hears no agent")
    until(lambda: two.agent_hears(SECOND_HZ) > LOUD, "the agent hears no second caller")
    until(lambda: two.agent_hears(FIRST_HZ) < QUIET, "the first caller is heard")
    assert two.hears(two.second, FIRST_HZ) < QUIET


def test_taking_the_first_back_holds_the_second(two: Two) -> None:
    two.engine.send(AnswerCall(call_id=two.second_id))
    two.settle(two.first, held=True)
    two.second.final()
    two.wait(two.second_id, CallState.CONNECTED)
    two.engine.send(ResumeCall(call_id=two.first_id))
    two.settle(two.second, held=True)
    two.settle(two.first, held=False)
    two.wait(two.first_id, CallState.CONNECTED)
    until(lambda: two.hears(two.first) > LOUD, "the first caller hears no agent")
    until(lambda: two.agent_hears(SECOND_HZ) < QUIET, "the second caller is heard")


def test_a_caller_who_cannot_be_held_is_not_left_for_another(two: Two) -> None:
    two.engine.send(AnswerCall(call_id=two.second_id))
    two.direct.ua.reply(two.first.expect("INVITE"), 488, "Not Acceptable Here")
    refused = two.engine.wait(CommandRefused)
    assert (refused.command, refused.call_id) == ("AnswerCall", two.second_id)
    assert "488" in refused.reason
    until(lambda: two.hears(two.first) > LOUD, "the first caller lost the agent")
    two.engine.send(HangUpCall(call_id=two.first_id))
    two.engine.wait_end(two.first_id)
    two.engine.send(AnswerCall(call_id=two.second_id))
    two.second.final()
    two.wait(two.second_id, CallState.CONNECTED)


def test_the_first_caller_hangs_up_while_being_held(two: Two) -> None:
    two.engine.send(AnswerCall(call_id=two.second_id))
    two.first.expect("INVITE")
    two.first.bye()
    assert two.engine.wait(CallEnded).call.id == two.first_id
    two.second.final()
    two.wait(two.second_id, CallState.CONNECTED)


def test_a_new_call_is_dialled_once_the_first_is_held(two: Two) -> None:
    two.second.cancel()
    two.engine.wait_end(two.second_id)
    uri = f"sip:1002@127.0.0.1:{two.second.ua.port}"
    two.engine.send(PlaceCall(call_id="dialled", target=uri))
    two.settle(two.first, held=True)
    invite = two.second.ua.wait(
        lambda m: m.method == "INVITE" and m.code == 0 and "1002" in m.first, "INVITE"
    )
    assert two.wait("dialled", CallState.DIALING).id == "dialled"
    two.second.ua.reply(invite, 486, "Busy Here")
    two.engine.wait_end("dialled")


def test_a_new_call_is_not_dialled_when_the_first_cannot_be_held(two: Two) -> None:
    two.second.cancel()
    two.engine.wait_end(two.second_id)
    uri = f"sip:1002@127.0.0.1:{two.second.ua.port}"
    two.engine.send(PlaceCall(call_id="dialled", target=uri))
    two.direct.ua.reply(two.first.expect("INVITE"), 488, "Not Acceptable Here")
    refused = two.engine.wait(CommandRefused)
    assert (refused.command, refused.call_id) == ("PlaceCall", "dialled")
