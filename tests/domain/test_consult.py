"""The consult machine: a table of every pair, and random walks against a simulated PBX."""

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
from softphone.domain.consult_room import IN_ROOM, TO_ROOM

E, H, P = Effect, Happened, Phase
ROOM_EVENTS = {H.ROOM_ASKED, H.ROOM_ANSWERED, H.ROOM_LATE, H.ROOM_ENDED}
ROOM_EVENTS |= {H.TARGET_MOVED, H.TARGET_NOT_MOVED}
"""What a room of the PBX adds is in ``test_consult_room``."""
PHASES = [phase for phase in Phase if phase not in IN_ROOM | TO_ROOM]
WISHES = [event for event in Happened if event.value.endswith("asked") and event not in ROOM_EVENTS]
SHORT = {
    "no": P.NONE,
    "ho": P.HOLDING,
    "ca": P.CALLING,
    "wt": P.WITH_TARGET,
    "wc": P.WITH_CALLER,
    "cf": P.CONFERENCE,
    "co": P.COMPLETING,
    "le": P.LEAVING,
    "cn": P.CONFIRMING,
    "aw": P.AWAITING,
    "do": P.DONE,
    "re": P.RETURNING,
    "al": P.ALONE,
}

# A row an event, a column a phase; "-" is illegal, "=" keeps the phase, a word is the next one.
TABLE = """
                 no  ho  ca  wt  wc  cf  co  le  cn  aw  do  re  al
asked            ho  -   -   -   -   -   -   -   -   -   -   -   -
cancel_asked     -   re  re  re  re  re  -   -   -   re  -   -   =
complete_asked   -   -   aw  co  co  le  -   -   -   -   -   -   -
swap_asked       -   -   -   =   =   -   -   -   -   -   -   -   -
merge_asked      -   -   -   =   =   -   -   -   -   -   -   -   -
split_asked      -   -   -   -   -   =   -   -   -   -   -   -   -
caller_held      =   ca  =   =   =   =   =   =   =   =   =   =   =
caller_not_held  =   no  =   =   =   =   =   =   =   =   =   =   =
caller_back      =   =   =   wc  =   =   =   =   =   =   =   no  =
caller_not_back  =   =   =   =   =   =   =   =   =   =   =   no  =
caller_ended     =   no  no  al  al  al  al  al  no  no  no  no  =
target_answered  =   =   wt  =   =   =   =   =   =   co  =   =   =
target_back      =   =   =   =   wt  =   =   =   =   =   =   =   =
target_ended     =   =   re  re  re  re  cn  cn  =   re  =   =   no
merged           =   =   =   cf  cf  =   =   =   =   =   =   =   =
parted           =   =   =   =   =   wt  =   =   =   =   =   =   =
transfer_done    =   =   =   =   =   =   do  do  do  =   =   =   =
transfer_failed  =   =   =   =   =   =   wt  cf  re  =   =   =   =
no_verdict       =   =   =   =   =   =   wt  cf  re  =   =   =   =
engine_lost      =   no  no  no  no  no  no  no  no  no  no  no  no
"""


def _pairs() -> list[tuple[Phase, Happened, str]]:
    lines = TABLE.strip("\n").splitlines()
    phases = [SHORT[word] for word in lines[0].split()]
    assert phases == PHASES
    rows = {H(line.split()[0]): line.split()[1:] for line in lines[1:]}
    assert set(rows) == set(Happened) - ROOM_EVENTS
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
    assert after is (phase if cell == "=" else SHORT[cell])


def test_the_contact_ends_once_and_only_when_nobody_is_left_to_talk_to() -> None:
    ending = {
        (phase, event)
        for phase in PHASES
        for event in set(Happened) - ROOM_EVENTS
        if (event not in WISHES or allowed(phase, event)) and E.END_CONTACT in step(phase, event)[1]
    }
    at_once = {P.NONE, P.HOLDING, P.CALLING, P.CONFIRMING, P.DONE, P.RETURNING}
    at_once |= {P.AWAITING}
    assert ending == {(phase, H.CALLER_ENDED) for phase in at_once} | {
        (P.ALONE, H.TARGET_ENDED),
        (P.ALONE, H.ENGINE_LOST),
        (P.DONE, H.ENGINE_LOST),
    }


