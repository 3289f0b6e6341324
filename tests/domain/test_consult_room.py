"""A room of the PBX in place of the mix: its table, and random walks of what may happen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.call import CallState
from softphone.domain.consult import (
    Effect,
    Happened,
    IllegalConsultError,
    Phase,
    allowed,
    step,
)
from softphone.domain.consult_room import IN_ROOM, TO_ROOM, room_number
from tests.domain.test_consult import ROOM_EVENTS, SHORT, Exchange

E, H, P = Effect, Happened, Phase
ROOM_SHORT = {
    "en": P.ENTERING,
    "mc": P.MOVING_CALLER,
    "mt": P.MOVING_TARGET,
    "ro": P.ROOM,
    "rw": P.ROOM_WAITING,
    "rt": P.ROOM_TWO,
    "rl": P.ROOM_LOST,
    "rr": P.REENTERING,
}
WORDS = {**SHORT, **ROOM_SHORT}

# As in ``test_consult``: a row an event, a column a phase.
TABLE = """
                 en  mc  mt  ro  rw  rt  rl  rr
asked            -   -   -   -   -   -   -   -
cancel_asked     re  -   -   -   =   -   -   -
complete_asked   -   -   -   do  -   -   -   -
swap_asked       -   -   -   -   -   -   -   -
merge_asked      -   -   -   -   -   -   -   -
split_asked      -   -   -   -   -   -   -   -
room_asked       -   -   -   -   mt  -   -   -
caller_held      =   =   =   =   =   =   =   =
caller_not_held  =   =   =   =   =   =   =   =
caller_back      =   =   =   =   =   =   =   =
caller_not_back  =   =   =   =   =   =   =   =
caller_ended     al  mt  =   =   =   =   rr  =
target_answered  =   =   =   =   =   =   =   =
target_back      =   =   =   =   =   =   =   =
target_ended     re  =   rt  =   rt  =   =   =
merged           =   =   =   =   =   =   =   =
parted           =   =   =   =   =   =   =   =
transfer_done    =   mt  =   =   =   =   rr  =
transfer_failed  =   wt  =   =   =   =   wt  =
no_verdict       =   wt  =   =   =   =   wt  =
engine_lost      no  no  no  no  no  no  no  no
room_answered    mc  =   =   =   =   =   =   mt
room_late        wt  =   =   =   =   =   =   =
room_ended       wt  rl  rr  no  al  no  =   al
target_moved     =   =   ro  =   ro  ro  =   =
target_not_moved =   =   rw  =   =   =   =   =
"""
ELSEWHERE = {
    (P.WITH_TARGET, H.ROOM_ASKED): P.ENTERING,
    (P.WITH_CALLER, H.ROOM_ASKED): P.ENTERING,
    (P.DONE, H.ROOM_ENDED): P.NONE,
}


def _pairs() -> list[tuple[Phase, Happened, str]]:
    lines = TABLE.strip("\n").splitlines()
    phases = [ROOM_SHORT[word] for word in lines[0].split()]
    assert set(phases) == IN_ROOM | TO_ROOM
    rows = {H(line.split()[0]): line.split()[1:] for line in lines[1:]}
    assert set(rows) == set(Happened)
    return [
        (phase, event, cell)
        for event, cells in rows.items()
        for phase, cell in zip(phases, cells, strict=True)
    ]


@pytest.mark.parametrize(("phase", "event", "cell"), _pairs())
def test_every_pair(phase: Phase, event: Happened, cell: str) -> None:
    if cell == "-":
        assert not allowed(phase, event)
        with pytest.raises(IllegalConsultError, match=rf"{event.value}.*{phase.value}"):
            step(phase, event)
        return
    after, _ = step(phase, event)
    assert after is (phase if cell == "=" else WORDS[cell])


@pytest.mark.parametrize("event", sorted(ROOM_EVENTS))
@pytest.mark.parametrize("phase", [p for p in Phase if p not in IN_ROOM | TO_ROOM])
def test_elsewhere_a_room_means_nothing(phase: Phase, event: Happened) -> None:
    expected = ELSEWHERE.get((phase, event), phase)
    if event is H.ROOM_ASKED and expected is phase:
        assert not allowed(phase, event)
        return
    assert step(phase, event)[0] is expected


def test_nobody_is_referred_before_the_agent_is_in_the_room() -> None:
    referring = {
        (phase, event, effect)
        for phase in Phase
        for event in Happened
        if not event.value.endswith("asked") or allowed(phase, event)
        for effect in step(phase, event)[1]
        if effect in (E.MOVE_CALLER, E.MOVE_TARGET)
    }
    callers = {(phase, event) for phase, event, effect in referring if effect is E.MOVE_CALLER}
    assert callers == {(P.ENTERING, H.ROOM_ANSWERED)}
    assert {phase for phase, _, effect in referring if effect is E.MOVE_TARGET} == {
        P.MOVING_CALLER,
        P.ROOM_WAITING,
        P.REENTERING,
    }


def test_each_conference_has_a_number_of_its_own() -> None:
    first, second = (room_number("*88{id}", seed, "1001") for seed in ("a", "b"))
    assert first != second
    assert first == room_number("*88{id}", "a", "1001")
    assert first[:3] == "*88"
    assert len(first) == 13
    assert first[3:].isdigit()
    assert room_number("7{user}", "a", "1001") == "71001"


# ------------------------------------------------------------------ against a simulated PBX


class RoomExchange(Exchange):
    """The PBX of the consult with rooms, and the desk's few rules about who has been moved."""

    def __init__(self) -> None:
        super().__init__()
        self.room: CallState = CallState.ENDED
        self.caller_at = "leg"
        self.target_at = "leg"
        self.target_referred = False
        self.moved: set[str] = set()

    # ---------------------------------------------------------------- the desk

    def wish(self, wish: Happened) -> None:
        told = self.told
        super().wish(wish)
        # Who was told of a caller in a lost room knows it for good.
        self.told = self.told or (told and self.caller_at == "room")

    def without_target(self) -> None:
        moved = "target" in self.moved and self.phase is P.MOVING_TARGET
        self.happen(H.TARGET_MOVED if moved else H.TARGET_ENDED)

    # ---------------------------------------------------------------- the engine

    def carry_out(self, *, well: bool) -> None:
        if not self.waiting:
            return
        effect = self.waiting[0]
        target_up = self.target is not CallState.ENDED
        if effect in (E.TO_CALLER, E.TAKE_TARGET_BACK, E.MOVE_TARGET) and not target_up:
            self.waiting.pop(0)
            self.without_target()
            return
        if effect is E.TAKE_TARGET_BACK and self.target_referred:
            self.waiting.pop(0)  # refused: it is being transferred
            return
        match effect:
            case E.ENTER_ROOM:
                self.waiting.pop(0)
                self.room = CallState.DIALING
                if not well:
                    self.end_room()
            case E.LEAVE_ROOM:
                self.waiting.pop(0)
                self.end_room()
            case E.MOVE_CALLER:
                self.waiting.pop(0)
                self.referred = self.caller is not CallState.ENDED
                if self.referred and not well:
                    self.verdict(H.TRANSFER_FAILED)
            case E.MOVE_TARGET:
                self.waiting.pop(0)
                if "target" in self.moved:
                    self.happen(H.TARGET_MOVED)
                    return
                self.target_referred = True
                if not well:
                    self.target_verdict(good=False)
            case _:
                super().carry_out(well=well)

    def room_answers(self) -> None:
        if self.room is CallState.DIALING:
            self.room = CallState.CONNECTED
            self.happen(H.ROOM_ANSWERED)

    def room_is_late(self) -> None:
        if self.room is CallState.DIALING:
            self.happen(H.ROOM_LATE)

    def end_room(self) -> None:
        if self.room is not CallState.ENDED:
            self.room = CallState.ENDED
            self.happen(H.ROOM_ENDED)

    def verdict(self, event: Happened) -> None:
        if not self.referred or self.phase not in (P.MOVING_CALLER, P.ROOM_LOST):
            super().verdict(event)
            return
        self.referred = False
        if event is H.TRANSFER_DONE:
            self.caller_at, self.caller = "room", CallState.ENDED
            self.moved.add("caller")
        self.happen(event)

    def caller_moved_silently(self) -> None:
        """The server ends the leg that it has moved, and never says so."""
        if self.referred and self.phase in (P.MOVING_CALLER, P.ROOM_LOST):
            self.caller_at = "room"
            self.end_caller()

    def target_verdict(self, *, good: bool) -> None:
        if self.target_referred:
            self.target_referred = False
            if good:
                self.target_at = "room"
                self.moved.add("target")
            self.happen(H.TARGET_MOVED if good else H.TARGET_NOT_MOVED)
            if good:
                self.end_target()

    # ---------------------------------------------------------------- the far ends

    def end_caller(self) -> None:
        if self.caller is CallState.ENDED:
            return
        if self.phase in (P.MOVING_CALLER, P.ROOM_LOST):
            self.moved.add("caller")
        if self.caller_at == "leg":
            self.caller_at = "gone"
        super().end_caller()

    def end_target(self) -> None:
        if self.target is CallState.ENDED:
            return
        self.target_referred = False
        if self.target_at == "leg":
            self.target_at = "gone"
        if "target" in self.moved and self.phase is P.REENTERING:
            self.target = CallState.ENDED
            return
        super().end_target()

    def leaves_room(self, who: str) -> None:
        """No phone is told, but a room with one party left ends."""
        if who == "caller" and self.caller_at == "room":
            self.caller_at = "gone"
        if who == "target" and self.target_at == "room":
            self.target_at = "gone"
        others = [at for at in (self.caller_at, self.target_at) if at == "room"]
        if not others and self.phase in IN_ROOM:
            self.end_room()

    # ---------------------------------------------------------------- what must hold

    @property
    def settled(self) -> bool:
        under_way = self.referred or self.target_referred
        return not (self.waiting or under_way or self.room is CallState.DIALING)

    def check(self) -> None:
        if self.phase in IN_ROOM | TO_ROOM:
            assert self.contacts_ended == 0, "the contact goes on in the room"
        # Afterwards the PBX ends the room for who is left alone in it.
        if self.caller_at == "room" and self.settled and not self.contacts_ended:
            company = self.room is CallState.CONNECTED or self.target_at == "room"
            assert company or self.told, "a caller alone in a room, and nobody knows"
        if self.settled:
            assert self.phase not in TO_ROOM, f"{self.phase} with nothing under way"
            if self.phase in IN_ROOM:
                assert self.room is CallState.CONNECTED
        legs = (self.caller, self.target, self.room)
        if all(leg is CallState.ENDED for leg in legs) and self.settled:
            assert self.contacts_ended == 1, "the contact ends with the last call"
        if self.phase not in IN_ROOM | TO_ROOM and self.settled:
            super().check()


