"""Calls that the agent makes: echo, honest causes, DTMF, on the real PBX."""

from __future__ import annotations

import subprocess
import sys

import pytest

from softphone.config.settings import Dialing, Settings, WrapUp
from softphone.ctl.protocol import CtlError
from softphone.domain.dial_plan import CallerId, DialPlan, DialRule
from softphone.domain.dtmf import DtmfWay
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Rule
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.conftest import MakeProgram, account
from tests.e2e.program import ROOT, Program
from tests.engine.harness import free_port
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx


def test_echo_brings_the_own_voice_back(agent: Program) -> None:
    agent.type("dialEdit", "*43")
    agent.click("dialButton")
    agent.wait_call("connected")
    agent.sound.wait_tone(AGENT_HZ)
    agent.do("hangup")
    agent.wait_agent("wrap_up")
    call = agent.ended()
    assert (call["cause"], call["ended_by"], call["direction"]) == ("answered", "agent", "outgoing")


def test_digits_arrive(agent: Program, ami: Ami) -> None:
    agent.do("dial", number="*41")
    agent.wait_call("connected")
    agent.do("dtmf", digits="1209*8#")
    assert ami.wait_for("UserEvent", UserEvent="DtmfSeen")["Digits"] == "1209*8"
    agent.wait_agent("wrap_up")


def test_a_failed_call_says_why(agent: Program) -> None:
    expected = [("9404", 404, "failed"), ("9486", 486, "rejected"), ("9503", 503, "failed")]
    for count, (number, code, cause) in enumerate(expected, start=1):
        agent.do("dial", number=number)
        call = agent.ended(count)
        assert (call["caller"]["number"], call["sip_code"], call["cause"]) == (number, code, cause)
        seen = agent.wait(lambda s: not s.calls and "call_failed" in s.notices)
        # Nobody answered: there is nothing to wrap up.
        assert (seen.agent, seen.contact) == ("not_ready", {})


def test_either_side_gives_up(agent: Program) -> None:
    agent.do("dial", number="9408")
    agent.wait_call("early")
    agent.do("hangup")
    call = agent.ended()
    assert (call["cause"], call["ended_by"]) == ("abandoned", "agent")

    agent.do("dial", number="9003")
    agent.wait_call("connected")
    agent.wait_agent("wrap_up")
    call = agent.ended(2)
    assert (call["cause"], call["ended_by"]) == ("answered", "far_end")


def test_keys_behind_a_number_reach_the_voice_menu(agent: Program, ami: Ami) -> None:
    agent.do("dial", number="*41,120,98#")
    assert agent.wait_call("connected")["number"] == "*41"
    assert ami.wait_for("UserEvent", UserEvent="DtmfSeen", timeout_s=30)["Digits"] == "12098"
    agent.wait_agent("wrap_up")


def test_early_media_is_heard_before_the_answer(agent: Program) -> None:
    agent.do("dial", number="9183")
    agent.wait_call("early")
    agent.sound.wait_tone(440)
    assert agent.seen().calls[0]["state"] == "early"
    agent.wait_call("connected", 30)
    agent.sound.wait_tone(AGENT_HZ)


def test_a_link_fills_the_dial_box_and_only_a_click_dials(agent: Program) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "softphone", "open", "--data-dir", agent.data_dir, "tel:*43"],
        check=False,
        capture_output=True,
        cwd=ROOT,
        timeout=30,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert agent.text("dialEdit") == "*43"
    assert not agent.seen().calls
    agent.click("dialButton")
    agent.wait_call("connected")
    with pytest.raises(CtlError, match="begins with"):
        agent.do("open", uri="https://pbx.test")


def test_the_far_end_sees_the_number_the_agent_chose(
    pbx: Pbx, ami: Ami, make_program: MakeProgram
) -> None:
    """The PBX's dial plan takes it from the header, and only then."""
    chosen = CallerId(number="4008108888", name="Support")
    settings = Settings(
        account=account(pbx), wrap_up=WrapUp(time_s=120), dialing=Dialing(caller_ids=(chosen,))
    )
    program = make_program(settings).start()
    program.sign_in(pbx.info.accounts["1001"])
    with Peer(bind=pbx.info.trunk_ip, port=pbx.info.pstn_port) as outside:
        outside.listen(Rule(user="*", ring_ms=100))
        for number, shown in (("", "1001"), ("4008108888", "4008108888")):
            program.do("call-as", number=number)
            after = outside.mark()
            program.do("dial", number="9913900000009")
            asked = outside.wait_for("incoming", after=after)
            program.wait_call("connected")
            assert f"sip:{shown}@" in asked["remote"]
            program.do("hangup")
            program.wait_no_call()


def test_the_plan_the_caller_id_and_tones_in_the_sound(
    make_program: MakeProgram, peer: Peer
) -> None:
    """No PBX between: the far end sees and hears just what this phone sends."""
    dialing = Dialing(
        plan=DialPlan(rules=(DialRule(prepend="9"),), premium=("16",)),
        caller_ids=(CallerId(number="4008108888", name="Support"),),
        dtmf=DtmfWay.IN_BAND,
        macros={"Bank": "1111,1111"},
    )
    program = make_program(
        Settings(proxy=f"127.0.0.1:{peer.port}", wrap_up=WrapUp(time_s=120), dialing=dialing),
        direct=f"127.0.0.1:{free_port()}",
    ).start()
    program.wait_line("direct")
    peer.listen(Rule(user="916812345678", ring_ms=100))
    program.do("call-as", number="4008108888")
    with pytest.raises(CtlError, match="costs extra"):
        program.do("dial", number="16812345678")
    assert not program.seen().calls
    program.do("dial", number="16812345678", confirmed=True)
    asked = peer.wait_for("incoming", user="916812345678")
    assert asked["headers"]["p-preferred-identity"].startswith("<sip:4008108888@")
    call = program.wait_call("connected")
    assert call["number"] == "16812345678"
    program.do("macro", macro="Bank")
    for hertz in (697, 1209):
        peer.wait_sound(asked["call"], hertz)
