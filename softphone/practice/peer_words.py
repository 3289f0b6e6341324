"""What a peer is told on stdin and says on stdout: one JSON object a line.

Commands are tagged by ``do``; each carries a ``ref`` that comes back in the reply
(``{"event": "done", "ref": …}`` or ``{"event": "refused", "ref": …, "why": …}``).
Events are plain objects with ``event`` and ``t`` (seconds of the monotonic clock).
"""

from enum import StrEnum
from typing import Any

import msgspec


class Behaviour(StrEnum):
    """What a peer does with a call that comes in."""

    ANSWER = "answer"
    """Ring ``ring_ms``, then 200."""
    MANUAL = "manual"
    """Ring until a command says otherwise."""
    NO_ANSWER = "no_answer"
    """Ring for ever; the caller has to give up."""
    REFUSE = "refuse"
    """Answer with ``code`` after ``ring_ms`` (0: at once, no ringing)."""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What happens to calls for ``user``; ``*`` is everybody else.

    ``hang_up_ms`` counts from the answer; None: never. ``wav`` is played from the answer on, over
    a pilot tone of ``tone_hz`` at ``tone_dbfs`` (0 Hz: none).
    """

    user: str
    behaviour: Behaviour = Behaviour.ANSWER
    ring_ms: int = 0
    code: int = 486
    hang_up_ms: int | None = None
    wav: str = ""
    loop: bool = False
    tone_hz: float = 0.0
    tone_dbfs: float = -30.0


class PeerCommand(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="do", tag=True
):
    """Base of every command."""

    ref: int = 0


class Listen(PeerCommand, frozen=True, tag="listen", kw_only=True):
    """Replace the rules. A user without a rule is answered 404."""

    rules: tuple[Rule, ...]


class PlaceCall(PeerCommand, frozen=True, tag="call", kw_only=True):
    """Call ``to`` (a SIP URI) as ``from_user`` with these extra headers.

    What is to be played starts with the answer. ``account`` names a registered account to call
    through; empty: straight from this peer's own address.
    """

    id: str
    to: str
    from_user: str = "peer"
    from_name: str = ""
    headers: dict[str, str] = {}
    wav: str = ""
    loop: bool = False
    tone_hz: float = 0.0
    tone_dbfs: float = -30.0
    account: str = ""


class Answer(PeerCommand, frozen=True, tag="answer", kw_only=True):
    """Answer an incoming call with ``code``; 200 takes it, 183 or 486 or 603 … do what they say."""

    call: str
    code: int = 200


class HangUp(PeerCommand, frozen=True, tag="hangup", kw_only=True):
    """BYE, CANCEL or a refusal with ``code`` (0: 603), whatever the call's state asks for."""

    call: str
    code: int = 0


class Play(PeerCommand, frozen=True, tag="play", kw_only=True):
    """Play a file once or in a loop, over a pilot tone; no file and 0 Hz: silence."""

    call: str
    wav: str = ""
    loop: bool = False
    tone_hz: float = 0.0
    tone_dbfs: float = -30.0


class Dtmf(PeerCommand, frozen=True, tag="dtmf", kw_only=True):
    """Send digits as RFC 4733 events."""

    call: str
    digits: str


class Hold(PeerCommand, frozen=True, tag="hold", kw_only=True):
    """Hold the call, or take it back with ``on`` false."""

    call: str
    on: bool = True


class Transfer(PeerCommand, frozen=True, tag="transfer", kw_only=True):
    """REFER to that SIP URI (RFC 3515)."""

    call: str
    to: str


class Measure(PeerCommand, frozen=True, tag="measure", kw_only=True):
    """Tell what was heard between two times of the monotonic clock.

    ``until`` 0: now; ``since`` 0: ``window_ms`` before that. The reply has ``rms_dbfs``, ``tones``
    (one per ``hz``), ``frames`` (how many of 20 ms), ``longest_silence_ms`` (frames under
    ``silence_dbfs``, lost RTP is silence too), ``longest_wait_ms`` (between two frames).
    """

    call: str
    window_ms: int = 1000
    since: float = 0.0
    until: float = 0.0
    hz: tuple[float, ...] = ()
    silence_dbfs: float = -60.0


class Record(PeerCommand, frozen=True, tag="record", kw_only=True):
    """Write what is heard from now on to a WAV file when the call ends; ``path`` empty: stop."""

    call: str
    path: str = ""


class Register(PeerCommand, frozen=True, tag="register", kw_only=True):
    """Register as a phone at a server (``host:port``); the events are ``registration``.

    Incoming calls of the account follow the rule of its user.
    """

    server: str
    user: str
    password: str = ""
    transport: str = "udp"
    expires_s: int = 120


class Unregister(PeerCommand, frozen=True, tag="unregister", kw_only=True):
    """Give the binding back."""

    user: str


class Calls(PeerCommand, frozen=True, tag="calls", kw_only=True):
    """The reply has ``calls``: id, user, state of each call that is up."""


class Quit(PeerCommand, frozen=True, tag="quit", kw_only=True):
    """Hang up everything and end; the end of stdin does the same."""


AnyCommand = (
    Listen
    | PlaceCall
    | Answer
    | HangUp
    | Play
    | Dtmf
    | Hold
    | Transfer
    | Measure
    | Record
    | Register
    | Unregister
    | Calls
    | Quit
)

Happening = dict[str, Any]
"""An event as it goes out: ``event``, ``t`` and fields of its own."""

decode_command = msgspec.json.Decoder(AnyCommand).decode
encode = msgspec.json.encode
