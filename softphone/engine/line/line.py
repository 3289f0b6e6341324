"""The line: account, registration machine and the addresses calls may come from."""

import functools
import logging
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec

from softphone.domain.messages import ComputerWoke, Configure, Event, LineChanged
from softphone.domain.registration import LineState, LineStatus
from softphone.domain.registration_events import (
    Answered,
    FirstServerWell,
    FlowEnded,
    PathChanged,
    RegistrationEvent,
    RetryAsked,
    SendRegister,
    SendUnregister,
    ServersFound,
    Started,
    Stopped,
    Ticked,
    WentDirect,
    Woke,
)
from softphone.domain.registration_machine import Registration, step
from softphone.engine.errors import CommandError
from softphone.engine.line.account_use import obstacle, same_account
from softphone.engine.line.register_answer import read
from softphone.engine.line.trusted_sources import TrustedSources
from softphone.engine.network.path_watch import PathWatch, refreshed
from softphone.engine.network.route import FindLocal
from softphone.engine.network.servers import Server, find_servers_later
from softphone.engine.network.sip_uri import target_uri
from softphone.engine.network.sleep_watch import SleepWatch
from softphone.engine.options import is_loopback
from softphone.engine.pj import registrar
from softphone.engine.pj.headers import header_values, hosts_of, source_address
from softphone.engine.pj.values import RegisterAnswered

log = logging.getLogger(__name__)

LEAVE_WITHIN_S = 2.0
TICK_WITHIN_S = 1.0