_BEGUN: list[tuple[str, object]] = [
    ("wish", H.ASKED),
    ("done", True),
    ("done", True),
    ("answer", None),
    ("wish", H.ROOM_ASKED),
    ("done", True),
]
_MOVING = [*_BEGUN, ("room answers", None), ("done", True)]
_BOTH = [*_MOVING, ("verdict", H.TRANSFER_DONE), ("done", True)]
_WISHES = [event for event in Happened if event.value.endswith("asked")]
_ANY = st.lists(
    st.one_of(
        st.sampled_from([("wish", wish) for wish in _WISHES]),
        st.sampled_from([("done", True), ("done", True), ("done", True), ("done", False)]),
        st.sampled_from([("room answers", None), ("room late", None), ("room ends", None)]),
        st.sampled_from([("answer", None), ("target ends", None), ("caller ends", None)]),
        st.sampled_from([("silently", None), ("leaves", "caller"), ("leaves", "target")]),
        st.sampled_from([("target verdict", True), ("target verdict", False)]),
        st.sampled_from(
            [("verdict", event) for event in (H.TRANSFER_DONE, H.TRANSFER_FAILED, H.NO_VERDICT)]
        ),
    ),
    max_size=30,
)
STEPS = st.tuples(st.sampled_from([_BEGUN, _MOVING, _BOTH]), _ANY).map(lambda p: [*p[0], *p[1]])


