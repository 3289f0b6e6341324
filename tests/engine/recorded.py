"""Recordings as the tests look at them: both channels, measured in short windows."""

from __future__ import annotations

import wave
from array import array
from pathlib import Path

from softphone.domain.messages import (
    ConfigureRecording,
    PauseRecording,
    RecordingChanged,
    StartRecording,
)
from softphone.domain.recording import Recording, RecordingState
from tests.engine.harness import EngineProcess
from tests.engine.sip_ua import level

RATE_HZ = 16_000
CONTACT = "c0ffee12345678"


class Tracks:
    """Left the agent, right everybody else."""

    def __init__(self, data: bytes) -> None:
        both = array("h", data)
        self.left, self.right = both[0::2], both[1::2]

    @property
    def seconds(self) -> float:
        return len(self.left) / RATE_HZ

    def windows(self, channel: array[int], hertz: float, window_s: float = 0.1) -> list[float]:
        """Level of a tone in every window."""
        step = int(window_s * RATE_HZ)
        return [
            level(channel[at : at + step], hertz, RATE_HZ)
            for at in range(0, len(channel) - step + 1, step)
        ]

    def loudest(self, channel: array[int], hertz: float, window_s: float = 0.1) -> float:
        return max(self.windows(channel, hertz, window_s), default=0.0)

    def typical(self, channel: array[int], hertz: float) -> float:
        levels = sorted(self.windows(channel, hertz))
        return levels[len(levels) // 2] if levels else 0.0


def read_tracks(path: Path) -> Tracks:
    """A recording as any player reads it."""
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE_HZ, 2, 2)
        return Tracks(file.readframes(file.getnframes()))


def settings(folder: Path, **fields: object) -> ConfigureRecording:
    """With a key new files are encrypted."""
    fields.setdefault("seal", bool(fields.get("key")))
    return ConfigureRecording(folder=str(folder), **fields)  # type: ignore[arg-type]


def begin(engine: EngineProcess, *call_ids: str, contact: str = CONTACT) -> Recording:
    """Record; the recording as first told."""
    engine.send(StartRecording(contact_id=contact, call_ids=call_ids))
    return wait_recording(engine, RecordingState.RECORDING)


def wait_recording(engine: EngineProcess, state: RecordingState) -> Recording:
    return engine.wait(RecordingChanged, lambda e: e.recording.state is state).recording


def pause(engine: EngineProcess, recording: Recording, for_s: float = 60.0) -> Recording:
    engine.send(PauseRecording(recording_id=recording.id, for_s=for_s))
    return wait_recording(engine, RecordingState.PAUSED)
