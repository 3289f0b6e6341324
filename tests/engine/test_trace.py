"""The SIP messages of a call: bounded, in order, and nobody can flood them away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from softphone.domain.messages import HangUpCall, RequestTrace, TraceReported
from softphone.domain.sip_trace import first_line
from softphone.engine.sip_trace import FIRST_OF_ONE, MOST_DIALOGS, MOST_OF_ONE, SipTrace
from tests.engine.conftest import Direct
from tests.engine.sip_ua import Dialog

START = datetime(2026, 3, 1, tzinfo=UTC)


def line(call_id: str, number: int = 1, way: str = "RX") -> str:
    towards = "from" if way == "RX" else "to"
    return (
        f"  pjsua_core.c {way} 99 bytes Request msg OPTIONS/cseq={number} (rdata0x1) {towards} "
        f"UDP 192.0.2.1:5060:\nOPTIONS sip:1001@192.0.2.9 SIP/2.0\r\nCall-ID: {call_id}\r\n"
        f"CSeq: {number} OPTIONS\r\n\r\n\n--end msg--"
    )


def test_of_a_long_dialog_the_beginning_and_the_end_are_kept() -> None:
    trace = SipTrace()
    for number in range(300):
        trace.take(START + timedelta(seconds=number), line("long", number))
    trace.name("call", "long")
    kept = trace.of("call", mask_numbers=True)
    assert len(kept) == MOST_OF_ONE
    assert "CSeq: 0 " in kept[0].text
    assert f"CSeq: {FIRST_OF_ONE - 1} " in kept[FIRST_OF_ONE - 1].text
    assert "CSeq: 299 " in kept[-1].text
    assert kept[0].peer == "UDP 192.0.2.1:5060"
    assert not kept[0].sent


def test_strangers_cannot_flood_a_call_away() -> None:
    trace = SipTrace()
    trace.take(START, line("mine"))
    trace.name("call", "mine")
    for number in range(5 * MOST_DIALOGS):
        trace.take(START, line(f"stranger{number}"))
    assert len(trace.of("call", mask_numbers=True)) == 1
    assert 0 < len(trace.of("", mask_numbers=True)) <= MOST_DIALOGS


def test_the_oldest_calls_are_forgotten_and_garbage_is_dropped() -> None:
    trace = SipTrace()
    for number in range(MOST_DIALOGS):
        trace.take(START, line(f"dialog{number}"))
        trace.name(f"call{number}", f"dialog{number}")
    for text in ("", "pjsua_core.c something else", "RX 1 bytes", line("x").partition("\n")[0]):
        trace.take(START, text)
    assert trace.of("call0", mask_numbers=True) == ()
    assert trace.of(f"call{MOST_DIALOGS - 1}", mask_numbers=True)
    assert trace.of("unknown", mask_numbers=True) == ()


def test_the_engine_tells_the_messages_of_an_ended_call(direct: Direct, caller: Dialog) -> None:
    caller.invite("P-Asserted-Identity: <sip:13900000001@127.0.0.1>\r\n")
    call = direct.engine.answer_next()
    caller.final()
    direct.engine.send(HangUpCall(call_id=call.id))
    caller.ua.reply(caller.expect("BYE"), 200, "OK")
    direct.engine.wait_end(call.id)
    direct.engine.send(RequestTrace(request="r1", call_id=call.id))
    told = direct.engine.wait(TraceReported)
    assert (told.request, told.call_id) == ("r1", call.id)
    starts = [(m.sent, first_line(m.text).removeprefix("SIP/2.0 ")[:3]) for m in told.messages]
    for wanted in ((False, "INV"), (True, "180"), (True, "200"), (False, "ACK"), (True, "BYE")):
        assert wanted in starts
    assert starts.index((False, "INV")) < starts.index((True, "180")) < starts.index((True, "BYE"))
    assert "139***01@127.0.0.1" in told.messages[0].text
    direct.engine.send(RequestTrace(request="r2", call_id=call.id, mask_numbers=False))
    told = direct.engine.wait(TraceReported)
    assert "13900000001@127.0.0.1" in told.messages[0].text
    # Messages go nowhere else.
    assert "13900000001" not in direct.engine.log()
