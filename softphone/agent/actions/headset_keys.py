"""What the agent does with the keys of the headset: the same wishes as in the window."""

from softphone.agent.actions.session_actions import DeskActions
from softphone.agent.desk import Desk
from softphone.domain.audio_devices import HeadsetAction
from softphone.domain.call import CallState

VIA = "headset"


class HeadsetKeys:
    """The engine knows what a key means; which call it is for is found here, as for a button."""

    def __init__(self, desk: Desk, wishes: DeskActions) -> None:
        self._desk = desk
        self._wishes = wishes

    def pressed(self, wish: HeadsetAction) -> None:
        """Do it; a wish that has no meaning any more becomes a notice."""
        match wish:
            case HeadsetAction.ANSWER:
                self._wishes.answer(via=VIA)
            case HeadsetAction.REJECT:
                self._wishes.reject(via=VIA)
            case HeadsetAction.HANG_UP:
                self._wishes.hang_up(via=VIA)
            case HeadsetAction.HOLD:
                if self._desk.calls.any(CallState.CONNECTED):
                    self._wishes.hold(via=VIA)
                else:
                    self._wishes.resume(via=VIA)
