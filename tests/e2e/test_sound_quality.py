"""How a call sounds, measured on the real PBX; and that G.722 is as loud as A-law there."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from softphone.config.settings import Settings, Sound, WrapUp
from softphone.domain.codecs import CodecProfile
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Rule
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.conftest import MakeProgram, account
from tests.e2e.hearing import COLLEAGUE_HZ
from tests.e2e.line import PbxLine
from tests.e2e.program import Program
from tests.pbx.server import Pbx
from tests.support.waiting import until


def at_the_pbx(pbx: Pbx, make: MakeProgram, user: str, codecs: CodecProfile) -> Program:
    """A registered softphone of that extension, with that codec profile."""
    settings = Settings(
        account=msgspec.structs.replace(account(pbx), user=user),
        sound=Sound(codecs=codecs),
        wrap_up=WrapUp(time_s=120),
    )
    program = make(settings)
    program.secrets.append(pbx.info.accounts[user])
    program.start()
    program.sign_in(pbx.info.accounts[user])
    program.wait_agent("not_ready")
    return program


def quality(program: Program) -> dict[str, Any]:
    """The figures beside the one call; empty before there are any."""
    (call,) = program.seen().calls
    return dict(call["quality"] or {})


def test_an_opus_call_is_measured_shown_and_kept(pbx: Pbx, make_program: MakeProgram) -> None:
    agent = at_the_pbx(pbx, make_program, "1010", CodecProfile.HOME)
    agent.do("dial", number="*43")
    agent.wait(lambda s: s.calls and s.calls[0]["codec"] == "opus/48000")
    agent.sound.wait_tone(AGENT_HZ)

    def reported() -> dict[str, Any] | None:
        found = quality(agent)
        # Asterisk reports every five seconds; loss is between two of its reports.
        told = found.get("loss_out") is not None and found.get("round_trip_ms") is not None
        return found if told else None

    found = until(reported, "the PBX's reports", 30)
    assert found is not None
    print("OPUS", found)
    assert found["codec"] == "opus/48000"
    assert (found["loss_in"], found["loss_out"], found["no_sound"]) == (0, 0, [])
    assert found["mos"] > 4.2
    assert found["round_trip_ms"] < 500
    (call,) = agent.seen().calls
    agent.do("hangup")
    agent.wait_agent("wrap_up")
    (kept,) = until(lambda: agent.rows("select * from call_quality"), "the kept figures")
    assert kept["call_id"] == call["id"]
    assert kept["contact_id"] == agent.seen().contact["id"]
    assert (kept["codec"], kept["loss_in"], kept["loss_out"]) == ("opus/48000", 0, 0)
    assert kept["mos_avg"] > 4.2
    assert len(json.loads(kept["samples"])) >= 3


@pytest.mark.parametrize(("user", "codec"), [("1006", "G722/16000"), ("1001", "PCMA/8000")])
def test_both_sides_are_as_loud_in_every_codec(
    pbx: Pbx,
    make_program: MakeProgram,
    caller: PbxLine,
    colleague: Peer,
    user: str,
    codec: str,
) -> None:
    """The colleague's leg is A-law; the PBX converts. The hums are as in docs/call-control.md."""
    caller.register(colleague, "1002")
    colleague.listen(Rule(user="1002", ring_ms=100, tone_hz=COLLEAGUE_HZ))
    agent = at_the_pbx(pbx, make_program, user, CodecProfile.OFFICE)
    agent.do("dial", number="1002")
    leg = colleague.wait_for("incoming", user="1002")["call"]
    agent.wait(lambda s: s.calls and s.calls[0]["codec"] == codec)
    colleague.wait_sound(leg, AGENT_HZ)
    to_agent = agent.sound.wait_tone(COLLEAGUE_HZ).level_dbfs

    def to_colleague() -> float:
        return float(colleague.measure(leg, [AGENT_HZ], window_ms=400)["tones"][0]["level_dbfs"])

    # A frame that came too late on a busy machine is missing in its window, not in the next ones.
    until(lambda: abs(to_colleague() + 20) < 1.0, "the agent as loud as it speaks", 30)
    print("LOUDNESS", codec, to_agent, to_colleague())
    assert to_agent == pytest.approx(-30, abs=1.0)
