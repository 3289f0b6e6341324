"""The line at the real PBX: digest over UDP and TCP, a wrong password, the server's restart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from softphone.config.settings import Settings
from softphone.ctl.protocol import CtlError
from softphone.domain.account import Transport
from tests.e2e.conftest import MakeProgram, account
from tests.e2e.line import PbxLine
from tests.e2e.program import Program
from tests.pbx.ami import Ami
from tests.pbx.config import PbxError
from tests.pbx.server import Pbx
from tests.support.waiting import until

QUIET_S = 6.0
"""How long a refused phone is watched for a REGISTER that must not come."""


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_registers(
    pbx: Pbx, ami: Ami, agent_at: Callable[..., Program], transport: Transport
) -> None:
    program = agent_at(transport)
    assert "1001/" not in pbx.cli("pjsip show contacts")
    program.sign_in(pbx.info.accounts["1001"])
    contacts = [x for x in pbx.cli("pjsip show contacts").splitlines() if "1001/" in x]
    assert len(contacts) == 1
    assert ("transport=tcp" in contacts[0].lower()) is (transport is Transport.TCP)
    assert ami.wait_for("SuccessfulAuth", AccountID="1001")["UsingPassword"] == "1"
    program.do("sign-out")
    program.wait_line("off")
    until(lambda: "1001/" not in pbx.cli("pjsip show contacts"), "the binding to be given back")


def test_wrong_password_says_so_and_stops(
    pbx: Pbx, ami: Ami, agent_at: Callable[..., Program]
) -> None:
    program = agent_at()
    since = ami.mark()
    program.do("sign-in", password="not the password")
    seen = program.wait_line("refused")
    assert seen.line_code in (401, 403)
    assert seen.state["password_needed"] is True
    assert "line_refused" in seen.notices
    ami.wait_for("ChallengeResponseFailed", since=since)
    with pytest.raises(PbxError):
        ami.wait_for("ChallengeResponseFailed", QUIET_S, since=ami.mark())
    refusals = [e for e in ami.events[since:] if e["Event"] == "ChallengeResponseFailed"]
    assert len(refusals) == 1

    program.do("sign-in", password=pbx.info.accounts["1001"])
    seen = program.wait_line("registered")
    assert seen.state["password_needed"] is False
    assert "line_refused" not in seen.notices


def test_signs_in_through_the_real_dialog(
    pbx: Pbx, ami: Ami, agent_at: Callable[..., Program]
) -> None:
    program = agent_at()
    program.click("signInButton")
    program.type("signInPassword", pbx.info.accounts["1001"])
    assert "keyring" in program.text("signInRemember").lower()
    program.key("signInPassword", "Return")
    program.wait_line("registered")
    program.wait_agent("not_ready")


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_the_server_restarts_in_between(
    pbx: Pbx, ami: Ami, agent_at: Callable[..., Program], caller: PbxLine, transport: Transport
) -> None:
    program = agent_at(transport, expires_s=10)
    program.expected += ["line waiting", "stack: "]
    program.sign_in(pbx.info.accounts["1001"])
    caller.ready(program, ami)

    pbx.stop()
    seen = program.wait_line("waiting", 60)
    assert "line_waiting" in seen.notices
    assert (seen.agent, seen.reason) == ("not_ready", "system")
    pbx.start()
    seen = program.wait(lambda s: s.line == "registered" and s.agent == "ready", 60)
    assert "line_waiting" not in seen.notices
    with Ami(pbx.info) as again:
        caller.wait_member(again, paused=False)
        caller.call()
        program.wait_agent("reserved")
        program.do("answer")
        program.wait_agent("on_contact")
        caller.peer.wait_sound("c1", 1400)


def test_signs_out_and_in_again_by_button_and_from_outside(
    pbx: Pbx, agent_at: Callable[..., Program]
) -> None:
    program = agent_at()
    program.click("signInButton")
    program.type("signInPassword", "mistyped")
    program.key("signInPassword", "Return")
    program.wait_line("refused")
    # The same dialog takes the right one, and believes its answer.
    program.type("signInPassword", pbx.info.accounts["1001"])
    program.key("signInPassword", "Return")
    program.wait_line("registered", QUIET_S)
    until(lambda: not _there(program, "signInPassword"), "the end of the dialog")
    for sign_in in (
        lambda: program.click("signInButton"),
        lambda: program.do("sign-in"),
        lambda: program.do("sign-in", password=pbx.info.accounts["1001"]),
    ):
        program.do("sign-out")
        program.wait_line("off")
        until(lambda: "1001/" not in pbx.cli("pjsip show contacts"), "the binding to be gone")
        sign_in()
        program.wait_line("registered")
        program.wait_agent("not_ready")
        assert "1001/" in pbx.cli("pjsip show contacts")


def _there(program: Program, name: str) -> bool:
    try:
        program.do("ui", action="text", name=name)
    except CtlError:
        return False
    return True


def test_a_keyring_that_is_opened_late_signs_in(pbx: Pbx, make_program: MakeProgram) -> None:
    settings = Settings(account=account(pbx))
    assert settings.account is not None
    name, password = f"1001@{settings.account.server}", pbx.info.accounts["1001"]
    program = make_program(settings, keyring={f"softphone/{name}": password})
    locked = program.data_dir.parent / "keyring.json.locked"
    locked.touch()
    program.start()
    program.do("sign-in")
    seen = program.wait(lambda s: s.state["password_needed"])
    assert "password_needed" in seen.notices
    locked.unlink()
    seen = program.wait_line("registered")
    assert seen.state["password_needed"] is False
    assert "password_needed" not in seen.notices
