"""Why a TLS connection failed, or the stack itself refused a call, in plain words."""

import re
from collections import deque

import pjsua2 as pj

from softphone.engine.pj.sessions import REFUSED, UNCHANGED, look

_CERTIFICATE = (
    (
        pj.PJ_SSL_CERT_EIDENTITY_NOT_MATCH,
        "The phone system's certificate is for another name. Tell your administrator.",
    ),
    (
        pj.PJ_SSL_CERT_EVALIDITY_PERIOD,
        "The phone system's certificate has expired, or this computer's clock is wrong. "
        "Tell your administrator.",
    ),
    (
        pj.PJ_SSL_CERT_EUNTRUSTED | pj.PJ_SSL_CERT_EISSUER_NOT_FOUND,
        "The phone system's certificate comes from an authority this computer does not trust. "
        "Tell your administrator.",
    ),
)
_ANOTHER = "The phone system's certificate is not valid. Tell your administrator."
_OLD = (
    "The phone system offers only an old version of TLS. 1.2 or newer is "
    "needed. Tell your administrator."
)
_NO_TLS = "The phone system does not speak TLS at this port. Tell your administrator."
_HANDSHAKE = (
    (("protocol version", "unsupported protocol"), _OLD),
    (("wrong version number", "packet length too long", "record layer"), _NO_TLS),
)
"""Parts of OpenSSL's own texts; Schannel reports these as connections that just end."""


class TlsWatch(pj.Endpoint):  # type: ignore[misc]
    """The library, with an ear for connections that ended, or did not come about."""

    def __init__(self) -> None:
        super().__init__()
        self.failure = ""
        self.streams_lost = 0
        self.refused: deque[str] = deque(maxlen=50)
        """INVITEs that nobody but the stack has seen, in words for the log."""
        self.family = "IP4"
        """Of our own sound: ``IP4`` or ``IP6``."""
        self.wanted: deque[str] = deque()
        """Names that something waits for."""

    def onTransportState(self, prm: pj.OnTransportStateParam) -> None:
        # Only values are copied here; an exception would be printed and swallowed by the stack.
        if prm.state != pj.PJSIP_TP_STATE_DISCONNECTED:
            return
        self.streams_lost += 1
        if str(prm.type).startswith("TLS"):
            known = not prm.tlsInfo.isEmpty()
            status = int(prm.tlsInfo.verifyStatus) if known else 0
            text = str(self.utilStrError(prm.lastError)) if prm.lastError else ""
            self.failure = failure_words(status, text) or self.failure

    def onHostWanted(self, name: str) -> None:
        self.wanted.append(name)

    def onSession(self, head: str, sdp: str) -> str:
        try:
            said = look(head, sdp, self.family)
            if said == REFUSED:
                self.refused.append(
                    f"{head.rstrip('+')} was refused with 488: its sound is at an address that "
                    "cannot be reached, or has no known format"
                )
            # Bytes that are no UTF-8 came as surrogates, which cannot go back as they are.
            return said.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        except Exception as error:  # noqa: BLE001
            self.refused.append(f"a session was left as it is: {type(error).__name__}: {error}")
            return UNCHANGED

    def onRejectedIncomingCall(self, prm: pj.OnRejectedIncomingCallParam) -> None:
        self.refused.append(refusal_words(int(prm.statusCode), str(prm.rdata.wholeMsg)))


def refusal_words(code: int, invite: str) -> str:
    """Why the stack refused that INVITE before anybody was asked; ``invite`` may be empty."""
    words = f"an INVITE was refused with {code} by the stack"
    profile = re.search(r"^m=audio \d+ ([A-Z/]{1,20}) ", invite, re.MULTILINE)
    if code != pj.PJSIP_SC_NOT_ACCEPTABLE_HERE or profile is None:
        return words
    keys = "with" if re.search(r"^a=crypto:", invite, re.MULTILINE) else "without"
    return (
        f"{words}: it offers sound by {profile[1]} {keys} keys, which does not fit this line's "
        "encryption or codecs"
    )


def failure_words(verify_status: int, error: str) -> str:
    """What the bits of ``pj_ssl_cert_verify_flag_t`` or the text of an error mean, or nothing."""
    for bits, words in _CERTIFICATE:
        if verify_status & bits:
            return words
    if verify_status:
        return _ANOTHER
    low = error.lower()
    return next((words for parts, words in _HANDSHAKE if any(p in low for p in parts)), "")
