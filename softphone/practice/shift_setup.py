"""What a demo shift needs before it starts: a folder, settings, a voice for the agent, a port."""

import os
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import platformdirs

from softphone.config.files import save_settings
from softphone.config.settings import FeatureCodes, Settings, Targets, Window, WrapUp
from softphone.domain.account import Account
from softphone.domain.target import Target
from softphone.practice import sound
from softphone.practice.feature_codes import CODES, Told
from softphone.practice.scenarios import Scenario

AGENT_TONE_HZ = 700
AGENT_TONE_DBFS = -44.0
"""Quiet enough that the customers do not take it for a voice (``conversation.VOICE_DBFS``)."""
COLLEAGUES = tuple(
    Target(number=number, name=f"样例同事 {letter}")
    for number, letter in (("2001", "甲"), ("2002", "乙"), ("2003", "丙"), ("2004", "丁"))
)
"""The room's parties, whom a caller can be handed to."""
BREATH_S = 4.0
"""The agent's scripted speech is followed by this much of the tone alone, then begins again."""


class ShiftFolder(msgspec.Struct, frozen=True):
    """Where a demo keeps everything: ``data`` is the softphone's, the rest is ours."""

    root: Path

    @property
    def data(self) -> Path:
        """The softphone's data folder."""
        return self.root / "data"

    @property
    def microphone(self) -> Path:
        """What the scripted agent says."""
        return self.root / "microphone.wav"

    @property
    def speaker(self) -> Path:
        """What the agent hears."""
        return self.root / "speaker.wav"

    @property
    def tickets(self) -> Path:
        """The rows read back from the store."""
        return self.root / "tickets.json"

    @property
    def room_log(self) -> Path:
        """Everything the practice room told."""
        return self.root / "room.jsonl"

    @property
    def desk_log(self) -> Path:
        """What the softphone wrote to its stdout and stderr."""
        return self.root / "softphone.log"

    @property
    def screenshots(self) -> Path:
        """Pictures of the window."""
        return self.root / "screenshots"


def new_folder(root: Path | None) -> ShiftFolder:
    """The folder, made; without a name a new one in the user's state folder."""
    if root is None:
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        state = platformdirs.user_state_path("softphone", appauthor=False)
        root = state / "demo" / f"{stamp}-{os.getpid()}"
    folder = ShiftFolder(root.resolve())
    for each in (folder.data, folder.screenshots):
        each.mkdir(parents=True, exist_ok=True)
    return folder


def write_settings(folder: ShiftFolder, room_port: int, language: str) -> None:
    """Settings of an agent who works in the practice room. Raises ``OSError``."""
    by_told = {each.told: each.code for each in CODES if not each.reason}
    reasons = {each.reason: each.code for each in CODES if each.reason}
    settings = Settings(
        account=Account(server="127.0.0.1", user="agent", display_name="Practice agent"),
        proxy=f"127.0.0.1:{room_port}",
        agent_name="Practice agent",
        queue=FeatureCodes(
            sign_in=by_told[Told.SIGN_IN],
            sign_out=by_told[Told.SIGN_OUT],
            ready=by_told[Told.READY],
            not_ready=by_told[Told.NOT_READY],
            not_ready_reasons=reasons,
        ),
        wrap_up=WrapUp(time_s=60),
        # The room tells no states of phones.
        targets=Targets(saved=COLLEAGUES, watch=False),
        window=Window(language=language),
    )
    save_settings(folder.data, settings)


def write_microphone(folder: ShiftFolder, scenario: Scenario) -> None:
    """The agent's words over a pilot tone, to be looped. Raises ``SoundError``."""
    speech = b""
    if scenario.agent is not None:
        speech, rate = sound.read_wav(Path(scenario.agent.wav))
        speech = sound.to_rate(speech, rate, sound.RATE_HZ)
    # Whole seconds: the tone has no click where the file begins again.
    seconds = -(-len(speech) // (2 * sound.RATE_HZ)) + BREATH_S
    speech = speech.ljust(round(seconds) * 2 * sound.RATE_HZ, b"\0")
    tone = sound.sine(AGENT_TONE_HZ, AGENT_TONE_DBFS, len(speech) / 2 / sound.RATE_HZ)
    sound.write_wav(folder.microphone, sound.mix(speech, tone))


def free_udp_port() -> int:
    """A loopback port that nobody uses at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def has_display() -> bool:
    """Whether a window can be shown to somebody."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
