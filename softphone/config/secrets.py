"""Passwords, kept in the operating system's keyring and nowhere else.

A keyring may be missing, locked behind a dialog nobody sees, or hang on a dead D-Bus: nobody waits
longer than a limit. What comes later is handed on when it comes, and is there at the next question.
A keyring that is unfit or refuses is not asked again in this run.
"""

import threading
from collections.abc import Callable
from queue import Empty, Queue
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "softphone"
TIME_LIMIT_S = 3.0

T = TypeVar("T")


class Secrets:
    """The keyring behind ``ports.Secrets``; never raises, never takes longer than the limit.

    ``problem`` says in words why nothing came; empty while there is no reason. Questions come from
    one thread at a time; ``came_late`` is called on another one with name and password.
    """

    def __init__(
        self,
        backend: "KeyringBackend | None" = None,
        time_limit_s: float = TIME_LIMIT_S,
        came_late: Callable[[str, str], None] = lambda account, password: None,
    ) -> None:
        """``backend`` None: the system's, looked for at first use."""
        self._backend = backend
        self._time_limit_s = time_limit_s
        self._came_late = came_late
        self._usable: bool | None = None
        self._last: threading.Thread | None = None
        self._asked: dict[str, threading.Thread] = {}
        self._late: dict[str, str] = {}
        self.problem = ""

    @property
    def available(self) -> bool:
        """Whether passwords can be kept; the first time this asks the keyring itself."""
        if self._usable is None:
            self._run(lambda backend: backend.get_password(SERVICE, "softphone-check"))
        return bool(self._usable)

    @property
    def hoped_for(self) -> bool:
        """Whether nothing is known against it; never waits."""
        return self._usable is not False

    def look(self) -> None:
        """Find out beside everything else whether there is a fit keyring; no secret is read."""
        if self._usable is None:
            threading.Thread(target=self._look, name="keyring", daemon=True).start()

    def get(self, account: str) -> str | None:
        """The password of ``user@server``, or None: unknown, no keyring, or not in time."""
        found = self._late.pop(account, None)
        if found is not None:
            return found
        before = self._asked.get(account)
        if before is not None and before.is_alive():
            return None

        def late(password: str | None) -> None:
            if password is not None:
                self._late[account] = password
                self._came_late(account, password)

        found = self._run(lambda backend: backend.get_password(SERVICE, account), late)
        if self._last is not None:
            self._asked[account] = self._last
        return found

    def set(self, account: str, password: str) -> bool:
        """Keep it; false when there is no keyring to keep it in, or it does not answer in time."""

        def keep(backend: "KeyringBackend") -> bool:
            backend.set_password(SERVICE, account, password)
            return True

        self._late.pop(account, None)
        return bool(self._run(keep))

    def _look(self) -> None:
        try:
            problem = _unfit(self._backend or _system_backend())
        except Exception as error:  # noqa: BLE001
            problem = f"the keyring refused: {type(error).__name__}"
        if problem:
            self._usable, self.problem = False, problem

    def _run(
        self,
        work: "Callable[[KeyringBackend], T]",
        late: "Callable[[T | None], None] | None" = None,
    ) -> T | None:
        if self._usable is False:
            return None
        answers: Queue[tuple[T | None, str]] = Queue()
        given_up = threading.Event()
        before = self._last

        def ask() -> None:
            if before is not None:
                before.join()
            # Whatever a keyring's plug-in raises, the program goes on without it.
            try:
                backend = self._backend or _system_backend()
                problem = _unfit(backend)
                result = None if problem else work(backend)
            except Exception as error:  # noqa: BLE001
                result, problem = None, f"the keyring refused: {type(error).__name__}"
            answers.put((result, problem))
            if given_up.is_set():
                self._note(problem)
                if late is not None:
                    late(result)

        # Who hangs is not waited for twice: what is asked after it waits in its turn.
        hangs = before is not None and before.is_alive()
        # A daemon: a keyring that hangs must not keep the program from ending.
        self._last = threading.Thread(target=ask, name="keyring", daemon=True)
        self._last.start()
        try:
            result, problem = answers.get(timeout=0.001 if hangs else self._time_limit_s)
        except Empty:
            given_up.set()
            try:
                result, problem = answers.get_nowait()
            except Empty:
                self.problem = f"the keyring did not answer within {self._time_limit_s:g} s"
                return None
        self._note(problem)
        return result

    def _note(self, problem: str) -> None:
        self.problem = problem
        self._usable = not problem


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
