"""Whatever happens in whatever order: nobody waits unknown, no contact gets lost.

A small PBX carries the desk's commands out as the engine does, well or badly, while callers
come and go and the agent presses buttons at random.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from softphone.domain import messages as m
from softphone.domain.agent_state import AgentState
from softphone.domain.call import (
    Call,
    CallPurpose,
    CallState,
    EndCause,
    EndedBy,
    Transfer,
    TransferState,
)
from softphone.store.sql_store import SqlStore
from tests.agent.conftest import RULES, World
from tests.doubles.ports import FakeClock

replace = msgspec.structs.replace
UP = (CallState.CONNECTED, CallState.HELD)
RULES_HERE = replace(
    RULES,
    waiting_in=frozenset({AgentState.RESERVED, AgentState.ON_CONTACT, AgentState.WRAP_UP}),
    max_calls=3,
    conference_max=4,
    required=frozenset(),
)
BUTTONS = (
    "answer",
    "reject",
    "hang_up",
    "hold",
    "resume",
    "swap",
    "merge",
    "split",
    "complete",
    "cancel_consult",
    "go_ready",
    "save",
    "finish",
    "dial",
    "consult",
    "transfer",
    "add",
)


class Exchange:
    """The calls as they really are."""

    def __init__(self, folder: Path, room: str = "") -> None:
        clock = FakeClock()
        store = SqlStore.open(folder / "desk.db", now=clock.now).store
        self.world = World(store=store, clock=clock, rules=replace(RULES_HERE, room=room))
        self.world.ready()
        self.calls: dict[str, Call] = {}
        self.answered: set[str] = set()
        self._seen = len(self.world.phone.sent)
        self._numbers = 0

    # ------------------------------------------------------------------ from outside

    def incoming(self) -> None:
        if len(self.calls) < 6:
            self._numbers += 1
            call_id = f"in{self._numbers}"
            self.calls[call_id] = self.world.offer(call_id, f"+861390000{self._numbers:04}")

    def far_end_answers(self) -> None:
        for call in list(self.calls.values()):
            if call.state in (CallState.DIALING, CallState.EARLY):
                self._talk_on(call.id)
                return

    def far_end_hangs_up(self, which: int) -> None:
        if self.calls:
            call = list(self.calls.values())[which % len(self.calls)]
            up = call.state in UP
            cause = EndCause.ANSWERED if up else EndCause.ABANDONED
            self._end(call.id, cause, EndedBy.FAR_END, 0 if up else 487)

    def verdict(self, *, good: bool) -> None:
        for call in list(self.calls.values()):
            if call.transfer is not None and call.transfer.under_way:
                state = TransferState.DONE if good else TransferState.FAILED
                self._change(call.id, transfer=replace(call.transfer, state=state))
                self.world.desk.on_event(
                    m.TransferProgressed(
                        call_id=call.id,
                        target=call.transfer.target,
                        state=state,
                        sip_code=200 if good else 486,
                        sip_reason="",
                    )
                )
                if good and call.id in self.calls:
                    self._end(call.id, EndCause.ANSWERED, EndedBy.TRANSFER)
                return

    # ------------------------------------------------------------------ the engine

    def carry_out(self, *, well: bool = True) -> None:
        """The desk's oldest command comes to its end."""
        if self._seen < len(self.world.phone.sent):
            command = self.world.phone.sent[self._seen]
            self._seen += 1
            self._do(command, well=well)

    @property
    def busy(self) -> bool:
        return self._seen < len(self.world.phone.sent)

    def _do(self, command: m.Command, *, well: bool) -> None:
        call_id = str(getattr(command, "call_id", ""))
        if isinstance(command, m.PlaceCall):
            self._place(command, well=well)
            return
        if call_id not in self.calls:
            if call_id:
                self._refuse(command, call_id)
            return
        call = self.calls[call_id]
        match command:
            case m.HangUpCall():
                answered = call.state in UP
                cause = EndCause.ANSWERED if answered else EndCause.FAILED
                self._end(call_id, cause, EndedBy.AGENT, 0 if answered else 487)
            case m.RejectCall() if call.state is CallState.OFFERED:
                self._end(call_id, EndCause.REJECTED, EndedBy.AGENT, 486)
            case m.AnswerCall() if call.state is CallState.OFFERED and well:
                self._talk_on(call_id)
            case m.HoldCall() if call.state is CallState.CONNECTED and well:
                self._hold(call_id)
            case m.ResumeCall() if call.state is CallState.HELD and well:
                self._talk_on(call_id)
            case m.SwapCalls(other_id=other) if well and self._both_up(call_id, other):
                self._hold(call_id)
                self._talk_on(other)
            case m.MergeCalls(other_id=other) if well and self._both_up(call_id, other):
                self._mix(call_id, other)
            case m.SplitCalls() if call.merged_with:
                self._part(call_id)
                self._hold(call_id)
            case m.TransferCall(target=target) | m.CompleteTransfer(consult_id=target) if (
                call.state in UP and well and not (call.transfer and call.transfer.under_way)
            ):
                if isinstance(command, m.TransferCall):
                    self._hold(call_id)
                asked = Transfer(target, TransferState.ASKED)
                self._change(call_id, transfer=asked)
            case _:
                self._refuse(command, call_id)

    def _place(self, command: m.PlaceCall, *, well: bool) -> None:
        view = next((v for v in self.world.model.calls if v.call.id == command.call_id), None)
        if view is None or not well:
            self._refuse(command, command.call_id)
            return
        if not command.join:
            self._hold_all_but(set())
        self.calls[command.call_id] = view.call
        self._join = command.join

    def _refuse(self, command: m.Command, call_id: str) -> None:
        name = type(command).__name__
        self.world.desk.on_event(
            m.CommandRefused(command=m.CommandName(name), call_id=call_id, reason="no")
        )

    def _both_up(self, one: str, two: str) -> bool:
        return two in self.calls and all(self.calls[i].state in UP for i in (one, two))

    def _talk_on(self, call_id: str) -> None:
        call = self.calls[call_id]
        self._hold_all_but({call_id, *call.merged_with})
        answered = call.answered_at or self.world.clock.now()
        self.answered.add(call_id)
        self._change(call_id, state=CallState.CONNECTED, held_since=None, answered_at=answered)

    def _hold_all_but(self, keep: set[str]) -> None:
        for other in list(self.calls.values()):
            if other.id not in keep and other.state is CallState.CONNECTED:
                self._hold(other.id)

    def _hold(self, call_id: str) -> None:
        call = self.calls.get(call_id)
        if call is not None and call.state is CallState.CONNECTED:
            self._change(call_id, state=CallState.HELD, held_since=self.world.clock.now())

    def _mix(self, one: str, two: str) -> None:
        self._hold_all_but({one, two})
        for call_id, other in ((one, two), (two, one)):
            if call_id in self.calls:
                self._change(
                    call_id, state=CallState.CONNECTED, held_since=None, merged_with=(other,)
                )

    def _part(self, call_id: str) -> None:
        for other in list(self.calls.values()):
            if other.id == call_id or call_id in other.merged_with:
                left = tuple(i for i in other.merged_with if i != call_id)
                self._change(other.id, merged_with=() if other.id == call_id else left)

    def _change(self, call_id: str, **fields: object) -> None:
        if call_id in self.calls:
            self.calls[call_id] = replace(self.calls[call_id], **fields)
            call = self.calls[call_id]
            self.world.desk.on_event(m.CallChanged(call=call, at=self.world.clock.now()))

    def _end(self, call_id: str, cause: EndCause, by: EndedBy, code: int = 0) -> None:
        if self.calls[call_id].merged_with:
            self._part(call_id)
        self.world.end(self.calls.pop(call_id), cause, by, code)

    # ------------------------------------------------------------------ the agent

    def press(self, button: str) -> None:
        wishes = self.world.wishes
        match button:
            case "dial":
                wishes.dial("+862259990134")
            case "consult" | "transfer":
                getattr(wishes, button)("1002")
            case "add":
                wishes.add_party("1003")
            case "save":
                wishes.save_ticket(go_ready=True)
            case "finish":
                wishes.finish_without_ticket()
            case _:
                getattr(wishes, button)()

    # ------------------------------------------------------------------ what must hold

    def check(self) -> None:
        model = self.world.model
        shown = {view.call.id: view.call for view in model.calls}
        assert set(self.calls) <= set(shown), "a call nobody sees"
        contacts = {view.contact.call_id: view.contact for view in model.contacts}
        for call in self.calls.values():
            owner = call.consult_of or call.id
            assert owner in contacts, "a call without a contact"
            assert shown[call.id].state is call.state, "shown as something else than it is"
            if call.purpose is CallPurpose.CONTACT:
                assert contacts[owner].ended_at is None
        talked_on = [c for c in self.calls.values() if c.state is CallState.CONNECTED]
        together = {c.id for c in talked_on}
        for call in talked_on:
            assert together - {call.id} <= set(call.merged_with), "two voices at once"
        if any(call.state in UP for call in self.calls.values()):
            assert model.agent.state is AgentState.ON_CONTACT, "on the phone, and not known so"
        if not shown and not model.contacts:
            assert model.agent.state not in (AgentState.RESERVED, AgentState.ON_CONTACT)
        if not shown:
            assert model.consult is None, "a consult without calls"
            assert model.agent.state not in (AgentState.RESERVED, AgentState.ON_CONTACT)

    def no_contact_is_lost(self) -> None:
        on_desk = {view.contact.id for view in self.world.model.contacts}
        for contact in self.world.store.open_contacts():
            assert contact.id in on_desk, "an open contact that is nowhere"


