"""Who speaks first does not get the agent's voice: the SDP's address is the far end's."""

from collections.abc import Iterator

import pytest

from softphone.domain.messages import AnswerCall, CallOffered
from tests.engine.sip_ua import Dialog, Media, Ua, dialog, level, sdp
from tests.hostile.phone import CALLER_HZ, LOUD, MICROPHONE_HZ, Phone
from tests.hostile.test_rtp import INTRUDER_HZ, far_port
from tests.hostile.test_srtp import session
from tests.support.waiting import until

pytestmark = pytest.mark.own_stack


@pytest.fixture
def intruder(stranger: Ua) -> Iterator[Media]:
    made = Media(stranger.address)
    yield made
    made.close()


def sent_to(media: Media) -> int:
    """How many samples of the agent's voice arrived there."""
    return len(media._heard)


def test_a_stranger_who_speaks_first_gets_nothing(
    phone: Phone, caller: Dialog, intruder: Media
) -> None:
    """It speaks before the far end does; that speaks a moment later."""
    intruder.hertz = INTRUDER_HZ
    call_up(phone, caller, intruder)
    caller.media.listen(0.4)
    caller.media.hertz = CALLER_HZ
    until(lambda: phone.agent_hears(CALLER_HZ) > LOUD, "the agent does not hear the caller")
    caller.media.listen(1.5)
    assert phone.caller_hears(caller) > LOUD
    assert sent_to(intruder) == 0, "the stranger has heard the agent"
    end(phone, caller)


def test_behind_a_nat_it_is_followed_and_left_at_once(
    phone: Phone, caller: Dialog, intruder: Media
) -> None:
    """Nothing comes from the SDP's address for a second; then it speaks after all."""
    intruder.hertz = INTRUDER_HZ
    call_up(phone, caller, intruder)
    assert level(intruder.listen(0.5), MICROPHONE_HZ, 8000) > LOUD
    assert phone.agent_hears(INTRUDER_HZ) > LOUD
    caller.media.hertz = CALLER_HZ
    assert level(caller.media.listen(0.5), MICROPHONE_HZ, 8000) > LOUD
    until(lambda: phone.agent_hears(CALLER_HZ) > LOUD, "the agent does not hear the caller")
    before = sent_to(intruder)
    caller.media.listen(1.5)
    assert sent_to(intruder) - before <= 160 * 3, "it is still followed"
    assert phone.agent_hears(INTRUDER_HZ) < LOUD / 10
    end(phone, caller)


@pytest.mark.parametrize("settled_anew", [False, True], ids=["", "after a re-INVITE"])
def test_a_pause_of_the_far_end_gives_nobody_its_place(
    phone: Phone, caller: Dialog, intruder: Media, settled_anew: bool
) -> None:
    """With silence suppression nothing comes while the caller listens."""
    phone.talk(caller)
    caller.media.hertz = 0
    if settled_anew:
        for direction in ("inactive", "sendrecv"):
            caller.cseq += 1
            caller.request("INVITE", "", sdp(caller.ua.address, caller.media.port, direction))
            assert caller.final().code == 200
    intruder.to = far_port(phone, caller)
    intruder.hertz = INTRUDER_HZ
    assert level(caller.media.listen(2.5), MICROPHONE_HZ, 8000) > LOUD
    assert sent_to(intruder) == 0, "the stranger has heard the agent"
    assert phone.agent_hears(INTRUDER_HZ) < LOUD / 10, "the agent has heard the stranger"
    caller.media.hertz = CALLER_HZ
    until(lambda: phone.agent_hears(CALLER_HZ) > LOUD, "the agent does not hear the caller")
    end(phone, caller)


def test_who_has_no_key_is_neither_heard_nor_followed(
    phone: Phone, caller: Dialog, intruder: Media
) -> None:
    """The call is encrypted, and its far end has not said a word."""
    caller.cseq += 1
    caller.request("INVITE", body=session(caller, "encrypted"))
    offered = phone.engine.wait(CallOffered).call
    phone.engine.send(AnswerCall(call_id=offered.id))
    assert caller.final().code == 200
    intruder.to = far_port(phone, caller)
    intruder.hertz = INTRUDER_HZ
    # Well over the second that a NAT would need.
    caller.media.listen(2.5)
    assert sent_to(intruder) == 0, "the stranger has got the agent's voice"
    assert phone.agent_hears(INTRUDER_HZ) < LOUD / 10, "the agent has heard the stranger"
    end(phone, caller)


def test_never_across_calls(phone: Phone, caller: Dialog) -> None:
    """The far end of a call that is over goes on sending, now to the next call's port."""
    phone.talk(caller)
    other = caller.media
    caller.bye()
    caller.final("BYE")
    with dialog(phone.ua, phone.address) as second:
        other.hertz = 0
        call_up(phone, second, None)
        other.to = far_port(phone, second)
        with other._lock:
            other._heard.clear()
        other.hertz = INTRUDER_HZ
        # Well over the second that a NAT would need: as long as this takes to be heard here.
        second.media.listen(2.5)
        assert sent_to(other) == 0, "the other call's far end has heard the agent"
        assert phone.agent_hears(INTRUDER_HZ) < LOUD / 10
        end(phone, second)


def call_up(phone: Phone, caller: Dialog, early: Media | None) -> None:
    """A call that is answered, in which the far end has not said a word."""
    caller.invite()
    offered = phone.engine.wait(CallOffered).call
    phone.engine.send(AnswerCall(call_id=offered.id))
    assert caller.final().code == 200
    if early is not None:
        early.to = far_port(phone, caller)


def end(phone: Phone, caller: Dialog) -> None:
    """The far end hangs up."""
    caller.media.hertz = 0
    caller.bye()
    caller.final("BYE")
    phone.still_well()
