"""What keys mean while it rings, in a call, on hold, muted; with every kind of headset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.audio_devices import HeadsetAction
from softphone.engine.headset.machine import (
    MuteWish,
    Phone,
    Pressed,
    State,
    TellLamps,
    follow,
    lamps,
    press,
)
from softphone.engine.headset.telephony import Key, KeyChange, Lamps

RINGING, TALKING = Phone(ringing=True), Phone(talking=True)
MUTED = Phone(talking=True, muted=True)


class Hand:
    """Presses keys of one kind of headset; time passes by itself."""

    def __init__(self, **kind: bool) -> None:
        self.kind = kind
        self.state = State()
        self.now = 100.0

    def phone(self, phone: Phone) -> None:
        self.state = follow(self.state, phone, self.now)

    def key(self, down: bool, key: Key = Key.HOOK, after_s: float = 5.0) -> Pressed | None:
        self.now += after_s
        self.state, effect = press(self.state, KeyChange(key, down, **self.kind), self.now)
        return effect

    def push(self, key: Key = Key.HOOK, held_s: float = 0.1) -> list[Pressed | None]:
        """Down and up again."""
        return [self.key(True, key), self.key(False, key, held_s)]


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        (Phone(), Lamps()),
        (RINGING, Lamps(ring=True)),
        (TALKING, Lamps(off_hook=True)),
        (MUTED, Lamps(off_hook=True, mute=True)),
        (Phone(talking=True, held=True), Lamps(off_hook=True, hold=True)),
        (Phone(ringing=True, talking=True), Lamps(off_hook=True)),
        (Phone(muted=True), Lamps()),
    ],
)
def test_lamps_show_the_calls(phone: Phone, shown: Lamps) -> None:
    assert lamps(phone) == shown


def test_a_switch_answers_and_hangs_up() -> None:
    hand = Hand(latched=True)
    hand.phone(RINGING)
    assert hand.key(True) is HeadsetAction.ANSWER
    hand.phone(TALKING)
    assert hand.key(False) is HeadsetAction.HANG_UP
    hand.phone(Phone())
    assert hand.push() == [TellLamps(), None], "lifted while nothing is up: told to lie down"


def test_a_switch_follows_the_lamp_and_that_is_no_key() -> None:
    hand = Hand(latched=True)
    hand.phone(RINGING)
    hand.phone(TALKING)
    assert hand.key(True, after_s=0.2) is None, "the echo of an answer in the window"
    assert hand.key(False) is HeadsetAction.HANG_UP
    hand.phone(Phone())
    assert hand.key(False) is None


def test_a_call_that_the_caller_ended_leaves_no_wish() -> None:
    hand = Hand(latched=True)
    hand.phone(RINGING)
    hand.key(True)
    hand.phone(TALKING)
    hand.phone(Phone())
    assert hand.key(False, after_s=0.3) is None


def test_a_switch_that_did_not_follow_the_lamp_still_hangs_up() -> None:
    hand = Hand(latched=True)
    hand.phone(TALKING)
    assert hand.key(True) is HeadsetAction.HANG_UP


def test_pulses_answer_and_hang_up() -> None:
    hand = Hand(toggles=True)
    hand.phone(RINGING)
    assert hand.push() == [HeadsetAction.ANSWER, None]
    hand.phone(TALKING)
    assert hand.push() == [HeadsetAction.HANG_UP, None]


@pytest.mark.parametrize("held_s", [0.1, 1.5])
def test_a_key_that_goes_back_is_found_out(held_s: float) -> None:
    hand = Hand()
    hand.phone(RINGING)
    assert hand.key(True) is HeadsetAction.ANSWER
    hand.phone(TALKING)
    assert hand.key(False, after_s=held_s) is None, "letting it go ends no call"
    assert hand.push(held_s=3.0) == [HeadsetAction.HANG_UP, None]


def test_a_key_that_stays_is_a_switch_whatever_it_declares() -> None:
    hand = Hand()
    hand.phone(RINGING)
    assert hand.key(True) is HeadsetAction.ANSWER
    hand.phone(TALKING)
    assert hand.key(False, after_s=30.0) is HeadsetAction.HANG_UP


@pytest.mark.parametrize("kind", ["toggles", "latched", ""])
def test_mute_is_one_state(kind: str) -> None:
    hand = Hand(**{kind: True} if kind else {})
    hand.phone(TALKING)
    assert hand.key(True, Key.MUTE) is MuteWish.TOGGLE
    hand.phone(MUTED)
    if kind == "toggles":
        assert hand.key(False, Key.MUTE, 0.1) is None
        assert hand.key(True, Key.MUTE, 0.3) is MuteWish.TOGGLE
    else:
        assert hand.key(False, Key.MUTE, 4.0) is MuteWish.OPEN


def test_the_echo_of_a_mute_in_the_window() -> None:
    hand = Hand(latched=True)
    hand.phone(TALKING)
    hand.now += 5
    hand.phone(MUTED)
    assert hand.key(True, Key.MUTE, 0.2) is None
    hand.now += 5
    hand.phone(TALKING)
    assert hand.key(False, Key.MUTE, 0.2) is None


def test_mute_without_a_call_is_taken_back() -> None:
    hand = Hand(toggles=True)
    assert hand.key(True, Key.MUTE) == TellLamps()


def test_flash_and_drop() -> None:
    hand = Hand(toggles=True)
    hand.phone(RINGING)
    assert hand.push(Key.FLASH) == [None, None]
    assert hand.push(Key.DROP) == [HeadsetAction.REJECT, None]
    hand.phone(TALKING)
    assert hand.push(Key.FLASH) == [HeadsetAction.HOLD, None]
    assert hand.push(Key.DROP) == [HeadsetAction.HANG_UP, None]
    hand.phone(Phone())
    assert hand.push(Key.DROP) == [None, None]


phones = st.builds(Phone, st.booleans(), st.booleans(), st.booleans(), st.booleans())
changes = st.builds(
    KeyChange, st.sampled_from(Key), st.booleans(), toggles=st.booleans(), latched=st.booleans()
)


@given(st.lists(st.tuples(st.floats(0, 10), st.one_of(phones, changes)), max_size=40))
def test_no_wish_without_its_moment(steps: list[tuple[float, Phone | KeyChange]]) -> None:
    state, now = State(), 0.0
    for pause, step in steps:
        now += pause
        if isinstance(step, Phone):
            state = follow(state, step, now)
            continue
        phone = state.phone
        state, effect = press(state, step, now)
        if effect is HeadsetAction.ANSWER or effect is HeadsetAction.REJECT:
            assert phone.ringing
            assert not phone.talking
        elif isinstance(effect, HeadsetAction | MuteWish):
            assert phone.talking
