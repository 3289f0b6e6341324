"""Passwords, kept in the operating system's keyring and nowhere else.

A keyring may be missing, locked behind a dialog nobody sees, or hang on a dead D-Bus; every use
has a time limit, and a keyring that failed once is not asked again in this run.
"""

import threading
from collections.abc import Callable
from queue import Empty, Queue
from typing import TYPE_CHECKING, TypeVar

from softphone.domain.account import Account

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "softphone"
TIME_LIMIT_S = 3.0

T = TypeVar("T")


def account_key(account: Account) -> str:
    """``user@server``: under this name the password is kept."""
    return f"{account.user}@{account.server}"


class Secrets:
    """The keyring behind ``ports.Secrets``; never raises, never takes longer than the limit.

    ``problem`` says in words why there is no keyring; empty while there is one.
    """

    def __init__(
        self, backend: "KeyringBackend | None" = None, time_limit_s: float = TIME_LIMIT_S
    ) -> None:
        """``backend`` None: the system's, looked for at first use."""
        self._backend = backend
        self._time_limit_s = time_limit_s
        self._usable: bool | None = None
        self.problem = ""

    @property
    def available(self) -> bool:
        """Whether passwords can be kept; the first time this asks the keyring itself."""
        if self._usable is None:
            self._run(lambda backend: backend.get_password(SERVICE, "softphone-check"))
        return bool(self._usable)

    def get(self, account: str) -> str | None:
        """The password of ``user@server``, or None: unknown, or no keyring."""
        return self._run(lambda backend: backend.get_password(SERVICE, account))

    def set(self, account: str, password: str) -> bool:
        """Keep it; false when there is no keyring to keep it in."""

        def keep(backend: "KeyringBackend") -> bool:
            backend.set_password(SERVICE, account, password)
            return True

        return bool(self._run(keep))

    def _run(self, work: "Callable[[KeyringBackend], T]") -> T | None:
        if self._usable is False:
            return None
        answers: Queue[tuple[T | None, str]] = Queue()

        def ask() -> None:
            # Whatever a keyring's plug-in raises, the program goes on without it.
            try:
                backend = self._backend or _system_backend()
                problem = _unfit(backend)
                answers.put((None, problem) if problem else (work(backend), ""))
            except Exception as error:  # noqa: BLE001
                answers.put((None, f"the keyring refused: {type(error).__name__}"))

        # A daemon: a keyring that hangs must not keep the program from ending.
        threading.Thread(target=ask, name="keyring", daemon=True).start()
        try:
            result, self.problem = answers.get(timeout=self._time_limit_s)
        except Empty:
            result = None
            self.problem = f"the keyring did not answer within {self._time_limit_s:g} s"
        self._usable = not self.problem
        return result


class MemorySecrets:
    """Passwords for this run only."""

    available = True
    problem = ""

    def __init__(self) -> None:
        """Empty."""
        self._passwords: dict[str, str] = {}

    def get(self, account: str) -> str | None:
        """The password, or None."""
        return self._passwords.get(account)

    def set(self, account: str, password: str) -> bool:
        """Keep it until the program ends."""
        self._passwords[account] = password
        return True


def _system_backend() -> "KeyringBackend":
    import keyring

    return keyring.get_keyring()


def _unfit(backend: "KeyringBackend") -> str:
    """Why this back end will not do, or "". One that writes plain text is as bad as none."""
    kind = type(backend)
    if kind.__module__ in ("keyring.backends.fail", "keyring.backends.null"):
        return "this computer has no keyring"
    if kind.__module__.startswith("keyrings.alt") or "plaintext" in kind.__name__.lower():
        return "this computer's keyring is not encrypted"
    if kind.__module__ == "keyring.backends.chainer":
        problems = [_unfit(part) for part in backend.backends]  # type: ignore[attr-defined]
        if not problems or any(problems):
            return next(filter(None, problems), "this computer has no keyring")
    return ""
