"""What the loop may do with a leg; the stack's errors become ``StackError``."""

from collections.abc import Callable

import pjsua2 as pj

from softphone.domain.dtmf import DtmfWay
from softphone.engine.pj.account import LEG_SERIALS, SipAccount
from softphone.engine.pj.call import Leg, MediaFacts
from softphone.engine.pj.codecs import limit_opus
from softphone.engine.pj.endpoint import Stack, StackError
from softphone.engine.pj.face import NativePort
from softphone.engine.pj.inband import InbandTones
from softphone.engine.pj.port import SoundPort
from softphone.engine.pj.stats import StreamFigures, read_figures, sound_level
from softphone.engine.pj.values import Put

BUSY = "another change of the call is under way"

__all__ = ["LegHandle", "MediaFacts", "place", "take_arrived"]


class LegHandle:
    """Owns one ``Leg`` from the moment it exists until the loop drops it after DISCONNECTED."""

    def __init__(self, leg: Leg) -> None:
        self._leg = leg
        self.serial = leg.serial
        self.connected = False
        """The agent and the far end hear each other."""
        self._tones: InbandTones | None = None

    @property
    def droppable(self) -> bool:
        """Whether this ended leg may be dropped now.

        The stack's object keeps its number after the end, and its destructor hangs up whatever
        call has that number by then.
        """
        return not self._leg.isActive()

    @property
    def sip_call_id(self) -> str:
        """The Call-ID of its dialog, or an empty string when it is over already."""
        try:
            return str(self._leg.getInfo().callIdString)
        except pj.Error:
            return ""

    def ring(self) -> None:
        """Send 180."""
        self._do(lambda: self._leg.answer(_operation(pj.PJSIP_SC_RINGING)))

    def answer(self) -> None:
        """Send 200."""
        self._do(lambda: self._leg.answer(_operation(pj.PJSIP_SC_OK)))

    def hang_up(self, code: int = 0) -> None:
        """BYE, CANCEL, or that final code for an unanswered incoming call."""
        parameters = pj.CallOpParam()
        parameters.statusCode = code
        self._do(lambda: self._leg.hangup(parameters))

    def redirect(self, uri: str, diverted_by: str) -> None:
        """302 with that Contact; Diversion says by whom (RFC 5806 section 4)."""
        parameters = pj.CallOpParam()
        parameters.statusCode = pj.PJSIP_SC_MOVED_TEMPORARILY
        diversion = f"<{diverted_by}>;reason=deflection"
        _add_headers(parameters, {"Contact": f"<{uri}>", "Diversion": diversion})
        self._do(lambda: self._leg.hangup(parameters))

    def _wait_for_offers(self) -> None:
        """The stack would refuse another offer, but not before it has touched the media.

        Measured with 2.17: a re-INVITE during its own UPDATE goes out with that one's session, so
        that who was taken back stayed on hold (``pjsua_call_reinvite2``).
        """
        if self._leg.offering:
            raise StackError(BUSY)

    def _offer_again(self, operation: Callable[[], None]) -> None:
        self._leg.offers_again = True
        try:
            self._do(operation)
        finally:
            self._leg.offers_again = False

    def hold(self) -> None:
        """Re-INVITE with ``sendonly``."""
        self._wait_for_offers()
        self._offer_again(lambda: self._leg.setHold(_operation()))

    def resume(self) -> None:
        """Re-INVITE with ``sendrecv``."""
        self._wait_for_offers()
        parameters = _operation()
        parameters.opt.flag = pj.PJSUA_CALL_UNHOLD
        self._offer_again(lambda: self._leg.reinvite(parameters))

    def follow(self, *, rebind: bool) -> None:
        """Re-INVITE with our Contact as it is now; ``rebind``: with new sockets for the sound.

        A call on hold stays there.
        """
        self._wait_for_offers()
        parameters = _operation()
        parameters.opt.flag = pj.PJSUA_CALL_UPDATE_CONTACT
        if rebind:
            parameters.opt.flag |= pj.PJSUA_CALL_REINIT_MEDIA
        self._offer_again(lambda: self._leg.reinvite(parameters))

    def send_digits(self, digits: str, way: DtmfWay = DtmfWay.AUTO) -> str:
        """Send keys that way; how it was done, in words.

        ``AUTO``: RFC 4733 events, or INFO where they were not negotiated.
        """
        if way is DtmfWay.IN_BAND:
            return self._play_digits(digits)
        parameters = pj.CallSendDtmfParam()
        parameters.digits = digits
        parameters.method = pj.PJSUA_DTMF_METHOD_RFC2833
        try:
            if way is not DtmfWay.INFO:
                self._leg.sendDtmf(parameters)
                return "RFC 4733"
        except pj.Error as error:
            if way is not DtmfWay.AUTO:
                raise StackError(error) from None
        parameters.method = pj.PJSUA_DTMF_METHOD_SIP_INFO
        self._do(lambda: self._leg.sendDtmf(parameters))
        return "INFO"

    def _play_digits(self, digits: str) -> str:
        try:
            _, media = self._leg.media_facts()
            if media is None:
                raise StackError(pj.Error())
            if self._tones is None:
                self._tones = InbandTones()
            self._tones.play(digits, media)
        except pj.Error as error:
            raise StackError(error) from None
        return "in-band"

    def refer(self, uri: str, headers: dict[str, str]) -> None:
        """Send REFER with these headers of its own."""
        parameters = pj.CallOpParam()
        _add_headers(parameters, headers)
        self._do(lambda: self._leg.xfer(f"<{uri}>", parameters))

    def refer_to_call(self, other: "LegHandle") -> None:
        """Send REFER whose Refer-To replaces the dialog of ``other`` (RFC 3891)."""
        self._do(lambda: self._leg.xferReplaces(other._leg, pj.CallOpParam()))

    def link(self, other: "LegHandle") -> bool:
        """Let two legs hear each other; false while one of them has no sound."""
        return self._cross(other, lambda one, two: one.startTransmit(two))

    def unlink(self, other: "LegHandle") -> bool:
        """Undo ``link``; false when one of them has no sound any more."""
        return self._cross(other, lambda one, two: one.stopTransmit(two))

    def _cross(
        self, other: "LegHandle", operation: Callable[[pj.AudioMedia, pj.AudioMedia], None]
    ) -> bool:
        try:
            _, mine = self._leg.media_facts()
            _, theirs = other._leg.media_facts()
            if mine is None or theirs is None:
                return False
            operation(mine, theirs)
            operation(theirs, mine)
        except pj.Error as error:
            raise StackError(error) from None
        return True

    def connect(self, port: SoundPort | NativePort | None) -> MediaFacts:
        """Connect the leg's sound, whatever became of it, to ``port``: one way, if it only sends.

        The leg's own port is valid only now, so this is called at every change of its media.
        """
        try:
            facts, media = self._leg.media_facts()
            self.connected = False
            if media is not None and port is not None:
                media.startTransmit(port)
                port.startTransmit(media)
                self.connected = True
            elif facts.receives and port is not None:
                self._leg.getAudioMedia(-1).startTransmit(port)
        except pj.Error as error:
            raise StackError(error) from None
        return facts

    def limit_opus(self, stack: Stack) -> None:
        """Keep the encoder to the bit rate of the codec profile in force."""
        self._do(lambda: limit_opus(self._leg, stack.endpoint, stack.codecs))

    def figures(self) -> StreamFigures:
        """What the stack counts about the sound."""
        try:
            return read_figures(self._leg)
        except pj.Error as error:
            raise StackError(error) from None

    def set_loudness(self, factor: float) -> None:
        """How loud everybody else hears this far end; 1 as it comes, 0 not at all.

        The binding names the two directions the wrong way round: what comes from the call is "Tx".
        """
        _, media = self._leg.media_facts()
        if media is not None:
            self._do(lambda: media.adjustTxLevel(factor))

    def sound_level(self) -> int:
        """How loud the newest received frame is, 0 to 100."""
        try:
            return sound_level(self._leg)
        except pj.Error as error:
            raise StackError(error) from None

    @staticmethod
    def _do(operation: object) -> None:
        assert callable(operation)
        try:
            operation()
        except pj.Error as error:
            raise StackError(error) from None


