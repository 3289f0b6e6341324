"""Consult, attended transfer and conference on the desk: one contact, nobody lost."""

from collections.abc import Callable

import msgspec
import pytest

from softphone.agent.desk_model import ConsultView, NoticeCode
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState
from softphone.domain.call import (
    Call,
    CallPurpose,
    CallState,
    EndCause,
    EndedBy,
    TransferState,
)
from softphone.domain.consult import Hearing, Phase
from tests.agent.conftest import REGISTERED, RULES, World

CALLER = "call1"


class Consult:
    """A world with a caller who is connected, and words for what the engine tells."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.ready()
        world.connect(world.offer())

    def call(self, call_id: str) -> Call:
        call = self.world.desk.calls.get(call_id)
        assert call is not None
        return call

    @property
    def target_id(self) -> str:
        placed = [c for c in self.world.phone.of(m.PlaceCall) if c.purpose is CallPurpose.CONSULT]
        return placed[-1].call_id

    @property
    def view(self) -> ConsultView:
        view = self.world.model.consult
        assert view is not None
        return view

    def at(self, phase: Phase) -> None:
        assert self.view.phase is phase

    def hears(self, hearing: Hearing) -> None:
        assert self.view.hearing is hearing

    def change(self, call_id: str, **fields: object) -> None:
        """The engine tells of a change."""
        now = self.world.clock.now()
        call = msgspec.structs.replace(self.call(call_id), **fields)
        self.world.desk.on_event(m.CallChanged(call=call, at=now))

    def hold(self, call_id: str) -> None:
        self.change(call_id, state=CallState.HELD, held_since=self.world.clock.now())

    def resume(self, call_id: str) -> None:
        self.change(call_id, state=CallState.CONNECTED, held_since=None)

    def merge(self) -> None:
        self.resume(CALLER)
        self.change(CALLER, merged_with=(self.target_id,))
        self.change(self.target_id, merged_with=(CALLER,))

    def refuse(self, command: str, call_id: str, reason: str = "no") -> None:
        self.world.desk.on_event(
            m.CommandRefused(command=m.CommandName(command), call_id=call_id, reason=reason)
        )

    def notify(self, state: TransferState, code: int = 200) -> None:
        self.world.desk.on_event(
            m.TransferProgressed(
                call_id=CALLER, target="1002", state=state, sip_code=code, sip_reason="words"
            )
        )

    def calling(self) -> None:
        """The caller is held, the target rings."""
        self.world.wishes.consult("1002")
        self.hold(CALLER)
        self.change(self.target_id, state=CallState.EARLY)

    def with_target(self) -> None:
        """Agent and target talk, the caller hears music."""
        self.calling()
        self.change(self.target_id, state=CallState.CONNECTED, answered_at=self.world.clock.now())

    def with_caller(self) -> None:
        """Swapped."""
        self.with_target()
        self.world.wishes.swap()
        self.hold(self.target_id)
        self.resume(CALLER)

    def conference(self) -> None:
        """All three."""
        self.with_target()
        self.world.wishes.merge()
        self.merge()

    def completing(self) -> None:
        """The REFER is out."""
        self.with_target()
        self.world.wishes.complete()

    def end_target(self, code: int = 0, by: EndedBy = EndedBy.FAR_END) -> None:
        cause = EndCause.REJECTED if code else EndCause.ANSWERED
        self.world.end(self.call(self.target_id), cause, by, code)

    def end_caller(self, by: EndedBy = EndedBy.FAR_END) -> None:
        self.world.end(self.call(CALLER), by=by)

    def sent(self, kind: type[m.Message]) -> list[m.Message]:
        return self.world.phone.of(kind)


@pytest.fixture
def consult(world: World) -> Consult:
    return Consult(world)


def test_the_caller_is_held_before_anybody_is_dialled(consult: Consult, world: World) -> None:
    world.wishes.consult("1002")
    assert world.phone.of(m.HoldCall) == [m.HoldCall(call_id=CALLER)]
    assert not world.phone.of(m.PlaceCall)
    consult.hold(CALLER)
    placed = world.phone.of(m.PlaceCall)[0]
    assert (placed.target, placed.purpose) == ("1002", CallPurpose.CONSULT)
    consult.at(Phase.CALLING)
    consult.hears(Hearing.TARGET_RINGS)
    assert (consult.view.caller_id, consult.view.target_id) == (CALLER, placed.call_id)
    assert [v.call.id for v in world.model.calls] == [CALLER, placed.call_id]


def test_a_caller_on_hold_already_stays_so(consult: Consult, world: World) -> None:
    consult.hold(CALLER)
    world.wishes.consult("1002")
    assert not world.phone.of(m.HoldCall)
    consult.at(Phase.CALLING)


def test_a_refused_hold_dials_nobody(consult: Consult, world: World) -> None:
    world.wishes.consult("1002")
    consult.refuse("HoldCall", CALLER)
    assert world.model.consult is None
    assert not world.phone.of(m.PlaceCall)
    assert NoticeCode.COMMAND_REFUSED in world.notices()


def test_complete_hands_the_caller_over_within_one_contact(consult: Consult, world: World) -> None:
    consult.with_target()
    consult.hears(Hearing.AGENT_AND_TARGET)
    contact_id = world.contact().contact.id
    world.wishes.complete()
    assert world.phone.of(m.CompleteTransfer) == [
        m.CompleteTransfer(call_id=CALLER, consult_id=consult.target_id)
    ]
    consult.notify(TransferState.TRYING, 100)
    consult.end_target()
    assert world.state() is AgentState.ON_CONTACT
    consult.notify(TransferState.DONE)
    consult.end_caller(EndedBy.TRANSFER)
    assert world.state() is AgentState.WRAP_UP
    contact = world.contact().contact
    assert (contact.id, contact.transferred_to) == (contact_id, "1002")
    assert contact.ended_by is EndedBy.TRANSFER
    assert world.model.consult is None
    assert world.model.calls == ()
    assert NoticeCode.TRANSFER_DONE in world.notices()
    rows = {row.call.purpose: row for row in world.model.history}
    assert rows[CallPurpose.CONSULT].contact_id == contact_id
    assert rows[CallPurpose.CONSULT].customer_name == ""
    assert rows[CallPurpose.CONTACT].customer_name == "Sample Customer A"
    assert world.model.figures.contacts == 1


@pytest.mark.parametrize("code", [486, 480, 603, 408, 404])
def test_a_target_that_does_not_answer_brings_the_caller_back(
    consult: Consult, world: World, code: int
) -> None:
    consult.calling()
    consult.end_target(code)
    assert world.phone.of(m.ResumeCall) == [m.ResumeCall(call_id=CALLER)]
    notice = next(n for n in world.model.notices if n.code is NoticeCode.CONSULT_FAILED)
    assert (notice.args["target"], notice.args["sip_code"]) == ("1002", str(code))
    consult.resume(CALLER)
    assert world.model.consult is None
    assert world.state() is AgentState.ON_CONTACT


@pytest.mark.parametrize("begin", [Consult.with_target, Consult.with_caller, Consult.conference])
def test_a_target_that_hangs_up_leaves_caller_and_agent_together(
    consult: Consult, world: World, begin: Callable[[Consult], None]
) -> None:
    begin(consult)
    consult.change(CALLER, merged_with=())
    consult.end_target()
    assert world.phone.of(m.ResumeCall)[-1].call_id == CALLER
    if consult.call(CALLER).state is CallState.HELD:
        consult.resume(CALLER)
    else:
        consult.refuse("ResumeCall", CALLER, "This call is not on hold.")
        assert NoticeCode.COMMAND_REFUSED not in world.notices()
    assert world.model.consult is None
    assert NoticeCode.CONSULT_ENDED in world.notices()
    assert world.state() is AgentState.ON_CONTACT


def test_a_caller_who_cannot_be_taken_back_is_told(consult: Consult, world: World) -> None:
    consult.calling()
    world.wishes.cancel_consult()
    consult.end_target(by=EndedBy.AGENT)
    consult.refuse("ResumeCall", CALLER)
    assert {NoticeCode.CALLER_STILL_HELD, NoticeCode.COMMAND_REFUSED} <= set(world.notices())
    assert world.model.consult is None
    world.wishes.resume()
    assert len(world.phone.of(m.ResumeCall)) == 2


def test_cancel_lets_the_target_go_and_takes_the_caller_back(
    consult: Consult, world: World
) -> None:
    consult.with_target()
    world.wishes.cancel_consult()
    assert world.phone.of(m.HangUpCall) == [m.HangUpCall(call_id=consult.target_id)]
    assert world.phone.of(m.ResumeCall) == [m.ResumeCall(call_id=CALLER)]
    consult.resume(CALLER)
    consult.end_target(by=EndedBy.AGENT)
    assert world.model.consult is None
    assert NoticeCode.CONSULT_ENDED not in world.notices()
    assert world.state() is AgentState.ON_CONTACT


def test_the_caller_hangs_up_while_the_target_rings(consult: Consult, world: World) -> None:
    consult.calling()
    target = consult.call(consult.target_id)
    consult.end_caller()
    assert world.phone.of(m.HangUpCall) == [m.HangUpCall(call_id=target.id)]
    assert world.state() is AgentState.WRAP_UP
    world.end(target, EndCause.ABANDONED, EndedBy.AGENT)
    assert world.state() is AgentState.WRAP_UP
    assert world.contact().contact.ended_by is EndedBy.FAR_END


@pytest.mark.parametrize(
    "begin", [Consult.with_target, Consult.with_caller, Consult.conference, Consult.completing]
)
def test_the_caller_hangs_up_in_the_consult_and_wrap_up_waits_for_its_end(
    consult: Consult, world: World, begin: Callable[[Consult], None]
) -> None:
    begin(consult)
    consult.end_caller()
    assert world.state() is AgentState.ON_CONTACT
    consult.at(Phase.ALONE)
    consult.hears(Hearing.TARGET_ALONE)
    assert NoticeCode.CALLER_GONE in world.notices()
    held = consult.call(consult.target_id).state is CallState.HELD
    assert [c.call_id for c in world.phone.of(m.ResumeCall)] == [consult.target_id] * held
    world.wishes.cancel_consult()
    assert world.phone.of(m.HangUpCall)[-1].call_id == consult.target_id
    world.clock.advance(10)
    consult.end_target()
    assert world.state() is AgentState.WRAP_UP
    contact = world.contact().contact
    assert (contact.ended_by, contact.transferred_to) == (EndedBy.FAR_END, "")
    assert contact.ended_at is not None
    assert (world.clock.now() - contact.ended_at).total_seconds() == 10


@pytest.mark.parametrize(("code", "reason"), [(420, "server without Replaces"), (408, "guard")])
def test_a_transfer_that_fails_brings_agent_and_caller_together(
    consult: Consult, world: World, code: int, reason: str
) -> None:
    consult.completing()
    consult.notify(TransferState.FAILED, code)
    assert world.phone.of(m.SwapCalls) == [m.SwapCalls(call_id=consult.target_id, other_id=CALLER)]
    consult.hold(consult.target_id)
    consult.resume(CALLER)
    consult.at(Phase.WITH_CALLER)
    consult.hears(Hearing.AGENT_AND_CALLER)
    assert NoticeCode.TRANSFER_FAILED in world.notices()
    assert world.contact().contact.transferred_to == ""


def test_the_server_ended_the_consult_call_and_then_the_transfer_failed(
    consult: Consult, world: World
) -> None:
    consult.completing()
    consult.end_target()
    consult.at(Phase.CONFIRMING)
    consult.notify(TransferState.FAILED, 503)
    assert world.phone.of(m.ResumeCall) == [m.ResumeCall(call_id=CALLER)]
    consult.resume(CALLER)
    assert world.model.consult is None
    assert world.state() is AgentState.ON_CONTACT


def test_a_refused_refer_is_a_failed_transfer(consult: Consult, world: World) -> None:
    consult.with_caller()
    world.wishes.complete()
    consult.refuse("CompleteTransfer", CALLER)
    consult.at(Phase.WITH_CALLER)
    assert NoticeCode.TRANSFER_FAILED in world.notices()


def test_resuming_the_caller_beside_the_target_is_a_swap(consult: Consult, world: World) -> None:
    consult.with_target()
    world.wishes.resume(CALLER)
    assert not world.phone.of(m.ResumeCall)
    assert world.phone.of(m.SwapCalls) == [m.SwapCalls(call_id=consult.target_id, other_id=CALLER)]


def test_swap_goes_to_and_fro(consult: Consult, world: World) -> None:
    consult.with_caller()
    consult.hears(Hearing.AGENT_AND_CALLER)
    world.wishes.swap()
    assert world.phone.of(m.SwapCalls)[-1] == m.SwapCalls(
        call_id=CALLER, other_id=consult.target_id
    )
    consult.hold(CALLER)
    consult.hears(Hearing.BOTH_HELD)
    consult.resume(consult.target_id)
    consult.hears(Hearing.AGENT_AND_TARGET)


def test_merge_split_and_leave(consult: Consult, world: World) -> None:
    consult.conference()
    target = consult.target_id
    assert world.phone.of(m.MergeCalls) == [m.MergeCalls(call_id=CALLER, other_id=target)]
    consult.hears(Hearing.ALL_THREE)
    assert {v.call.merged_with for v in world.model.calls} == {(CALLER,), (target,)}
    world.wishes.split()
    assert world.phone.of(m.SplitCalls) == [m.SplitCalls(call_id=CALLER, other_id=target)]
    consult.change(CALLER, merged_with=())
    consult.hold(CALLER)
    consult.at(Phase.WITH_TARGET)
    world.wishes.merge()
    consult.merge()
    world.wishes.complete()
    consult.at(Phase.LEAVING)
    consult.notify(TransferState.FAILED, 503)
    consult.at(Phase.CONFERENCE)
    world.wishes.complete()
    consult.notify(TransferState.DONE)
    consult.end_caller(EndedBy.TRANSFER)
    assert world.phone.of(m.HangUpCall) == [m.HangUpCall(call_id=target)]
    consult.refuse("HangUpCall", "somebody gone")
    assert NoticeCode.COMMAND_REFUSED not in world.notices()
    assert world.state() is AgentState.WRAP_UP
    assert world.contact().contact.transferred_to == "1002"


@pytest.mark.parametrize(
    "begin",
    [Consult.calling, Consult.with_target, Consult.conference, Consult.completing],
)
@pytest.mark.expects_log("the engine is gone")
def test_the_engine_dies_in_a_consult(
    consult: Consult, world: World, begin: Callable[[Consult], None]
) -> None:
    begin(consult)
    world.desk.on_engine_down("killed")
    assert world.state() is AgentState.WRAP_UP
    assert world.model.consult is None
    assert world.model.calls == ()
    assert world.contact().contact.cause is EndCause.ENGINE_FAILURE


@pytest.mark.expects_log("the engine is gone")
def test_the_engine_dies_after_the_caller_hung_up(consult: Consult, world: World) -> None:
    consult.with_target()
    consult.end_caller()
    world.desk.on_engine_down("killed")
    assert world.state() is AgentState.WRAP_UP
    assert world.contact().contact.cause is EndCause.ANSWERED


@pytest.mark.parametrize(
    ("begin", "phase"),
    [
        (Consult.calling, Phase.CALLING),
        (Consult.with_target, Phase.WITH_TARGET),
        (Consult.with_caller, Phase.WITH_CALLER),
        (Consult.conference, Phase.CONFERENCE),
    ],
)
def test_a_new_desk_goes_on_with_the_consult(
    consult: Consult, world: World, begin: Callable[[Consult], None], phase: Phase
) -> None:
    begin(consult)
    calls = consult.call(CALLER), consult.call(consult.target_id)
    world.start_desk()
    world.engine_up(*calls, configured=True, line=REGISTERED)
    consult.at(phase)
    assert consult.view.target == "1002"
    assert world.state() is AgentState.ON_CONTACT


def test_a_new_desk_finds_the_caller_gone_and_the_target_still_there(
    consult: Consult, world: World
) -> None:
    consult.with_target()
    target = consult.call(consult.target_id)
    ended = msgspec.structs.replace(
        consult.call(CALLER),
        state=CallState.ENDED,
        cause=EndCause.ANSWERED,
        ended_by=EndedBy.FAR_END,
        ended_at=world.clock.now(),
    )
    world.start_desk()
    world.engine_up(target, configured=True, line=REGISTERED, ended=(ended,))
    consult.at(Phase.ALONE)
    assert world.state() is AgentState.ON_CONTACT
    consult.end_target()
    assert world.state() is AgentState.WRAP_UP


def test_a_new_desk_lets_a_consult_go_that_belongs_to_nobody(
    consult: Consult, world: World
) -> None:
    consult.calling()
    target = consult.call(consult.target_id)
    world.start_desk()
    world.engine_up(target, configured=True, line=REGISTERED)
    assert world.phone.of(m.HangUpCall)[-1].call_id == target.id
    assert world.state() is AgentState.WRAP_UP


def test_wishes_at_the_wrong_moment_change_nothing(consult: Consult, world: World) -> None:
    def refused(wish: Callable[[], object], action: str) -> None:
        sent = list(world.phone.sent)
        wish()
        notice = world.model.notices[-1]
        assert (notice.code, notice.args["action"]) == (NoticeCode.NOT_POSSIBLE, action)
        assert world.phone.sent == sent

    refused(world.wishes.complete, "complete")
    refused(world.wishes.cancel_consult, "cancel")
    refused(world.wishes.swap, "swap")
    refused(world.wishes.merge, "merge")
    refused(world.wishes.split, "split")
    refused(lambda: world.wishes.consult("  "), "consult")
    consult.calling()
    refused(lambda: world.wishes.consult("1003"), "consult")
    refused(lambda: world.wishes.transfer("1003", CALLER), "transfer")
    refused(lambda: world.wishes.resume(CALLER), "resume")
    refused(world.wishes.merge, "merge")
    consult.at(Phase.CALLING)


def test_hang_up_without_a_name_means_the_one_the_agent_talks_to(
    consult: Consult, world: World
) -> None:
    consult.with_target()
    world.wishes.hang_up()
    assert world.phone.of(m.HangUpCall) == [m.HangUpCall(call_id=consult.target_id)]


def test_what_it_is_about_goes_along_to_the_colleague(world: World) -> None:
    names = {
        "contact_id": "X-Contact-Id",
        "customer_id": "X-Customer-Id",
        "queue": "X-Queue",
        "from_agent": "X-From-Agent",
        "note": "X-Note",
        "vip": "X-Vip",
    }
    world.rules = msgspec.structs.replace(world.rules, header_names=names)
    world.start_desk()
    consult = Consult(world)
    world.fill_ticket("wants\r\nthe refund " + "x" * 100)
    consult.calling()
    headers = world.phone.of(m.PlaceCall)[0].headers
    assert headers.keys() == {"X-Contact-Id", "X-Customer-Id", "X-From-Agent", "X-Note"}
    assert headers["X-Contact-Id"] == world.contact().contact.id
    assert (headers["X-Customer-Id"], headers["X-From-Agent"]) == ("c1", "1001")
    assert headers["X-Note"].startswith("wants the refund")
    assert headers["X-Note"].isprintable()
    assert len(headers["X-Note"]) <= 64


def test_nothing_goes_along_that_has_no_header(consult: Consult, world: World) -> None:
    consult.calling()
    assert world.phone.of(m.PlaceCall)[0].headers == {}


def test_at_the_other_end_the_colleague_is_named(world: World) -> None:
    world.ready()
    world.offer(number="1001", from_agent="Agent A", note="refund late", customer_id="c1")
    view = world.model.calls[0]
    assert (view.from_agent, view.note) == ("Agent A", "refund late")
    assert world.contact().draft.customer_id == "c1"


# ------------------------------------------------------------------ a conference of four


def four(consult: Consult, world: World) -> str:
    """A fourth party has been called into the conference; its id."""
    world.desk.take_rules(msgspec.structs.replace(RULES, conference_max=4))
    consult.conference()
    view = world.model.consult
    assert view is not None
    assert view.may_add
    world.wishes.add_party("1003")
    placed = world.phone.of(m.PlaceCall)[-1]
    assert (placed.join, placed.consult_of) == (CALLER, CALLER)
    return placed.call_id


def test_three_is_the_limit_unless_configured(consult: Consult, world: World) -> None:
    consult.conference()
    world.wishes.add_party("1003")
    assert NoticeCode.NOT_POSSIBLE in world.notices()
    assert len(world.phone.of(m.PlaceCall)) == 1


def test_a_fourth_who_is_busy_changes_nothing(consult: Consult, world: World) -> None:
    fourth = four(consult, world)
    world.end(consult.call(fourth), EndCause.REJECTED, code=486)
    assert NoticeCode.CONSULT_FAILED in world.notices()
    view = world.model.consult
    assert view is not None
    assert (view.phase, view.more_ids) == (Phase.CONFERENCE, ())


def test_the_colleague_leaves_and_the_fourth_takes_the_place(
    consult: Consult, world: World
) -> None:
    fourth = four(consult, world)
    consult.change(fourth, state=CallState.CONNECTED, answered_at=world.clock.now())
    world.wishes.complete()
    assert NoticeCode.NOT_POSSIBLE in world.notices(), "three cannot be connected by one REFER"
    assert consult.view.target_id != fourth
    world.end(consult.call(consult.view.target_id))
    view = world.model.consult
    assert view is not None
    assert (view.phase, view.target_id, view.more_ids) == (Phase.CONFERENCE, fourth, ())
    world.wishes.complete()
    assert world.phone.of(m.CompleteTransfer)[-1].consult_id == fourth


def test_cancel_lets_both_colleagues_go(consult: Consult, world: World) -> None:
    fourth = four(consult, world)
    consult.change(fourth, state=CallState.CONNECTED, answered_at=world.clock.now())
    target = consult.view.target_id
    world.wishes.cancel_consult()
    assert [c.call_id for c in world.phone.of(m.HangUpCall)] == [fourth, target]


def test_one_party_is_muted_for_all(consult: Consult, world: World) -> None:
    consult.conference()
    world.wishes.set_party(consult.target_id, muted=True, volume=1.0)
    sent = m.SetPartyAudio(call_id=consult.target_id, muted=True, volume=1.0)
    assert world.phone.of(m.SetPartyAudio) == [sent]
    world.desk.on_event(m.SpeakersChanged(call_ids=(CALLER,)))
    assert world.model.speaking == (CALLER,)


# ------------------------------------------------------------------ completed while it rings


def test_completed_while_the_colleague_rings_the_caller_goes_there_on_the_answer(
    consult: Consult, world: World
) -> None:
    consult.calling()
    world.wishes.complete()
    consult.at(Phase.AWAITING)
    assert not world.phone.of(m.HangUpCall)
    assert not world.phone.of(m.TransferCall), "a caller passed on blind may be lost"
    target = consult.target_id
    consult.change(target, state=CallState.CONNECTED, answered_at=world.clock.now())
    assert world.phone.of(m.CompleteTransfer) == [
        m.CompleteTransfer(call_id=CALLER, consult_id=target)
    ]
    consult.notify(TransferState.DONE)
    consult.end_caller(EndedBy.TRANSFER)
    assert world.state() is AgentState.WRAP_UP
    assert world.contact().contact.transferred_to == "1002"


def test_completed_in_vain_the_caller_comes_back(consult: Consult, world: World) -> None:
    consult.calling()
    world.wishes.complete()
    consult.end_target(code=486)
    assert world.phone.of(m.ResumeCall)[-1].call_id == CALLER
    assert NoticeCode.CONSULT_FAILED in world.notices()
    consult.resume(CALLER)
    assert world.model.consult is None


def test_what_was_completed_while_it_rang_can_be_cancelled(consult: Consult, world: World) -> None:
    consult.calling()
    world.wishes.complete()
    world.wishes.cancel_consult()
    assert world.phone.of(m.HangUpCall)[-1].call_id == consult.target_id
    consult.at(Phase.RETURNING)


def test_the_caller_hangs_up_while_the_answer_is_awaited(consult: Consult, world: World) -> None:
    consult.calling()
    world.wishes.complete()
    consult.end_caller()
    assert world.state() is AgentState.WRAP_UP
    assert world.phone.of(m.HangUpCall)[-1].call_id == consult.target_id
