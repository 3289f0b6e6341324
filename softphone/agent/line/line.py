"""The line and the engine, seen from the desk: sign-in, registration, devices."""

import logging
from collections.abc import Callable

from softphone.agent.desk_model import NoticeCode, Severity
from softphone.agent.line.sound import AgentSound
from softphone.agent.notice_board import NoticeBoard
from softphone.agent.outside import DeskPorts
from softphone.agent.rules import DeskRules
from softphone.agent.session import AgentSession
from softphone.domain import messages as m
from softphone.domain.account import Account
from softphone.domain.agent_state import StateCause
from softphone.domain.registration import LineState, LineStatus

log = logging.getLogger(__name__)
ASK_PASSWORD_AT = (401, 403, 407)


class AgentLine:
    """Keeps the account configured in the engine and its state in sight."""

    def __init__(
        self,
        outside: DeskPorts,
        rules: Callable[[], DeskRules],
        session: AgentSession,
        notices: NoticeBoard,
        changed: Callable[[], None],
    ) -> None:
        self._out = outside
        self._rules = rules
        self._session = session
        self._notices = notices
        self._changed = changed
        self._password: str | None = None
        self._lost = False
        self._backup = ""
        self._away_s = 0.0
        """How long the computer slept, until the line is tested."""
        self._from_keyring = False
        self.signed_in = False
        self.attempt = 0
        """Counts the sign-ins; the line's status names the one it answers."""
        self.status = LineStatus()
        self.engine_up = False
        self.stack = ""
        self.muted = False
        self.password_needed = False
        self.sound = AgentSound(notices)

    # -------------------------------------------------------------- signing in and out

    def sign_in(self, password: str | None, *, remember: bool) -> None:
        """Register with this password, or with the keyring's."""
        rules = self._rules()
        self.signed_in = True
        self.attempt += 1
        self.password_needed = False
        self._from_keyring = password is None
        if rules.direct:
            self._use("")
        elif rules.account is None:
            self.signed_in = False
            self._ask_password()
        elif password is not None:
            self._use(password)
            if remember:
                self._keep(rules.secret_name, password)
        elif self._password is not None:
            self._use(self._password)
        else:
            self._fetch(rules.secret_name)

    def _fetch(self, name: str) -> None:
        def done(password: str | None) -> None:
            if password is None:
                self._ask_password()
                self._changed()
            else:
                self._use(password)

        self._out.keys.submit(lambda: self._out.secrets.get(name), done, lambda _: done(None))

    def password_came(self, name: str, password: str) -> None:
        """The keyring has answered after all: used, unless another one was typed meanwhile."""
        if name != self._rules().secret_name or not self.signed_in or self._password is not None:
            return
        if self.password_needed and self._from_keyring:
            self._use(password)
        elif not self.password_needed:
            self._password = password

    def _keep(self, name: str, password: str) -> None:
        def done(kept: bool) -> None:
            if not kept:
                self._notices.post(NoticeCode.KEYRING_MISSING, Severity.WARNING)
                self._changed()

        def failed(error: Exception) -> None:
            log.warning("keyring: %s", type(error).__name__)
            done(False)

        self._out.keys.submit(lambda: self._out.secrets.set(name, password), done, failed)

    def _use(self, password: str) -> None:
        self._password = password
        self.password_needed = False
        self._notices.mended(NoticeCode.PASSWORD_NEEDED)
        self.configure()
        self._changed()

    def _ask_password(self) -> None:
        self.password_needed = True
        self._notices.post(NoticeCode.PASSWORD_NEEDED, Severity.WARNING, sticky=True)

    def configure(self) -> None:
        """Tell the engine account and devices."""
        rules = self._rules()
        account = rules.account or Account(server="127.0.0.1", user="agent")
        if self._password is None:
            return
        self._out.phone.send(
            m.Configure(
                account=account,
                password=self._password,
                register=not rules.direct,
                proxy=rules.proxy,
                header_names=rules.header_names,
                devices=rules.devices,
                codecs=rules.codecs,
                front=rules.front,
                attempt=self.attempt,
            )
        )

    def sign_out(self) -> None:
        """Give the registration back."""
        self.signed_in = False
        self._out.phone.send(m.Unregister())

    # -------------------------------------------------------------- what the engine tells

    def snapshot(self, event: m.SnapshotTaken) -> bool:
        """The engine is there; true when it was kept from before this desk process."""
        kept = event.configured and not self.signed_in
        self.engine_up = True
        self.attempt = max(self.attempt, event.line.attempt)
        self.stack = event.stack
        self.muted = event.muted
        self.sound.changed(event)
        if self._lost:
            self._lost = False
            self._notices.mended(NoticeCode.ENGINE_LOST)
            self._notices.post(NoticeCode.ENGINE_BACK)
        if kept:
            self.signed_in = True
            if not self._rules().direct:
                self._remember_password()
            else:
                self._password = ""
        elif self.signed_in and not event.configured:
            self.configure()
        self._set_line(event.line, told=not kept)
        return kept

    def _remember_password(self) -> None:
        """Have it at hand for an engine restart; an engine that runs on is not disturbed."""

        def done(password: str | None) -> None:
            self._password = password

        self._out.keys.submit(
            lambda: self._out.secrets.get(self._rules().secret_name),
            done,
            lambda error: log.warning("keyring: %s", type(error).__name__),
        )

    def changed_to(self, line: LineStatus) -> None:
        """The registration moved."""
        self._set_line(line, told=True)

    def woke(self, away_s: float) -> None:
        """The computer has slept; the engine tests the line, and tells of it next."""
        if self._rules().direct or not self.signed_in:
            return
        self._away_s = away_s
        self._tell_sleep(sticky=True, tested="")

    def _tell_sleep(self, *, sticky: bool, tested: str) -> None:
        self._notices.mended(NoticeCode.COMPUTER_WOKE)
        self._notices.post(
            NoticeCode.COMPUTER_WOKE,
            Severity.INFO if tested else Severity.WARNING,
            sticky=sticky,
            away_s=str(round(self._away_s)),
            tested=tested,
        )

    def _set_line(self, line: LineStatus, *, told: bool) -> None:
        before, self.status = self.status, line
        code = str(line.sip_code)
        self._notices.mended(NoticeCode.LINE_WAITING)
        self._notices.mended(NoticeCode.LINE_REFUSED)
        if line.state is LineState.WAITING:
            self._notices.post(
                NoticeCode.LINE_WAITING,
                Severity.WARNING,
                sticky=True,
                sip_code=code,
                sip_reason=line.sip_reason,
                retry_at=line.retry_at.isoformat() if line.retry_at else "",
            )
        elif line.state is LineState.REFUSED:
            self._notices.post(
                NoticeCode.LINE_REFUSED,
                Severity.ERROR,
                sticky=True,
                sip_code=code,
                sip_reason=line.sip_reason,
            )
            if line.sip_code in ASK_PASSWORD_AT and line.attempt == self.attempt:
                self._password = None
                self.password_needed = True
        if line.usable:
            self.password_needed = False
            self._on_backup(line.server)
        if told:
            if before.usable and line.usable and before.server != line.server:
                # Another server's queue knows nothing of what the last one was told.
                moved = StateCause(cause="line lost", actor="network", proof="another server")
                self._session.line(False, moved)
            cause = "line back" if line.usable else "line lost"
            proof = f"{line.state.value} {line.sip_code}".strip()
            if self._away_s:
                proof = "the computer slept" if not line.usable else f"{proof} after a sleep"
            self._session.line(line.usable, StateCause(cause=cause, actor="network", proof=proof))
        else:
            self._session.line_up = line.usable
        if self._away_s and line.usable:
            self._tell_sleep(sticky=False, tested="yes")
            self._away_s = 0.0

    def _on_backup(self, server: str) -> None:
        if server == self._backup:
            return
        self._backup = server
        self._notices.mended(NoticeCode.LINE_ON_BACKUP)
        if server:
            self._notices.post(
                NoticeCode.LINE_ON_BACKUP, Severity.WARNING, sticky=True, server=server
            )

    def engine_lost(self, reason: str) -> None:
        """The engine process is gone; the supervisor brings a new one."""
        if not self.engine_up:
            return
        log.error("the engine is gone: %s", reason)
        self.engine_up = False
        self._lost = True
        self.muted = False
        self.status = LineStatus(since=self._out.clock.now())
        self._notices.post(NoticeCode.ENGINE_LOST, Severity.ERROR, sticky=True)
        self._session.line(
            False, StateCause(cause="line lost", actor="engine", proof="engine failure")
        )
