"""Two calls at once: swap, three-way mix, split, attended transfer; measured at every party."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from softphone.domain.call import Call, CallPurpose, CallState, EndedBy, TransferState
from softphone.domain.messages import (
    CommandRefused,
    CompleteTransfer,
    HangUpCall,
    HoldCall,
    MergeCalls,
    PlaceCall,
    ResumeCall,
    SetPartyAudio,
    SpeakersChanged,
    SplitCalls,
    SwapCalls,
    TransferProgressed,
)
from tests.engine.audio.test_sound import LOUD, QUIET
from tests.engine.conftest import MICROPHONE_HZ, Direct
from tests.engine.harness import read_samples
from tests.engine.sip_ua import Dialog, Message, Ua, dialog, level
from tests.support.waiting import until

CALLER_HZ, TARGET_HZ, FOURTH_HZ = 1100.0, 1900.0, 2700.0


class Pair:
    """A caller on hold and a consulted target that is connected."""

    def __init__(self, direct: Direct, caller: Dialog, target: Dialog) -> None:
        self.direct, self.engine = direct, direct.engine
        self.caller, self.target = caller, target
        self.caller_id = ""
        self.target_id = "consult"

    def hears(self, dialog: Dialog, hertz: float) -> float:
        return level(dialog.media.listen(0.3), hertz, 8000)

    def agent_hears(self, hertz: float) -> float:
        return level(read_samples(self.direct.heard, 0.4), hertz, 16_000)

    def wait_heard(self, caller: str, agent: str, target: str) -> None:
        """Wait until each hears just these: ``c``, ``a``, ``t`` for caller, agent, target."""
        tones = {"c": CALLER_HZ, "a": MICROPHONE_HZ, "t": TARGET_HZ}
        wanted = {"caller": caller, "agent": agent, "target": target}

        def heard() -> dict[str, str]:
            found = {}
            for who, listen in (
                ("caller", lambda hertz: self.hears(self.caller, hertz)),
                ("agent", self.agent_hears),
                ("target", lambda hertz: self.hears(self.target, hertz)),
            ):
                levels = {name: listen(hertz) for name, hertz in tones.items()}
                found[who] = "".join(name for name, x in levels.items() if x > QUIET)
            return found

        last: dict[str, str] = {}

        def reached() -> bool:
            last.clear()
            last.update(heard())
            return last == wanted

        try:
            until(reached, "", timeout_s=4.0)
        except AssertionError:
            raise AssertionError(f"wanted {wanted}, heard {last}") from None

    def settle_hold(self, dialog: Dialog, held: bool) -> None:
        offer = dialog.expect("INVITE")
        assert ("a=sendonly" if held else "a=sendrecv") in offer.body
        dialog.accept(offer, "recvonly" if held else "sendrecv")

    def wait_state(self, call_id: str, state: CallState) -> Call:
        return self.engine.wait_call(call_id, lambda c: c.state is state)

    def merge(self) -> None:
        self.engine.send(MergeCalls(call_id=self.caller_id, other_id=self.target_id))
        self.settle_hold(self.caller, held=False)
        self.engine.wait_call(self.target_id, lambda c: self.caller_id in c.merged_with)


@pytest.fixture
def target_ua() -> Iterator[Ua]:
    made = Ua()
    yield made
    made.close()


@pytest.fixture
def pair(direct: Direct, caller: Dialog, target_ua: Ua) -> Iterator[Pair]:
    caller.media.hertz = CALLER_HZ
    caller.invite()
    call = direct.engine.answer_next()
    caller.final()
    with dialog(target_ua, direct.address) as target:
        made = Pair(direct, caller, target)
        made.caller_id = call.id
        direct.engine.send(HoldCall(call_id=call.id))
        made.settle_hold(caller, held=True)
        made.wait_state(call.id, CallState.HELD)
        uri = f"sip:1002@127.0.0.1:{target_ua.port}"
        direct.engine.send(PlaceCall(call_id="consult", target=uri, purpose=CallPurpose.CONSULT))
        invite = target_ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")
        target.adopt(invite)
        target_ua.reply(invite, 180, "Ringing")
        target.media.hertz = TARGET_HZ
        target.accept(invite)
        told = made.wait_state("consult", CallState.CONNECTED)
        assert told.purpose is CallPurpose.CONSULT
        target.expect("ACK")
        yield made


def test_consult_and_swap_never_let_caller_and_target_hear_each_other(pair: Pair) -> None:
    pair.wait_heard(caller="", agent="t", target="a")
    pair.engine.send(SwapCalls(call_id="consult", other_id=pair.caller_id))
    pair.settle_hold(pair.target, held=True)
    pair.wait_state("consult", CallState.HELD)
    pair.settle_hold(pair.caller, held=False)
    pair.wait_state(pair.caller_id, CallState.CONNECTED)
    pair.wait_heard(caller="a", agent="c", target="")


def test_a_refused_hold_leaves_the_swap_undone(pair: Pair) -> None:
    pair.engine.send(SwapCalls(call_id="consult", other_id=pair.caller_id))
    pair.target.ua.reply(pair.target.expect("INVITE"), 488, "Not Acceptable Here")
    refused = pair.engine.wait(CommandRefused)
    assert (refused.command, refused.call_id) == ("SwapCalls", "consult")
    pair.wait_heard(caller="", agent="t", target="a")


def test_in_a_conference_each_hears_the_two_others_and_not_itself(pair: Pair) -> None:
    pair.merge()
    pair.wait_heard(caller="at", agent="ct", target="ca")


def test_split_holds_the_caller_again(pair: Pair) -> None:
    pair.merge()
    pair.engine.send(SplitCalls(call_id=pair.caller_id, other_id="consult"))
    pair.settle_hold(pair.caller, held=True)
    pair.wait_state(pair.caller_id, CallState.HELD)
    pair.wait_heard(caller="", agent="t", target="a")


def test_a_refused_resume_makes_no_conference(pair: Pair) -> None:
    pair.engine.send(MergeCalls(call_id=pair.caller_id, other_id="consult"))
    pair.caller.ua.reply(pair.caller.expect("INVITE"), 488, "Not Acceptable Here")
    assert pair.engine.wait(CommandRefused).command == "MergeCalls"
    pair.wait_heard(caller="", agent="t", target="a")


def test_hold_of_one_party_takes_it_out_and_resume_brings_it_back(pair: Pair) -> None:
    pair.merge()
    pair.engine.send(HoldCall(call_id="consult"))
    pair.settle_hold(pair.target, held=True)
    pair.wait_state("consult", CallState.HELD)
    pair.wait_heard(caller="a", agent="c", target="")
    pair.engine.send(ResumeCall(call_id="consult"))
    pair.settle_hold(pair.target, held=False)
    pair.wait_heard(caller="at", agent="ct", target="ca")


def test_a_party_that_leaves_the_conference_leaves_the_two_others_together(pair: Pair) -> None:
    pair.merge()
    pair.wait_heard(caller="at", agent="ct", target="ca")
    pair.target.bye()
    pair.engine.wait_end("consult")
    until(lambda: pair.hears(pair.caller, MICROPHONE_HZ) > LOUD, "the caller hears no agent")
    assert pair.hears(pair.caller, TARGET_HZ) < QUIET
    until(lambda: pair.agent_hears(TARGET_HZ) < QUIET, "the target is still heard")
    until(lambda: pair.agent_hears(CALLER_HZ) > LOUD, "the agent hears no caller")


def notify(caller: Dialog, sipfrag: str, final: bool = False) -> None:
    state = "terminated;reason=noresource" if final else "active;expires=60"
    caller.cseq += 1
    caller.request(
        "NOTIFY",
        f"Event: refer\r\nSubscription-State: {state}\r\n",
        f"SIP/2.0 {sipfrag}\r\n",
        kind="message/sipfrag",
    )


def completing(pair: Pair) -> Message:
    """The REFER of an attended transfer, answered 202."""
    pair.engine.send(CompleteTransfer(call_id=pair.caller_id, consult_id="consult"))
    refer = pair.caller.expect("REFER")
    pair.caller.ua.reply(refer, 202, "Accepted")
    return refer


def test_complete_names_the_dialog_to_replace_and_ends_the_callers_leg(pair: Pair) -> None:
    refer = completing(pair)
    refer_to = refer.header("Refer-To")
    assert f"127.0.0.1:{pair.target.ua.port}" in refer_to
    assert f"Replaces={pair.target.call_id.replace('@', '%40')}%3B" in refer_to
    assert "to-tag%3D" in refer_to
    assert "from-tag%3D" in refer_to
    notify(pair.caller, "100 Trying")
    notify(pair.caller, "200 OK", final=True)
    done = pair.engine.wait(TransferProgressed, lambda e: e.state is TransferState.DONE)
    assert done.call_id == pair.caller_id
    pair.caller.ua.reply(pair.caller.expect("BYE"), 200, "OK")
    ended = pair.engine.wait_end(pair.caller_id)
    assert ended.ended_by is EndedBy.TRANSFER
    pair.target.bye()
    pair.engine.wait_end("consult")


def test_a_server_without_replaces_leaves_both_calls_up(pair: Pair) -> None:
    pair.engine.send(CompleteTransfer(call_id=pair.caller_id, consult_id="consult"))
    pair.caller.ua.reply(pair.caller.expect("REFER"), 420, "Bad Extension")
    failed = pair.engine.wait(TransferProgressed, lambda e: e.state is TransferState.FAILED)
    assert failed.sip_code == 420
    pair.engine.send(SwapCalls(call_id="consult", other_id=pair.caller_id))
    pair.settle_hold(pair.target, held=True)
    pair.settle_hold(pair.caller, held=False)
    pair.wait_state(pair.caller_id, CallState.CONNECTED)
    pair.wait_heard(caller="a", agent="c", target="")


def test_the_callers_leg_is_not_taken_back_while_it_is_transferred(pair: Pair) -> None:
    completing(pair)
    pair.engine.send(ResumeCall(call_id=pair.caller_id))
    assert "transferred" in pair.engine.wait(CommandRefused).reason
    pair.engine.send(MergeCalls(call_id=pair.caller_id, other_id="consult"))
    assert "transferred" in pair.engine.wait(CommandRefused).reason
    notify(pair.caller, "603 Decline", final=True)
    pair.engine.wait(TransferProgressed, lambda e: e.state is TransferState.FAILED)


@pytest.mark.slow
def test_without_a_final_notify_it_has_failed_after_the_guard(pair: Pair) -> None:
    completing(pair)
    notify(pair.caller, "100 Trying")
    failed = pair.engine.wait(
        TransferProgressed, lambda e: e.state is TransferState.FAILED, timeout_s=40
    )
    assert failed.sip_code == 408
    pair.engine.send(HangUpCall(call_id="consult"))
    pair.target.ua.reply(pair.target.expect("BYE"), 200, "OK")
    pair.engine.wait_end("consult")


def test_a_party_is_muted_for_the_others_and_made_softer(pair: Pair) -> None:
    pair.merge()
    pair.wait_heard(caller="at", agent="ct", target="ca")
    pair.engine.send(SetPartyAudio(call_id=pair.target_id, muted=True))
    assert pair.engine.wait_call(pair.target_id, lambda c: c.party_muted).party_volume == 1.0
    pair.wait_heard(caller="a", agent="c", target="ca")
    pair.engine.send(SetPartyAudio(call_id=pair.target_id, volume=0.5))
    pair.wait_heard(caller="at", agent="ct", target="ca")
    before = pair.hears(pair.target, CALLER_HZ)
    soft = pair.hears(pair.caller, TARGET_HZ)
    assert soft == pytest.approx(before / 2, rel=0.2), "half as loud as the untouched one"
    assert pair.agent_hears(CALLER_HZ) > 1.5 * pair.agent_hears(TARGET_HZ)


def test_a_muted_party_stays_muted_over_a_hold(pair: Pair) -> None:
    pair.merge()
    pair.engine.send(SetPartyAudio(call_id=pair.target_id, muted=True))
    pair.wait_heard(caller="a", agent="c", target="ca")
    pair.engine.send(HoldCall(call_id=pair.target_id))
    pair.settle_hold(pair.target, held=True)
    pair.wait_heard(caller="a", agent="c", target="")
    pair.engine.send(ResumeCall(call_id=pair.target_id))
    pair.settle_hold(pair.target, held=False)
    pair.wait_heard(caller="a", agent="c", target="ca")


def test_who_speaks_in_the_conference_is_told(pair: Pair) -> None:
    pair.caller.media.silent = True
    pair.merge()
    pair.engine.wait(SpeakersChanged, lambda e: e.call_ids == (pair.target_id,))
    pair.caller.media.silent = False
    both = tuple(sorted((pair.caller_id, pair.target_id)))
    pair.engine.wait(SpeakersChanged, lambda e: e.call_ids == both)
    pair.target.media.silent = True
    pair.engine.wait(SpeakersChanged, lambda e: e.call_ids == (pair.caller_id,))


@pytest.fixture
def fourth_ua() -> Iterator[Ua]:
    made = Ua()
    yield made
    made.close()


def test_a_fourth_enters_while_the_three_go_on(pair: Pair, fourth_ua: Ua) -> None:
    pair.merge()
    pair.wait_heard(caller="at", agent="ct", target="ca")
    uri = f"sip:1003@127.0.0.1:{fourth_ua.port}"
    pair.engine.send(
        PlaceCall(call_id="fourth", target=uri, purpose=CallPurpose.CONSULT, join=pair.caller_id)
    )
    invite = fourth_ua.wait(lambda m: m.method == "INVITE" and m.code == 0, "INVITE")
    pair.wait_heard(caller="at", agent="ct", target="ca")
    with dialog(fourth_ua, pair.direct.address) as fourth:
        fourth.adopt(invite)
        fourth.media.hertz = FOURTH_HZ
        fourth.accept(invite)
        pair.engine.wait_call("fourth", lambda c: len(c.merged_with) == 2)

        def all_hear(hertz: float, *who: Dialog) -> bool:
            return all(pair.hears(party, hertz) > QUIET for party in who)

        until(lambda: all_hear(FOURTH_HZ, pair.caller, pair.target), "the fourth is not heard")
        until(lambda: pair.agent_hears(FOURTH_HZ) > QUIET, "the agent hears no fourth")
        until(
            lambda: all(
                pair.hears(fourth, hz) > QUIET for hz in (CALLER_HZ, TARGET_HZ, MICROPHONE_HZ)
            ),
            "the fourth does not hear all three",
        )
        assert pair.hears(fourth, FOURTH_HZ) < QUIET, "the fourth hears itself"
        pair.engine.send(HangUpCall(call_id=pair.target_id))
        pair.engine.wait_end(pair.target_id)
        until(lambda: all_hear(FOURTH_HZ, pair.caller), "the caller lost the fourth")
        assert pair.hears(fourth, CALLER_HZ) > QUIET


def test_the_network_is_gone_for_seconds_in_a_consult(pair: Pair) -> None:
    """Nothing gets through while the agent swaps; what was asked for comes about afterwards."""
    pair.wait_heard(caller="", agent="t", target="a")
    tones = {party: party.media.hertz for party in (pair.caller, pair.target)}
    asked = len([x for x in pair.target.ua.seen if x.method == "INVITE"])
    for party in tones:
        party.ua.on_request = lambda message: True
        party.media.hertz = 0.0
    pair.engine.send(SwapCalls(call_id=pair.target_id, other_id=pair.caller_id))

    def tried() -> int:
        return len([x for x in pair.target.ua.seen if x.method == "INVITE"]) - asked

    until(lambda: tried() >= 3, "no INVITE was sent again")
    for party, hertz in tones.items():
        party.ua.on_request = lambda message: False
        party.media.hertz = hertz
    pair.settle_hold(pair.target, held=True)
    pair.settle_hold(pair.caller, held=False)
    pair.wait_heard(caller="a", agent="c", target="")
