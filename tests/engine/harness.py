"""A real engine in a process of its own, driven and watched by a test."""

from __future__ import annotations

import contextlib
import math
import queue
import random
import socket
import subprocess
import sys
import threading
import time
import wave
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from softphone.domain.account import Account
from softphone.domain.call import Call
from softphone.domain.messages import (
    AnswerCall,
    CallChanged,
    CallEnded,
    CallOffered,
    Command,
    Configure,
    Event,
    LevelsMeasured,
    LineChanged,
    ShutDown,
)
from softphone.domain.registration import LineState, LineStatus
from tests.engine.engine_process import read_frame, write_frame
from tests.starting import undone_by

T = TypeVar("T", bound=Event)
HEADERS = {"customer_id": "X-Customer-Id", "queue": "X-Queue", "waited": "X-Waited"}


class EngineProcess:
    """Starts it; ``events`` keeps everything that came."""

    def __init__(
        self, direct: str, audio: str, log_dir: Path, rtp: int = 0, address: Path | None = None
    ) -> None:
        self.log_dir = log_dir
        self._stderr = (log_dir.parent / "stderr").open("wb")
        with undone_by(self._stderr.close):
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "tests.engine.engine_process",
                    direct,
                    audio,
                    str(log_dir),
                    str(rtp),
                    *([str(address)] if address else []),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._stderr,
                cwd=Path(__file__).parents[2],
            )
        self.events: list[Event] = []
        self._fresh: queue.Queue[Event | None] = queue.Queue()
        self._encoder = msgspec.msgpack.Encoder()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        decoder = msgspec.msgpack.Decoder(Event)
        assert self.process.stdout
        while data := read_frame(self.process.stdout):
            event = decoder.decode(data)
            self.events.append(event)
            if not isinstance(event, LevelsMeasured):
                self._fresh.put(event)
        self._fresh.put(None)

    def send(self, command: Command) -> None:
        assert self.process.stdin
        write_frame(self.process.stdin, self._encoder.encode(command))

    def wait(
        self, kind: type[T], wanted: Callable[[T], bool] = lambda event: True, timeout_s: float = 30
    ) -> T:
        """The next event that fits; the ones before it are used up."""
        deadline = time.monotonic() + timeout_s
        passed = []
        while (left := deadline - time.monotonic()) > 0:
            try:
                event = self._fresh.get(timeout=left)
            except queue.Empty:
                break
            if event is None:
                raise AssertionError(f"the engine ended: {self.log()}")
            if isinstance(event, kind) and wanted(event):
                return event
            passed.append(event)
        raise AssertionError(f"no {kind.__name__}; came {passed}\n{self.log()}")

    def wait_line(self, state: LineState, timeout_s: float = 30) -> LineStatus:
        return self.wait(LineChanged, lambda e: e.line.state is state, timeout_s).line

    def wait_call(self, call_id: str, wanted: Callable[[Call], bool]) -> Call:
        return self.wait(CallChanged, lambda e: e.call.id == call_id and wanted(e.call)).call

    def wait_end(self, call_id: str) -> CallEnded:
        return self.wait(CallEnded, lambda e: e.call.id == call_id)

    def answer_next(self) -> Call:
        """Answer what rings next; the call once it is connected with sound."""
        call = self.wait(CallOffered).call
        self.send(AnswerCall(call_id=call.id))
        return self.wait_call(call.id, lambda c: c.codec != "" and c.answered_at is not None)

    def log(self) -> str:
        path = self.log_dir / "engine.log"
        text = path.read_text() if path.exists() else "no log"
        return text + (self.log_dir.parent / "stderr").read_text()

    def close(self) -> int:
        """End it in the ordinary way; the exit code."""
        if self.process.poll() is None:
            with contextlib.suppress(OSError):
                self.send(ShutDown())
        try:
            code = self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait(5)
        self._reader.join(5)
        for stream in (self.process.stdin, self.process.stdout, self._stderr):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        return code


def free_port() -> int:
    """A UDP port nobody had a moment ago, below those that the system and RTP give out."""
    # The module's own generator has the same seed in every process of a test run.
    choose = random.SystemRandom().randrange
    while True:
        port = choose(10_000, 16_000)
        with (
            contextlib.suppress(OSError),
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe,
        ):
            probe.bind(("127.0.0.1", port))
            return port


def direct_configure(proxy: str = "") -> Configure:
    """Direct mode with the headers of the tests."""
    return Configure(
        account=Account(server="127.0.0.1", user="agent"), proxy=proxy, header_names=HEADERS
    )


def write_tone(path: Path, hertz: float, rate_hz: int = 8000, seconds: float = 1.0) -> None:
    """A WAV file whose tone loops without a click."""
    samples = array(
        "h",
        (
            int(8000 * math.sin(2 * math.pi * hertz * n / rate_hz))
            for n in range(int(rate_hz * seconds))
        ),
    )
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.tobytes())


def read_samples(path: Path, last_s: float) -> array[int]:
    """The end of a 16-kHz WAV file, as its header tells it."""
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (16_000, 1, 2)
        count = min(file.getnframes(), int(last_s * 16_000))
        file.setpos(file.getnframes() - count)
        return array("h", file.readframes(count))