@pytest.mark.parametrize("event", [H.TRANSFER_FAILED, H.NO_VERDICT, H.TARGET_ENDED])
def test_every_failure_takes_the_caller_back_and_says_so(event: Happened) -> None:
    met = (P.CALLING, P.AWAITING, P.WITH_TARGET, P.WITH_CALLER, P.CONFERENCE, P.COMPLETING)
    for phase in met:
        after, effects = step(phase, event)
        if after is phase or after is P.CONFIRMING:
            continue
        assert {E.TAKE_CALLER_BACK, E.TO_CALLER} & set(effects)
        assert {E.TELL_TARGET_LOST, E.TELL_TRANSFER_FAILED} & set(effects)


# ------------------------------------------------------------------ against a simulated PBX


class Exchange:
    """The two calls as they really are, and everything that may happen to them."""

    def __init__(self) -> None:
        self.phase = P.NONE
        self.caller: CallState = CallState.CONNECTED
        self.target: CallState = CallState.ENDED
        self.merged = False
        self.referred = False
        self.waiting: list[Effect] = []
        self.told = False
        self.contacts_ended = 0

    def happen(self, event: Happened) -> None:
        self.phase, effects = step(self.phase, event)
        for effect in effects:
            if effect is E.END_CONTACT:
                self.contacts_ended += 1
            elif effect.value.startswith("tell"):
                self.told = True
            elif effect is not E.NOTE_TRANSFERRED:
                self.waiting.append(effect)
            if effect is E.NOTE_TRANSFERRED:
                self.waiting.append(effect)

    def wish(self, wish: Happened) -> None:
        if allowed(self.phase, wish):
            if wish is H.ASKED and self.caller is not CallState.CONNECTED:
                return
            self.told = False
            self.happen(wish)

    def carry_out(self, *, well: bool) -> None:
        """The oldest command comes to its end."""
        if not self.waiting:
            return
        effect = self.waiting.pop(0)
        caller_up = self.caller is not CallState.ENDED
        target_up = self.target is not CallState.ENDED
        match effect:
            case E.HOLD_CALLER if caller_up:
                if well:
                    self.caller = CallState.HELD
                self.happen(H.CALLER_HELD if well else H.CALLER_NOT_HELD)
            case E.DIAL_TARGET:
                self.target = CallState.DIALING
                if not well:
                    self.end_target()
            case E.DROP_TARGET if target_up:
                self.end_target()
            case E.TAKE_CALLER_BACK if caller_up:
                if well:
                    self.caller = CallState.CONNECTED
                self.happen(H.CALLER_BACK if well else H.CALLER_NOT_BACK)
            case E.TAKE_TARGET_BACK if target_up and well:
                self.target = CallState.CONNECTED
                self.happen(H.TARGET_BACK)
            case E.TO_CALLER if caller_up and target_up and well:
                self.target, self.caller = CallState.HELD, CallState.CONNECTED
                self.happen(H.CALLER_BACK)
            case E.TO_TARGET if caller_up and target_up and well:
                self.target, self.caller = CallState.CONNECTED, CallState.HELD
                self.happen(H.TARGET_BACK)
            case E.MERGE if caller_up and target_up and well:
                self.target = self.caller = CallState.CONNECTED
                self.merged = True
                self.happen(H.MERGED)
            case E.SPLIT if self.merged and caller_up:
                self.merged = False
                self.caller = CallState.HELD
                self.happen(H.PARTED)
            case E.COMPLETE:
                if caller_up and target_up:
                    self.referred = True
                else:
                    self.happen(H.TRANSFER_FAILED)
            case E.NOTE_TRANSFERRED:
                self.end_caller()
            case _:
                pass

    def verdict(self, event: Happened) -> None:
        if self.referred:
            self.referred = False
            self.happen(event)

    def answer(self) -> None:
        if self.target in (CallState.DIALING, CallState.EARLY):
            self.target = CallState.CONNECTED
            self.happen(H.TARGET_ANSWERED)

    def end_target(self) -> None:
        if self.target is not CallState.ENDED:
            self.target = CallState.ENDED
            self.merged = False
            self.happen(H.TARGET_ENDED)

    def end_caller(self) -> None:
        if self.caller is not CallState.ENDED:
            self.caller = CallState.ENDED
            self.merged = self.referred = False
            self.happen(H.CALLER_ENDED)

    # ---------------------------------------------------------------- what must hold

    def check(self) -> None:
        if self.caller is CallState.ENDED and self.target is CallState.ENDED:
            assert self.contacts_ended == 1, "the contact ends with its last call"
        if self.waiting or self.referred:
            return
        # Nothing is under way any more: nobody may be left in silence unknown to the agent.
        if self.caller is CallState.HELD:
            known = {P.CALLING, P.AWAITING, P.WITH_TARGET, P.WITH_CALLER}
            assert self.phase in known or self.told, f"the caller waits unknown: {self.phase}"
        if self.caller is CallState.CONNECTED and self.phase is P.CONFERENCE:
            assert self.merged
        if self.target is not CallState.ENDED:
            assert self.phase not in (P.NONE, P.RETURNING, P.HOLDING), "a forgotten target"
        if self.phase in (
            P.RETURNING,
            P.COMPLETING,
            P.LEAVING,
            P.CONFIRMING,
            P.HOLDING,
            P.DONE,
        ):
            raise AssertionError(f"{self.phase} with nothing under way")


