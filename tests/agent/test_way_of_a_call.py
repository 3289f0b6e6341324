"""The straight way of a call on the desk: offer, pop, answer, end, ticket, ready again."""

from collections.abc import Callable

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode, PopState
from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState, NextState, Reason
from softphone.domain.call import RESULT_UNKNOWN, CallState, EndCause, EndedBy, TransferState
from softphone.domain.registration import LineState, LineStatus
from softphone.domain.ticket import KnownChoices, TicketField
from softphone.ports import StoreError
from tests.agent.conftest import REGISTERED, World


def test_an_offer_reserves_the_agent_and_pops_the_card(world: World) -> None:
    world.ready()
    world.offer(queue="support", waited="80", vip="1")
    model = world.model
    assert model.agent.state is AgentState.RESERVED
    assert model.contact is not None
    assert model.contact.pop is PopState.FOUND
    assert model.contact.card is not None
    assert model.contact.card.customer.name == "Sample Customer A"
    assert model.calls[0].title == "Sample Customer A"
    assert (model.calls[0].queue, model.calls[0].waited_s, model.calls[0].vip) == (
        "support",
        80.0,
        True,
    )
    assert [c.call_id for c in world.store.open_contacts()] == ["call1"]


def test_a_customer_id_in_a_header_wins_over_the_number(world: World) -> None:
    world.ready()
    world.offer(number="+862288880000", customer_id="c1")
    assert world.contact().draft.customer_id == "c1"
    assert world.model.calls[0].region == "Tianjin"


def test_an_unknown_caller_is_a_new_customer_with_the_number_filled_in(world: World) -> None:
    world.ready()
    call = world.offer(number="+862288880000")
    contact = world.contact()
    assert (contact.pop, contact.draft.number) == (PopState.UNKNOWN, "+862288880000")
    world.wishes.answer()
    world.end(world.connect(call))
    world.fill_ticket()
    draft = world.contact().draft
    world.wishes.edit_draft(msgspec.structs.replace(draft, new_customer_name="New Caller"))
    world.wishes.save_ticket(go_ready=True)
    found = world.store.search("New Caller").customers
    assert [c.numbers for c in found] == [("+862288880000",)]
    assert world.model.tickets_today[0].customer_id == found[0].id


def test_answer_talk_wrap_up_save_ready(world: World) -> None:
    world.ready()
    call = world.offer()
    world.wishes.answer(via="key")
    assert world.phone.of(m.AnswerCall)[0].call_id == call.id
    call = world.connect(call)
    assert world.state() is AgentState.ON_CONTACT
    world.clock.advance(42)
    world.end(call)
    assert world.state() is AgentState.WRAP_UP
    assert world.queue.told[-1] == "not ready: wrap_up"
    world.fill_ticket("refund 100%")
    world.wishes.save_ticket(go_ready=True)
    assert world.state() is AgentState.READY
    assert world.queue.told[-1] == "ready"
    assert not world.has_contact()
    ticket = world.store.ticket(world.model.tickets_today[0].id)
    assert ticket is not None
    assert (ticket.notes, ticket.customer_id, ticket.agent) == ("refund 100%", "c1", "1001")
    assert not world.store.open_contacts()
    row = world.model.history[0]
    assert (row.call.cause, row.customer_name) == (EndCause.ANSWERED, "Sample Customer A")
    assert world.model.figures.talk_s == 42
    log = world.store.state_log("1001", call.started_at)
    answered = next(change for change in log if change.after is AgentState.ON_CONTACT)
    assert (answered.why.actor, answered.why.proof) == ("agent", "key")
    wrap_up = next(change for change in log if change.after is AgentState.WRAP_UP)
    assert (wrap_up.why.actor, wrap_up.contact_id) == ("far_end", ticket.contact_id)


