"""The engine process on Windows (under Wine), driven from here through its socket."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from softphone.domain.call import Call
from softphone.domain.messages import (
    CallChanged,
    CallEnded,
    CallOffered,
    Command,
    CommandRefused,
    Event,
    LineChanged,
    ShutDown,
    SnapshotTaken,
)
from softphone.domain.registration import LineStatus
from softphone.ipc.blocking import connect_as_desk
from softphone.ipc.frames import LENGTH, pack
from softphone.ipc.handshake import HandshakeError
from softphone.ipc.runtime import NotRunningError, RuntimeDir
from softphone.practice import sound
from tests.starting import end
from tests.wine.windows import Windows, drive_path

RATE_HZ = 16_000
SAID_HZ = 700.0
STARTED_WITHIN_S = 60.0


class WindowsEngine:
    """``softphone engine`` whose microphone hums 700 Hz. Raises ``TimeoutError``."""

    def __init__(self, windows: Windows, folder: Path) -> None:
        self.line = LineStatus()
        self.calls: dict[str, Call] = {}
        self.ended: dict[str, Call] = {}
        self.refused: list[CommandRefused] = []
        self.snapshot: SnapshotTaken | None = None
        self.heard_file = folder / "heard.wav"
        self._news = threading.Condition()
        # The processes on Windows meet by TCP on loopback, and so do we.
        self._runtime = RuntimeDir(folder / "data", tcp=True)
        self._runtime.prepare()
        self._runtime.ensure_key()
        said = folder / "said.wav"
        sound.write_wav(said, sound.sine(SAID_HZ, -12, 1.0, RATE_HZ), RATE_HZ)
        argv = ["-m", "softphone", "engine", "--data-dir", drive_path(folder / "data")]
        argv += ["--audio", f"file:{drive_path(said)},{drive_path(self.heard_file)}"]
        self._process = subprocess.Popen(
            windows.command(*argv),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=windows.environment,
        )
        self._output: list[bytes] = []
        self._threads = [threading.Thread(target=self._keep_output, daemon=True)]
        self._threads[0].start()
        deadline = time.monotonic() + STARTED_WITHIN_S
        while True:
            try:
                self._connection = connect_as_desk(self._runtime, 5.0)
                break
            except (NotRunningError, HandshakeError, OSError) as error:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    told = self.output()
                    end(self._process)
                    self._threads[0].join(5)
                    raise TimeoutError(f"no engine: {error}\n{told}") from error
                time.sleep(0.05)
        self._connection.settimeout(None)
        self._threads.append(threading.Thread(target=self._read, daemon=True))
        self._threads[1].start()

    def output(self) -> str:
        """What it printed and logged."""
        logs = sorted((self._runtime.data_dir / "logs").glob("*.log"))
        told = b"".join(self._output).decode("utf-8", "replace")
        return told + "\n".join(file.read_text(errors="replace") for file in logs)

    def send(self, command: Command) -> None:
        """Give it a command."""
        self._connection.sendall(pack(command))

    def until(self, holds: Callable[[], object], what: str, timeout_s: float = 30.0) -> None:
        """Wait until that holds. Raises ``TimeoutError``."""
        with self._news:
            if not self._news.wait_for(holds, timeout_s):
                state = (self.line, self.calls, list(self.ended.values())[-1:], self.refused)
                raise TimeoutError(f"not {what}: {state}\n{self.output()[-3000:]}")

    def wait_heard(self, hertz: float, timeout_s: float = 15.0) -> float:
        """Wait until that tone is at the ear; its level in dBFS. Raises ``TimeoutError``."""
        deadline = time.monotonic() + timeout_s
        size = RATE_HZ * 2 // 2
        while True:
            piece = self.heard_file.read_bytes()[44:][-size:] if self.heard_file.exists() else b""
            found = sound.tone(piece, hertz, RATE_HZ)
            if len(piece) == size and found.level_dbfs > -40 and found.contrast_db > 10:
                return found.level_dbfs
            if time.monotonic() > deadline:
                raise TimeoutError(f"no {hertz:g} Hz at the ear: {found}")
            time.sleep(0.1)

    def close(self) -> int:
        """End it in the ordinary way; the exit code."""
        with contextlib.suppress(OSError):
            self.send(ShutDown())
        try:
            code = self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait(5)
        for thread in self._threads:
            thread.join(5)
        self._connection.close()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()
        return code

    def _keep_output(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._output.append(line)

    def _read(self) -> None:
        decoder = msgspec.msgpack.Decoder(Event)
        with contextlib.suppress(OSError), self._connection.makefile("rb") as stream:
            while head := stream.read(LENGTH.size):
                event: Event = decoder.decode(stream.read(LENGTH.unpack(head)[0]))
                with self._news:
                    self._note(event)
                    self._news.notify_all()

    def _note(self, event: Event) -> None:
        match event:
            case SnapshotTaken():
                self.snapshot, self.line = event, event.line
            case LineChanged(line=line):
                self.line = line
            case CallOffered(call=call) | CallChanged(call=call):
                self.calls[call.id] = call
            case CallEnded(call=call):
                self.calls.pop(call.id, None)
                self.ended[call.id] = call
            case CommandRefused():
                self.refused.append(event)
            case _:
                pass
