"""The stack's conference bridge between two rates: ``python -m tests.engine.audio.converting``.

A process of its own, since a stack can be started but once. Its last line is one JSON object: for
each way (rate in, rate out) what comes of some tones in dB, what else is heard beside the tone, and
how long a click takes. The sound enters and leaves by ports; the bridge itself has 16 kHz.
"""

from __future__ import annotations

import json
import math
import sys
import time
from array import array

import pjsua2 as pj

BRIDGE_HZ = 16_000
TONES_HZ = (300.0, 1000.0, 2500.0, 3300.0, 3400.0)
ABOVE_HZ = 4700.0
"""Above what 8 kHz can carry: nothing of it may be left."""
LOUD = 8000.0
SETTLED, LASTS = 20, 50  # frames


class Mouth(pj.AudioMediaPort):  # type: ignore[misc]
    """Says frames of 10 ms: a tone, or a click in one of them."""

    def __init__(self, rate_hz: int) -> None:
        super().__init__()
        self.rate_hz = rate_hz
        self.tone_hz = 0.0
        self.click_at = -1
        self.frames = 0
        self.createPort("mouth", shape(rate_hz))

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        count = self.rate_hz // 100
        first = self.frames * count
        step = 2 * math.pi * self.tone_hz / self.rate_hz
        samples = array("h", (int(LOUD * math.sin(step * (first + n))) for n in range(count)))
        if self.frames == self.click_at:
            samples[0] = 30_000
        self.frames += 1
        frame.type = pj.PJMEDIA_FRAME_TYPE_AUDIO
        frame.buf = pj.ByteVector(samples.tobytes())
        frame.size = 2 * count


class Ear(pj.AudioMediaPort):  # type: ignore[misc]
    """Keeps each frame with the number of the one that was said in the same tick."""

    def __init__(self, rate_hz: int, mouth: Mouth) -> None:
        super().__init__()
        self.rate_hz = rate_hz
        self._mouth = mouth
        self.heard: list[tuple[int, array[int]]] = []
        self.createPort("ear", shape(rate_hz))

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:  # noqa: N802
        self.heard.append((self._mouth.frames - 1, array("h", bytes(frame.buf))))


def shape(rate_hz: int) -> pj.MediaFormatAudio:
    made = pj.MediaFormatAudio()
    made.type = pj.PJMEDIA_TYPE_AUDIO
    made.clockRate, made.channelCount, made.bitsPerSample = rate_hz, 1, 16
    made.frameTimeUsec = 10_000
    return made


def wait(ear: Ear, frames: int) -> list[tuple[int, array[int]]]:
    """So many frames from now on."""
    ear.heard.clear()
    end = time.monotonic() + 60
    while len(ear.heard) < frames:
        time.sleep(0.01)
        assert time.monotonic() < end, "the bridge stands still"
    return ear.heard[:frames]


def tone(mouth: Mouth, ear: Ear, tone_hz: float) -> tuple[float, float]:
    """Level of the tone, and of all the rest, in dB against the tone that is said."""
    mouth.tone_hz = tone_hz
    wait(ear, SETTLED)
    samples = [float(x) for _, piece in wait(ear, LASTS) for x in piece]
    step = 2 * math.pi * tone_hz / ear.rate_hz
    real = 2 * sum(x * math.cos(step * n) for n, x in enumerate(samples)) / len(samples)
    imaginary = 2 * sum(x * math.sin(step * n) for n, x in enumerate(samples)) / len(samples)
    power = sum(x * x for x in samples) / len(samples)
    of_tone = (real * real + imaginary * imaginary) / 2
    full = LOUD * LOUD / 2
    return decibels(of_tone / full), decibels(max(0.0, power - of_tone) / full)


def decibels(share: float) -> float:
    return round(10 * math.log10(max(share, 1e-12)), 2)


def click(mouth: Mouth, ear: Ear) -> float:
    """How long a click takes through the bridge, in ms."""
    mouth.tone_hz = 0.0
    wait(ear, SETTLED)
    mouth.click_at = mouth.frames + 5
    first = mouth.click_at
    pieces = [piece for number, piece in wait(ear, LASTS) if number >= first]
    samples = [abs(x) for piece in pieces for x in piece]
    return round(1000 * samples.index(max(samples)) / ear.rate_hz, 2)


def main() -> int:
    endpoint = pj.Endpoint()
    endpoint.libCreate()
    config = pj.EpConfig()
    config.uaConfig.threadCnt = 0
    config.uaConfig.mainThreadOnly = True
    config.medConfig.clockRate = config.medConfig.sndClockRate = BRIDGE_HZ
    config.medConfig.audioFramePtime = 10
    config.medConfig.sndAutoCloseTime = -1
    config.logConfig.level = config.logConfig.consoleLevel = 0
    endpoint.libInit(config)
    endpoint.audDevManager().setNullDev()
    endpoint.libStart()
    told = {}
    for rate_in, rate_out in ((8000, BRIDGE_HZ), (BRIDGE_HZ, 8000)):
        mouth = Mouth(rate_in)
        ear = Ear(rate_out, mouth)
        mouth.startTransmit(ear)
        told[f"{rate_in} {rate_out}"] = {
            "tones": {str(hz): tone(mouth, ear, hz) for hz in TONES_HZ},
            "above": tone(mouth, ear, ABOVE_HZ) if rate_in > rate_out else (-120.0, -120.0),
            "click_ms": click(mouth, ear),
        }
        mouth.stopTransmit(ear)
    endpoint.audDevManager().setNoDev()
    del mouth, ear
    endpoint.libDestroy()
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
