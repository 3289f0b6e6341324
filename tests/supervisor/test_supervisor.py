"""The three processes as processes: killed, quit, started twice, adopted."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from softphone.ctl.client import CtlClient
from softphone.domain.start_problem import StartProblem
from softphone.ipc.lock import Holder
from softphone.ipc.procmark import start_mark
from softphone.ipc.runtime import NotRunningError
from tests.support.waiting import until

from .conftest import WAIT_S, Family


def test_quit_by_the_agent_ends_all(family: Family) -> None:
    supervisor = family.start()
    family.pids()
    with CtlClient(family.data_dir) as desk:
        desk.do("quit")
    assert supervisor.wait(WAIT_S) == 0
    family.all_gone()
    with pytest.raises(NotRunningError):
        family.runtime.key()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_to_the_supervisor_ends_all(family: Family, number: signal.Signals) -> None:
    supervisor = family.start()
    family.pids()
    supervisor.send_signal(number)
    assert supervisor.wait(WAIT_S) == 0
    family.all_gone()
    assert number.name in family.log()


def test_ctrl_c_at_the_terminal_reaches_the_supervisor_alone(family: Family) -> None:
    family.start()
    pids = family.pids()
    groups = {os.getpgid(pid) for pid in pids.values()}
    assert len(groups) == 3


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV])
def test_a_killed_engine_is_started_again(family: Family, number: signal.Signals) -> None:
    supervisor = family.start()
    before = family.pids()
    os.kill(before["engine"], number)
    assert family.pid("engine", other_than=before["engine"])
    assert family.pid("desk") == before["desk"]
    assert number.name in family.log()
    supervisor.terminate()
    assert supervisor.wait(WAIT_S) == 0
    family.all_gone()


def test_a_killed_desk_is_started_again_and_told_so(family: Family) -> None:
    supervisor = family.start()
    before = family.pids()
    os.kill(before["desk"], signal.SIGKILL)
    family.pid("desk", other_than=before["desk"])
    with CtlClient(family.data_dir) as desk:
        assert desk.do("notice") == {"notice": "desk_restarted"}
    assert family.pid("engine") == before["engine"]
    supervisor.terminate()
    assert supervisor.wait(WAIT_S) == 0
    family.all_gone()


def test_a_desk_that_ends_with_an_error_is_started_again(family: Family) -> None:
    family.start()
    before = family.pids()
    with CtlClient(family.data_dir) as desk:
        desk.do("fail")
    family.pid("desk", other_than=before["desk"])
    assert "exit code 3" in family.log()


def test_a_child_that_fails_at_its_start_is_tried_again_more_slowly(family: Family) -> None:
    family.data_dir.mkdir()
    broken = family.data_dir / "broken-engine"
    broken.touch()
    supervisor = family.start()
    until(lambda: "starting it again in 1 s" in family.log(), "the back-off")
    assert family.log().count("exit code 7") == 6
    broken.unlink()
    family.pids()
    supervisor.terminate()
    assert supervisor.wait(WAIT_S) == 0
    family.all_gone()


def test_an_engine_that_does_not_listen_is_forced(family: Family) -> None:
    family.data_dir.mkdir()
    (family.data_dir / "stubborn").touch()
    supervisor = family.start()
    family.pids()
    with CtlClient(family.data_dir) as desk:
        desk.do("quit")
    assert supervisor.wait(WAIT_S) == 0
    family.all_gone()
    assert "does not end by itself: terminated" in family.log()


def test_a_stopped_engine_is_killed(family: Family) -> None:
    supervisor = family.start()
    pids = family.pids()
    os.kill(pids["engine"], signal.SIGSTOP)
    supervisor.terminate()
    assert supervisor.wait(WAIT_S) == 0
    family.all_gone()


def test_a_second_start_hands_over(family: Family) -> None:
    family.start()
    before = family.pids()
    second = family.start()
    assert second.wait(WAIT_S) == 0
    assert second.stdout is not None
    assert "already running" in second.stdout.read()
    assert (family.data_dir / "shown").exists()
    assert family.pids() == before


def test_a_start_right_after_kill_of_all_finds_nothing_stale(family: Family) -> None:
    first = family.start()
    before = family.pids()
    os.kill(before["desk"], signal.SIGSTOP)
    for role in ("supervisor", "engine", "desk"):
        os.kill(before[role], signal.SIGKILL)
    first.wait(WAIT_S)
    second = family.start()
    after = family.pids()
    assert not set(before.values()) & set(after.values())
    second.terminate()
    assert second.wait(WAIT_S) == 0
    family.all_gone()


def test_a_killed_supervisor_is_replaced_and_the_others_stay(family: Family) -> None:
    first = family.start()
    before = family.pids()
    first.kill()
    first.wait(WAIT_S)
    family.pid("supervisor", other_than=before["supervisor"])
    until(lambda: "desk adopted" in family.log(), "the adoption")
    assert family.pid("engine") == before["engine"]
    assert family.pid("desk") == before["desk"]
    # The new one watches them …
    os.kill(before["engine"], signal.SIGKILL)
    family.pid("engine", other_than=before["engine"])
    assert family.pid("desk") == before["desk"]
    # … and ends with the adopted desk.
    with CtlClient(family.data_dir) as desk:
        desk.do("quit")
    family.all_gone()


def test_an_adopting_supervisor_ends_all_when_it_is_told_to(family: Family) -> None:
    first = family.start()
    before = family.pids()
    first.kill()
    first.wait(WAIT_S)
    second = family.pid("supervisor", other_than=before["supervisor"])
    until(lambda: "desk adopted" in family.log(), "the adoption")
    os.kill(second, signal.SIGTERM)
    family.all_gone()
    assert "terminated" not in family.log()


def test_a_killed_adopted_desk_is_started_again(family: Family) -> None:
    first = family.start()
    before = family.pids()
    first.kill()
    first.wait(WAIT_S)
    second = family.pid("supervisor", other_than=before["supervisor"])
    until(lambda: "desk adopted" in family.log(), "the adoption")
    os.kill(before["desk"], signal.SIGKILL)
    family.pid("desk", other_than=before["desk"])
    assert family.pid("engine") == before["engine"]
    os.kill(second, signal.SIGTERM)
    family.all_gone()


def test_an_adopting_supervisor_that_is_killed_is_replaced_too(family: Family) -> None:
    first = family.start()
    before = family.pids()
    # Keeps the engine here: the test's desk does not connect to it.
    (family.data_dir / "call").touch()
    first.kill()
    first.wait(WAIT_S)
    second = family.pid("supervisor", other_than=before["supervisor"])
    os.kill(second, signal.SIGKILL)
    third = family.pid("supervisor", other_than=second)
    assert family.pid("desk") == before["desk"]
    assert family.pid("engine") == before["engine"]
    os.kill(third, signal.SIGTERM)
    family.all_gone()


def test_an_engine_nobody_needs_ends_by_itself(family: Family) -> None:
    first = family.start()
    pids = family.pids()
    call = family.data_dir / "call"
    call.touch()
    # Stopped first, or the desk might start another supervisor before it dies.
    os.kill(pids["desk"], signal.SIGSTOP)
    for role in ("supervisor", "desk"):
        os.kill(pids[role], signal.SIGKILL)
    first.wait(WAIT_S)
    assert family.pid("engine") == pids["engine"]
    call.unlink()
    family.all_gone()


def test_no_child_holds_what_belongs_to_another(family: Family) -> None:
    family.start()
    pids = family.pids()
    pipes = {}
    for role, pid in pids.items():
        found = set()
        for path in Path(f"/proc/{pid}/fd").iterdir():
            try:
                target = str(path.readlink())
            except FileNotFoundError:
                continue
            if target.startswith("pipe:") and path.name != "1":
                found.add(target)
        pipes[role] = found
    assert pipes["engine"]
    assert not pipes["engine"] & pipes["desk"]


def test_the_supervisor_loads_no_heavy_library() -> None:
    code = (
        "import sys, softphone.__main__, softphone.supervisor.start\n"
        "heavy = {'PySide6', 'pjsua2', 'sqlalchemy', 'phonenumbers', 'keyring', 'asyncio'}\n"
        "print(sorted(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def spare_pid(family: Family, other_than: int = 0) -> int:
    """The pid of the desk that waits, once there is one."""
    found: list[int] = []

    def waits() -> bool:
        pids = re.findall(r"spare desk started, pid (\d+)", family.log())
        found[:] = [int(pid) for pid in pids[-1:]]
        return bool(found) and found[0] != other_than

    until(waits, f"a spare desk; log: {family.log()}")
    family.seen.add(Holder(found[0], start_mark(found[0])))
    return found[0]


def test_the_spare_desk_takes_the_place_of_a_killed_one(family: Family) -> None:
    supervisor = family.start()
    before = family.pids()
    spare = spare_pid(family)
    os.kill(before["desk"], signal.SIGKILL)
    assert family.pid("desk", other_than=before["desk"]) == spare
    with CtlClient(family.data_dir) as desk:
        assert desk.do("notice") == {"notice": "desk_restarted"}
    # The next crash finds another one.
    second = spare_pid(family, other_than=spare)
    os.kill(spare, signal.SIGKILL)
    assert family.pid("desk", other_than=spare) == second
    supervisor.terminate()
    assert supervisor.wait(WAIT_S) == 0
    family.all_gone()


def test_a_killed_spare_is_replaced_and_nobody_notices(family: Family) -> None:
    supervisor = family.start()
    before = family.pids()
    spare = spare_pid(family)
    os.kill(spare, signal.SIGKILL)
    spare_pid(family, other_than=spare)
    assert family.pids() == before
    supervisor.terminate()
    assert supervisor.wait(WAIT_S) == 0
    family.all_gone()


def test_the_spare_ends_with_a_killed_supervisor(family: Family) -> None:
    first = family.start()
    before = family.pids()
    spare = Holder(pid := spare_pid(family), start_mark(pid))
    first.kill()
    first.wait(WAIT_S)
    until(lambda: not spare.alive, "the end of the spare desk")
    second = family.pid("supervisor", other_than=before["supervisor"])
    assert family.pid("desk") == before["desk"]
    os.kill(second, signal.SIGTERM)
    family.all_gone()


def test_a_desk_that_cannot_start_is_tried_once_and_told(family: Family) -> None:
    family.data_dir.mkdir()
    (family.data_dir / "cannot-start").write_text(str(int(StartProblem.STORE_NEWER)))
    supervisor = family.start()
    assert supervisor.wait(WAIT_S) == StartProblem.STORE_NEWER
    family.all_gone()
    assert family.log().count(": desk started") == 1
    assert "STORE_NEWER" in family.log()
    assert (family.data_dir / "said").read_text() == str(int(StartProblem.STORE_NEWER))


def test_a_desk_that_fails_at_each_start_is_given_up_and_the_queue_is_left(family: Family) -> None:
    supervisor = family.start()
    before = family.pids()
    (family.data_dir / "broken-desk").touch()
    os.kill(before["desk"], signal.SIGKILL)
    assert supervisor.wait(WAIT_S) == StartProblem.KEEPS_FAILING
    family.all_gone()
    assert family.log().count("exit code 7") == 3
    assert (family.data_dir / "left").read_text() == str(before["engine"])
    assert (family.data_dir / "said").read_text() == str(int(StartProblem.KEEPS_FAILING))


def test_a_desk_that_was_up_is_started_again_however_often_it_dies(family: Family) -> None:
    supervisor = family.start()
    pids = family.pids()
    for _ in range(4):
        os.kill(pids["desk"], signal.SIGKILL)
        pids["desk"] = family.pid("desk", other_than=pids["desk"])
    supervisor.terminate()
    assert supervisor.wait(WAIT_S) == 0
    family.all_gone()


def test_a_data_folder_that_cannot_be_made_is_told(family: Family) -> None:
    family.data_dir.write_text("a file has the folder's name")
    supervisor = family.start()
    assert supervisor.wait(WAIT_S) == StartProblem.DATA_FOLDER
    assert family.data_dir.read_text() == "a file has the folder's name"
