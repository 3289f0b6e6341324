"""What a key of the headset means now, and which lamps belong to it: a pure state machine.

Headsets differ in what their hook key sends: a level that stays (and that many of them change too
when they are told "off hook", as an echo), a pulse for each press, or a level that goes back when
the key is let go. The descriptor tells most of it, time the rest.
"""

from enum import StrEnum

import msgspec

from softphone.domain.audio_devices import HeadsetAction
from softphone.engine.headset.telephony import Key, KeyChange, Lamps

ECHO_S = 1.0
"""So long after a lamp was switched a headset may send its own state back."""
BOUNCE_S = 0.3
HELD_S = 2.0
"""A key that should go back by itself but stays down for so long is a switch after all."""


class Phone(msgspec.Struct, frozen=True):
    """The calls, as far as a headset is concerned. ``talking``: one is up or being dialled."""

    ringing: bool = False
    talking: bool = False
    held: bool = False
    muted: bool = False


class MuteWish(StrEnum):
    """What the mute key asks for."""

    TOGGLE = "toggle"
    OPEN = "open"


class TellLamps(msgspec.Struct, frozen=True):
    """Tell all lamps again: the headset believes something that is not so."""


Effect = HeadsetAction | MuteWish
Pressed = Effect | TellLamps


class State(msgspec.Struct, frozen=True):
    """Times are monotonic seconds: when each key went down, when each lamp was last switched."""

    phone: Phone = Phone()
    down_s: dict[Key, float] = {}
    pulses: frozenset[Key] = frozenset()
    """Keys found out to go back by themselves."""
    off_hook_s: float = -ECHO_S
    mute_s: float = -ECHO_S


def lamps(phone: Phone) -> Lamps:
    """What the headset shows."""
    return Lamps(
        off_hook=phone.talking,
        ring=phone.ringing and not phone.talking,
        mute=phone.muted and phone.talking,
        hold=phone.held,
    )


def follow(state: State, phone: Phone, now_s: float) -> State:
    """The calls changed."""
    before, after = lamps(state.phone), lamps(phone)
    return msgspec.structs.replace(
        state,
        phone=phone,
        off_hook_s=now_s if before.off_hook is not after.off_hook else state.off_hook_s,
        mute_s=now_s if before.mute is not after.mute else state.mute_s,
    )


def press(state: State, change: KeyChange, now_s: float) -> tuple[State, Pressed | None]:
    """A key's value changed."""
    held_s = now_s - state.down_s.get(change.key, now_s)
    if change.down:
        state = msgspec.structs.replace(state, down_s={**state.down_s, change.key: now_s})
        return state, _pressed(state, change, now_s)
    if change.toggles or change.key in state.pulses:
        return state, None
    if held_s < (BOUNCE_S if change.latched else HELD_S):
        if not change.latched:
            state = msgspec.structs.replace(state, pulses=state.pulses | {change.key})
        return state, None
    return state, _released(state, change, now_s)


def _pressed(state: State, change: KeyChange, now_s: float) -> Pressed | None:
    phone = state.phone
    match change.key:
        case Key.HOOK:
            if phone.talking:
                echo = not change.toggles and now_s - state.off_hook_s < ECHO_S
                return None if echo else HeadsetAction.HANG_UP
            return HeadsetAction.ANSWER if phone.ringing else TellLamps()
        case Key.MUTE:
            if not phone.talking:
                return TellLamps()
            echo = not change.toggles and now_s - state.mute_s < ECHO_S
            return None if echo else MuteWish.TOGGLE
        case Key.FLASH:
            return HeadsetAction.HOLD if phone.talking else None
        case Key.DROP:
            if phone.talking:
                return HeadsetAction.HANG_UP
            return HeadsetAction.REJECT if phone.ringing else None


def _released(state: State, change: KeyChange, now_s: float) -> Effect | None:
    """A switch went back."""
    phone = state.phone
    if change.key is Key.HOOK and phone.talking:
        return None if now_s - state.off_hook_s < BOUNCE_S else HeadsetAction.HANG_UP
    if change.key is Key.MUTE and phone.talking and phone.muted:
        return None if now_s - state.mute_s < BOUNCE_S else MuteWish.OPEN
    return None