class Line:
    """Takes accounts into use and tells ``LineChanged``. Used on the engine's thread only.

    ``later`` hands a function to the engine's thread from another one; ``idle`` tells that no call
    is up; ``follow`` lets the calls go on by another path (true: with another address of ours);
    ``tested`` is told that the server has answered after ``suspect``.
    """

    def __init__(
        self,
        registrar_: "registrar.Registrar",
        direct: tuple[str, int] | None,
        emit: Callable[[Event], None],
        later: Callable[[Callable[[], None]], None],
        *,
        idle: Callable[[], bool],
        follow: Callable[[bool], None],
        tested: Callable[[], None],
        find_local: FindLocal,
    ) -> None:
        self._registrar = registrar_
        self._direct = direct
        self._emit = emit
        self._later = later
        self._state = Registration()
        self._since = datetime.now(UTC)
        self._told = LineStatus()
        self._servers: tuple[Server, ...] = ()
        self._watch = PathWatch(idle, find_local)
        self._find_local = find_local
        self._follow = follow
        self._tested = tested
        self._suspected = False
        self._sleep = SleepWatch(time.monotonic(), time.time(), TICK_WITHIN_S)
        self._path: Server | None = None
        """The server by the path before, until it is registered with by the new one."""
        self._leaving_until: float | None = None
        """Until then the answer of a backup server to our leave is waited for."""
        self._trust = TrustedSources(later, registrar_.allow_only, registrar_.credentials_to)
        self.given_back = True
        """Whether no un-REGISTER waits for its answer."""
        self._owed = False
        """Signed out before the answer to a REGISTER: what it grants is to be given back."""
        self._begin_by: float | None = None
        """Signed in again before the binding was given back: until then that is waited for."""
        self.configured: Configure | None = None

    # ------------------------------------------------------------ asked by the loop

    @property
    def status(self) -> LineStatus:
        """State and reason as the desk sees them."""
        state = self._state
        retry_at = None
        if state.phase in (LineState.WAITING, LineState.REFUSED) and state.wake_at is not None:
            wait = max(0.0, state.wake_at - time.monotonic())
            # Whole seconds: the moment must not seem to change with every reading.
            retry_at = (datetime.now(UTC) + timedelta(seconds=wait)).replace(microsecond=0)
            told = self._told.retry_at
            if told and abs((told - retry_at).total_seconds()) < 2:
                retry_at = told
        return LineStatus(
            state=state.phase,
            sip_code=state.code,
            sip_reason=state.reason,
            retry_at=retry_at,
            since=self._since,
            server=self._backup(),
            attempt=self.configured.attempt if self.configured is not None else 0,
        )

    @property
    def asking(self) -> bool:
        """Whether a REGISTER is under way: the stack cannot send another one before its answer."""
        return self._state.in_flight

    @property
    def _server(self) -> Server | None:
        """The one in use."""
        index = self._state.server
        return self._servers[index] if index < len(self._servers) else None

    def _backup(self) -> str:
        server = self._server
        return f"{server.host}:{server.port}" if server and self._state.server else ""

    def trusts(self, source: str) -> bool:
        """Whether an INVITE from that ``address:port`` may ring."""
        address = source_address(source)
        if self._direct:
            return is_loopback(address)
        return address in self._trust

    def uri(self, target: str) -> str:
        """The URI to call or to transfer to. Raises ``CommandError``."""
        configure = self.configured
        if configure is None or not self._told.usable:
            raise CommandError("The line is not ready, so no call can be made now.")
        if self._direct:
            return target_uri(target, configure.proxy)
        server = self._server
        return target_uri(
            target,
            server.authority if server else "",
            registrar.parameters(configure.account.transport),
        )

    def own_uri(self) -> str:
        """The agent's address as callers dial it. Raises ``CommandError``."""
        return self.uri(self.configured.account.user if self.configured is not None else "")

    # ------------------------------------------------------------ commands

    def configure(self, command: Configure) -> None:
        """Use this account. The old one is given back first. Raises ``CommandError``."""
        before, self.configured = self.configured, command
        if before is not None and same_account(before, command):
            if before.front != command.front:
                # Routes that the registrar named come back with the next REGISTER.
                self._trust_anew(command)
                self._trust_servers()
            if self._state.phase is LineState.OFF and (command.register or self._direct):
                self._begin_again()
            self._tell()
            return
        if before is not None:
            self._step(Stopped(now=time.monotonic()))
        self._servers = ()
        self._trust_anew(command)
        self._close_account()
        if self._direct:
            self._registrar.open_direct(command.account, *self._direct)
            self._step(WentDirect(now=time.monotonic()))
        elif command.register:
            self._step(Started(now=time.monotonic(), expires_s=command.account.expires_s))
        else:
            self._with_servers(lambda: self._open(command))
            self._tell()

    def _begin_again(self) -> None:
        """Register the account that was signed out, after the answer to its un-REGISTER: the two
        must not overtake each other."""
        assert self.configured is not None
        now = time.monotonic()
        if self._direct:
            self._step(WentDirect(now=now))
        elif self.given_back:
            self._begin_by, self._owed = None, False
            self._step(Started(now=now, expires_s=self.configured.account.expires_s))
        else:
            self._begin_by = now + LEAVE_WITHIN_S

    def _close_account(self) -> None:
        self._begin_by, self._owed, self.given_back = None, False, True
        self._registrar.close_account()

    def unregister(self) -> None:
        """Give the binding back."""
        self._begin_by = None
        asking = self.asking
        self._step(Stopped(now=time.monotonic()))
        if asking:
            # The stack sends nothing more before the answer; what it grants is given back then.
            self.given_back, self._owed = False, True

    def retry(self, password: str | None) -> None:
        """Try now, with that password when one is given. Raises ``CommandError``."""
        if self.configured is None:
            raise CommandError("No account is set up yet.")
        if password is not None:
            self.configured = msgspec.structs.replace(self.configured, password=password)
            self._registrar.change_password(self.configured)
        now = time.monotonic()
        if self._state.phase is LineState.OFF:
            expires_s = self.configured.account.expires_s
            self._step(Started(now=now, expires_s=expires_s))
        else:
            self._step(RetryAsked(now=now, new_secret=password is not None))

    # ------------------------------------------------------------ what happens

    def answered(self, value: RegisterAnswered) -> None:
        """A REGISTER is over."""
        if value.account != self._registrar.serial:
            return
        self.given_back = True
        if self._begin_by is not None:
            self._begin_again()
            return
        owed, self._owed = self._owed, False
        if owed and 200 <= value.code < 300:
            self.given_back = not self._registrar.send_unregister()
            return
        if self._leaving_until is not None:
            self._leave()
            return
        if 200 <= value.code < 300:
            self._trust.answered_from(source_address(value.source))
            self._followed()
            if self._suspected:
                self._suspected = False
                self._tested()
            # RFC 3608: from there calls come too.
            routes = header_values(value.message, "Service-Route")
            self._trust.use_routes(host for text in routes for host in hosts_of(text))
        failure = self._registrar.failure
        self._step(read(value, failure, now=time.monotonic(), random=random.random()))

    def _followed(self) -> None:
        before, self._path = self._path, None
        server = self._server
        if before is None or server is None:
            return
        # A call of a server that has gone has nobody to be told to.
        if (before.host, before.port) == (server.host, server.port):
            self._follow(server.route.local != before.route.local)

    def _open(self, command: Configure) -> None:
        if self._server is not None:
            self._registrar.open(command, self._server)

    def suspect(self) -> None:
        """Nothing comes in a call: ask the server whether it hears us."""
        if self._server is not None:
            self._suspected = True
            self._step(PathChanged(now=time.monotonic()))

    def tick(self) -> None:
        """Called at least ten times a second."""
        away_s = self._sleep.woke(time.monotonic(), time.time())
        if away_s and self.configured is not None:
            self._woke(away_s)
        self._look_at_path()
        if self._begin_by is not None and time.monotonic() >= self._begin_by:
            self._close_account()
            self._begin_again()
        if self._state.wake_at is not None and time.monotonic() >= self._state.wake_at:
            self._step(Ticked(now=time.monotonic(), random=random.random()))

    def _step(self, event: RegistrationEvent) -> None:
        asking = self._state.in_flight
        self._state, effects = step(self._state, event)
        self._tell()
        for effect in effects:
            match effect:
                case SendRegister(expires_s):
                    self._with_servers(functools.partial(self._send, expires_s))
                case SendUnregister() if not asking:
                    self.given_back = not self._registrar.send_unregister()

    def _with_servers(self, go_on: Callable[[], None]) -> None:
        """Go on once the servers' addresses are known; names are resolved elsewhere.

        They are looked up anew whenever the list is begun, so that another answer of the DNS cannot
        change the place of the one in use.
        """
        assert self.configured is not None
        asked = self.configured
        begun = self._state.server == 0 and self._state.phase is not LineState.REGISTERED
        if self._servers and not begun:
            self._servers = tuple(refreshed(one, self._find_local) for one in self._servers)
            go_on()
            return

        def found(servers: tuple[Server, ...]) -> None:
            if self.configured is not None and same_account(self.configured, asked):
                self._servers = servers
                self._trust_servers()
                self._step(ServersFound(now=time.monotonic(), servers=len(servers)))
                go_on()

        servers = find_servers_later(
            asked.account,
            lambda servers: self._later(lambda: found(servers)),
            find_local=self._find_local,
        )
        if servers is not None:
            found(servers)

    def _look_at_path(self) -> None:
        """Notice another path to the server, or that the first server is back."""
        server, now = self._server, time.monotonic()
        if self.configured is None or server is None:
            return
        transport = self.configured.account.transport
        if self._watch.flow_ended(self._registrar.streams_lost):
            self._path = self._path or server
            self._step(FlowEnded(now=now, random=random.random()))
        elif self._watch.changed(server, now):
            self._path = self._path or server
            self._step(PathChanged(now=now))
        elif self._leaving_until is not None:
            if now >= self._leaving_until:
                self._leave()
        elif self._state.server and self._watch.first_is_well(self._servers[0], transport, now):
            # Given back first: the backup's queue must not go on ringing here.
            if self._state.in_flight or not self._registrar.send_unregister():
                return
            self._leaving_until = now + LEAVE_WITHIN_S

    def _woke(self, away_s: float) -> None:
        log.info("the computer has slept %.0f s: the line is tested anew", away_s)
        self._emit(ComputerWoke(away_s=away_s))
        # The far end of a call may have given up on us: each one is told where we are.
        self._path = self._path or self._server
        self._step(Woke(now=time.monotonic()))

    def _leave(self) -> None:
        self._leaving_until = None
        self._step(FirstServerWell(now=time.monotonic()))

    def _trust_servers(self) -> None:
        for server in self._servers:
            self._trust.add(server.route.addresses)

    def _trust_anew(self, command: Configure) -> None:
        self._trust.forget(only_these=command.front.only_registrar and not self._direct)
        self._trust.add_named(command.front.also_from)

    def _send(self, expires_s: int) -> None:
        if not self._state.in_flight or self.configured is None:
            return
        server = self._server
        assert server is not None
        self._watch.used(server)
        problem = obstacle(self.configured.account, server) or self._registrar.send_register(
            self.configured, server, expires_s
        )
        if problem:
            self._step(
                Answered(
                    now=time.monotonic(), random=random.random(), code=0, reason=problem, sent=1
                )
            )

    def _tell(self) -> None:
        status = self.status
        if status.state is not self._told.state:
            self._since = datetime.now(UTC)
            status = msgspec.structs.replace(status, since=self._since)
        if msgspec.structs.replace(status, since=None) == msgspec.structs.replace(
            self._told, since=None
        ):
            return
        self._told = status
        log.info("line %s %d %s", status.state.value, status.sip_code, status.sip_reason)
        self._emit(LineChanged(line=status))
