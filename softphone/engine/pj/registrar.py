"""The stack's account in use: made, registered, given back, dropped in the right order."""

import itertools
import logging
from collections.abc import Callable, Iterable

import pjsua2 as pj

from softphone.domain.account import Account, Transport
from softphone.domain.messages import Configure
from softphone.engine.network.servers import Server
from softphone.engine.pj.account import (
    SipAccount,
    account_config,
    direct_config,
    encrypt,
    parameters,
    point_at,
)
from softphone.engine.pj.endpoint import Stack, StackError
from softphone.engine.pj.values import Put

log = logging.getLogger(__name__)

__all__ = ["Registrar", "parameters"]
USUAL_PORT = {Transport.UDP: 5060, Transport.TCP: 5060, Transport.TLS: 5061}


class Registrar:
    """Owns the account object and, for TCP and TLS, its transport.

    ``serial`` names the account in use, so that answers to an older one are known.
    """

    def __init__(self, stack: Stack, udp_id: int, rtp_port: int, put: Put) -> None:
        self._stack = stack
        self._udp_id = udp_id
        self._rtp_port = rtp_port
        self._put = put
        self._serials = itertools.count(1)
        self._stream_id: int | None = None
        self._config: pj.AccountConfig | None = None
        self._server: Server | None = None
        self.may_replace: Callable[[str], bool] = lambda source: False
        """Whether an INVITE from there may take a running call's place; set by the engine."""
        self.account: SipAccount | None = None
        self.serial = 0
        self.before_close: Callable[[], None] = lambda: None
        """Called while the account is still there: whatever hangs on it must go first."""
        self._mailbox = False
        self._account: Account | None = None

    def allow_only(self, addresses: Iterable[str]) -> None:
        """Requests may come from there only; none: from everywhere."""
        self._stack.allow_only(addresses)

    def credentials_to(self, addresses: Iterable[str]) -> None:
        """Answers to challenges go there, and to where REGISTERs have gone, only; none: forget."""
        self._stack.credentials_to(addresses)

    def open_direct(self, account: Account, host: str, port: int) -> None:
        """An account that takes calls without a registrar."""
        config = direct_config(
            account.user, account.display_name, self._udp_id, host, port, self._rtp_port
        )
        self._stack.sound_from(host)
        self._create(config)

    def open(self, configure: Configure, server: Server) -> None:
        """Make the stack's account, pointed at that server."""
        account, local = configure.account, server.route.local
        transport_id = self._udp_id
        if account.transport is not Transport.UDP:
            # Bound to loopback only when the server is there: nobody else may connect.
            bound = local if local.startswith("127.") or local == "::1" else ""
            transport_id = self._stack.open_stream(account.transport, bound, account.ca_file)
            self._stream_id = transport_id
        self._server = server
        self._account = account
        self._reach(server)
        config = account_config(
            account,
            server,
            configure.password,
            transport_id,
            self._rtp_port,
            account.expires_s,
        )
        self._mind_mailbox(config)
        self._create(config)

    def _reach(self, server: Server) -> None:
        self._stack.host_is(server.host, server.route.addresses)
        self._stack.sound_from(server.route.local)

    def _create(self, config: pj.AccountConfig) -> None:
        self.serial = next(self._serials)
        encrypt(config, self._stack.srtp_ciphers)
        account = SipAccount(self.serial, self._put, lambda source: self.may_replace(source))
        account.create(config, True)
        self._config = config
        self.account = account

    @property
    def failure(self) -> str:
        """Why the encrypted connection to the server did not come about, in words, or nothing."""
        return self._stack.tls_failure

    def watch_mailbox(self, on: bool) -> None:
        """Subscribe to the account's voice mailbox (RFC 3842), now and after every REGISTER."""
        if on is self._mailbox:
            return
        self._mailbox = on
        if self.account is not None and self._config is not None:
            if self._account is not None and self._server is not None:
                point_at(self._config, self._account, self._server)
            self._mind_mailbox(self._config)
            self._config.regConfig.disableRegOnModify = True
            self.account.modify(self._config)

    def _mind_mailbox(self, config: pj.AccountConfig) -> None:
        """Ask for the mailbox, if it is wanted, where the server is.

        The stack asks at the domain of the address, without the port: a preloaded Route (RFC 3261
        section 8.1.2) leads to another one.
        """
        account, server = self._account, self._server
        config.mwiConfig.enabled = self._mailbox and account is not None
        if not self._mailbox or account is None or server is None or server.hop:
            return
        if server.port not in (0, USUAL_PORT[account.transport]):
            hop = f"<sip:{server.authority}{parameters(account.transport)};lr>"
            config.sipConfig.proxies.append(hop)

    def change_password(self, configure: Configure) -> None:
        """Use another password from the next REGISTER on; running calls stay."""
        if self.account is None or self._config is None:
            return
        credentials = self._config.sipConfig.authCreds
        if len(credentials):
            credentials[0].data = configure.password
        self._config.regConfig.disableRegOnModify = True
        self.account.modify(self._config)

    @property
    def streams_lost(self) -> int:
        """How many TCP and TLS connections have ended so far."""
        return self._stack.streams_lost

    def send_register(self, configure: Configure, server: Server, expires_s: int) -> str:
        """Send a REGISTER to that server; what went wrong in words, or an empty string."""
        self._stack.forget_failure()
        try:
            if self.account is None:
                self.open(configure, server)
            self._adapt(configure.account, server, expires_s)
            assert self.account is not None
            self.account.setRegistration(True)
        except StackError as error:
            self.close_account()
            return str(error)
        except pj.Error as error:
            return str(error.reason)
        return ""

    def _adapt(self, account: Account, server: Server, expires_s: int) -> None:
        config = self._config
        if config is None or self.account is None:
            return
        if config.regConfig.timeoutSec == expires_s and self._server == server:
            return
        self._account = account
        self._server = server
        self._reach(server)
        point_at(config, account, server)
        self._mind_mailbox(config)
        config.regConfig.timeoutSec = expires_s
        config.regConfig.disableRegOnModify = True
        config.mediaConfig.transportConfig.boundAddress = server.route.local
        # Another registrar's binding is forgotten with this: what is still on its way is not heard.
        self.account.modify(config)

    def send_unregister(self) -> bool:
        """Give the binding back; whether something was sent. A failure is logged."""
        if self.account is None:
            return False
        try:
            self.account.setRegistration(False)
        except pj.Error as error:
            log.warning("not unregistered: %s", error.reason)
            return False
        return True

    def close_account(self) -> None:
        """Drop the account. The old object must be gone before a new one is made."""
        if self.account is not None:
            self.before_close()
            self.account.shutdown()
            self.account = None
        self.serial = 0
        if self._stream_id is not None:
            self._stack.close_transport(self._stream_id)
            self._stream_id = None
