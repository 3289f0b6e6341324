"""TLS and SRTP through the real PBX: the lock in the window, sound both ways, refusals in words."""

from __future__ import annotations

from pathlib import Path

from softphone.config.settings import Settings, WrapUp
from softphone.domain.account import (
    Account,
    Srtp,
    Transport,
)
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.conftest import CODES, MakeProgram
from tests.e2e.line import CALLER_HZ, PbxLine
from tests.e2e.program import Program
from tests.pbx.config import HOLD_HZ
from tests.pbx.server import Pbx


def encrypted_agent(
    pbx: Pbx, make_program: MakeProgram, user: str, ca_file: Path | None = None
) -> Program:
    """A softphone that registers over TLS and must encrypt the sound."""
    account = Account(
        server=pbx.info.bind,
        port=pbx.info.tls_port,
        user=user,
        transport=Transport.TLS,
        ca_file=str(ca_file or pbx.info.ca),
        srtp=Srtp.MANDATORY,
    )
    program = make_program(Settings(account=account, queue=CODES, wrap_up=WrapUp(time_s=120)))
    program.secrets.append(pbx.info.accounts[user])
    return program.start()


def signed_in(program: Program, pbx: Pbx, user: str) -> Program:
    program.sign_in(pbx.info.accounts[user])
    program.wait_agent("not_ready")
    return program


def test_a_call_shows_the_lock_and_both_hear_each_other(
    pbx: Pbx, make_program: MakeProgram, caller: PbxLine
) -> None:
    agent = signed_in(encrypted_agent(pbx, make_program, "1008"), pbx, "1008")
    agent.do("ready")
    agent.wait_agent("ready")
    caller.call(to="1008")
    agent.wait_agent("reserved")
    agent.click("answerButton")
    agent.wait_agent("on_contact")
    caller.peer.wait_sound("c1", AGENT_HZ)
    agent.sound.wait_tone(CALLER_HZ)
    call = agent.wait(lambda s: s.calls and s.calls[0]["encrypted"]).calls[0]
    assert (call["encrypted"], call["keys_exposed"]) == (True, False)
    assert agent.text("encryptionText") == "Encrypted"
    agent.do("hold")
    agent.wait_call("held")
    caller.peer.wait_sound("c1", HOLD_HZ)
    agent.do("resume")
    agent.wait_call("connected")
    caller.peer.wait_sound("c1", AGENT_HZ)
    agent.sound.wait_tone(CALLER_HZ)
    assert agent.text("encryptionText") == "Encrypted"
    caller.hang_up()
    agent.wait_agent("wrap_up")


def test_the_agent_s_own_call_is_encrypted_too(pbx: Pbx, make_program: MakeProgram) -> None:
    agent = signed_in(encrypted_agent(pbx, make_program, "1009"), pbx, "1009")
    agent.do("dial", number="*43")
    agent.wait_call("connected")
    agent.sound.wait_tone(AGENT_HZ)
    assert agent.text("encryptionText") == "Encrypted"
    agent.do("hangup")
    agent.wait_agent("wrap_up")


def test_a_pbx_without_encryption_is_refused_in_words(pbx: Pbx, make_program: MakeProgram) -> None:
    """1001 may not have SRTP at this PBX, and this phone must."""
    agent = signed_in(encrypted_agent(pbx, make_program, "1001"), pbx, "1001")
    agent.do("dial", number="*43")
    call = agent.ended()
    assert (call["cause"], call["sip_code"]) == ("failed", 488)
    said = "The far end cannot encrypt the call, and this line must. Tell your administrator."
    assert call["sip_reason"] == said
    agent.wait(lambda s: "call_failed" in s.notices)
    assert said in agent.text("noticeText")


def test_another_authority_is_refused_in_words(
    pbx: Pbx, make_program: MakeProgram, tmp_path: Path
) -> None:
    from tests.contract.certificates import make

    folder = tmp_path / "certificates"
    folder.mkdir()
    agent = encrypted_agent(pbx, make_program, "1008", make(folder).authority)
    agent.do("sign-in", password=pbx.info.accounts["1008"])
    agent.wait_line("waiting")
    reason = agent.seen().state["line"]["sip_reason"]
    assert "an authority this computer does not trust" in reason
    assert "an authority this computer does not trust" in agent.text("faultText")
