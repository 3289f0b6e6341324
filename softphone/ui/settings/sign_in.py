"""Sign in: who, where, and the password, which leaves this dialog at once."""

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from softphone.agent.desk_model import DeskModel
from softphone.agent.intents import AgentIntents
from softphone.config.policy import NO_POLICY
from softphone.domain.account import Account, Transport
from softphone.domain.registration import LineState
from softphone.ui.context import UiContext
from softphone.ui.look.theme import GRID, set_role
from softphone.ui.settings.fields import Check, ChoiceCombo, Locks, Rows, text_field
from softphone.ui.widgets.controls import TextButton
from softphone.ui.widgets.labels import PlainLabel
from softphone.ui.widgets.screen_fit import FittingScroll
from softphone.ui.wording.states import fault_words

_WIDTH = 432
_PORTS = range(1, 65536)


def split_server(text: str) -> tuple[str, int] | None:
    """``host`` or ``host:port`` (``[::1]:5060`` too); None when it is neither."""
    text = text.strip()
    host, colon, port = text.rpartition(":")
    bare_v6 = text.count(":") > 1 and not text.startswith("[")
    if not colon or bare_v6 or text.endswith("]"):
        host, port = text, ""
    host = host.removeprefix("[").removesuffix("]")
    if not host or any(char.isspace() or char in "/@<>\"'" for char in host):
        return None
    if colon and host != text.strip("[]") and not port:
        return None
    if port and not (port.isascii() and port.isdigit() and int(port) in _PORTS):
        return None
    return host, int(port) if port else 0


def join_server(account: Account) -> str:
    """The server as it is typed."""
    host = f"[{account.server}]" if ":" in account.server and account.port else account.server
    return f"{host}:{account.port}" if account.port else host


