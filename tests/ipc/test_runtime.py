"""Key, locks and addresses in the runtime folder."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from softphone.ipc.lock import AlreadyHeldError, Holder
from softphone.ipc.procmark import start_mark
from softphone.ipc.runtime import NotRunningError, RuntimeDir


@pytest.fixture
def runtime(tmp_path: Path) -> RuntimeDir:
    made = RuntimeDir(tmp_path / "data", tcp=False)
    made.prepare()
    return made


def test_the_key_changes_with_each_session_and_stays_while_one_lives(runtime: RuntimeDir) -> None:
    with pytest.raises(NotRunningError):
        runtime.key()
    runtime.ensure_key()
    first = runtime.key()
    assert len(first) == 32
    runtime.ensure_key()
    second = runtime.key()
    assert second != first
    lock = runtime.lock("engine")
    runtime.ensure_key()
    assert runtime.key() == second
    lock.release()
    assert runtime.ctl_key() == (runtime.path / "ctl.key").read_text().strip()
    assert runtime.key().hex() not in runtime.ctl_key()


def test_a_role_has_one_holder(
    runtime: RuntimeDir, hold_elsewhere: Callable[[str], subprocess.Popen[str]]
) -> None:
    child = hold_elsewhere("supervisor")
    assert runtime.holder("supervisor") == Holder(child.pid, start_mark(child.pid))
    assert runtime.pids() == {"supervisor": child.pid}
    with pytest.raises(AlreadyHeldError):
        runtime.lock("supervisor", wait_s=0.05)
    child.send_signal(signal.SIGKILL)
    child.wait()
    assert runtime.holder("supervisor") is None
    lock = runtime.lock("supervisor")
    assert runtime.holder("supervisor") == Holder(os.getpid(), start_mark(os.getpid()))
    lock.release()
    lock.release()
    assert runtime.holder("supervisor") is None


def test_a_mark_tells_a_process_from_another_with_its_pid() -> None:
    me = os.getpid()
    assert Holder(me, start_mark(me)).alive
    assert not Holder(me, "1").alive
    assert not Holder(me, "").alive
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    assert start_mark(child.pid) == ""
    assert start_mark(0) == ""


def test_a_zombie_counts_as_gone() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.read()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert start_mark(child.pid) == ""
    child.wait()
    child.stdout.close()


def test_a_long_path_gets_a_short_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = tmp_path / "rt"
    base.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(base))
    runtime = RuntimeDir(tmp_path / ("x" * 120) / "data", tcp=False)
    runtime.prepare()
    (short,) = base.iterdir() if len(str(base)) <= 60 else (runtime._socket_dir(make=False),)
    assert short.stat().st_mode & 0o777 == 0o700
    with runtime.listen("ctl"), RuntimeDir(runtime.data_dir, tcp=False).connect("ctl"):
        pass
    runtime.prepare()
    assert runtime._socket_dir(make=True) == short
    runtime.clean()
    assert not short.exists()
    assert not (runtime.path / "sockets").exists()


def test_a_short_folder_that_others_may_enter_is_not_used(tmp_path: Path) -> None:
    runtime = RuntimeDir(tmp_path / ("x" * 120), tcp=False)
    runtime.prepare()
    first = runtime._socket_dir(make=True)
    first.chmod(0o755)
    second = runtime._socket_dir(make=True)
    assert second != first
    first.rmdir()
    runtime.clean()


def test_an_address_left_by_a_killed_process_is_taken_over(runtime: RuntimeDir) -> None:
    runtime.listen("engine").close()
    with pytest.raises(NotRunningError):
        runtime.connect("engine")
    with runtime.listen("engine"), runtime.connect("engine") as connection:
        assert connection.family == socket.AF_UNIX


def test_exit_codes_are_told_to_a_stranger(runtime: RuntimeDir) -> None:
    assert runtime.noted_exit("desk", os.getpid()) is None
    runtime.note_exit("desk", 0)
    assert runtime.noted_exit("desk", os.getpid()) == 0
    assert runtime.noted_exit("desk", os.getpid() + 1) is None


def test_cleaning_leaves_what_is_in_use(runtime: RuntimeDir) -> None:
    runtime.ensure_key()
    lock = runtime.lock("desk")
    runtime.clean()
    runtime.key()
    lock.release()
    runtime.clean()
    with pytest.raises(NotRunningError):
        runtime.key()
