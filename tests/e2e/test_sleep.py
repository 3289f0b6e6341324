"""The computer sleeps: every process of the program stands still, and no packet arrives."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.hearing import Parties
from tests.e2e.line import CALLER_HZ, PbxLine
from tests.e2e.program import Program
from tests.pbx.ami import Ami
from tests.pbx.relay import Relay
from tests.support.waiting import until

SLEEP_S = float(os.environ.get("SLEEP_S", "8"))


@contextmanager
def asleep(program: Program, relay: Relay, seconds: float = SLEEP_S) -> Iterator[None]:
    """The program sleeps so long; within the block it is awake, and the network is still away."""
    relay.cut()
    stopped = program.family()
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    try:
        end = time.monotonic() + seconds
        until(lambda: time.monotonic() > end, "the end of the night", seconds + 10)
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)
    yield
    relay.mend()


def test_nobody_is_ready_after_a_sleep_until_the_line_is_tested(
    distant: Program, relay: Relay, caller: PbxLine, ami: Ami
) -> None:
    caller.ready(distant, ami)
    with asleep(distant, relay):
        seen = distant.wait(lambda s: s.agent == "not_ready", 30)
        assert (seen.reason, seen.line) == ("system", "registering")
        told = [n for n in seen.state["notices"] if n["code"] == "computer_woke"]
        assert [n["args"]["tested"] for n in told] == [""]
        assert float(told[0]["args"]["away_s"]) >= SLEEP_S - 1
    distant.wait_line("registered", 60)
    seen = distant.wait_agent("ready", 30)
    told = [n for n in seen.state["notices"] if n["code"] == "computer_woke"]
    assert [n["args"]["tested"] for n in told] == ["yes"]
    proofs = distant.rows("select proof from state_log where reason = 'system'")
    assert {"proof": "the computer slept"} in proofs
    caller.wait_member(ami, paused=False)
    caller.call(customer="S1001")
    distant.wait_agent("reserved", 30)
    distant.do("answer")
    caller.peer.wait_sound("c1", AGENT_HZ)
    distant.sound.wait_tone(CALLER_HZ)


def test_a_call_goes_on_after_a_short_sleep(distant_parties: Parties, relay: Relay) -> None:
    program = distant_parties.agent
    with asleep(program, relay):
        program.wait_line("registering", 30)
    program.wait_line("registered", 60)
    if SLEEP_S > 50:
        # The PBX hangs up when it hears nothing for a minute: its BYE still comes, or a 481.
        seen = program.wait_agent("wrap_up", 60)
        assert seen.contact["sip_code"] in (200, 481)
        return
    distant_parties.wait_all_heard("awake again", {"caller": "agent", "agent": "caller"})
    assert program.seen().agent == "on_contact"
    assert [c["state"] for c in program.seen().calls] == ["connected"]
