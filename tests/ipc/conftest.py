"""A runtime folder, an I/O thread, and the engine's and desk's ends with what they heard."""

import queue
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from softphone.domain.audio_devices import AudioDevices
from softphone.domain.messages import (
    Command,
    Event,
    RequestSnapshot,
    SnapshotTaken,
)
from softphone.domain.registration import LineStatus
from softphone.ipc.engine_link import EngineLink
from softphone.ipc.engine_server import EngineServer
from softphone.ipc.io_thread import IoThread
from softphone.ipc.runtime import RuntimeDir

WAIT_S = 10.0


def snapshot() -> SnapshotTaken:
    return SnapshotTaken(
        engine_pid=1,
        stack="test",
        configured=False,
        line=LineStatus(),
        calls=(),
        muted=False,
        microphones=(),
        speakers=(),
        devices=AudioDevices(),
    )


class EngineEnd:
    """An engine that answers ``RequestSnapshot`` and records the rest."""

    def __init__(self, io: IoThread, runtime: RuntimeDir, buffer_limit: int = 1 << 21) -> None:
        self.commands: queue.Queue[Command] = queue.Queue()
        self.gone: queue.Queue[bool] = queue.Queue()
        self.server = EngineServer(
            io, runtime, self._take, lambda: self.gone.put(True), buffer_limit=buffer_limit
        )
        self.answers_snapshots = True
        self.asked: queue.Queue[bool] = queue.Queue()

    def _take(self, command: Command) -> None:
        if isinstance(command, RequestSnapshot):
            self.asked.put(True)
            if self.answers_snapshots:
                self.server.emit(snapshot())
        else:
            self.commands.put(command)


class DeskEnd:
    """A link with what its callbacks said, in order."""

    def __init__(self, io: IoThread, runtime: RuntimeDir) -> None:
        self.said: queue.Queue[str | Event] = queue.Queue()
        self.link = EngineLink(
            io,
            runtime,
            lambda: self.said.put("up"),
            self.said.put,
            lambda reason: self.said.put("down"),
        )

    def next(self) -> str | Event:
        return self.said.get(timeout=WAIT_S)

    def next_of(self, wanted: type) -> Event:
        while True:
            said = self.next()
            if isinstance(said, wanted):
                assert not isinstance(said, str)
                return said


@pytest.fixture(params=["unix", "tcp"])
def runtime(request: pytest.FixtureRequest, tmp_path: Path) -> RuntimeDir:
    made = RuntimeDir(tmp_path / "data", tcp=request.param == "tcp")
    made.prepare()
    made.ensure_key()
    return made


@pytest.fixture
def new_io() -> Iterator[Callable[[], IoThread]]:
    threads: list[IoThread] = []

    def make() -> IoThread:
        io = IoThread()
        io.start()
        threads.append(io)
        return io

    yield make
    for io in threads:
        io.stop()


@pytest.fixture
def engine(runtime: RuntimeDir, new_io: Callable[[], IoThread]) -> Iterator[EngineEnd]:
    end = EngineEnd(new_io(), runtime)
    end.server.start()
    yield end
    end.server.close()


@pytest.fixture
def desk(runtime: RuntimeDir, new_io: Callable[[], IoThread]) -> Iterator[DeskEnd]:
    end = DeskEnd(new_io(), runtime)
    yield end
    end.link.close()


HOLD = """
import sys, pathlib
from softphone.ipc.runtime import RuntimeDir
lock = RuntimeDir(pathlib.Path(sys.argv[1])).lock(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def hold_elsewhere(runtime: RuntimeDir) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Lets another process take a role."""
    children: list[subprocess.Popen[str]] = []

    def hold(role: str) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(runtime.data_dir), role],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        children.append(child)
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        return child

    yield hold
    for child in children:
        child.kill()
        child.communicate()