def _do(exchange: RoomExchange, word: str, what: object) -> None:
    match word:
        case "wish":
            assert isinstance(what, Happened)
            exchange.wish(what)
        case "done":
            exchange.carry_out(well=bool(what))
        case "verdict":
            assert isinstance(what, Happened)
            exchange.verdict(what)
        case "target verdict":
            exchange.target_verdict(good=bool(what))
        case "room answers":
            exchange.room_answers()
        case "room late":
            exchange.room_is_late()
        case "room ends":
            exchange.end_room()
        case "silently":
            exchange.caller_moved_silently()
        case "leaves":
            exchange.leaves_room(str(what))
        case "answer":
            exchange.answer()
        case "target ends":
            exchange.end_target()
        case _:
            exchange.end_caller()


@given(STEPS)
def test_nobody_is_lost_on_the_way_to_a_room(steps: list[tuple[str, object]]) -> None:
    exchange = RoomExchange()
    for word, what in steps:
        _do(exchange, word, what)
        exchange.check()
        assert exchange.contacts_ended <= 1


@given(STEPS)
def test_left_to_itself_every_move_comes_to_an_end(steps: list[tuple[str, object]]) -> None:
    """All commands work and the room answers: nothing stays under way, the caller has company."""
    exchange = RoomExchange()
    for word, what in steps:
        _do(exchange, word, what)
    for _ in range(6):
        while exchange.waiting:
            exchange.carry_out(well=True)
        exchange.room_answers()
        exchange.verdict(H.TRANSFER_DONE)
        exchange.target_verdict(good=True)
    exchange.check()
    assert exchange.settled
