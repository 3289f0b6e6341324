"""Starts a softphone and ends it when its own stdin ends: nothing outlives a demo that was killed.

``python -m softphone.practice.keeper DATA_DIR PROGRAM …``; the exit code is the program's, or 1
when it had to be put down.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from softphone.ctl.client import CtlClient
from softphone.ctl.protocol import CtlError
from softphone.ipc.runtime import NotRunningError

QUIT_LIMIT_S = 10.0
"""How long the program may take to sign out and end, before it is put down."""
CONNECT_S = 2.0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program until it ends, or until stdin ends or SIGTERM comes."""
    data_dir, *program = sys.argv[1:] if argv is None else argv
    child = subprocess.Popen(program, stdin=subprocess.DEVNULL)
    asked = threading.Event()

    def ask(signum: int, frame: FrameType | None) -> None:
        asked.set()

    signal.signal(signal.SIGTERM, ask)
    # Ctrl+C reaches every process of the terminal; whoever started us decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_wait_for_end_of_stdin, args=(asked,), daemon=True).start()
    while not asked.wait(0.1):
        code = child.poll()
        if code is not None:
            return code if code >= 0 else 1
    return _end(child, Path(data_dir))


def _wait_for_end_of_stdin(asked: threading.Event) -> None:
    with contextlib.suppress(OSError):
        while os.read(0, 4096):
            pass
    asked.set()


def _end(child: "subprocess.Popen[bytes]", data_dir: Path) -> int:
    """Ask it to quit; then less and less politely."""
    if _ask_to_quit(data_dir) and (code := _wait(child)) is not None:
        return 0 if code == 0 else 1
    child.terminate()
    if (code := _wait(child)) is not None:
        return 0 if code == 0 else 1
    child.kill()
    child.wait()
    return 1


def _ask_to_quit(data_dir: Path) -> bool:
    try:
        with CtlClient(data_dir, connect_s=CONNECT_S, answer_s=CONNECT_S) as desk:
            desk.do("quit")
    except (NotRunningError, CtlError, OSError):
        return False
    return True


def _wait(child: "subprocess.Popen[bytes]") -> int | None:
    try:
        return child.wait(QUIT_LIMIT_S)
    except subprocess.TimeoutExpired:
        return None


if __name__ == "__main__":
    sys.exit(main())
