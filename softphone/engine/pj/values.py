"""What the stack's callbacks copy out: plain values, queued for the loop. Imports no stack."""

from collections.abc import Callable
from enum import Enum

import msgspec


class LegPhase(Enum):
    """State of an INVITE session, as the stack counts it."""

    NULL = 0
    CALLING = 1
    INCOMING = 2
    EARLY = 3
    CONNECTING = 4
    CONFIRMED = 5
    DISCONNECTED = 6


class InviteReceived(msgspec.Struct, frozen=True):
    """An INVITE made a new leg; ``source`` is ``address:port``, ``message`` the whole request."""

    leg: int
    source: str
    message: str


class LegStateChanged(msgspec.Struct, frozen=True):
    """The INVITE session of a leg changed; ``message`` is the SIP message that did it, if any."""

    leg: int
    phase: LegPhase
    code: int
    reason: str
    message: str = ""
    by_request: bool = False
    """The message is the far end's request (BYE), not a response."""


class LegReplaced(msgspec.Struct, frozen=True):
    """Another leg took the place of one: an INVITE with Replaces, whole (RFC 3891)."""

    leg: int
    by: int
    message: str


class RequestReceived(msgspec.Struct, frozen=True):
    """The far end sent CANCEL or BYE for a leg."""

    leg: int
    method: str
    message: str


class IdentityReceived(msgspec.Struct, frozen=True):
    """A re-INVITE or UPDATE of the far end: it may tell another identity (RFC 5876)."""

    leg: int
    message: str


class RequestAnswered(msgspec.Struct, frozen=True):
    """A request of ours within a leg (re-INVITE, INFO) got its final answer."""

    leg: int
    method: str
    code: int
    reason: str
    again: bool = False
    """The stack has sent it again by itself: this was not the last answer."""


class MediaChanged(msgspec.Struct, frozen=True):
    """The media of a leg changed: connect its sound again."""

    leg: int


class DigitHeard(msgspec.Struct, frozen=True):
    """The far end pressed a key."""

    leg: int
    digit: str


class TransferNotified(msgspec.Struct, frozen=True):
    """The subscription of a REFER told something (RFC 3515 section 2.4.4)."""

    leg: int
    code: int
    reason: str
    final: bool


class RegisterAnswered(msgspec.Struct, frozen=True):
    """A REGISTER of the account with that serial is over; ``message`` empty: no answer came.

    ``status`` is the stack's own number: why it could not go on, 0 when it could.
    """

    account: int
    code: int
    reason: str
    expires_s: int
    message: str
    source: str
    status: int = 0


class WatchNotified(msgspec.Struct, frozen=True):
    """A NOTIFY of the watch with that serial; ``message`` is the whole request."""

    watch: int
    message: str


class WatchEnded(msgspec.Struct, frozen=True):
    """The subscription of a watch is over; ``code`` 0: without an answer."""

    watch: int
    code: int


class MailboxTold(msgspec.Struct, frozen=True):
    """A NOTIFY of the message-summary event package (RFC 3842); the whole request."""

    source: str
    message: str


class CallbackFailed(msgspec.Struct, frozen=True):
    """A callback raised; the stack would swallow it."""

    where: str
    error: str


Value = (
    InviteReceived
    | LegStateChanged
    | LegReplaced
    | RequestReceived
    | IdentityReceived
    | RequestAnswered
    | MediaChanged
    | DigitHeard
    | TransferNotified
    | RegisterAnswered
    | WatchNotified
    | WatchEnded
    | MailboxTold
    | CallbackFailed
)

Put = Callable[[Value], None]
