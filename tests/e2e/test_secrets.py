"""What may never be told: passwords and whole numbers; and which process loads what."""

from __future__ import annotations

from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.line import PbxLine
from tests.e2e.processes import command_line, environment, libraries
from tests.e2e.program import Program
from tests.pbx.server import Pbx
from tests.support.waiting import until

NUMBER = "13612345678"


def test_no_secret_leaves_its_place(ready: Program, pbx: Pbx, caller: PbxLine) -> None:
    password = pbx.info.accounts["1001"]
    caller.call(number=NUMBER)
    ready.wait_agent("reserved")
    ready.do("answer")
    ready.wait_agent("on_contact")
    caller.peer.wait_sound("c1", AGENT_HZ)
    ready.do("dtmf", digits="4711")
    until(lambda: "spare desk started" in ready.logs(), "the spare desk")
    pids = ready.family()
    assert set(ready.runtime.pids().values()) < set(pids), "and the spare desk"
    for pid in pids:
        assert password not in command_line(pid)
        assert password not in environment(pid)
    caller.hang_up()
    ready.wait_agent("wrap_up")
    ready.do("finish")
    ready.wait_agent("not_ready")

    ready.secrets.append(password)
    ready.numbers += [NUMBER, NUMBER[3:]]
    ready.assert_nothing_told()
    assert ready.logs()
    ready.quit()
    ready.assert_nothing_told()
    # The number belongs into the store, or the search of this test would prove nothing.
    assert ready.rows("select 1 from contacts where number = ?", "+86" + NUMBER)


def test_the_data_folder_is_the_owners_alone(direct: Program) -> None:
    open_to_others = [
        path
        for path in (direct.data_dir, *direct.data_dir.rglob("*"))
        if not path.is_symlink() and path.stat().st_mode & 0o077
    ]
    assert open_to_others == []


def test_each_process_loads_its_own_libraries_only(direct: Program) -> None:
    pids = direct.runtime.pids()
    loaded = {role: libraries(pid) for role, pid in pids.items()}

    def has(role: str, part: str) -> bool:
        return any(part in name.lower() for name in loaded[role])

    assert has("engine", "pjsua2")
    assert not has("engine", "qt6")
    assert not has("engine", "pyside6")
    assert has("desk", "qt6widgets")
    assert not has("desk", "pjsua2")
    assert not has("supervisor", "qt6")
    assert not has("supervisor", "pjsua2")
