"""A real engine in its own process: commands on stdin, events on stdout, length and MessagePack."""

import os
import struct
import sys
import threading
from pathlib import Path
from typing import IO

import msgspec

from softphone.domain.messages import Command, Event, ShutDown
from softphone.engine.loop import Engine, EngineOptions, OptionError
from softphone.engine.network.route import local_towards

_LENGTH = struct.Struct("!I")


def read_frame(stream: IO[bytes]) -> bytes:
    """One message, or nothing at the end of the stream."""
    head = _read(stream, _LENGTH.size)
    return _read(stream, _LENGTH.unpack(head)[0]) if head else b""


def _read(stream: IO[bytes], count: int) -> bytes:
    data = b""
    while len(data) < count:
        part = stream.read(count - len(data))
        if not part:
            return b""
        data += part
    return data


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """One message."""
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def main() -> int:
    """Arguments: direct, audio, log folder, RTP port base, perhaps a file with our own address."""
    encoder = msgspec.msgpack.Encoder()
    decoder = msgspec.msgpack.Decoder(Command)

    # Nothing else may ever come between the events.
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)

    def emit(event: Event) -> None:
        write_frame(events, encoder.encode(event))

    direct, audio, log_dir, rtp, *address = sys.argv[1:]

    def find_local(towards: str) -> str:
        return Path(address[0]).read_text() if address else local_towards(towards)

    try:
        engine = Engine(
            EngineOptions(
                direct=direct,
                audio=audio,
                log_dir=Path(log_dir),
                rtp_port_base=int(rtp),
                find_local=find_local,
            ),
            emit,
        )
    except OptionError as error:
        print(error, file=sys.stderr)
        return 2

    def read() -> None:
        # Unbuffered: a buffer's lock held at the interpreter's end aborts the process.
        commands = os.fdopen(os.dup(0), "rb", buffering=0)
        while data := read_frame(commands):
            engine.post(decoder.decode(data))
        engine.post(ShutDown())

    threading.Thread(target=read, name="commands", daemon=True).start()
    engine.run()
    forbidden = [n for n in ("PySide6.QtGui", "PySide6.QtWidgets", "PySide6") if n in sys.modules]
    if forbidden:
        print(f"loaded: {forbidden}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main())
