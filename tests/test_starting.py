"""A helper that cannot start leaves no process, pipe, file or thread for another test to find."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from softphone.config.settings import Settings
from softphone.practice.peer_client import Peer, PeerError
from tests.bench import pulse as bench_pulse
from tests.bench.phones import EnginePhone, ThinPhone
from tests.e2e.program import Program
from tests.engine.harness import EngineProcess
from tests.engine.sip_ua import Ua
from tests.hostile.phone import Phone
from tests.pbx import kamailio
from tests.pbx.config import PbxError
from tests.pbx.fetch import Tree, fetch
from tests.pbx.server import Pbx
from tests.secret_service.daemon import GnomeKeyring
from tests.sound.pulse import Pulse

FAILS = ["/bin/false"]
COMMANDS = dict.fromkeys(("pulseaudio", "pactl", "parec", "pacat"), FAILS)


@dataclass(frozen=True)
class Failing(Tree):
    """Packages whose servers end at once."""

    def argv(self, program: str) -> list[str]:
        """One that fails, but for the tool that makes certificates."""
        return super().argv(program) if program.endswith("openssl") else FAILS


def descriptors() -> set[str]:
    """Where this process's open files, pipes and sockets lead."""
    found = set()
    for one in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            found.add(f"{one.name} {one.readlink()}")
    return {x for x in found if "/proc/" not in x}


def children() -> set[str]:
    """Child processes, the ended ones that nobody has collected too."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {pid for task in tasks for pid in task.read_text().split()}


@pytest.fixture
def nothing_left(tmp_path: Path) -> Iterator[None]:
    """Compares before and after; the test's own check of warnings sees what is collected."""
    gc.collect()
    before = descriptors(), children(), set(threading.enumerate())
    yield
    gc.collect()
    assert descriptors() - before[0] == set()
    assert children() - before[1] == set()
    assert [t for t in threading.enumerate() if t not in before[2]] == []


pytestmark = pytest.mark.usefixtures("nothing_left")


@pytest.fixture
def no_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every Python that is started from now on ends before its first line."""
    monkeypatch.setenv("PYTHONHOME", "/nonexistent")


def test_the_sound_server(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        Pulse(tmp_path, COMMANDS)


def test_the_benchmarks_sound_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_pulse, "commands", lambda: COMMANDS)
    with pytest.raises(TimeoutError, match="did not start"):
        bench_pulse.Pulse()


def test_the_keyring(tmp_path: Path) -> None:
    with pytest.raises(AssertionError):
        GnomeKeyring(tmp_path, Failing(tmp_path, "", ""), within_s=0.2)


def test_the_exchange() -> None:
    pbx = Pbx()
    pbx._tree = Failing(fetch().root, "", "")
    with pytest.raises(PbxError, match="ended with 1"):
        pbx.__enter__()
    assert not pbx.info.run.exists()


def test_the_other_registrar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.pbx.kamailio.fetch.fetch", lambda told: Failing(tmp_path, "", ""))
    server = kamailio.Kamailio()
    with pytest.raises(PbxError, match="ended with 1"):
        server.__enter__()
    assert not server.run.exists()


@pytest.mark.parametrize("program", [FAILS, ["cat"]])
def test_the_far_end(program: list[str]) -> None:
    with pytest.raises(PeerError):
        Peer(program=program).start(timeout_s=0.5)


@pytest.mark.usefixtures("no_python")
def test_the_whole_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = Program(tmp_path, Settings())
    with pytest.raises(IndexError):
        program.start()
    assert "PYTHONHOME" in capsys.readouterr().out, "its terminal says why"
    program.expected.append(".*")
    program.close()


def _hostile(folder: Path) -> None:
    ua = Ua()
    try:
        Phone(folder, ua)
    finally:
        ua.close()


@pytest.mark.usefixtures("no_python")
@pytest.mark.parametrize(
    "start", [_hostile, EnginePhone, lambda folder: ThinPhone()], ids=["hostile", "engine", "thin"]
)
def test_the_engine(start: Callable[[Path], object], tmp_path: Path) -> None:
    with pytest.raises((AssertionError, TimeoutError, OSError)):
        start(tmp_path)


def test_an_engine_without_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    with pytest.raises(FileNotFoundError):
        EngineProcess("", "null", tmp_path / "log")
