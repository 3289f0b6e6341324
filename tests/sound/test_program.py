"""The whole program on a real sound server: the agent is told what happens to the devices."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from softphone.config.settings import Settings, WrapUp
from softphone.domain.audio_devices import AudioDevices
from softphone.engine.audio.devices import stable_id
from softphone.practice.peer_client import Peer
from tests.e2e.program import Program
from tests.engine.harness import free_port
from tests.sound.conftest import AGENT_HZ, CALLER_HZ
from tests.sound.pulse import Pulse
from tests.support.waiting import until

BUILTIN_HZ = 300.0
LOUD = 700.0
"""The peer hums at -30 dBFS: 1036."""
HEADSET = AudioDevices(
    microphone=stable_id("microphone", "Headset Mouth", "usb_mouth"),
    speaker=stable_id("speaker", "Headset Ear", "usb_ear"),
    names={stable_id("speaker", "Headset Ear", "usb_ear"): "Headset Ear"},
    processing=False,
)
"""As the settings of an earlier day have it."""


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer() as running:
        yield running


@pytest.fixture
def agent(headset: None, tmp_path: Path, peer: Peer) -> Iterator[Program]:
    settings = Settings(proxy=f"127.0.0.1:{peer.port}", wrap_up=WrapUp(time_s=120), devices=HEADSET)
    program = Program(tmp_path, settings, direct=f"127.0.0.1:{free_port()}")
    program.options = msgspec.structs.replace(program.options, audio="")
    try:
        program.start()
        program.wait_line("direct")
        program.do("ready")
        program.wait_agent("ready")
        yield program
    finally:
        program.close()


def notices(program: Program) -> list[str]:
    return [notice["code"] for notice in program.seen().state["notices"]]


@pytest.mark.e2e
def test_the_agent_is_told_of_a_headset_unplugged_in_a_call_and_back(
    pulse: Pulse, agent: Program, peer: Peer
) -> None:
    peer.command(
        "call",
        id="c1",
        to=f"sip:agent@{agent.options.direct}",
        from_user="13900000001",
        tone_hz=CALLER_HZ,
    )
    agent.wait_agent("reserved")
    agent.do("answer")
    agent.wait_agent("on_contact")
    until(
        lambda: pulse.speakers["usb_ear"].level(CALLER_HZ) > LOUD, "the caller in the headset", 30
    )
    peer.wait_sound("c1", AGENT_HZ)
    assert "device_away" not in notices(agent)

    pulse.speakers["usb_ear"].unplug()
    pulse.microphones["usb_mouth"].unplug()
    agent.wait(lambda _: {"Computer Microphone", "Computer Speaker"} <= away(agent))
    until(
        lambda: pulse.speakers["builtin_ear"].level(CALLER_HZ) > LOUD, "the next best speaker", 30
    )
    peer.wait_sound("c1", BUILTIN_HZ)

    pulse.microphone("usb_mouth", "Headset Mouth", hertz=AGENT_HZ)
    ear = pulse.speaker("usb_ear", "Headset Ear")
    agent.wait(lambda _: "device_away" not in notices(agent) and "sound_moved" in notices(agent))
    until(lambda: ear.level(CALLER_HZ) > LOUD, "the headset again", 30)
    peer.wait_sound("c1", AGENT_HZ)
    assert agent.seen().agent == "on_contact"

    pulse.control("set-source-mute", "usb_mouth", "1")
    agent.wait(lambda _: "microphone_silent" in notices(agent), 30)
    pulse.control("set-source-mute", "usb_mouth", "0")
    agent.wait(lambda _: "microphone_silent" not in notices(agent))


def away(program: Program) -> set[str]:
    found = [n for n in program.seen().state["notices"] if n["code"] == "device_away"]
    return {value for notice in found for value in notice["args"].values()}
