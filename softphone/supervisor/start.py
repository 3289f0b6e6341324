"""Becoming the supervisor, or finding that there is one."""

import errno
import logging
import signal
import subprocess
import sys
import time

from softphone.ctl.client import CtlClient
from softphone.ctl.protocol import CtlError
from softphone.domain.start_problem import HEADING, WORDS, StartProblem, start_problem
from softphone.ipc.lock import AlreadyHeldError
from softphone.ipc.runtime import NotRunningError, RuntimeDir
from softphone.log_file import log_to
from softphone.options import RunOptions
from softphone.supervisor.command import CommandFor, command_for
from softphone.supervisor.supervisor import Supervisor

log = logging.getLogger(__name__)

_HAND_OVER_S = 10.0
_LOG_BYTES = 1 << 20


def run(
    options: RunOptions,
    adopt: tuple[int, int] | None = None,
    command: CommandFor = command_for,
) -> int:
    """Exit code: 0 quit in order or handed over, else 1 or a ``StartProblem``, which is shown."""
    runtime = RuntimeDir(options.data_dir)
    try:
        runtime.prepare()
    except OSError as error:
        _say(f"The data folder can't be used: {error}", error=True)
        return _tell(os_problem(error), options, command)
    deadline = time.monotonic() + _HAND_OVER_S
    while True:
        try:
            lock = runtime.lock("supervisor", wait_s=0.2 if adopt is None else 2.0)
            break
        except AlreadyHeldError:
            # The one there is may just be ending: then the lock is ours in a moment.
            if adopt is not None:
                return 0
            if _shown(options):
                _say("The softphone is already running; its window has been brought to the front.")
                return 0
            if time.monotonic() > deadline:
                _say("The softphone is already running, but does not answer.", error=True)
                return 1
    try:
        _log_to(options)
        code = Supervisor(options, adopt, command).run()
    except OSError as error:
        log.exception("the supervisor could not start")
        _say(f"The softphone could not start: {error}", error=True)
        code = os_problem(error) or 1
    finally:
        lock.release()
    return _tell(start_problem(code), options, command) if code else 0


def os_problem(error: OSError) -> StartProblem | None:
    """What the agent is told of what the operating system refuses; None: nothing is known of it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StartProblem.DISK_FULL
    refused = (errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST)
    return StartProblem.DATA_FOLDER if error.errno in refused else None


def _tell(problem: StartProblem | None, options: RunOptions, command: CommandFor) -> int:
    """Say it on the terminal and in a box of its own; the exit code."""
    if problem is None:
        return 1
    _say(f"{HEADING} {WORDS[problem]}", error=True)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    try:
        subprocess.run([*command("sorry", options), str(int(problem))], check=False)
    except OSError as error:
        _say(str(error), error=True)
    return int(problem)


def _shown(options: RunOptions) -> bool:
    try:
        with CtlClient(options.data_dir, connect_s=0.5, answer_s=3.0) as desk:
            desk.do("show")
    except (NotRunningError, CtlError, TimeoutError):
        return False
    return True


def _log_to(options: RunOptions) -> None:
    folder = options.data_dir / "logs"
    folder.mkdir(mode=0o700, exist_ok=True)
    file = log_to(folder / "supervisor.log", max_bytes=_LOG_BYTES, kept=2)
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(file)
    # On a full disk: no traceback for each line that could not be written.
    logging.raiseExceptions = False


def _say(words: str, *, error: bool = False) -> None:
    print(words, file=sys.stderr if error else sys.stdout, flush=True)
