"""``softphone practice``: the practice room as a program of its own."""

import argparse
import os
import signal
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from types import FrameType

from softphone.practice.peer_client import PeerError
from softphone.practice.peer_words import Happening, encode
from softphone.practice.room_host import Pace, RoomHost
from softphone.practice.scenarios import SHIPPED, ScenarioError, load


def main(argv: list[str] | None = None) -> int:
    """Run the room until stdin ends or SIGTERM; events go to stdout as JSON lines.

    The first line is ``{"event": "started", "port": …}``. Peer commands (``peer_words``) are taken
    on stdin. Exit code 1: the room could not start or its peer has gone; 2: bad arguments.
    """
    options = _arguments().parse_args(argv)
    try:
        scenario = load(options.scenario)
    except ScenarioError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    with ExitStack() as files:
        log = files.enter_context(options.log.open("ab", buffering=0)) if options.log else None

        def tell(event: Happening) -> None:
            line = encode(event) + b"\n"
            if log is not None:
                log.write(line)
            try:
                os.write(1, line)
            except OSError:
                room.stop()  # nobody listens any more

        room = RoomHost(
            scenario,
            options.agent,
            tell=tell,
            port=options.port,
            pace=Pace(options.pace),
            pilots=options.pilots,
        )

        def stop(signum: int, frame: FrameType | None) -> None:
            room.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        threading.Thread(target=_read_stdin, args=(room,), daemon=True).start()
        try:
            return room.run()
        except PeerError as error:
            sys.stderr.write(f"{error}\n")
            return 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="softphone practice")
    parser.add_argument("--agent", required=True, metavar="HOST:PORT", help="the softphone")
    parser.add_argument("--port", type=int, default=0, help="own SIP port; 0: any free one")
    parser.add_argument("--scenario", type=Path, default=SHIPPED, metavar="FILE")
    parser.add_argument("--pace", choices=[pace.value for pace in Pace], default=Pace.NORMAL.value)
    parser.add_argument("--log", type=Path, metavar="FILE", help="append the events here too")
    parser.add_argument(
        "--pilots", action="store_true", help="mix a quiet tone per party in, for measurements"
    )
    return parser


def _read_stdin(room: RoomHost) -> None:
    pending = b""
    while piece := os.read(0, 65536):
        *lines, pending = (pending + piece).split(b"\n")
        for line in lines:
            if line.strip():
                room.command(line)
    room.stop()


if __name__ == "__main__":
    sys.exit(main())
