"""Feature codes: what is dialled, in which order, and what happens when the PBX refuses."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from softphone.acd.feature_codes import BUSY_S, Codes, FeatureCodeQueue, QueueAction, Told
from softphone.domain import messages as m
from softphone.domain.call import (
    Call,
    Caller,
    CallPurpose,
    CallState,
    Direction,
    EndCause,
    EndedBy,
)
from tests.doubles.ports import FakeClock, SpyPhone, ids

CODES = Codes(
    sign_in="*101", sign_out="*110", ready="*121", not_ready="*120", reasons={"meal": "*1202"}
)


class Pbx:
    """Plays the engine and the PBX for one code after the other."""

    def __init__(self, codes: Codes = CODES) -> None:
        self.clock = FakeClock()
        self.phone = SpyPhone()
        self.told: list[Told] = []
        self.queue = FeatureCodeQueue(
            codes=lambda: codes,
            phone=self.phone,
            clock=self.clock,
            new_id=ids("s"),
            told=self.told.append,
        )

    @property
    def dialled(self) -> list[str]:
        return [c.target for c in self.phone.of(m.PlaceCall)]

    def _call(self, state: CallState) -> Call:
        last = self.phone.of(m.PlaceCall)[-1]
        assert last.purpose is CallPurpose.SERVICE
        return Call(
            id=last.call_id,
            direction=Direction.OUTGOING,
            purpose=CallPurpose.SERVICE,
            state=state,
            caller=Caller(number=last.target),
            started_at=self.clock.now(),
        )

    def answer(self) -> None:
        call = self._call(CallState.CONNECTED)
        assert self.queue.on_event(m.CallChanged(call=call, at=self.clock.now()))

    def end(self, code: int = 0) -> None:
        call = msgspec.structs.replace(self._call(CallState.ENDED), sip_code=code)
        event = m.CallEnded(
            call=call, cause=EndCause.FAILED, ended_by=EndedBy.FAR_END, at=self.clock.now()
        )
        assert self.queue.on_event(event)

    def take(self) -> None:
        self.answer()
        self.end()


def test_ready_signs_in_first_and_only_once() -> None:
    pbx = Pbx()
    pbx.queue.ready()
    assert pbx.dialled == ["*101"]
    pbx.take()
    pbx.take()
    pbx.queue.not_ready("break")
    pbx.take()
    pbx.queue.ready()
    assert pbx.dialled == ["*101", "*121", "*120", "*121"]
    assert [t.action for t in pbx.told] == [
        QueueAction.SIGN_IN,
        QueueAction.READY,
        QueueAction.NOT_READY,
    ]
    assert all(t.taken for t in pbx.told)


def test_a_reason_can_have_its_own_code() -> None:
    pbx = signed_in()
    pbx.queue.not_ready("meal")
    assert pbx.dialled[-1] == "*1202"


def signed_in(codes: Codes = CODES) -> Pbx:
    pbx = Pbx(codes)
    pbx.queue.ready()
    pbx.take()
    pbx.take()
    return pbx


def test_before_sign_in_a_break_needs_no_code() -> None:
    pbx = Pbx()
    pbx.queue.not_ready("break")
    assert pbx.dialled == []


def test_only_the_newest_wish_is_told() -> None:
    pbx = signed_in()
    pbx.queue.not_ready("break")
    pbx.queue.ready()
    pbx.queue.not_ready("meal")
    pbx.take()
    assert pbx.dialled[2:] == ["*120", "*1202"]


def test_after_a_lost_line_the_pbx_is_told_everything_again() -> None:
    pbx = signed_in()
    pbx.queue.line_lost()
    pbx.queue.ready()
    pbx.take()
    assert pbx.dialled[2:] == ["*101", "*121"]


def test_a_break_that_the_pbx_may_have_missed_is_told_when_the_line_is_back() -> None:
    pbx = signed_in()
    pbx.queue.not_ready("meal")
    pbx.queue.line_lost()
    pbx.queue.line_back()
    pbx.take()
    assert pbx.dialled[2:] == ["*1202", "*1202"]
    pbx.queue.ready()
    pbx.queue.line_lost()
    pbx.queue.line_back()
    assert pbx.dialled[4:] == ["*101"]


def test_what_an_earlier_desk_told_is_taken_back() -> None:
    pbx = Pbx()
    pbx.queue.taken_over()
    pbx.queue.not_ready("break")
    pbx.take()
    pbx.queue.ready()
    pbx.take()
    pbx.take()
    done: list[bool] = []
    pbx.queue.sign_out(lambda: done.append(True))
    pbx.take()
    assert pbx.dialled == ["*120", "*101", "*121", "*110"]
    assert done == [True]


def test_without_a_line_signing_out_does_not_wait() -> None:
    pbx = signed_in()
    pbx.queue.line_lost()
    done: list[bool] = []
    pbx.queue.sign_out(lambda: done.append(True))
    assert done == [True]
    assert len(pbx.dialled) == 2


@pytest.mark.parametrize("failure", [lambda p: p.end(404), lambda p: p.clock.advance(10)])
def test_three_tries_then_it_is_said(failure: Callable[[Pbx], None]) -> None:
    pbx = signed_in()
    pbx.queue.not_ready("break")
    for _ in range(3):
        failure(pbx)
        pbx.clock.advance(6)
    assert pbx.dialled[2:] == ["*120"] * 3
    assert not pbx.told[-1].taken
    assert pbx.told[-1].code == "*120"


def test_a_new_wish_does_not_wait_for_a_retry() -> None:
    pbx = signed_in()
    pbx.queue.not_ready("break")
    pbx.end(503)
    pbx.queue.ready()
    assert pbx.dialled[2:] == ["*120", "*121"]
    pbx.take()
    pbx.clock.advance(30)
    assert pbx.dialled[2:] == ["*120", "*121"]


def test_an_answered_code_that_goes_on_talking_is_hung_up() -> None:
    pbx = signed_in()
    pbx.queue.not_ready("break")
    pbx.answer()
    pbx.clock.advance(2)
    assert len(pbx.phone.of(m.HangUpCall)) == 1
    pbx.end()
    assert pbx.told[-1].taken


def test_wrap_up_can_be_left_to_the_pbx() -> None:
    pbx = signed_in(Codes(sign_in="*101", ready="*121", not_ready="*120", pause_in_wrap_up=False))
    pbx.queue.not_ready("wrap_up")
    assert len(pbx.dialled) == 2


def test_signing_out_is_done_even_if_the_pbx_refuses() -> None:
    pbx = signed_in()
    done: list[bool] = []
    pbx.queue.sign_out(lambda: done.append(True))
    for _ in range(3):
        pbx.end(500)
        pbx.clock.advance(6)
    assert done == [True]
    pbx.queue.sign_out(lambda: done.append(True))
    pbx.queue.line_lost()
    assert done == [True, True]


def test_without_codes_nothing_is_dialled() -> None:
    pbx = Pbx(Codes())
    done: list[bool] = []
    pbx.queue.ready()
    pbx.queue.not_ready("break")
    pbx.queue.sign_out(lambda: done.append(True))
    assert pbx.dialled == []
    assert done == [True]


def test_calls_of_customers_are_not_its_business() -> None:
    pbx = signed_in()
    call = Call(
        id="x",
        direction=Direction.INCOMING,
        state=CallState.OFFERED,
        caller=Caller(),
        started_at=pbx.clock.now(),
    )
    assert not pbx.queue.on_event(m.CallOffered(call=call, at=pbx.clock.now()))


def test_a_ready_agent_is_signed_in_again_from_time_to_time() -> None:
    pbx = Pbx(replace(CODES, repeat_s=600))
    pbx.queue.ready()
    pbx.take()
    told = [pbx.queue.told_ready]
    pbx.take()
    assert [*told, pbx.queue.told_ready] == [False, True]
    pbx.clock.advance(600)
    assert pbx.dialled == ["*101", "*121", "*101"]
    pbx.take()
    pbx.clock.advance(600)
    assert pbx.dialled == ["*101", "*121", "*101", "*101"]
    pbx.take()
    pbx.queue.not_ready("break")
    pbx.take()
    pbx.clock.advance(6000)
    assert pbx.dialled[4:] == ["*120"]


def test_no_code_is_repeated_in_a_call() -> None:
    pbx = Pbx(replace(CODES, repeat_s=600))
    pbx.queue.ready()
    pbx.take()
    pbx.take()
    call = Call(
        id="c1",
        direction=Direction.INCOMING,
        state=CallState.OFFERED,
        caller=Caller(number="1"),
        started_at=pbx.clock.now(),
    )
    assert not pbx.queue.on_event(m.CallOffered(call=call, at=pbx.clock.now()))
    pbx.clock.advance(600)
    assert pbx.dialled == ["*101", "*121"]
    ended = m.CallEnded(
        call=call, cause=EndCause.FAILED, ended_by=EndedBy.FAR_END, at=pbx.clock.now()
    )
    pbx.queue.on_event(ended)
    pbx.clock.advance(BUSY_S)
    assert pbx.dialled == ["*101", "*121", "*101"]


@pytest.mark.parametrize("codes", [replace(CODES, sign_out="*101"), replace(CODES, sign_in="")])
def test_a_toggle_is_never_repeated(codes: Codes) -> None:
    pbx = Pbx(replace(codes, repeat_s=600))
    pbx.queue.ready()
    for _ in filter(None, (codes.sign_in, codes.ready)):
        pbx.take()
    before = list(pbx.dialled)
    pbx.clock.advance(6000)
    assert pbx.dialled == before


def test_one_who_was_forgotten_signs_in_again_with_ready() -> None:
    pbx = Pbx()
    pbx.queue.ready()
    pbx.take()
    pbx.take()
    pbx.queue.forgotten()
    pbx.queue.ready()
    pbx.take()
    pbx.take()
    assert pbx.dialled == ["*101", "*121", "*101", "*121"]
