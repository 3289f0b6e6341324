"""Between the headset's thread and the engine's: calls one way, keys the other."""

from collections.abc import Callable

from softphone.domain.call import Call, CallPurpose, CallState
from softphone.domain.messages import Event, HeadsetChanged, HeadsetPressed
from softphone.engine.audio.sound import Sound
from softphone.engine.headset.device import HidBus
from softphone.engine.headset.machine import Effect, MuteWish, Phone
from softphone.engine.headset.worker import HeadsetInfo, HeadsetWorker


class HeadsetLink:
    """Used on the engine's thread; ``later`` runs work there, asked from any thread."""

    def __init__(
        self,
        sound: Sound,
        bus: HidBus,
        emit: Callable[[Event], None],
        later: Callable[[Callable[[], None]], None],
    ) -> None:
        self.info = HeadsetInfo()
        """The headset in use."""
        self._sound = sound
        self._emit = emit
        self._worker = HeadsetWorker(
            bus,
            lambda effect: later(lambda: self._pressed(effect)),
            lambda info: later(lambda: self._changed(info)),
        )

    def follow(self, calls: tuple[Call, ...]) -> None:
        """Let the lamps show these calls and the mute."""
        sound = self._sound
        self._worker.follow(
            on=sound.devices.headset_buttons,
            phone=phone_of(calls, muted=sound.muted),
            near=tuple(use.name for use in sound.backend.in_use),
        )

    def close(self) -> None:
        """Lamps off; no longer than a second."""
        self._worker.close()

    def _pressed(self, effect: Effect) -> None:
        # Mute is one state, and it is here: it works without a desk too.
        match effect:
            case MuteWish.TOGGLE:
                self._sound.set_mute(not self._sound.muted)
            case MuteWish.OPEN:
                self._sound.set_mute(False)
            case _:
                self._emit(HeadsetPressed(wish=effect))

    def _changed(self, info: HeadsetInfo) -> None:
        self.info = info
        self._emit(HeadsetChanged(name=info.name, problem=info.problem))


def phone_of(calls: tuple[Call, ...], *, muted: bool) -> Phone:
    """What a headset needs to know; calls that tell the queue something are no calls to it."""
    states = [call.state for call in calls if call.purpose is not CallPurpose.SERVICE]
    up = [state for state in states if state is not CallState.OFFERED]
    return Phone(
        ringing=CallState.OFFERED in states,
        talking=bool(up),
        held=bool(up) and all(state is CallState.HELD for state in up),
        muted=muted,
    )
