"""What the agent does with the keys of the headset: the same wishes as in the window."""

from softphone.agent.actions.session_actions import Wishes
from softphone.agent.desk import Desk
from softphone.domain.audio_devices import HeadsetWish
from softphone.domain.call import CallState

VIA = "headset"


class HeadsetKeys:
    """The engine knows what a key means; which call it is for is found here, as for a button."""

    def __init__(self, desk: Desk, wishes: Wishes) -> None:
        self._desk = desk
        self._wishes = wishes

    def pressed(self, wish: HeadsetWish) -> None:
        """Do it; a wish that has no meaning any more becomes a notice."""
        match wish:
            case HeadsetWish.ANSWER:
                self._wishes.answer(via=VIA)
            case HeadsetWish.REJECT:
                self._wishes.reject(via=VIA)
            case HeadsetWish.HANG_UP:
                self._wishes.hang_up(via=VIA)
            case HeadsetWish.HOLD:
                if self._desk.calls.any(CallState.CONNECTED):
                    self._wishes.hold(via=VIA)
                else:
                    self._wishes.resume(via=VIA)
