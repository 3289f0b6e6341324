"""Which library opens sound devices: what each costs in time and computing.

    python -m tests.bench.bench_audio_library [--short] [--python PYTHON]

A private PulseAudio; swept tones are played into a null sink whose monitor is the microphone, both
at 16 kHz, mono, in blocks of 10 ms, as the bridge does it. Each library runs in a process of its
own. The round trip is from the block handed to the speaker to the block got from the microphone.
PYTHON is an interpreter that has the libraries to compare; what it lacks is said, not measured.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path

import numpy as np

from tests.bench import chirps
from tests.bench.pulse import MICROPHONE, MOUTH, Pulse

RATE_HZ = 16_000
BLOCK_MS = 10
SWEEPS, SHORT_SWEEPS = 20, 3
LEAD_S = 2.0
PATIENCE_S = 30.0
TAIL_S = 0.5
"""As long after the last sample is handed out the microphone is still heard."""
LIBRARIES = ("miniaudio", "QtMultimedia", "sounddevice")


class Loop:
    """What is played and what came back, block by block with its time (monotonic seconds)."""

    def __init__(self, count: int) -> None:
        train = chirps.train(count, RATE_HZ, lead_s=LEAD_S)
        self._sound = (train * 32767).astype("<i2").tobytes()
        self.length_s = len(train) / RATE_HZ
        self._played: list[tuple[float, int]] = []
        self._heard: list[tuple[float, bytes]] = []
        self._at = 0

    def play(self, count: int) -> bytes:
        """The next ``count`` samples."""
        self._played.append((time.monotonic(), self._at))
        data = self._sound[self._at * 2 : (self._at + count) * 2]
        self._at += count
        return data.ljust(count * 2, b"\0")

    def hear(self, data: bytes) -> None:
        """Samples from the microphone."""
        if data:
            self._heard.append((time.monotonic(), data))

    @property
    def begun(self) -> bool:
        """Both directions run."""
        return bool(self._played and self._heard)

    @property
    def over(self) -> bool:
        """Everything was handed out, ``TAIL_S`` ago."""
        return self._at >= (self.length_s + TAIL_S) * RATE_HZ

    def figures(self) -> dict[str, object]:
        """Round trips and the shape of the blocks, in ms."""
        heard = np.frombuffer(b"".join(d for _, d in self._heard), "<i2") / 32768
        said = np.frombuffer(self._sound, "<i2") / 32768
        starts = np.array([at for _, at in self._played])
        ends = np.cumsum([len(d) // 2 for _, d in self._heard])
        trips = []
        for there, back in zip(
            chirps.find(said, RATE_HZ), chirps.find(heard, RATE_HZ), strict=False
        ):
            out = self._played[int(np.searchsorted(starts, there * RATE_HZ, side="right")) - 1][0]
            into = self._heard[int(np.searchsorted(ends, back * RATE_HZ, side="right"))][0]
            trips.append(1000 * (into - out))
        gaps = 1000 * np.diff([at for at, _ in self._heard][10:])
        blocks = sorted(len(d) // 2 for _, d in self._heard)
        return {
            "sweeps": len(trips),
            "round trip": round(statistics.median(trips), 1) if trips else None,
            "worst": round(max(trips), 1) if trips else None,
            "block": blocks[len(blocks) // 2] * 1000 // RATE_HZ if blocks else None,
            "gap p99": round(float(np.percentile(gaps, 99)), 1) if len(gaps) else None,
        }


def _with_miniaudio(loop: Loop, done: threading.Event) -> None:
    import miniaudio

    def take() -> Generator[None, bytes, None]:
        while True:
            loop.hear(bytes((yield)))

    def give() -> Generator[bytes, int, None]:
        data = b""
        while True:
            data = loop.play((yield data))

    shape = {
        "nchannels": 1,
        "sample_rate": RATE_HZ,
        "buffersize_msec": BLOCK_MS,
        "backends": [miniaudio.Backend.PULSEAUDIO],
    }
    kind = miniaudio.SampleFormat.SIGNED16
    capture = miniaudio.CaptureDevice(input_format=kind, **shape)
    playback = miniaudio.PlaybackDevice(output_format=kind, **shape)
    taking, giving = take(), give()
    next(taking)
    next(giving)
    capture.start(taking)
    playback.start(giving)
    done.wait()
    capture.close()
    playback.close()


def _with_sounddevice(loop: Loop, done: threading.Event) -> None:
    import sounddevice  # type: ignore[import-not-found]

    def work(indata, outdata, frames, when, status) -> None:  # type: ignore[no-untyped-def]
        loop.hear(bytes(indata))
        outdata[:] = loop.play(frames)

    with sounddevice.RawStream(
        samplerate=RATE_HZ,
        blocksize=RATE_HZ * BLOCK_MS // 1000,
        device="pulse",
        channels=1,
        dtype="int16",
        # "low" underruns on ALSA over PulseAudio and then stops calling back.
        latency="high",
        callback=work,
    ):
        done.wait()


def _with_qt(loop: Loop, done: threading.Event) -> None:
    from PySide6.QtCore import QCoreApplication, QIODevice, QTimer
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QAudioSource, QMediaDevices

    class Player(QIODevice):
        def readData(self, most: int) -> bytes:  # noqa: N802
            count = min(most // 2, RATE_HZ * BLOCK_MS // 1000)
            return loop.play(count) if count else b""

        def bytesAvailable(self) -> int:  # noqa: N802
            return 1 << 20

        def isSequential(self) -> bool:  # noqa: N802
            return True

    app = QCoreApplication([])
    shape = QAudioFormat()
    shape.setSampleRate(RATE_HZ)
    shape.setChannelCount(1)
    shape.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    source = QAudioSource(QMediaDevices.defaultAudioInput(), shape)
    sink = QAudioSink(QMediaDevices.defaultAudioOutput(), shape)
    block = RATE_HZ * BLOCK_MS // 1000 * 2
    source.setBufferSize(2 * block)
    sink.setBufferSize(2 * block)
    microphone = source.start()
    microphone.readyRead.connect(lambda: loop.hear(bytes(microphone.readAll().data())))
    player = Player()
    player.open(QIODevice.OpenModeFlag.ReadOnly)
    sink.start(player)
    timer = QTimer()
    timer.timeout.connect(lambda: app.quit() if done.is_set() else None)
    timer.start(50)
    app.exec()
    source.stop()
    sink.stop()


_RUN: dict[str, Callable[[Loop, threading.Event], None]] = {
    "miniaudio": _with_miniaudio,
    "QtMultimedia": _with_qt,
    "sounddevice": _with_sounddevice,
}


def worker(name: str, count: int) -> None:
    """One library, in this process; figures as JSON on stdout."""
    loop, done = Loop(count), threading.Event()
    marks: list[tuple[float, float]] = []

    def mark_when(holds: Callable[[], bool]) -> None:
        # How long a library takes to open its devices says nothing of when the sound is over.
        deadline = time.monotonic() + loop.length_s + PATIENCE_S
        while not holds() and time.monotonic() < deadline:
            time.sleep(0.05)
        marks.append((time.monotonic(), time.process_time()))

    def end() -> None:
        mark_when(lambda: loop.begun)
        mark_when(lambda: loop.over)
        done.set()

    threading.Thread(target=end, daemon=True).start()
    try:
        _RUN[name](loop, done)
    except (ImportError, OSError) as error:
        sys.stdout.write(json.dumps({"missing": str(error)[:60]}) + "\n")
        return
    status = Path("/proc/self/status").read_text()
    rss = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    (from_s, from_cpu_s), (to_s, to_cpu_s) = marks
    cpu = 100 * (to_cpu_s - from_cpu_s) / (to_s - from_s)
    figures = {**loop.figures(), "cpu": round(cpu, 1), "rss": int(rss) // 1024}
    sys.stdout.write(json.dumps(figures) + "\n")


def run(count: int, python: str = sys.executable) -> dict[str, dict[str, object]]:
    """Measure them all. Raises ``PulseMissingError``."""
    found: dict[str, dict[str, object]] = {}
    with Pulse() as pulse:
        environment = {**os.environ, **pulse.environment}
        for words in (("set-default-sink", MOUTH), ("set-default-source", MICROPHONE)):
            assert pulse.control(*words), words
        keeper = pulse.recorder(MOUTH)
        for name in LIBRARIES:
            done = subprocess.run(
                [python, "-m", "tests.bench.bench_audio_library", "--worker", name, str(count)],
                env=environment,
                capture_output=True,
                text=True,
                check=False,
                timeout=120,
            )
            lines = done.stdout.splitlines()
            found[name] = json.loads(lines[-1]) if lines else {"missing": done.stderr[-200:]}
        keeper.stop()
    return found


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--worker", nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        worker(arguments.worker[0], int(arguments.worker[1]))
        return 0
    for name, figures in run(SHORT_SWEEPS if arguments.short else SWEEPS, arguments.python).items():
        words = ", ".join(f"{what} {value}" for what, value in figures.items())
        sys.stdout.write(f"{name}: {words}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