_BEGUN = [("wish", H.ASKED), ("done", True), ("done", True)]
_STARTS: list[list[tuple[str, object]]] = [
    [],
    [*_BEGUN],
    [*_BEGUN, ("answer", None)],
    [*_BEGUN, ("wish", H.COMPLETE_ASKED), ("done", True)],
    [*_BEGUN, ("answer", None), ("wish", H.MERGE_ASKED), ("done", True)],
    [*_BEGUN, ("answer", None), ("wish", H.COMPLETE_ASKED), ("done", True)],
]
_ANY = st.lists(
    st.one_of(
        st.sampled_from([("wish", wish) for wish in WISHES]),
        st.sampled_from([("done", True), ("done", True), ("done", True), ("done", False)]),
        st.sampled_from([("answer", None), ("target ends", None), ("caller ends", None)]),
        st.sampled_from(
            [("verdict", event) for event in (H.TRANSFER_DONE, H.TRANSFER_FAILED, H.NO_VERDICT)]
        ),
    ),
    max_size=30,
)
STEPS = st.tuples(st.sampled_from(_STARTS), _ANY).map(lambda parts: [*parts[0], *parts[1]])


@given(STEPS)
def test_nobody_is_lost(steps: list[tuple[str, object]]) -> None:
    exchange = Exchange()
    for word, what in steps:
        match word:
            case "wish":
                assert isinstance(what, Happened)
                exchange.wish(what)
            case "done":
                exchange.carry_out(well=bool(what))
            case "verdict":
                assert isinstance(what, Happened)
                exchange.verdict(what)
            case "answer":
                exchange.answer()
            case "target ends":
                exchange.end_target()
            case _:
                exchange.end_caller()
        exchange.check()
        assert exchange.contacts_ended <= 1
    if exchange.phase is not P.NONE or exchange.target is not CallState.ENDED:
        exchange.happen(H.ENGINE_LOST)
        assert exchange.phase is P.NONE


@given(STEPS)
def test_left_to_itself_every_consult_ends_with_caller_and_agent_together(
    steps: list[tuple[str, object]],
) -> None:
    """Whatever was done: once the target has gone and all commands work, the two are together."""
    exchange = Exchange()
    for word, what in steps:
        if word == "wish":
            assert isinstance(what, Happened)
            exchange.wish(what)
        elif word == "done":
            exchange.carry_out(well=True)
        elif word == "answer":
            exchange.answer()
    for _ in range(3):
        while exchange.waiting:
            exchange.carry_out(well=True)
        exchange.verdict(H.TRANSFER_FAILED)
        exchange.end_target()
    while exchange.waiting:
        exchange.carry_out(well=True)
    assert exchange.phase is P.NONE
    assert exchange.caller is CallState.CONNECTED
