"""What the bridge's parts cost in each 10 ms, at 16 and at 48 kHz.

    python -m tests.bench.bench_bridge [--short]

The basis of the decision for 16 kHz (docs/sound.md). Computing only: times of the process, in µs
for each 10 ms. The stack's share is that of both ends of one call through loopback in a process of
its own, with a port of silence on its conference bridge.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from softphone.engine.audio.limiter import Limiter
from softphone.engine.audio.resampler import TAPS, Resampler
from softphone.engine.audio.ring import Ring

RATES_HZ = (16_000, 48_000)
CODECS = ("opus/48000", "G722/16000", "PCMA/8000")
ROUNDS, SHORT_ROUNDS = 3000, 50
SECONDS, SHORT_SECONDS = 8.0, 1.0


def cost(work: Callable[[], object], rounds: int) -> float:
    """µs of computing of one round."""
    work()
    start = time.process_time()
    for _ in range(rounds):
        work()
    return (time.process_time() - start) / rounds * 1e6


def parts(rounds: int) -> dict[str, float]:
    """Each part by itself."""
    found = {}
    noise = np.random.default_rng(1).normal(0, 3000, 4800)
    for rate_hz in RATES_HZ:
        count = rate_hz // 100
        samples = noise[: count + TAPS + 2].astype(np.float32)
        resampler = Resampler()
        name = f"{rate_hz // 1000} kHz"
        found[f"interpolation, {name}"] = cost(
            lambda r=resampler, s=samples, c=count: r.read(s, c, 1.0001),  # type: ignore[misc]
            rounds,
        )
        found[f"echo, noise, gain, {name}"] = cost(_processing(rate_hz), rounds)
    frame = noise[:160].astype("<i2").tobytes()
    loud = np.clip(noise[:160] * 10, -32768, 32767).astype("<i2").tobytes()
    ring, limiter = Ring(), Limiter()

    def through() -> None:
        ring.put(frame)
        ring.take_frame()

    for _ in range(3):
        ring.put(frame)
    found["ring, write and read, 16 kHz"] = cost(through, rounds)
    found["limiter, ordinary sound, 16 kHz"] = cost(lambda: limiter.apply(frame), rounds)
    found["limiter, too loud, 16 kHz"] = cost(lambda: limiter.apply(loud), rounds)
    return found


def _processing(rate_hz: int) -> Callable[[], None]:
    from livekit.rtc import AudioFrame
    from livekit.rtc.apm import AudioProcessingModule

    count = rate_hz // 100
    module = AudioProcessingModule(
        echo_cancellation=True,
        noise_suppression=True,
        high_pass_filter=True,
        auto_gain_control=True,
    )
    dice = np.random.default_rng(1)
    heard, said = (bytearray(dice.bytes(2 * count)) for _ in range(2))
    far, near = (AudioFrame(data, rate_hz, 1, count) for data in (heard, said))

    def work() -> None:
        module.process_reverse_stream(far)
        module.process_stream(near)

    return work


def stack(rate_hz: int, codec: str, seconds: float) -> None:
    """In this process: a call to itself; prints µs of computing in each 10 ms."""
    import pjsua2 as pj

    from softphone.engine.pj import endpoint
    from softphone.engine.pj.endpoint import Stack

    endpoint.CLOCK_RATE_HZ = rate_hz

    class Silence:
        frame = bytes(rate_hz // 100 * 2)

        def next_microphone_frame(self) -> bytes:
            return self.frame

        def put_speaker_frame(self, frame: bytes) -> None:
            pass

    legs: list[pj.Call] = []

    class Here(pj.Account):  # type: ignore[misc]
        def onIncomingCall(self, told: pj.OnIncomingCallParam) -> None:  # noqa: N802
            leg = pj.Call(self, told.callId)
            legs.append(leg)
            answer = pj.CallOpParam(True)
            answer.statusCode = 200
            leg.answer(answer)

    phone = Stack("bench")
    port = phone.local_port(phone.open_udp("127.0.0.1"))
    phone.open_sound(Silence())
    assert phone.sound
    phone.start()
    for known in phone.endpoint.codecEnum2():
        wanted = str(known.codecId).startswith(codec)
        phone.endpoint.codecSetPriority(str(known.codecId), 255 if wanted else 0)
    account, config = Here(), pj.AccountConfig()
    config.idUri = f"sip:a@127.0.0.1:{port}"
    account.create(config)
    phone.run_clock(True)
    legs.append(pj.Call(account))
    legs[0].makeCall(f"sip:b@127.0.0.1:{port}", pj.CallOpParam(True))
    end = time.monotonic() + 1.0
    while time.monotonic() < end:
        phone.poll(20)
    for leg in legs:
        media = leg.getAudioMedia(-1)
        media.startTransmit(phone.sound)
        phone.sound.startTransmit(media)
    start = time.process_time()  # the call is up
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        phone.poll(20)
    used = time.process_time() - start
    sys.stdout.write(f"{used / seconds * 1e4:.0f}\n")
    sys.stdout.flush()
    # Measured is measured: the stack need not be taken down in order.
    os._exit(0)


def run(short: bool = False) -> dict[str, float]:
    """All figures."""
    found = parts(SHORT_ROUNDS if short else ROUNDS)
    for codec in CODECS[:1] if short else CODECS:
        for rate_hz in RATES_HZ:
            seconds = SHORT_SECONDS if short else SECONDS
            argv = [sys.executable, "-m", "tests.bench.bench_bridge", "--stack"]
            done = subprocess.run(
                [*argv, str(rate_hz), codec, str(seconds)],
                capture_output=True,
                text=True,
                check=True,
                timeout=60,
            )
            name = f"stack, both ends of a call, {codec}, {rate_hz // 1000} kHz"
            found[name] = float(done.stdout.split()[-1])
    return found


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--stack", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.stack:
        rate, codec, seconds = arguments.stack
        stack(int(rate), codec, float(seconds))
    for name, value in run(arguments.short).items():
        sys.stdout.write(f"{name}: {value:.0f} µs\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
