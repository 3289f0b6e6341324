"""A question for the SIP messages of a call is answered once, by the engine or with words."""

from softphone.agent.line.sip_trace import ANSWER_WITHIN_S, NO_ENGINE
from softphone.domain import messages as m
from softphone.domain.sip_trace import SipMessage
from tests.agent.conftest import World


def test_the_answer_goes_to_who_asked_and_only_once(world: World) -> None:
    world.ready()
    message = SipMessage(at=world.clock.now(), sent=True, peer="UDP 192.0.2.1:5060", text="x")
    got: list[object] = []
    world.wishes.trace("call1", got.append, got.append)
    asked = world.phone.of(m.RequestTrace)[-1]
    assert (asked.call_id, asked.mask_numbers) == ("call1", True)
    told = m.TraceReported(request=asked.request, call_id="call1", messages=(message,))
    for _ in range(2):
        world.desk.on_event(told)
    world.clock.advance(ANSWER_WITHIN_S)
    assert got == [(message,)]


def test_silence_is_told_in_words(world: World) -> None:
    got: list[object] = []
    world.wishes.trace("call1", got.append, got.append, mask_numbers=False)
    world.clock.advance(ANSWER_WITHIN_S)
    assert got == [NO_ENGINE]