def test_an_incomplete_ticket_is_not_saved_and_names_what_is_missing(world: World) -> None:
    world.ready()
    world.talk()
    world.wishes.save_ticket(go_ready=True)
    notice = world.model.notices[-1]
    assert notice.code is NoticeCode.TICKET_INCOMPLETE
    assert notice.args["fields"] == "category,disposition"
    assert world.state() is AgentState.WRAP_UP


def test_a_category_that_is_no_longer_known_is_missing_required_or_not(world: World) -> None:
    known = KnownChoices(categories=frozenset({"other"}), dispositions=frozenset({"solved"}))
    world.rules = msgspec.structs.replace(world.rules, known=known, required=frozenset())
    world.desk.take_rules(world.rules)
    world.ready()
    world.talk()
    world.fill_ticket()
    assert world.contact().missing == (TicketField.CATEGORY,)
    world.wishes.save_ticket(go_ready=True)
    assert world.model.notices[-1].args["fields"] == "category"
    draft = msgspec.structs.replace(world.contact().draft, category_id="other")
    world.wishes.edit_draft(draft)
    world.wishes.save_ticket(go_ready=True)
    assert len(world.model.tickets_today) == 1


def test_saving_twice_makes_one_ticket(world: World) -> None:
    world.ready()
    world.talk()
    world.fill_ticket()
    world.worker.hold = True
    world.wishes.save_ticket(go_ready=True)
    world.wishes.save_ticket(go_ready=True)
    world.worker.release()
    assert len(world.model.tickets_today) == 1


@pytest.mark.expects_log("disk full")
def test_a_full_disk_loses_nothing_that_was_typed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.ready()
    world.talk()
    world.fill_ticket("precious words")

    def full(*_: object) -> None:
        raise StoreError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(world.store, "save_ticket", full)
        world.wishes.save_ticket(go_ready=True)
    assert NoticeCode.STORE_FAILED in world.notices()
    assert world.contact().draft.notes == "precious words"
    world.wishes.save_ticket(go_ready=True)
    assert world.model.tickets_today[0].excerpt == "precious words"


def test_typing_reaches_the_store_by_itself(world: World) -> None:
    world.ready()
    world.offer()
    world.fill_ticket("half a sen")
    assert not world.contact().draft_saved
    world.clock.advance(0.5)
    assert world.contact().draft_saved
    draft = world.store.draft(world.contact().contact.id)
    assert draft is not None
    assert draft.notes == "half a sen"


@pytest.mark.parametrize(
    ("cause", "notice"),
    [
        (EndCause.MISSED, NoticeCode.CALL_MISSED),
        (EndCause.ABANDONED, NoticeCode.CALL_MISSED),
        (EndCause.REJECTED, None),
    ],
)
def test_an_unanswered_call_leads_back_to_ready(
    world: World, cause: EndCause, notice: NoticeCode | None
) -> None:
    world.ready()
    call = world.offer()
    world.end(call, cause)
    assert world.state() is AgentState.READY
    assert not world.has_contact()
    assert world.model.history[0].call.cause is cause
    assert (notice in world.notices()) == (notice is not None)
    assert not world.store.open_contacts()


def test_a_missed_call_is_called_back(world: World) -> None:
    world.ready()
    world.end(world.offer(), EndCause.MISSED)
    world.wishes.call_back("call1")
    assert world.phone.of(m.PlaceCall)[0].target == "+8613900000001"
    assert not world.model.history[0].called_back, "nobody has spoken yet"
    placed = next(view.call for view in world.model.calls)
    world.connect(placed)
    missed = next(row for row in world.model.history if row.call.id == "call1")
    assert missed.called_back
    assert world.state() is AgentState.ON_CONTACT


def test_a_call_back_that_nobody_answers_or_nobody_could_dial_marks_nothing(world: World) -> None:
    world.ready()
    world.end(world.offer(), EndCause.ABANDONED)
    world.wishes.call_back("call1")
    placed = next(view.call for view in world.model.calls)
    world.end(placed, EndCause.FAILED, code=480)
    assert not any(row.called_back for row in world.model.history)
    world.wishes.dial("+862288880000")
    world.wishes.call_back("call1")
    assert NoticeCode.NOT_POSSIBLE in world.notices()
    world.end(world.connect(next(view.call for view in world.model.calls)))
    assert not any(row.called_back for row in world.model.history)


