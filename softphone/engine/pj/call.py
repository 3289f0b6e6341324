"""A leg: the stack's call object. Callbacks copy and return (docs/pjsua2.md)."""

from collections.abc import Callable
from typing import Protocol

import pjsua2 as pj

from softphone.engine.pj.codecs import sdp_name
from softphone.engine.pj.guard import guarded
from softphone.engine.pj.offer import keep_codec
from softphone.engine.pj.values import (
    DigitHeard,
    IdentityReceived,
    LegPhase,
    LegReplaced,
    LegStateChanged,
    MediaChanged,
    Put,
    RequestAnswered,
    RequestReceived,
    TransferNotified,
)

_PHASES = {
    pj.PJSIP_INV_STATE_NULL: LegPhase.NULL,
    pj.PJSIP_INV_STATE_CALLING: LegPhase.CALLING,
    pj.PJSIP_INV_STATE_INCOMING: LegPhase.INCOMING,
    pj.PJSIP_INV_STATE_EARLY: LegPhase.EARLY,
    pj.PJSIP_INV_STATE_CONNECTING: LegPhase.CONNECTING,
    pj.PJSIP_INV_STATE_CONFIRMED: LegPhase.CONFIRMED,
    pj.PJSIP_INV_STATE_DISCONNECTED: LegPhase.DISCONNECTED,
}
_UNDER_WAY = (
    pj.PJSIP_TSX_STATE_CALLING,
    pj.PJSIP_TSX_STATE_TRYING,
    pj.PJSIP_TSX_STATE_PROCEEDING,
)
_ENDED = (pj.PJSIP_TSX_STATE_COMPLETED, pj.PJSIP_TSX_STATE_TERMINATED)


class MediaFacts:
    """What a leg's media is just now."""

    __slots__ = ("active", "codec", "encrypted", "held_by_far_end", "held_by_us", "receives")

    def __init__(self) -> None:
        self.active = False
        self.receives = False
        """On hold by the far end, which goes on sending: music, an announcement."""
        self.held_by_us = False
        self.held_by_far_end = False
        self.codec = ""
        self.encrypted = False


class LegOwner(Protocol):
    """What a leg needs from its account (also a ``pj.Account``)."""

    arrived: "dict[int, Leg]"
    may_replace: Callable[[str], bool]

    def next_serial(self) -> int: ...


