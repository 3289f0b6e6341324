"""A queue whose calls answer themselves, at the real PBX: no button, a short tone, both talk."""

from __future__ import annotations

from softphone.config.settings import Answering, Settings, WrapUp
from softphone.practice import sound
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.conftest import CODES, MakeProgram, account
from tests.e2e.line import PbxLine
from tests.pbx.ami import Ami
from tests.pbx.server import Pbx
from tests.support.waiting import until

ZIP_HZ, RATE = 950, 16_000


def test_a_call_of_the_queue_answers_itself(
    pbx: Pbx, ami: Ami, make_program: MakeProgram, caller: PbxLine
) -> None:
    program = make_program(
        Settings(
            account=account(pbx),
            queue=CODES,
            wrap_up=WrapUp(time_s=120),
            answering=Answering(auto_answer_queues=("support",)),
        )
    )
    program.secrets.append(pbx.info.accounts["1001"])
    program.start()
    program.sign_in(pbx.info.accounts["1001"])
    program.wait_agent("not_ready")
    caller.ready(program, ami)
    caller.call(customer="S1001")
    seen = program.wait_agent("on_contact")
    assert seen.calls[0]["queue"] == "support"
    caller.peer.wait_sound("c1", AGENT_HZ)

    def zip_heard() -> bool:
        samples = sound.samples_of(program.sound.heard(0))
        step = RATE // 10
        pieces = (samples[at : at + step] for at in range(0, len(samples) - step, step // 2))
        return any(sound.goertzel_dbfs(piece, ZIP_HZ, RATE) > -45 for piece in pieces)

    until(zip_heard, "the tone in the agent's ear")
    measured = caller.peer.measure("c1", [ZIP_HZ], window_ms=3000)
    assert measured["tones"][0]["level_dbfs"] < -50, "the caller hears it"