def test_a_missed_call_whose_number_was_dialled_by_hand_was_called_back_too(world: World) -> None:
    world.ready()
    world.end(world.offer(), EndCause.MISSED)
    world.wishes.dial("+8613900000001")
    world.connect(next(view.call for view in world.model.calls))
    assert [row.called_back for row in world.model.history] == [True]


def test_a_call_that_another_phone_answered_is_not_missed(world: World) -> None:
    world.ready()
    world.end(world.offer(), EndCause.ELSEWHERE)
    assert NoticeCode.CALL_MISSED not in world.notices()
    assert world.model.figures.missed == 0
    assert world.model.history[0].call.cause is EndCause.ELSEWHERE
    assert world.state() is AgentState.READY


def test_a_missed_customer_is_told_by_name(world: World) -> None:
    world.ready()
    world.end(world.offer(), EndCause.MISSED)
    notice = world.model.notices[-1]
    assert (notice.args["name"], notice.args["number"]) == ("Sample Customer A", "+8613900000001")


def test_a_second_call_is_refused_busy_and_noted(world: World) -> None:
    world.ready()
    world.offer()
    second = world.offer("call2", "+8613900000009")
    assert world.phone.of(m.RejectCall)[0] == m.RejectCall(call_id="call2", sip_code=486)
    assert [v.call.id for v in world.model.calls] == ["call1"]
    world.end(second, EndCause.REJECTED, EndedBy.SYSTEM)
    assert world.state() is AgentState.RESERVED
    assert NoticeCode.CALL_REFUSED_BUSY in world.notices()
    assert {row.call.id for row in world.model.history} == {"call2"}


def test_a_call_in_wrap_up_is_refused_busy(world: World) -> None:
    world.ready()
    world.talk()
    world.offer("call2")
    assert world.phone.of(m.RejectCall)[0].sip_code == 486
    assert world.state() is AgentState.WRAP_UP


def test_an_outgoing_call_that_fails_says_so_and_needs_no_wrap_up(world: World) -> None:
    world.ready()
    world.wishes.dial("13900000001")
    placed = world.phone.of(m.PlaceCall)[0]
    call = world.desk.calls.get(placed.call_id)
    assert call is not None
    assert call.state is CallState.DIALING
    world.end(call, EndCause.FAILED, code=404)
    notice = world.model.notices[-1]
    assert (notice.code, notice.args["sip_code"]) == (NoticeCode.CALL_FAILED, "404")
    assert world.state() is AgentState.READY


def test_a_refused_dial_command_ends_the_call_on_screen(world: World) -> None:
    world.ready()
    world.wishes.dial("13900000001")
    placed = world.phone.of(m.PlaceCall)[0]
    world.desk.on_event(
        m.CommandRefused(
            command=m.CommandName.PLACE_CALL, call_id=placed.call_id, reason="bad target"
        )
    )
    assert world.model.calls == ()
    assert world.state() is AgentState.READY


def test_wrap_up_runs_out_and_the_draft_stays_open(world: World) -> None:
    world.ready()
    world.talk()
    world.fill_ticket("unfinished")
    world.clock.advance(61)
    assert world.state() is AgentState.READY
    assert not world.has_contact()
    assert [d.notes for d in world.model.open_drafts] == ["unfinished"]
    assert not world.store.open_contacts()


def test_an_open_draft_is_taken_up_again_and_saved(world: World) -> None:
    world.ready()
    world.talk()
    world.fill_ticket("unfinished")
    world.wishes.finish_without_ticket()
    contact_id = world.model.open_drafts[0].contact_id
    world.wishes.open_draft(contact_id)
    assert world.contact().draft.notes == "unfinished"
    world.wishes.save_ticket(go_ready=False)
    assert world.model.tickets_today[0].excerpt == "unfinished"
    assert world.model.open_drafts == ()
    kept = world.store.contact(contact_id)
    assert kept is not None
    assert kept.call_id == "call1"


