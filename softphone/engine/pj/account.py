"""The account of the stack: REGISTER answers and new INVITEs. Callbacks copy and return."""

import itertools
from collections.abc import Callable, Iterable

import pjsua2 as pj

from softphone.domain.account import (
    Account,
    Srtp,
    Transport,
)
from softphone.engine.network.servers import Server
from softphone.engine.network.sip_uri import authority
from softphone.engine.pj.call import Leg
from softphone.engine.pj.guard import guarded
from softphone.engine.pj.values import InviteReceived, MailboxTold, Put, RegisterAnswered

LEG_SERIALS = itertools.count(1)
_SRTP = {
    Srtp.OFF: pj.PJMEDIA_SRTP_DISABLED,
    Srtp.OPTIONAL: pj.PJMEDIA_SRTP_OPTIONAL,
    Srtp.MANDATORY: pj.PJMEDIA_SRTP_MANDATORY,
}


class SipAccount(pj.Account):  # type: ignore[misc]
    """An account, known by a serial; ``arrived`` keeps each new leg until the loop takes it.

    ``may_replace`` tells of an INVITE's source whether it may take a running call's place.
    """

    def __init__(self, serial: int, put: Put, may_replace: Callable[[str], bool]) -> None:
        super().__init__()
        self.serial = serial
        self.put = put
        self.arrived: dict[int, Leg] = {}
        self.may_replace = may_replace

    def next_serial(self) -> int:
        """A serial that no leg ever had."""
        return next(LEG_SERIALS)

    @guarded
    def onRegState(self, prm: pj.OnRegStateParam) -> None:
        message = str(prm.rdata.wholeMsg)
        self.put(
            RegisterAnswered(
                self.serial,
                int(prm.code) if message else 0,
                str(prm.reason),
                int(prm.expiration),
                message,
                str(prm.rdata.srcAddress),
                int(prm.status),
            )
        )

    @guarded
    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:
        leg = Leg(self, next(LEG_SERIALS), self.put, prm.callId)
        self.arrived[leg.serial] = leg
        self.put(InviteReceived(leg.serial, str(prm.rdata.srcAddress), str(prm.rdata.wholeMsg)))

    @guarded
    def onMwiInfo(self, prm: pj.OnMwiInfoParam) -> None:
        message = str(prm.rdata.wholeMsg)
        if message.startswith("NOTIFY "):
            self.put(MailboxTold(str(prm.rdata.srcAddress), message))

    @guarded
    def onIncomingSubscribe(self, prm: pj.OnIncomingSubscribeParam) -> None:
        # Nobody may watch this phone.
        prm.code = pj.PJSIP_SC_FORBIDDEN


def parameters(transport: Transport) -> str:
    """URI parameters that name the transport."""
    return "" if transport is Transport.UDP else f";transport={transport.value}"


def quoted(text: str) -> str:
    """A display name as a quoted string (RFC 3261 section 25.1)."""
    kept = "".join(character for character in text if character.isprintable())
    return '"' + kept.replace("\\", "\\\\").replace('"', '\\"') + '"'


def encrypt(config: pj.AccountConfig, ciphers: Iterable[str]) -> None:
    """Offer those ciphers of SRTP, in that order, with keys in the session (RFC 4568)."""
    config.mediaConfig.srtpOpt.keyings.append(pj.PJMEDIA_SRTP_KEYING_SDES)
    for name in ciphers:
        crypto = pj.SrtpCrypto()
        crypto.name = name
        config.mediaConfig.srtpOpt.cryptos.append(crypto)


def account_config(
    account: Account,
    server: Server,
    password: str,
    transport_id: int,
    rtp_port: int,
    expires_s: int,
) -> pj.AccountConfig:
    """Settings of the stack's account. It never registers or retries by itself."""
    config = pj.AccountConfig()
    point_at(config, account, server)
    register(config, expires_s)
    user = account.auth_user or account.user
    config.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", user, 0, password))
    _common(config, transport_id, server.route.local, rtp_port)
    config.mediaConfig.srtpUse = _SRTP[account.srtp]
    return config


def point_at(config: pj.AccountConfig, account: Account, server: Server) -> None:
    """Identity, registrar and next hop for that server of the account's list."""
    identity = f"<sip:{account.user}@{server.domain}>"
    named = account.display_name
    config.idUri = f"{quoted(named)} {identity}" if named else identity
    transport = parameters(account.transport)
    config.regConfig.registrarUri = f"sip:{server.authority}{transport}"
    config.sipConfig.proxies.clear()
    if server.hop:
        config.sipConfig.proxies.append(f"<sip:{server.hop}{transport};lr>")


def direct_config(
    user: str, display_name: str, transport_id: int, host: str, port: int, rtp_port: int
) -> pj.AccountConfig:
    """An account without a registrar, on a loopback address."""
    config = pj.AccountConfig()
    identity = f"<sip:{user or 'agent'}@{authority(host, port)}>"
    config.idUri = f"{quoted(display_name)} {identity}" if display_name else identity
    _common(config, transport_id, host, rtp_port)
    return config


def register(config: pj.AccountConfig, expires_s: int) -> None:
    """Registration only when told to; the machine refreshes before the stack's own timer."""
    config.regConfig.registerOnAdd = False
    config.regConfig.retryIntervalSec = 0
    config.regConfig.firstRetryIntervalSec = 0
    config.regConfig.timeoutSec = expires_s
    config.regConfig.delayBeforeRefreshSec = 1
    config.regConfig.unregWaitMsec = 1000


def _common(config: pj.AccountConfig, transport_id: int, bound_address: str, rtp_port: int) -> None:
    config.sipConfig.transportId = transport_id
    config.callConfig.holdType = pj.PJSUA_CALL_HOLD_TYPE_RFC3264
    config.callConfig.timerUse = pj.PJSUA_SIP_TIMER_OPTIONAL
    config.callConfig.prackUse = pj.PJSUA_100REL_OPTIONAL
    config.mediaConfig.transportConfig.boundAddress = bound_address
    config.mediaConfig.transportConfig.port = rtp_port
    config.mediaConfig.transportConfig.portRange = 200
    config.mediaConfig.srtpUse = pj.PJMEDIA_SRTP_OPTIONAL
    config.mediaConfig.srtpSecureSignaling = 0
    config.mediaConfig.streamKaEnabled = False
    config.natConfig.udpKaIntervalSec = 15
