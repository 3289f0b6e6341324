"""Runs a program for the tests and leaves nothing of it behind.

``python -m tests.e2e.keeper ARGV``
It adopts whatever the program's processes leave behind (``PR_SET_CHILD_SUBREAPER``, prctl(2)), so
that a test can see an orphan, and kills all of them once its own stdin ends: also after `kill -9`
of the tests. Says ``started PID`` and ``ended CODE`` of the program on stdout.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys

from tests.e2e.processes import family

PR_SET_CHILD_SUBREAPER = 36


def main(argv: list[str]) -> int:
    """Start the program in a session of its own, watch it until stdin ends, then clear up."""
    if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        return 2
    events = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    program = subprocess.Popen(argv, stdin=subprocess.DEVNULL, start_new_session=True)
    print("started", program.pid, file=events)
    running = True
    while not select.select([0], [], [], 0.02)[0] or os.read(0, 100):
        running = _reap(program.pid, running, events.write)
    while left := family(os.getpid()):
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        _reap(0, False, events.write)
    return 0


def _reap(program: int, running: bool, tell: object) -> bool:
    """Collect who ended; tells the program's exit code once. Whether the program still runs."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return running
        if not pid:
            return running
        if running and pid == program:
            running = False
            assert callable(tell)
            tell(f"ended {os.waitstatus_to_exitcode(status)}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