class Leg(pj.Call):  # type: ignore[misc]
    """One call of the stack, known by a serial that is never used again."""

    def __init__(
        self, account: LegOwner, serial: int, put: Put, pj_id: int = pj.PJSUA_INVALID_ID
    ) -> None:
        super().__init__(account, pj_id)
        self.account = account
        self.serial = serial
        self.put = put
        self.replacing = ""
        self.offers_again = False
        """While an offer of ours is made for a call that is up."""
        self._codec = ""
        self._offers: dict[tuple[int, str], int] = {}
        """The newest transaction with an offer that is under way, by its role and method."""

    # ------------------------------------------------------------ callbacks

    @guarded
    def onCallState(self, prm: pj.OnCallStateParam) -> None:
        info = self.getInfo()
        message, by_request = _message_of(prm.e)
        self.put(
            LegStateChanged(
                self.serial,
                _PHASES[info.state],
                int(info.lastStatusCode),
                str(info.lastReason),
                message,
                by_request,
            )
        )

    @guarded
    def onCallTsxState(self, prm: pj.OnCallTsxStateParam) -> None:
        state = prm.e.body.tsxState
        tsx = state.tsx
        method = str(tsx.method)
        if method in ("INVITE", "UPDATE"):
            # The stack does not tell the end of a first INVITE that it repeats with credentials.
            kind, transaction = (int(tsx.role), method), int(tsx.pjTransaction)
            if tsx.state in _UNDER_WAY:
                self._offers[kind] = transaction
            elif self._offers.get(kind) == transaction:
                del self._offers[kind]
        if tsx.role == pj.PJSIP_ROLE_UAS:
            if method in ("CANCEL", "BYE") and state.type == pj.PJSIP_EVENT_RX_MSG:
                self.put(RequestReceived(self.serial, method, str(state.src.rdata.wholeMsg)))
            elif method in ("INVITE", "UPDATE") and state.type == pj.PJSIP_EVENT_RX_MSG:
                self.put(IdentityReceived(self.serial, str(state.src.rdata.wholeMsg)))
        elif tsx.state in _ENDED and state.prevState not in _ENDED and int(tsx.statusCode) >= 200:
            # With credentials, or with a longer session timer (RFC 4028 section 7.3).
            again = int(tsx.statusCode) >= 300 and (int(tsx.role), method) in self._offers
            self.put(
                RequestAnswered(
                    self.serial, method, int(tsx.statusCode), str(tsx.statusText), again
                )
            )

    @guarded
    def onCallSdpCreated(self, prm: pj.OnCallSdpCreatedParam) -> None:
        # Empty where it is longer than the binding's buffer: then all are offered.
        if self.offers_again and self._codec and prm.sdp.wholeSdp:
            prm.sdp.wholeSdp = keep_codec(str(prm.sdp.wholeSdp), self._codec)

    @guarded
    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:
        self.put(MediaChanged(self.serial))

    @guarded
    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:
        self.put(DigitHeard(self.serial, str(prm.digit)))

    @guarded
    def onCallTransferStatus(self, prm: pj.OnCallTransferStatusParam) -> None:
        prm.cont = not prm.finalNotify
        self.put(
            TransferNotified(
                self.serial, int(prm.statusCode), str(prm.reason), bool(prm.finalNotify)
            )
        )

    @guarded
    def onCallTransferRequest(self, prm: pj.OnCallTransferRequestParam) -> None:
        # A REFER from the network may dial anything anywhere: never followed.
        prm.statusCode = pj.PJSIP_SC_DECLINE

    @guarded
    def onCallReplaceRequest(self, prm: pj.OnCallReplaceRequestParam) -> None:
        # A running call's far end changes: only the phone system may do that (RFC 3891 section 3).
        self.replacing = str(prm.rdata.wholeMsg)
        connected = self.getInfo().state == pj.PJSIP_INV_STATE_CONFIRMED
        if not connected or not self.account.may_replace(str(prm.rdata.srcAddress)):
            prm.statusCode = pj.PJSIP_SC_DECLINE

    @guarded
    def onCallReplaced(self, prm: pj.OnCallReplacedParam) -> None:
        serial = self.account.next_serial()
        leg = Leg(self.account, serial, self.put, prm.newCallId)
        self.account.arrived[serial] = leg
        prm.newCall = leg
        self.put(LegReplaced(self.serial, serial, self.replacing))

    def onCallRedirected(self, prm: pj.OnCallRedirectedParam) -> int:
        # 3xx is never followed: the code is shown and the agent decides.
        return int(pj.PJSIP_REDIRECT_REJECT)

    # ------------------------------------------------------------ used by the loop

    @property
    def offering(self) -> bool:
        """Whether an offer of either side may be under way: another one must wait for its end.

        The stack sends UPDATEs of its own, right after an answer with several codecs.
        """
        return bool(self._offers)

    def media_facts(self) -> tuple[MediaFacts, pj.AudioMedia | None]:
        """The first audio stream and, while it is active, its port on the bridge."""
        facts = MediaFacts()
        # The list lives inside the CallInfo: without this name it is freed memory.
        info = self.getInfo()
        for media in info.media:
            if media.type != pj.PJMEDIA_TYPE_AUDIO:
                continue
            if media.status == pj.PJSUA_CALL_MEDIA_NONE:
                # Of several (one for each family: RFC 4091) another one may be in use.
                continue
            facts.held_by_us = media.status == pj.PJSUA_CALL_MEDIA_LOCAL_HOLD
            facts.held_by_far_end = media.status == pj.PJSUA_CALL_MEDIA_REMOTE_HOLD
            if media.status in (
                pj.PJSUA_CALL_MEDIA_ACTIVE,
                pj.PJSUA_CALL_MEDIA_LOCAL_HOLD,
                pj.PJSUA_CALL_MEDIA_REMOTE_HOLD,
            ):
                stream = self.getStreamInfo(media.index)
                self._codec = str(stream.codecName)
                facts.codec = sdp_name(self._codec, int(stream.codecClockRate))
                # The profile does not tell: keys may come with RTP/AVP too. Only this text does.
                facts.encrypted = "SRTP status: Active" in str(self.dump(True, ""))
            if media.status == pj.PJSUA_CALL_MEDIA_ACTIVE:
                facts.active = True
                return facts, self.getAudioMedia(media.index)
            # Its "sendonly" is our "recvonly": what comes is played (RFC 3264 section 5.1).
            facts.receives = facts.held_by_far_end and bool(media.dir & pj.PJMEDIA_DIR_DECODING)
            return facts, None
        return facts, None


def _message_of(event: pj.SipEvent) -> tuple[str, bool]:
    """The received message behind a state change, and whether it is a request."""
    if event.type != pj.PJSIP_EVENT_TSX_STATE:
        return "", False
    state = event.body.tsxState
    if state.type != pj.PJSIP_EVENT_RX_MSG:
        return "", False
    message = str(state.src.rdata.wholeMsg)
    return message, not message.startswith("SIP/2.0")
