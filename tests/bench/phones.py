"""The two phones under test, each in its own process: the engine by its socket, and the bare one.

Both answer every call by themselves; what they are asked besides is the same for both.
"""

from __future__ import annotations

import contextlib
import os
import queue
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from softphone.domain.account import Account, FrontRules
from softphone.domain.audio_devices import AudioDevices
from softphone.domain.call import Call
from softphone.domain.messages import (
    AnswerCall,
    CallChanged,
    CallEnded,
    CallOffered,
    Command,
    Configure,
    Event,
    HangUpCall,
    LevelsMeasured,
    LineChanged,
    MergeCalls,
    PlaceCall,
    ShutDown,
)
from softphone.domain.registration import LineState
from softphone.ipc.blocking import connect_as_desk
from softphone.ipc.frames import LENGTH, pack
from softphone.ipc.handshake import HandshakeError
from softphone.ipc.runtime import NotRunningError, RuntimeDir
from tests.starting import end, undone_by

ROOT = Path(__file__).resolve().parents[2]
THIN = Path(__file__).with_name("thin_phone.py")
READY_WITHIN_S = 30.0
P = TypeVar("P", bound="Phone")


class Phone(Protocol):
    """What every measurement may ask of a phone."""

    name: str
    pid: int
    address: tuple[str, int]

    def mix(self) -> None:
        """Let the two running calls hear each other."""

    def dial(self, address: tuple[str, int]) -> None:
        """Call that address."""

    def hang_up(self) -> None:
        """End every call."""

    def trim(self) -> None:
        """Collect garbage and give free memory back to the system."""

    def alive(self) -> bool:
        """Whether its process lives."""

    def close(self) -> None:
        """End it."""


