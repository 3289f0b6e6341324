"""What happens to a registration, and what it wants done (``registration_machine``).

Time is monotonic seconds and comes in with every event, and so does randomness.
"""

import msgspec

USUAL_COST = 2
"""REGISTERs of one try: one without credentials, one with."""
WORST_COST = 4
"""REGISTERs of a try whose credentials are refused: the stack tries them with three nonces."""


class Started(msgspec.Struct, frozen=True, kw_only=True):
    """An account is to be registered from now on. ``expires_s`` is what to ask for."""

    now: float
    expires_s: int = 120


class ServersFound(msgspec.Struct, frozen=True, kw_only=True):
    """The ordered list of servers has that many entries (settings, or DNS SRV: RFC 2782)."""

    now: float
    servers: int


class PathChanged(msgspec.Struct, frozen=True, kw_only=True):
    """Our own address is another one, or nothing comes."""

    now: float


class FlowEnded(msgspec.Struct, frozen=True, kw_only=True):
    """The TCP or TLS connection to the server is gone; ``random`` is in [0, 1)."""

    now: float
    random: float


class Woke(msgspec.Struct, frozen=True, kw_only=True):
    """The computer has slept: nothing that was known of the line holds any more."""

    now: float


class FirstServerWell(msgspec.Struct, frozen=True, kw_only=True):
    """The first server of the list answers again, and no call is up."""

    now: float


class WentDirect(msgspec.Struct, frozen=True, kw_only=True):
    """No registrar: calls come straight to a loopback address."""

    now: float


class Stopped(msgspec.Struct, frozen=True, kw_only=True):
    """The binding is to be given back; no more tries."""

    now: float


class RetryAsked(msgspec.Struct, frozen=True, kw_only=True):
    """The agent asks for a try now; ``new_secret`` when the password was entered again."""

    now: float
    new_secret: bool = False


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """The try is over. ``code`` 0: no answer came, or nothing could be sent.

    ``expires_s`` is what the server granted, None when it did not say; ``sent`` how many REGISTERs
    the try took. ``challenge_known`` is false for a 401 or 407 whose challenge cannot be answered.
    ``random`` is in [0, 1).
    """

    now: float
    random: float
    code: int
    reason: str = ""
    retry_after_s: float | None = None
    min_expires_s: int | None = None
    expires_s: int | None = None
    sent: int = USUAL_COST
    challenge_known: bool = True


class Ticked(msgspec.Struct, frozen=True, kw_only=True):
    """``wake_at`` has come; harmless when it has not."""

    now: float
    random: float = 0.5


RegistrationEvent = (
    Started
    | ServersFound
    | PathChanged
    | FlowEnded
    | Woke
    | FirstServerWell
    | WentDirect
    | Stopped
    | RetryAsked
    | Answered
    | Ticked
)


class SendRegister(msgspec.Struct, frozen=True):
    """Send a REGISTER asking for that many seconds to that server of the list, from 0."""

    expires_s: int
    server: int = 0


class SendUnregister(msgspec.Struct, frozen=True):
    """Give the binding back (``Expires: 0``)."""


Effect = SendRegister | SendUnregister
