"""`kill -9` of the supervisor, and every way to end the program: nothing is ever left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys

import pytest

from softphone.practice.peer_client import Peer
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.conftest import talk
from tests.e2e.program import ROOT, Program
from tests.support.waiting import until


def assert_port_free(program: Program) -> None:
    host, _, port = program.options.direct.partition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind((host, int(port)))


def kill_supervisor(program: Program) -> None:
    """Kill it and wait until another one has taken over."""
    old = program.runtime.pids()["supervisor"]
    program.kill("supervisor")
    until(lambda: program.runtime.pids().get("supervisor", old) != old, "another supervisor")


def test_call_and_window_go_on_without_the_supervisor(direct: Program, peer: Peer) -> None:
    talk(direct, peer)
    before = direct.runtime.pids()
    kill_supervisor(direct)
    after = direct.runtime.pids()
    assert (after["engine"], after["desk"]) == (before["engine"], before["desk"])
    peer.wait_sound("c1", AGENT_HZ)
    assert direct.text("callTimer")

    direct.quit()
    direct.assert_all_gone()
    peer.wait_for("state", call="c1", state="disconnected")
    assert_port_free(direct)


@pytest.mark.parametrize("role", ["desk", "engine"])
def test_the_next_supervisor_restarts_what_crashes(direct: Program, peer: Peer, role: str) -> None:
    kill_supervisor(direct)
    pid = direct.runtime.pids()[role]
    direct.kill(role)
    direct.wait(lambda s: s.line == "direct" and direct.runtime.pids().get(role, pid) != pid)
    talk(direct, peer)


def test_all_three_killed_at_once(direct: Program, peer: Peer) -> None:
    """A power cut: nothing stale is left, and the next start works."""
    talk(direct, peer)
    everybody = direct.family()
    # Stopped first: whoever is left for a moment would start the others again.
    for how in (signal.SIGSTOP, signal.SIGKILL):
        for pid in everybody:
            os.kill(pid, how)
    assert direct.wait_gone() == -signal.SIGKILL
    direct.assert_all_gone()
    assert_port_free(direct)
    direct.start()
    seen = direct.wait_line("direct")
    assert not seen.calls
    peer.command("hangup", call="c1")
    talk(direct, peer, id_="c2")


def test_quitting_in_a_call_ends_everything_and_starts_again(direct: Program, peer: Peer) -> None:
    talk(direct, peer)
    direct.do("quit")
    assert direct.wait_gone() == 0
    direct.assert_all_gone()
    peer.wait_for("state", call="c1", state="disconnected")
    assert_port_free(direct)
    assert not list((direct.data_dir / "run").glob("*.sock"))
    direct.start()
    direct.wait_line("direct")
    talk(direct, peer, id_="c2")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_all_three(direct: Program, how: signal.Signals) -> None:
    """SIGTERM from the system; Ctrl-C, which a terminal sends to the whole group."""
    if how is signal.SIGINT:
        os.killpg(os.getpgid(direct.supervisor), how)
    else:
        os.kill(direct.supervisor, how)
    assert direct.wait_gone() == 0
    direct.assert_all_gone()
    assert_port_free(direct)


def test_a_second_start_leaves_the_first_alone(direct: Program, peer: Peer) -> None:
    talk(direct, peer)
    before = direct.runtime.pids()
    second = subprocess.run(
        [sys.executable, "-m", "softphone", "run", "--data-dir", str(direct.data_dir)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert second.returncode == 0, second.stderr
    assert "already running" in second.stdout
    assert direct.runtime.pids() == before
    peer.wait_sound("c1", AGENT_HZ)
    assert direct.seen().agent == "on_contact"