def free_port() -> int:
    """A UDP port on loopback that nobody has just now."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class EnginePhone:
    """The engine process in direct mode, driven by a desk of one thread; ``audio`` as ``--audio``.

    Raises ``TimeoutError`` when it does not come up.
    """

    name = "engine"

    def __init__(
        self,
        folder: Path,
        audio: str = "null",
        *,
        proxy: tuple[str, int] | None = None,
        devices: AudioDevices | None = None,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.address = ("127.0.0.1", free_port())
        self.answering = True
        self.calls: dict[str, Call] = {}
        self.ended = 0
        self._news = threading.Condition()
        self._runtime = RuntimeDir(folder)
        self._runtime.prepare()
        self._runtime.ensure_key()
        self._said = (folder / "said").open("wb")
        self._ack, told = os.pipe()
        argv = [sys.executable, "-m", "tests.bench.engine_main", str(told)]
        argv += ["--data-dir", str(folder), "--direct", "{}:{}".format(*self.address)]
        argv += ["--audio", audio] if audio else []
        self._process = subprocess.Popen(
            argv,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=self._said,
            stderr=self._said,
            pass_fds=[told],
            env={**os.environ, **(environment or {})},
        )
        os.close(told)
        self.pid = self._process.pid
        with undone_by(self._end_process):
            self._connection = self._connect()
        self._reader = threading.Thread(target=self._read, name="desk", daemon=True)
        self._direct = False
        self._reader.start()
        account = Account(server="127.0.0.1", user="agent")
        far = "{}:{}".format(*proxy) if proxy else ""
        self.send(
            Configure(
                account=account,
                proxy=far,
                devices=devices or AudioDevices(),
                # Hundreds of calls a minute are what is measured, not what it shall refuse.
                front=FrontRules(invites_in_5_s=100_000),
            )
        )
        with undone_by(self.close):
            self.until(lambda: self._direct, "the line")

    def _connect(self) -> socket.socket:
        deadline = time.monotonic() + READY_WITHIN_S
        while True:
            try:
                connection = connect_as_desk(self._runtime, 2.0)
                connection.settimeout(None)
                return connection
            except (NotRunningError, HandshakeError, OSError) as error:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise TimeoutError(f"the engine did not come up: {error}") from error
                time.sleep(0.01)

    def send(self, command: Command) -> None:
        """Give the engine a command."""
        self._connection.sendall(pack(command))

    def until(self, holds: Callable[[], object], what: str, timeout_s: float = 30.0) -> None:
        """Wait until ``holds`` after some event. Raises ``TimeoutError``."""
        with self._news:
            if not self._news.wait_for(holds, timeout_s):
                raise TimeoutError(f"the engine: no {what}; calls {list(self.calls.values())}")

    def _read(self) -> None:
        decoder = msgspec.msgpack.Decoder(Event)
        stream = self._connection.makefile("rb")
        with contextlib.suppress(OSError):
            while head := stream.read(LENGTH.size):
                event: Event = decoder.decode(stream.read(LENGTH.unpack(head)[0]))
                if isinstance(event, LevelsMeasured):
                    continue
                if isinstance(event, CallOffered) and self.answering:
                    self.send(AnswerCall(call_id=event.call.id))
                with self._news:
                    self._note(event)
                    self._news.notify_all()

    def _note(self, event: Event) -> None:
        match event:
            case CallOffered(call=call) | CallChanged(call=call):
                self.calls[call.id] = call
            case CallEnded(call=call):
                self.calls.pop(call.id, None)
                self.ended += 1
            case LineChanged(line=line):
                self._direct = line.state is LineState.DIRECT
            case _:
                pass

    def mix(self) -> None:
        self.until(lambda: sum(bool(c.codec) for c in self.calls.values()) == 2, "two calls")
        one, other = self.calls
        self.send(MergeCalls(call_id=one, other_id=other))
        self.until(lambda: all(c.merged_with for c in self.calls.values()), "mix")

    def dial(self, address: tuple[str, int]) -> None:
        self.send(PlaceCall(call_id=f"out-{time.monotonic_ns()}", target="13800001234"))

    def hang_up(self) -> None:
        for call_id in list(self.calls):
            self.send(HangUpCall(call_id=call_id))

    def trim(self) -> None:
        os.kill(self.pid, signal.SIGUSR1)
        if not select.select([self._ack], [], [], 20)[0]:
            raise TimeoutError("the engine did not trim")
        os.read(self._ack, 1)

    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.send(ShutDown())
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)
        self._reader.join(5)
        self._connection.close()
        self._end_process()

    def _end_process(self) -> None:
        end(self._process)
        self._said.close()
        os.close(self._ack)


class ThinPhone:
    """The bare phone. ``sound`` and ``codec`` as on its command line.

    Raises ``TimeoutError`` when it does not come up.
    """

    name = "thin"

    def __init__(
        self,
        sound: str = "null",
        codec: str = "PCM",
        *,
        window: bool = False,
        environment: dict[str, str] | None = None,
    ) -> None:
        argv = [sys.executable, str(THIN), "--sound", sound, "--codec", codec]
        self._process = subprocess.Popen(
            argv + (["--window"] if window else []),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ, **(environment or {})},
        )
        self.pid = self._process.pid
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        with undone_by(self._end_process):
            self.address = ("127.0.0.1", int(self.wait("ready").split()[1]))

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line.strip())
        self._lines.put("gone")

    def wait(self, start: str, timeout_s: float = READY_WITHIN_S) -> str:
        """The next line that begins so; others are passed over. Raises ``TimeoutError``."""
        deadline = time.monotonic() + timeout_s
        while (left := deadline - time.monotonic()) > 0:
            try:
                line = self._lines.get(timeout=left)
            except queue.Empty:
                break
            if line.startswith(start):
                return line
            if line == "gone":
                break
        raise TimeoutError(f"the bare phone never said {start!r}")

    def _say(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def mix(self) -> None:
        self._say("mix")
        self.wait("mixed")

    def dial(self, address: tuple[str, int]) -> None:
        self._say("call sip:far@{}:{}".format(*address))

    def hang_up(self) -> None:
        self._say("hangup")

    def trim(self) -> None:
        self._say("trim")
        self.wait("trimmed")

    def alive(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._say("quit")
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)
        self._end_process()

    def _end_process(self) -> None:
        self._process.kill()
        self._reader.join(5)
        end(self._process)


@contextlib.contextmanager
def closing(phone: P) -> Iterator[P]:
    """The phone, ended afterwards whatever happens."""
    try:
        yield phone
    finally:
        phone.close()