class SignInDialog(QDialog):
    """``account_changed`` carries the new ``Account`` before ``intents.sign_in`` is called.

    The dialog stays until the line is usable, so that a refusal is read where it can be mended.
    """

    account_changed = Signal(object)

    def __init__(
        self,
        intents: AgentIntents,
        context: UiContext,
        account: Account | None,
        *,
        keyring: bool,
        password_known: bool = False,
        locks: Locks = NO_POLICY,
        parent: QWidget | None = None,
    ) -> None:
        """``keyring``: passwords can be kept; ``password_known``: one for this account is.

        ``locks`` tells which fields the administrator has fixed.
        """
        super().__init__(parent)
        self._intents, self._context = intents, context
        self._account, self._keyring = account, keyring
        self._password_known = password_known
        self._asked = False
        self._was_down = False
        self.setObjectName("signInDialog")
        self.setWindowTitle(self.tr("Sign in"))
        known = account or Account(server="", user="")
        self.server = text_field(join_server(known), "signInServer", "pbx.example.com")
        self.user = text_field(known.user, "signInUser")
        self.display_name = text_field(known.display_name, "signInDisplayName")
        self.transport = ChoiceCombo(
            [(one.value, one.value.upper()) for one in Transport], known.transport.value
        )
        self.transport.setObjectName("signInTransport")
        self.password = QLineEdit()
        self.password.setObjectName("signInPassword")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        if password_known:
            self.password.setPlaceholderText(self.tr("Kept in the keyring"))
        self.remember = Check(self.tr("Keep the password in the system's keyring"))
        self.remember.setObjectName("signInRemember")
        self.remember.setChecked(keyring)
        self.remember.setEnabled(keyring)
        self.words = PlainLabel("", wrap=True)
        self.words.setObjectName("signInWords")
        self._cancel = TextButton(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self.go = TextButton(self.tr("Sign in"), "primary")
        self.go.setObjectName("signInButton")
        self.go.setDefault(True)
        self.go.clicked.connect(self._sign_in)
        self._lay_out()
        fields = {"server": self.server, "user": self.user, "transport": self.transport}
        fields["display_name"] = self.display_name
        self._fixed = {w for name, w in fields.items() if locks.locks(f"account.{name}")}
        self._busy(busy=False)
        first = self.password if known.user else self.user if known.server else self.server
        first.setFocus()

    def show_model(self, model: DeskModel) -> None:
        """How the sign-in goes on, in words."""
        line = model.line
        if line.attempt != model.attempt:
            # Still the answer to an earlier sign-in, unless there is nothing to sign in with.
            if self._asked and model.password_needed:
                self._miss_password()
            return
        self._was_down = self._was_down or self._asked or not line.usable
        if line.usable and self._was_down and self.isVisible():
            self.accept()
        elif not self._asked:
            return
        elif line.state is LineState.REGISTERING:
            self._say(self.tr("Signing in…"), "")
        elif line.state in (LineState.WAITING, LineState.REFUSED):
            self._say(fault_words(line, self._context.now(), engine_up=model.engine_up), "bad")
            self._busy(busy=False)
            if line.state is LineState.REFUSED:
                self._asked = False
                self.password.setFocus()

    def done(self, result: int) -> None:
        """Whatever was typed as a password does not outlive the dialog."""
        self.password.clear()
        super().done(result)

    def _lay_out(self) -> None:
        rows = Rows()
        rows.add(self.tr("Server"), self.server)
        rows.add(self.tr("User or extension"), self.user)
        rows.add(self.tr("Password"), self.password)
        rows.addWidget(self.remember)
        if not self._keyring:
            rows.addSpacing(GRID // 2)
            rows.add_words(
                self.tr(
                    "This computer has no keyring. The password is kept in memory only, "
                    "and you enter it at each sign-in."
                )
            )
        rows.addSpacing(GRID + GRID // 2)
        pair = QHBoxLayout()
        pair.setSpacing(GRID * 2)
        left, right = Rows(), Rows()
        left.add(self.tr("Your name, as shown to colleagues"), self.display_name)
        right.add(self.tr("Transport"), self.transport)
        pair.addLayout(left, 2)
        pair.addLayout(right, 1)
        rows.addLayout(pair)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.go)
        body = QWidget()
        body.setMinimumWidth(_WIDTH)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        whole.addWidget(FittingScroll(body))
        layout = QVBoxLayout(body)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, GRID)
        layout.setSpacing(GRID)
        layout.addLayout(rows)
        foot = QVBoxLayout()
        foot.setContentsMargins(3 * GRID, 0, 3 * GRID, 2 * GRID)
        foot.setSpacing(2 * GRID)
        foot.addWidget(self.words)
        foot.addLayout(buttons)
        whole.addLayout(foot)
        self.words.hide()

    def _sign_in(self) -> None:
        server = split_server(self.server.text())
        user = self.user.text().strip()
        if server is None:
            self._refuse(self.tr("Enter the server's name or address, with or without a port."))
            self.server.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not user or any(char.isspace() or char in "@<>" for char in user):
            self._refuse(self.tr("The user name is the part of your SIP address before the @."))
            self.user.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        password = self.password.text() or None
        if password is None and not self._password_known:
            self._miss_password()
            return
        account = msgspec.structs.replace(
            self._account or Account(server="", user=""),
            server=server[0],
            port=server[1],
            user=user,
            display_name=self.display_name.text().strip(),
            transport=Transport(self.transport.choice()),
        )
        if account != self._account:
            self._account = account
            self.account_changed.emit(account)
        self.password.clear()
        self._asked = True
        self._busy(busy=True)
        self._say(self.tr("Signing in…"), "")
        self._intents.sign_in(password, remember=self.remember.isChecked())

    def _miss_password(self) -> None:
        self._asked = False
        self._busy(busy=False)
        self._refuse(self.tr("Enter the password."))
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, words: str) -> None:
        self._say(words, "bad")

    def _say(self, words: str, tone: str) -> None:
        self.words.setText(words)
        set_role(self.words, tone, "tone")
        self.words.setVisible(bool(words))

    def _busy(self, *, busy: bool) -> None:
        for field in (self.server, self.user, self.display_name, self.transport, self.password):
            field.setEnabled(not busy and field not in self._fixed)
        self.go.setEnabled(not busy)