STEPS = st.lists(
    st.one_of(
        st.sampled_from([("press", button) for button in BUTTONS]),
        st.sampled_from([("incoming", None), ("far answers", None)]),
        st.sampled_from([("done", True), ("done", True), ("done", True), ("done", False)]),
        st.tuples(st.just("far hangs up"), st.integers(0, 5)),
        st.sampled_from([("verdict", True), ("verdict", False), ("time", None)]),
    ),
    max_size=40,
)


@settings(max_examples=50, deadline=None)
@given(STEPS, st.sampled_from(["", "*88{id}"]))
def test_nobody_waits_unknown_and_no_contact_is_lost(
    steps: list[tuple[str, object]], room: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        exchange = Exchange(Path(folder), room)
        try:
            for word, what in [("incoming", None), ("press", "answer"), ("done", True), *steps]:
                match word:
                    case "press":
                        exchange.press(str(what))
                    case "incoming":
                        exchange.incoming()
                    case "far answers":
                        exchange.far_end_answers()
                    case "done":
                        exchange.carry_out(well=bool(what))
                    case "far hangs up":
                        assert isinstance(what, int)
                        exchange.far_end_hangs_up(what)
                    case "verdict":
                        exchange.verdict(good=bool(what))
                    case _:
                        exchange.world.clock.advance(5)
                if not exchange.busy:
                    exchange.check()
            _ends_well(exchange)
        finally:
            exchange.world.store.close()


def _ends_well(exchange: Exchange) -> None:
    """Everybody hangs up: wrap-up for who was talked with, and the agent is free again."""
    for _ in range(50):
        while exchange.busy:
            exchange.carry_out()
        if not exchange.calls:
            break
        exchange.far_end_hangs_up(0)
    exchange.check()
    exchange.no_contact_is_lost()
    exchange.world.clock.advance(3600)
    assert exchange.world.state() in (
        AgentState.READY,
        AgentState.NOT_READY,
        AgentState.SIGNED_OUT,
    )
    assert not exchange.world.model.contacts
