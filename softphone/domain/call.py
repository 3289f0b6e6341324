"""A call: one INVITE dialog seen from our side (RFC 3261 section 12)."""

from datetime import datetime
from enum import StrEnum

import msgspec


class Direction(StrEnum):
    """Who placed the call."""

    INCOMING = "incoming"
    OUTGOING = "outgoing"


class CallPurpose(StrEnum):
    """Why a call exists; service calls carry a feature code and are never a contact."""

    CONTACT = "contact"
    CONSULT = "consult"
    """A colleague is asked while the caller waits; belongs to the caller's contact."""
    ROOM = "room"
    """The agent's own leg into a conference room of the PBX; of the caller's contact too."""
    SERVICE = "service"


class Progress(StrEnum):
    """What a provisional answer says beyond ringing (RFC 3261 section 21.1)."""

    FORWARDED = "forwarded"
    """181: the call is on its way to another number."""
    QUEUED = "queued"
    """182: nobody is free there yet."""


class CallState(StrEnum):
    """What a call is just now."""

    OFFERED = "offered"
    """Incoming, 180 sent, nobody has answered yet."""
    DIALING = "dialing"
    """Outgoing, INVITE sent, nothing but 100 came back."""
    EARLY = "early"
    """Outgoing, 180 … 189 received; ``sip_code`` is the newest."""
    CONNECTED = "connected"
    HELD = "held"
    """Connected and put on hold by us."""
    ENDED = "ended"


class RejectReason(StrEnum):
    """Why the agent refuses a call."""

    BUSY = "busy"
    """486: this phone cannot; a PBX tries the next one."""
    NOT_ME = "not_me"
    """480: not here, try somebody else."""
    DECLINE = "decline"
    """603: nobody here will; a PBX that forks gives the whole call up (RFC 3261 16.7)."""

    @property
    def sip_code(self) -> int:
        """What is answered."""
        codes = {RejectReason.BUSY: 486, RejectReason.NOT_ME: 480, RejectReason.DECLINE: 603}
        return codes[self]


class EndCause(StrEnum):
    """The one honest cause of a call's end."""

    ANSWERED = "answered"
    """Somebody answered; the call then ended in the ordinary way."""
    MISSED = "missed"
    """Offered to us, not answered; the PBX took it away because nobody answered."""
    ELSEWHERE = "elsewhere"
    """Offered to us and to others, and one of those answered it (RFC 3326)."""
    REJECTED = "rejected"
    """Refused: by us when incoming, by the far end (603, 486) when outgoing."""
    ABANDONED = "abandoned"
    """The caller gave up before an answer."""
    FAILED = "failed"
    """SIP or network failure; the code says which."""
    FORWARDED = "forwarded"
    """Offered to us; the agent sent the caller to another number, ``Call.forwarded_to``."""
    ENGINE_FAILURE = "engine_failure"
    """Our own call engine ended."""


class EndedBy(StrEnum):
    """Who ended the call."""

    AGENT = "agent"
    FAR_END = "far_end"
    TRANSFER = "transfer"
    SYSTEM = "system"


class Caller(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The far end as the signalling told it; all of it is hostile text, cleaned and capped.

    ``number`` is the user part as received (P-Asserted-Identity before From, RFC 3325);
    ``asserted`` is true when it came from P-Asserted-Identity. ``headers`` holds only the
    configured headers (customer id, queue, waiting time …), by configured purpose.
    """

    number: str = ""
    name: str = ""
    uri: str = ""
    asserted: bool = False
    headers: dict[str, str] = {}


TURNED_AWAY = "Do not disturb"
"""``Call.sip_reason`` of a call that never rang, because the agent wanted none."""


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One leg. Times are aware UTC; ``held_s`` is the sum of finished holds in seconds."""

    id: str
    direction: Direction
    purpose: CallPurpose = CallPurpose.CONTACT
    state: CallState
    caller: Caller
    started_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    held_since: datetime | None = None
    held_s: float = 0.0
    held_by_far_end: bool = False
    cause: EndCause | None = None
    ended_by: EndedBy | None = None
    sip_code: int = 0
    sip_reason: str = ""
    encrypted: bool = False
    """The sound is SRTP."""
    keys_exposed: bool = False
    """It is, but its keys came over signalling that is not encrypted (RFC 4568 section 8.3)."""
    codec: str = ""
    transfer: "Transfer | None" = None
    answer_after_s: float | None = None
    """The registrar asks that this call answers itself after so many seconds."""
    consult_of: str = ""
    """Id of the call that this consult is about."""
    merged_with: tuple[str, ...] = ()
    """Ids of the other calls of a conference mixed here."""
    party_muted: bool = False
    """What this far end says is heard by nobody; it still hears the others."""
    party_volume: float = 1.0
    """How loud this far end is for everybody else; 1 as it comes, 0 … 2."""
    forwarded_to: str = ""
    """The number this call was sent to instead of being answered (302)."""
    identity: Caller | None = None
    """Who is at the far end now, when the PBX told so after the beginning (RFC 3325)."""

    @property
    def progress(self) -> Progress | None:
        """What the far end's newest answer says while it is not the final one."""
        if self.state is not CallState.EARLY:
            return None
        return {181: Progress.FORWARDED, 182: Progress.QUEUED}.get(self.sip_code)

    @property
    def passed_on(self) -> bool:
        """Whether somebody else is at the far end than at the beginning."""
        return self.identity is not None and self.identity.number != self.caller.number


RESULT_UNKNOWN = 202
"""Code of a transfer that is done: accepted, and hung up on before anything was told."""


class TransferState(StrEnum):
    """Progress of a transfer as its NOTIFYs tell it (RFC 3515)."""

    ASKED = "asked"
    TRYING = "trying"
    RINGING = "ringing"
    DONE = "done"
    FAILED = "failed"


class Transfer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A transfer under way; ``sip_code`` is the newest code of the NOTIFY's sipfrag."""

    target: str
    state: TransferState
    sip_code: int = 0
    sip_reason: str = ""

    @property
    def under_way(self) -> bool:
        """Whether its end is still awaited."""
        return self.state not in (TransferState.DONE, TransferState.FAILED)