def test_more_time(world: World) -> None:
    world.ready()
    world.talk()
    world.wishes.more_time()
    world.clock.advance(61)
    assert world.state() is AgentState.WRAP_UP
    world.clock.advance(30)
    assert world.state() is AgentState.READY


def test_a_transfer_that_fails_gives_the_caller_back(world: World) -> None:
    world.ready()
    call = world.connect(world.offer())
    world.wishes.transfer("2002")
    assert world.phone.of(m.TransferCall)[0].target == "2002"
    world.desk.on_event(
        m.TransferProgressed(
            call_id=call.id,
            target="2002",
            state=TransferState.FAILED,
            sip_code=486,
            sip_reason="Busy Here",
        )
    )
    assert NoticeCode.TRANSFER_FAILED in world.notices()
    assert world.state() is AgentState.ON_CONTACT
    assert len(world.model.calls) == 1


def test_a_transfer_that_works_ends_in_wrap_up_with_its_target(world: World) -> None:
    world.ready()
    call = world.connect(world.offer())
    world.wishes.transfer("2001")
    world.desk.on_event(
        m.TransferProgressed(
            call_id=call.id,
            target="2001",
            state=TransferState.DONE,
            sip_code=200,
            sip_reason="OK",
        )
    )
    world.end(call, EndCause.ANSWERED, EndedBy.TRANSFER)
    assert world.contact().contact.transferred_to == "2001"
    assert world.state() is AgentState.WRAP_UP


def test_a_hang_up_after_the_far_end_s_own_says_nothing(world: World) -> None:
    world.ready()
    call = world.talk()
    count = len(world.model.notices)
    world.wishes.hang_up()
    world.wishes.hang_up(call.id)
    assert len(world.model.notices) == count
    assert world.phone.of(m.HangUpCall) == []


def test_two_callers_who_do_not_belong_together_are_not_joined(world: World) -> None:
    world.ready()
    first = world.connect(world.offer())
    second = msgspec.structs.replace(first, id="second", merged_with=())
    world.desk.calls.add(second)
    world.wishes.merge()
    assert world.notices()[-1] is NoticeCode.MERGE_UNRELATED


def test_an_unknown_result_of_a_transfer_is_said(world: World) -> None:
    world.ready()
    call = world.connect(world.offer())
    world.desk.on_event(
        m.TransferProgressed(
            call_id=call.id,
            target="2001",
            state=TransferState.DONE,
            sip_code=RESULT_UNKNOWN,
            sip_reason="",
        )
    )
    assert world.model.notices[-1].args == {"target": "2001", "result": "unknown"}


def test_wishes_at_the_wrong_moment_change_nothing(world: World) -> None:
    world.ready()
    before = world.model.agent
    wishes: list[Callable[[], object]] = [
        world.wishes.answer,
        world.wishes.hold,
        world.wishes.resume,
        world.wishes.reject,
        world.wishes.more_time,
        world.wishes.cancel_next,
        world.wishes.finish_without_ticket,
        lambda: world.wishes.dial("   "),
        lambda: world.wishes.send_dtmf("1"),
        lambda: world.wishes.transfer("2001"),
        lambda: world.wishes.call_back("nothing"),
        lambda: world.wishes.open_draft("nothing"),
        lambda: world.wishes.save_ticket(go_ready=True),
    ]
    for wish in wishes:
        count = len(world.model.notices)
        wish()
        assert world.model.notices[-1].code is NoticeCode.NOT_POSSIBLE
        assert len(world.model.notices) == min(count + 1, 20)
    assert world.model.agent == before