def place(account: SipAccount, uri: str, headers: dict[str, str], put: Put) -> LegHandle:
    """Send an INVITE. Raises ``StackError``."""
    leg = Leg(account, next(LEG_SERIALS), put)
    parameters = _operation()
    _add_headers(parameters, headers)
    try:
        leg.makeCall(f"<{uri}>", parameters)
    except pj.Error as error:
        raise StackError(error) from None
    return LegHandle(leg)


def take_arrived(account: SipAccount, serial: int) -> LegHandle | None:
    """The leg of an ``InviteReceived``."""
    leg = account.arrived.pop(serial, None)
    return LegHandle(leg) if leg is not None else None


def _add_headers(parameters: pj.CallOpParam, headers: dict[str, str]) -> None:
    for name, value in headers.items():
        extra = pj.SipHeader()
        extra.hName = name
        extra.hValue = value
        parameters.txOption.headers.append(extra)


def _operation(code: int = 0) -> pj.CallOpParam:
    parameters = pj.CallOpParam(True)
    parameters.opt.audioCount = 1
    parameters.opt.videoCount = 0
    if hasattr(parameters.opt, "textCount"):
        # From 2.17 on the stack offers a stream of typed text (RFC 4103) unless told not to.
        parameters.opt.textCount = 0
    parameters.statusCode = code
    return parameters
