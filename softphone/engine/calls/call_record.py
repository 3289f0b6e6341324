"""What the engine keeps about one call besides its public value."""

import time
from datetime import UTC, datetime

import msgspec

from softphone.domain.call import Call, CallState, EndedBy
from softphone.domain.end_cause import Reason
from softphone.domain.messages import CommandName
from softphone.engine.calls.early_sound import EarlySound
from softphone.engine.calls.far_end import FarEnd
from softphone.engine.pj.leg import LegHandle


class PendingHold:
    """A hold or resume that has been asked for and is not settled yet (monotonic seconds)."""

    def __init__(self, hold: bool, command: CommandName, now: float, next_try: float) -> None:
        self.hold = hold
        self.command = command
        self.give_up_at = now + 8.0
        self.next_try = next_try
        self.in_flight = False
        self.unsettled_at = 0.0
        """When to ask again for what was answered and has not come about; 0: not answered yet."""


class CallRecord:
    """One call: its value, its leg in the stack, and wishes under way."""

    def __init__(self, call: Call, leg: LegHandle) -> None:
        self.call = call
        self.leg = leg
        self.told = call
        self.early = EarlySound()
        self.far_end = FarEnd()
        self.began_s = time.monotonic()
        self.ended_by: EndedBy | None = None
        self.far_end_asked = False
        self.reasons: tuple[Reason, ...] = ()
        self.srtp_needed = False
        """Without encryption at the far end this call of ours fails."""
        self.hold_wish: PendingHold | None = None
        self.refer_headers: dict[str, str] = {}
        self.refer_to = ""
        """URI of a transfer that waits for the hold."""
        self.transfer_deadline: float | None = None
        self.referred_s = 0.0
        """When the REFER was sent, or the newest word of its progress came."""
        self.ack_deadline: float | None = None
        """Until when the far end may confirm our answer."""
        self.ack_missing = False
        """It did not."""
        self.attended = False
        """The transfer under way is an attended one: its deadline is not put off."""
        self.resume_next = ""
        """Id of the call to take back once this one is held."""
        self.mates: set[str] = set()
        """Ids of the calls to mix with whenever both have sound."""
        self.loudness_set = False
        """Somebody changed the loudness of this far end once."""
        self.join = ""
        """Id of a call of the conference that this one enters once it is answered."""

    def change(self, **fields: object) -> None:
        """Replace fields of the value."""
        self.call = msgspec.structs.replace(self.call, **fields)

    @property
    def up(self) -> bool:
        """Whether the call is answered and not over."""
        return self.call.state in (CallState.CONNECTED, CallState.HELD)

    def set_held(self, held: bool) -> None:
        """Note begin or end of a hold of ours, with its time."""
        now = datetime.now(UTC)
        if held and self.call.held_since is None:
            self.change(state=CallState.HELD, held_since=now)
        elif not held and self.call.held_since is not None:
            held_s = self.call.held_s + (now - self.call.held_since).total_seconds()
            self.change(state=CallState.CONNECTED, held_since=None, held_s=held_s)
