"""The real PBX of the tests: it comes up, is heard on loopback only, and leaves nothing behind."""

from __future__ import annotations

import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pbx.ami import Ami
from tests.pbx.config import PbxError, free_base_port
from tests.pbx.server import Pbx

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Asterisk: Linux only"),
]
ROOT = Path(__file__).resolve().parents[2]


def options(pbx: Pbx, extra: str = "", timeout_s: float = 3) -> str:
    """The first line that answers an OPTIONS datagram."""
    info = pbx.info
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
        ours.bind(("127.0.0.1", 0))
        ours.settimeout(timeout_s)
        port = ours.getsockname()[1]
        ours.sendto(
            (
                f"OPTIONS sip:8000@{info.bind}:{info.sip_port} SIP/2.0\r\n"
                f"Via: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK-{port};rport\r\n"
                f"From: <sip:probe@127.0.0.1>;tag={port}\r\nTo: <sip:8000@{info.bind}>\r\n"
                f"Call-ID: probe-{port}\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 5\r\n"
                f"{extra}Content-Length: 0\r\n\r\n"
            ).encode(),
            (info.bind, info.sip_port),
        )
        return ours.recv(65536).decode().splitlines()[0]


def sockets_of(pid: int) -> list[tuple[str, str, int, str]]:
    """(kind, hexadecimal address, port, state) of each internet socket of a process."""
    inodes = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        target = str(descriptor.readlink())
        if target.startswith("socket:"):
            inodes.add(target[len("socket:[") : -1])
    found = []
    for kind in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{kind}").read_text().splitlines()[1:]:
            columns = line.split()
            if columns[9] in inodes:
                address, port = columns[1].split(":")
                found.append((kind, address, int(port, 16), columns[3]))
    return found


def test_answers_an_options_datagram(pbx: Pbx) -> None:
    assert options(pbx, "X-Trunk: pstn\r\n") == "SIP/2.0 200 OK"


def test_console_knows_agents_and_queues(pbx: Pbx) -> None:
    assert set(pbx.info.accounts) == {str(n) for n in range(1001, 1012)}
    endpoints = pbx.cli("pjsip show endpoints")
    assert all(f"{agent}/{agent}" in endpoints for agent in pbx.info.accounts)
    assert "support has 0 calls" in pbx.cli("queue show")


def test_its_own_log_has_no_error(pbx: Pbx) -> None:
    booted = pbx.info.log.read_text().split("Asterisk Ready.")[0]
    assert [line for line in booted.splitlines() if "ERROR[" in line or "WARNING[" in line] == []


def test_listens_on_loopback_only(pbx: Pbx) -> None:
    assert pbx.pid
    sockets = sockets_of(pbx.pid)
    listening = {(kind, port) for kind, _, port, state in sockets if state == "0A"}
    info = pbx.info
    ports = (info.sip_port, info.tls_port, info.ami_port, info.ami_tls_port)
    assert listening == {("tcp", port) for port in ports}
    assert {addr for _, addr, _, state in sockets if state == "0A"} == {"0100007F"}
    # PJSIP's resolver keeps a client socket for questions to name servers; it takes no SIP.
    taken = range(info.base_port, info.rtp_ports.stop)
    datagram = {(addr, port) for kind, addr, port, _ in sockets if kind[:3] == "udp"}
    assert {d for d in datagram if d[1] in taken} == {("0100007F", info.sip_port)}


def test_manager_interface_sees_the_queue(pbx: Pbx, ami: Ami) -> None:
    mark = ami.mark()
    ami.action("QueueAdd", Queue="support", Interface="PJSIP/1001", Paused="true", Reason="Meal")
    assert ami.wait_for("QueueMemberAdded", since=mark)["Interface"] == "PJSIP/1001"
    (member,) = ami.queue_status("support").members.values()
    assert (member.interface, member.paused, member.in_call) == ("PJSIP/1001", True, False)
    ami.reset()
    assert ami.queue_status("support").members == {}


def test_a_call_enters_the_queue_and_waits(pbx: Pbx, ami: Ami) -> None:
    ami.action("QueueAdd", Queue="support", Interface="PJSIP/1001", Paused="true")
    ami.action(
        "Originate",
        Channel="Local/8000@from-trunk",
        Application="Wait",
        Data="30",
        CallerID="Sample <5550100>",
        Async="true",
    )
    assert ami.wait_for("QueueCallerJoin", Queue="support")["CallerIDNum"] == "5550100"
    assert ami.queue_status("support").callers == ("5550100",)


def test_agents_manager_account_may_not_run_commands(pbx: Pbx) -> None:
    with Ami(pbx.info, pbx.info.desk_login) as desk:
        assert desk.queue_status("support").callers == ()
        assert desk.action("Command", Command="core show version")["Response"] == "Error"
    with pytest.raises(PbxError, match="login"):
        Ami(pbx.info, ("desk", "wrong"))


@pytest.mark.parametrize("hard", [False, True])
def test_restart_keeps_ports_and_certificate(pbx: Pbx, hard: bool) -> None:
    before, authority = pbx.pid, pbx.info.ca.read_bytes()
    pbx.restart(hard=hard)
    assert pbx.pid not in (None, before)
    assert options(pbx, "X-Trunk: pstn\r\n") == "SIP/2.0 200 OK"
    assert pbx.info.ca.read_bytes() == authority


def test_stop_leaves_nothing(running_pbx: Pbx) -> None:
    with Pbx() as other:  # beside the other one: each has ports of its own
        pid, info = other.pid, other.info
        assert pid
        assert info.base_port != running_pbx.info.base_port
    assert not Path(f"/proc/{pid}").exists()
    assert not info.run.exists()
    with socket.create_server((info.bind, info.sip_port)):
        pass
    with pytest.raises(PbxError):
        other.cli("core show version")


def test_dies_with_a_killed_test_process(running_pbx: Pbx) -> None:
    script = (
        "import sys\nfrom tests.pbx.server import Pbx\n"
        f"pbx = Pbx({free_base_port('127.0.0.1', '127.0.0.2')})\npbx.start()\n"
        "print('started', pbx.pid, pbx.info.run, flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as tests:
        assert tests.stdout
        word, pid, run = tests.stdout.readline().split()
        assert word == "started"
        # A handle on that very process: the number alone could be another's by the time we look.
        handle = os.pidfd_open(int(pid))
        tests.send_signal(signal.SIGKILL)
    try:
        assert select.select([handle], [], [], 10)[0], (
            "asterisk outlived the process that started it"
        )
    finally:
        os.close(handle)
        shutil.rmtree(run, ignore_errors=True)
