"""Starts engine and desk, starts them again after a crash, ends them with the program."""

import logging
import queue
import signal
import subprocess
import sys
import time
from types import FrameType

import msgspec

from softphone.ctl.client import CtlClient
from softphone.ctl.protocol import CtlError
from softphone.domain.messages import ShutDown
from softphone.domain.start_problem import StartProblem, start_problem
from softphone.ipc.blocking import tell_engine
from softphone.ipc.lock import Holder
from softphone.ipc.procmark import start_mark
from softphone.ipc.runtime import NotRunningError, RuntimeDir
from softphone.options import RunOptions
from softphone.supervisor.command import CommandFor, command_for
from softphone.supervisor.process import Adopted, ExitHandler, OwnChild, Watched
from softphone.supervisor.restarts import RestartPolicy
from softphone.supervisor.spare import RESTART_NOTICE, Spare

log = logging.getLogger(__name__)

ROLES = ("engine", "desk")
_ENDING_S = {"desk": 5.0, "engine": 3.0}
"""Seconds for an orderly end, before SIGTERM; then one more before SIGKILL."""
_TERMINATE_S = 1.0
_LEAVE_S = 15.0
_TRIES = 3
"""Desks in a row that may end before their window is up."""
_SPARE = "spare"
_SPARE_AFTER_S = 3.0
"""Not while the desk itself is starting."""
_QUIT_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class Exited(msgspec.Struct, frozen=True):
    """A process ended."""

    role: str
    pid: int
    code: int | None


class QuitAsked(msgspec.Struct, frozen=True):
    """The program is to end."""

    why: str