def test_break_during_a_call_is_queued_and_cancellable(world: World) -> None:
    world.ready()
    call = world.connect(world.offer())
    world.wishes.go_not_ready(Reason.MEAL)
    queued = world.model.agent.next
    assert queued == NextState(state=AgentState.NOT_READY, reason=Reason.MEAL)
    world.wishes.cancel_next()
    after = world.model.agent.next
    assert after is None
    world.wishes.go_not_ready(Reason.MEAL)
    world.end(call)
    world.fill_ticket()
    world.wishes.save_ticket(go_ready=True)
    assert (world.state(), world.model.agent.reason) == (
        AgentState.NOT_READY,
        Reason.MEAL,
    )
    assert world.queue.told[-1] == "not ready: meal"


def test_the_line_goes_and_comes_back(world: World) -> None:
    world.ready()
    world.line(LineStatus(state=LineState.WAITING, sip_code=503, sip_reason="Service Unavailable"))
    assert world.model.agent.reason is Reason.SYSTEM
    assert NoticeCode.LINE_WAITING in world.notices()
    world.line(REGISTERED)
    assert world.state() is AgentState.READY
    assert NoticeCode.LINE_WAITING not in world.notices()
    assert world.queue.told[-2:] == ["line lost", "ready"]


def test_after_a_sleep_nobody_is_ready_until_the_line_is_tested(world: World) -> None:
    world.ready()
    world.desk.on_event(m.ComputerWoke(away_s=480.0))
    world.line(LineStatus(state=LineState.REGISTERING))
    assert world.model.agent.reason is Reason.SYSTEM
    notice = world.model.notices[-1]
    assert (notice.code, notice.args) == (
        NoticeCode.COMPUTER_WOKE,
        {"away_s": "480", "tested": ""},
    )
    assert notice.sticky
    world.line(REGISTERED)
    assert world.state() is AgentState.READY
    (notice,) = (n for n in world.model.notices if n.code is NoticeCode.COMPUTER_WOKE)
    assert (notice.args["tested"], notice.sticky) == ("yes", False)
    assert world.queue.told[-2:] == ["line lost", "ready"]


@pytest.mark.parametrize(("talked_s", "lost"), [(None, True), (0.5, True), (60.0, False)])
def test_a_caller_who_is_gone_with_the_failed_transfer_is_named(
    world: World, talked_s: float | None, lost: bool
) -> None:
    world.ready()
    call = world.connect(world.offer())
    world.desk.on_event(
        m.TransferProgressed(
            call_id=call.id,
            target="1002",
            state=TransferState.FAILED,
            sip_code=503,
            sip_reason="Service Unavailable",
        )
    )
    assert NoticeCode.TRANSFER_FAILED in world.notices()
    held = msgspec.structs.replace(call, state=CallState.HELD)
    world.desk.on_event(m.CallChanged(call=held, at=world.clock.now()))
    world.clock.advance(30)
    if talked_s is not None:
        world.desk.on_event(m.CallChanged(call=call, at=world.clock.now()))
        world.clock.advance(talked_s)
    world.end(call, by=EndedBy.FAR_END)
    assert (NoticeCode.TRANSFER_LOST in world.notices()) is lost
    assert (NoticeCode.TRANSFER_FAILED in world.notices()) is not lost


def test_another_server_s_queue_is_told_anew(world: World) -> None:
    world.ready()
    backup = msgspec.structs.replace(REGISTERED, server="127.0.0.1:5070")
    world.line(LineStatus(state=LineState.REGISTERING))
    world.line(backup)
    assert world.state() is AgentState.READY
    notice = world.model.notices[-1]
    assert (notice.code, notice.args) == (NoticeCode.LINE_ON_BACKUP, {"server": "127.0.0.1:5070"})
    told = len(world.queue.told)
    # Back to the first without a moment in which the line is lost.
    world.line(REGISTERED)
    assert world.state() is AgentState.READY
    assert world.queue.told[told:] == ["line lost", "ready"]
    assert NoticeCode.LINE_ON_BACKUP not in world.notices()
    world.line(REGISTERED)
    assert len(world.queue.told) == told + 2
