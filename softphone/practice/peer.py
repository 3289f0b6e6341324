"""A scriptable SIP peer in a process of its own: ``python -m softphone.practice.peer``.

Commands come as JSON lines on stdin, events go out as JSON lines on stdout (``peer_words``); the
first event is ``started`` with the port. The peer ends when stdin ends, so it leaves no orphan.
"""

import argparse
import gc
import os
import queue
import signal
import sys
import threading
from types import FrameType
from typing import BinaryIO

import pjsua2 as pj

from softphone.practice import peer_words as words
from softphone.practice.peer_calls import happening
from softphone.practice.peer_host import PeerHost
from softphone.practice.peer_stack import Stack


def _read_lines(commands: "queue.SimpleQueue[bytes | None]") -> None:
    """Runs on a thread of its own that never touches pjsua2; None is the end of stdin."""
    pending = b""
    while piece := os.read(0, 65536):
        *lines, pending = (pending + piece).split(b"\n")
        for line in lines:
            if line.strip():
                commands.put(line)
    commands.put(None)


def _own_stdout() -> BinaryIO:
    """Keep the real stdout for events; PJSIP's chatter before its log is set up goes nowhere."""
    events = os.fdopen(os.dup(1), "wb", buffering=0)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return events


def main(argv: list[str] | None = None) -> int:
    """Run a peer until stdin ends, ``quit`` or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m softphone.practice.peer")
    parser.add_argument("--bind", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log-level", type=int, default=1)
    options = parser.parse_args(argv)

    stdout = _own_stdout()
    # Dead calls may only die on this thread, never in a collection on PJSIP's clock thread.
    gc.disable()
    stopped = threading.Event()

    def stop(signum: int, frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)

    def tell(event: words.Happening) -> None:
        try:
            stdout.write(words.encode(event) + b"\n")
        except OSError:
            stopped.set()  # nobody listens any more

    try:
        stack = Stack(options.bind, options.port, options.log_level)
    except pj.Error as error:
        tell(happening("fault", where="start", why=error.reason))
        return 1
    commands: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_read_lines, args=(commands,), daemon=True).start()
    peer = PeerHost(stack, tell)
    tell(happening("started", bind=options.bind, port=stack.port, pid=os.getpid()))
    while not (peer.quitting or stopped.is_set()):
        peer.turn()
        while not commands.empty():
            line = commands.get()
            if line is None:
                stopped.set()
                break
            peer.obey(line)
    peer.close()
    del peer, stack
    return 0


if __name__ == "__main__":
    sys.exit(main())