class Supervisor:
    """``run`` needs the supervisor's lock and returns the exit code when all have ended.

    One thread decides; waiters and signal handlers only put values into its queue.
    """

    def __init__(
        self,
        options: RunOptions,
        adopt: tuple[int, int] | None = None,
        command: CommandFor = command_for,
    ) -> None:
        self._options = options
        self._adopt = dict(zip(ROLES, adopt or (0, 0), strict=True))
        self._command = command
        self._runtime = RuntimeDir(options.data_dir)
        self._inbox: queue.SimpleQueue[Exited | QuitAsked] = queue.SimpleQueue()
        self._processes: dict[str, Watched] = {}
        self._due: dict[str, float] = {}
        self._policies = {role: RestartPolicy() for role in (*ROLES, _SPARE)}
        self._spare = Spare(options, command, self._exit_handler("desk"))
        self._desk_crashed = False
        self._failed_starts = 0

    def run(self) -> int:
        """Watch until the agent or the system quits; the exit code: a ``StartProblem`` when the
        desk could not be brought up. Raises ``OSError`` at the start only."""
        self._listen_to_signals()
        self._runtime.ensure_key()
        for role in ROLES:
            found = self._living(role)
            if found is None:
                self._due[role] = 0.0
            else:
                log.info("%s adopted, pid %d", role, found.pid)
                self._processes[role] = Adopted(found, self._exit_handler(role))
        self._due[_SPARE] = time.monotonic() + _SPARE_AFTER_S
        try:
            problem = self._watch()
        finally:
            self._spare.close()
        if problem is not None:
            self._leave_queue()
        for role in reversed(ROLES):
            self._end(role)
        self._runtime.clean()
        log.info("ended")
        return problem or 0

    # ------------------------------------------------------------------ watching

    def _watch(self) -> StartProblem | None:
        """Until the program is to end; why, when it is because the desk cannot start."""
        while True:
            now = time.monotonic()
            for role in [role for role, due in self._due.items() if due <= now]:
                del self._due[role]
                self._start_spare() if role == _SPARE else self._start(role)
            message = self._next(min(self._due.values(), default=None))
            if isinstance(message, QuitAsked):
                log.info("quit: %s", message.why)
                return None
            if isinstance(message, Exited) and self._spare.forget(message.pid):
                log.error("spare desk (pid %d) %s", message.pid, _how(message.code))
                self._start_spare_later()
            elif isinstance(message, Exited) and self._forget(message):
                if message.role == "desk" and message.code == 0:
                    log.info("quit: the agent closed the desk")
                    return None
                problem = self._hopeless(message) if message.role == "desk" else None
                if problem is not None:
                    log.error("desk (pid %d) %s: %s", message.pid, _how(message.code), problem.name)
                    return problem
                self._restart_later(message)

    def _hopeless(self, ended: Exited) -> StartProblem | None:
        """Why another desk would end as this one did; None: it may come up."""
        known = start_problem(ended.code)
        if known is not None:
            return known
        if self._runtime.was_up("desk", ended.pid):
            self._failed_starts = 0
            return None
        self._failed_starts += 1
        return StartProblem.KEEPS_FAILING if self._failed_starts >= _TRIES else None

    def _leave_queue(self) -> None:
        """No desk will come: the queue must not go on ringing here."""
        if "engine" not in self._processes:
            return
        try:
            done = subprocess.run(self._command("leave", self._options), timeout=_LEAVE_S)
        except (OSError, subprocess.TimeoutExpired) as error:
            log.error("the queue could not be left: %s", error)
            return
        log.info("the queue was %s", "not left" if done.returncode else "left")

    def _next(self, deadline: float | None) -> Exited | QuitAsked | None:
        """The next message; None at that monotonic time."""
        wait_s = None if deadline is None else max(0.0, deadline - time.monotonic())
        if sys.platform == "win32":
            # There a wait without end is deaf to Ctrl-C.
            wait_s = 0.5 if wait_s is None else min(0.5, wait_s)
        try:
            return self._inbox.get(timeout=wait_s)
        except queue.Empty:
            return None

    def _start_spare(self) -> None:
        try:
            self._spare.start()
        except OSError as error:
            log.error("no spare desk could be started: %s", error)
            self._start_spare_later()

    def _start_spare_later(self) -> None:
        now = time.monotonic()
        self._due[_SPARE] = now + _SPARE_AFTER_S + self._policies[_SPARE].delay_s(now)

    def _start(self, role: str) -> None:
        options = self._options
        if role == "desk" and self._desk_crashed:
            options = msgspec.structs.replace(options, notice=RESTART_NOTICE)
            spare = self._spare.take()
            self._due[_SPARE] = time.monotonic() + _SPARE_AFTER_S
            if spare is not None:
                log.info("spare desk, pid %d, goes on", spare.pid)
                self._processes[role] = spare
                return
        try:
            child = OwnChild(self._command(role, options), self._exit_handler(role))
        except OSError as error:
            log.error("%s could not be started: %s", role, error)
            self._due[role] = time.monotonic() + max(
                1.0, self._policies[role].delay_s(time.monotonic())
            )
            return
        log.info("%s started, pid %d", role, child.pid)
        self._processes[role] = child

    def _restart_later(self, ended: Exited) -> None:
        delay_s = self._policies[ended.role].delay_s(time.monotonic())
        log.error(
            "%s (pid %d) %s; starting it again%s",
            ended.role,
            ended.pid,
            _how(ended.code),
            f" in {delay_s:g} s" if delay_s else "",
        )
        self._desk_crashed = self._desk_crashed or ended.role == "desk"
        self._due[ended.role] = time.monotonic() + delay_s

    def _exit_handler(self, role: str) -> ExitHandler:
        def on_exit(pid: int, code: int | None) -> None:
            if code is None:
                code = self._runtime.noted_exit(role, pid)
            self._inbox.put(Exited(role, pid, code))

        return on_exit

    def _forget(self, ended: Exited) -> bool:
        """Whether it was the process that has the role."""
        process = self._processes.get(ended.role)
        if process is None or process.pid != ended.pid:
            return False
        del self._processes[ended.role]
        return True

    def _living(self, role: str) -> Holder | None:
        """A process of an earlier supervisor: the holder of the role, else the one named to us."""
        found = self._runtime.holder(role)
        if found is not None:
            # A holder writes its name right after it took the lock.
            deadline = time.monotonic() + 1.0
            while not found.alive and time.monotonic() < deadline:
                time.sleep(0.01)
                found = self._runtime.holder(role)
                if found is None:
                    return None
            return found
        pid = self._adopt[role]
        named = Holder(pid, start_mark(pid))
        return named if named.alive else None

    # ------------------------------------------------------------------ ending

    def _listen_to_signals(self) -> None:
        def on_signal(number: int, _: FrameType | None) -> None:
            self._inbox.put(QuitAsked(signal.Signals(number).name))

        for name in _QUIT_SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, on_signal)

    def _end(self, role: str) -> None:
        """Ask it to end, then press, then force: bounded, whatever state it is in."""
        process = self._processes.get(role)
        if process is None:
            return
        self._ask_to_quit(role, process)
        if self._gone(role, _ENDING_S[role]):
            return
        log.warning("%s (pid %d) does not end by itself: terminated", role, process.pid)
        process.terminate()
        if self._gone(role, _TERMINATE_S):
            return
        log.error("%s (pid %d) killed", role, process.pid)
        process.kill()
        self._gone(role, _TERMINATE_S)

    def _ask_to_quit(self, role: str, process: Watched) -> None:
        if process.tell_quit():
            return
        try:
            if role == "engine":
                tell_engine(self._runtime, ShutDown())
            else:
                with CtlClient(self._options.data_dir, connect_s=0.5, answer_s=2.0) as desk:
                    desk.do("quit")
        except (NotRunningError, CtlError, TimeoutError) as error:
            log.warning("%s (pid %d) could not be asked to quit: %s", role, process.pid, error)

    def _gone(self, role: str, within_s: float) -> bool:
        deadline = time.monotonic() + within_s
        while role in self._processes and time.monotonic() < deadline:
            message = self._next(deadline)
            if isinstance(message, Exited) and self._forget(message):
                log.info("%s (pid %d) %s", message.role, message.pid, _how(message.code))
        return role not in self._processes


def _how(code: int | None) -> str:
    if code is None:
        return "ended without a word"
    if code < 0:
        try:
            return f"was ended by {signal.Signals(-code).name}"
        except ValueError:
            return f"was ended by signal {-code}"
    return f"ended with exit code {code}"
