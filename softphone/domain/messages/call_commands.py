"""Commands from the desk to the engine that concern a call."""

from softphone.domain.call import CallPurpose
from softphone.domain.dtmf import DtmfWay
from softphone.domain.messages.base import Message


class PlaceCall(Message, frozen=True):
    """Dial; ``target`` is a number or user part, or a whole ``sip:`` URI. The desk picks the id.

    A call that is talked on is held first (not for a service call). ``consult_of`` names the call
    that a consult is about. ``join``: a call of a conference that goes on meanwhile; the new one
    enters it once it is answered. ``shown``: the number as the agent knows it, where the dial plan
    made another one of it.
    """

    call_id: str
    target: str
    shown: str = ""
    purpose: CallPurpose = CallPurpose.CONTACT
    consult_of: str = ""
    join: str = ""
    headers: dict[str, str] = {}  # noqa: RUF012


class AnswerCall(Message, frozen=True):
    """Answer an offered call with 200; a call that is talked on is held first.

    ``zip_tone``: nobody pressed a button, so the agent hears a short tone.
    """

    call_id: str
    zip_tone: bool = False


class RejectCall(Message, frozen=True):
    """Refuse an offered call: 486 busy, 603 decline, 480 not available."""

    call_id: str
    sip_code: int = 486


class ForwardCall(Message, frozen=True):
    """Send an offered call elsewhere: 302 with the target as Contact (RFC 3261 section 21.3.3).

    ``target`` as in ``PlaceCall``, ``shown`` the number as the agent knows it. Who sent the call
    here decides whether it follows; nothing tells the phone what came of it.
    """

    call_id: str
    target: str
    shown: str = ""


class HangUpCall(Message, frozen=True):
    """End a call in any state (BYE or CANCEL)."""

    call_id: str


class HoldCall(Message, frozen=True):
    """Put a connected call on hold (re-INVITE, sendonly: RFC 3264 section 8.4)."""

    call_id: str


class ResumeCall(Message, frozen=True):
    """Take a held call back; a call that is talked on is held first, unless they are mixed."""

    call_id: str


class SetMute(Message, frozen=True):
    """Mute or open the microphone; one state for the whole engine."""

    muted: bool


class SetDoNotDisturb(Message, frozen=True):
    """Refuse each INVITE that could ring, with that code and without ringing, until switched off.

    480, 486 or 603 (RFC 3261 section 21.4.18 names do not disturb for 480). Calls that ring
    already, and those that are up, go on.
    """

    on: bool
    sip_code: int = 480


class SendDtmf(Message, frozen=True):
    """Send digits ``0-9*#A-D``, 32 at a time."""

    call_id: str
    digits: str
    way: DtmfWay = DtmfWay.AUTO


class TransferCall(Message, frozen=True):
    """Blind transfer: REFER to ``target`` (RFC 3515, RFC 5589 section 6).

    ``headers`` go along: in the REFER itself, and in the Refer-To as headers of the new INVITE
    (RFC 3261 section 19.1.1).
    """

    call_id: str
    target: str
    headers: dict[str, str] = {}  # noqa: RUF012


class CompleteTransfer(Message, frozen=True):
    """Connect the caller with the consulted party (REFER with Replaces, RFC 5589 section 7).

    Answered by ``TransferProgressed``; without a final NOTIFY within 30 s it has failed with 408.
    """

    call_id: str
    consult_id: str


class SwapCalls(Message, frozen=True):
    """Hold ``call_id``, and once it is held take ``other_id`` back."""

    call_id: str
    other_id: str


class MergeCalls(Message, frozen=True):
    """Take back what is held and mix: each of the two parties hears the other and the agent."""

    call_id: str
    other_id: str


class SplitCalls(Message, frozen=True):
    """Undo the mix at once; ``call_id`` is put on hold, the agent goes on with ``other_id``."""

    call_id: str
    other_id: str


class SetPartyAudio(Message, frozen=True):
    """How one far end is heard by everybody else: not at all, or ``volume`` times (0 … 2)."""

    call_id: str
    muted: bool = False
    volume: float = 1.0
