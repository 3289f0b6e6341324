"""Nothing gets through between the phone and the PBX for seconds, or the PBX is started anew."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from tests.e2e.consulting import ask, music, wait_together
from tests.e2e.hearing import Parties
from tests.e2e.program import Program
from tests.e2e.seen import Seen
from tests.pbx.relay import Relay
from tests.pbx.server import Pbx
from tests.support.waiting import until

OUTAGE_S = float(os.environ.get("OUTAGE_S", "0"))
"""How long nothing gets through, at least; it is always as long as it takes to be told."""


@pytest.fixture
def patient(pbx: Pbx) -> Iterator[None]:
    """The PBX does not hang up when it hears nothing for a minute."""
    file = pbx.info.run / "etc/pjsip.conf"
    before = file.read_text()
    if OUTAGE_S > 50:
        file.write_text(before.replace("rtp_timeout = 60", "rtp_timeout = 0"))
        wait_reloaded(pbx, "rtp_timeout : 0")
    yield
    if OUTAGE_S > 50:
        file.write_text(before)
        wait_reloaded(pbx, "rtp_timeout : 60")


def wait_reloaded(pbx: Pbx, wanted: str) -> None:
    """Wait until the agent's endpoint is as its file says now."""
    pbx.cli("module reload res_pjsip.so")

    def told() -> list[str]:
        lines = pbx.cli("pjsip show endpoint 1001").splitlines()
        return [line for line in lines if " ".join(line.split()) == wanted]

    until(told, wanted)


def wait_reported(program: Program) -> None:
    """The far end that is talked with has told how it hears the agent."""

    def reported(seen: Seen) -> bool:
        heard = [call["quality"] for call in seen.calls if call["state"] == "connected"]
        return any(quality and quality["mos_out"] is not None for quality in heard)

    program.wait(reported, 30)


def wait_told(program: Program) -> None:
    """The agent reads that nothing comes any more: neither sound nor two of the reports."""
    seen = program.wait(lambda s: "no_sound_received" in s.notices, 45)
    assert seen.agent == "on_contact"


@pytest.mark.usefixtures("patient")
def test_nothing_for_seconds_in_a_call(distant_parties: Parties, relay: Relay) -> None:
    parties = distant_parties
    program = parties.agent
    wait_reported(program)
    relay.cut()
    end = time.monotonic() + OUTAGE_S
    wait_told(program)
    parties.wait_all_heard("nothing gets through", {"caller": "", "agent": ""})
    until(lambda: time.monotonic() > end, "the end of the outage", OUTAGE_S + 10)
    assert [c["state"] for c in program.seen().calls] == ["connected"]
    print(f"line before: {program.seen().line}")
    back = time.monotonic()
    relay.mend()
    parties.wait_all_heard("it gets through again", {"caller": "agent", "agent": "caller"})
    print(f"both hear each other after {time.monotonic() - back:.1f} s at the most")
    program.wait(lambda s: "no_sound_received" not in s.notices, 30)
    program.wait(lambda s: s.line == "registered" and "line_waiting" not in s.notices, 90)
    print(f"registered after {time.monotonic() - back:.1f} s at the most")
    program.do("hold")
    program.wait_call("held", 30)
    program.do("resume")
    program.wait_call("connected", 30)
    parties.wait_all_heard("held and taken back", {"caller": "agent", "agent": "caller"})
    assert relay.lost


def test_the_network_drops_in_a_consult(distant_parties: Parties, relay: Relay) -> None:
    """Both legs lose it; the agent goes back to the caller meanwhile, and gets there."""
    parties = distant_parties
    program = parties.agent
    ask(parties)
    played = music(parties)
    wait_reported(program)
    relay.cut()
    wait_told(program)
    parties.wait_all_heard(
        "nothing gets through in a consult", {"caller": played, "agent": "", "colleague": ""}
    )
    program.do("cancel")
    program.wait_phase("returning")
    relay.mend()
    parties.colleague.wait_for("state", call=parties.leg, state="disconnected", timeout_s=60)
    parties.leg = ""
    wait_together(parties, "the network is back")


@pytest.mark.usefixtures("ami")
def test_the_exchange_is_started_anew_in_a_call(parties: Parties, pbx: Pbx) -> None:
    """It has forgotten the call: the phone asks it (481), says so, and takes the next one."""
    pbx.restart(hard=True)
    # That nothing comes is told too, but only until the answer is there.
    seen = parties.agent.wait_agent("wrap_up", 60)
    assert (seen.contact["cause"], seen.contact["sip_code"]) == ("failed", 481)
    parties.agent.wait_no_call()
    parties.agent.wait_line("registered", 60)
