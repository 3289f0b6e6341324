"""A sound system of one's own: PulseAudio with null sinks, away from the user's.

The sinks are kept at blocks of 10 ms by recorders that ask for it: without one, a null sink works
in blocks of two seconds, and every figure is nonsense.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.pbx.fetch import FetchError
from tests.sound.fetch import commands
from tests.starting import undone_by

RATE_HZ = 48_000
BLOCK_MS = 10
_PROCESS_MS = 5
EAR, MOUTH, MICROPHONE = "ear", "mouth", "microphone"
"""Sinks: what the phone plays into, and what is played into its microphone; the microphone."""
_STARTED_WITHIN_S = 15.0
Sound = NDArray[np.float64]


class PulseMissingError(Exception):
    """PulseAudio is neither installed nor to be fetched; the text says why."""


class Pulse:
    """A daemon with the sinks ``ear`` and ``mouth`` and the source ``microphone``.

    ``environment`` is what a client needs to find it.
    Raises ``PulseMissingError``, ``TimeoutError``.
    """

    def __init__(self) -> None:
        try:
            self._commands = commands()
        except FetchError as error:
            raise PulseMissingError(str(error)) from error
        self._folder = tempfile.TemporaryDirectory(prefix="bench-pulse-")
        folder = Path(self._folder.name)
        self.environment = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_SERVER": f"unix:{folder / 'native'}",
            "PULSE_COOKIE": str(folder / "cookie"),
        }
        modules = [
            f"module-native-protocol-unix auth-anonymous=1 socket={folder / 'native'}",
            f"module-null-sink sink_name={EAR} rate={RATE_HZ} channels=1 "
            f"sink_properties=device.description={EAR}",
            f"module-null-sink sink_name={MOUTH} rate={RATE_HZ} channels=1",
            f"module-remap-source source_name={MICROPHONE} master={MOUTH}.monitor "
            f"source_properties=device.description={MICROPHONE}",
        ]
        argv = [
            *self._commands["pulseaudio"],
            "-n",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "--use-pid-file=no",
        ]
        argv += ["--disable-shm=no", *(f"--load={module}" for module in modules)]
        self._log = (folder / "log").open("wb")
        self._daemon = subprocess.Popen(
            argv, env={**os.environ, **self.environment}, stdout=self._log, stderr=self._log
        )
        with undone_by(self.close):
            self._wait()
            self.control("set-default-sink", EAR)
            self.control("set-default-source", MICROPHONE)

    def __enter__(self) -> Pulse:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End it and remove its folder."""
        self._daemon.terminate()
        self._daemon.wait(10)
        self._log.close()
        self._folder.cleanup()

    def control(self, *words: str) -> bool:
        """A command of ``pactl``; whether it succeeded."""
        done = subprocess.run(
            [*self._commands["pactl"], *words],
            env={**os.environ, **self.environment},
            capture_output=True,
            check=False,
        )
        return done.returncode == 0

    def _wait(self) -> None:
        deadline = time.monotonic() + _STARTED_WITHIN_S
        while not self.control("info"):
            if time.monotonic() > deadline or self._daemon.poll() is not None:
                raise TimeoutError("PulseAudio did not start")
            time.sleep(0.05)

    def play(self, sound: Sound) -> subprocess.Popen[bytes]:
        """Say samples (48 kHz, full scale 1.0) into the microphone; ends with the sound."""
        player = self._tool("--playback", MOUTH, stdin=subprocess.PIPE)
        data = (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()

        def feed() -> None:
            assert player.stdin
            # The player may be ended before the sound is.
            with contextlib.suppress(BrokenPipeError), player.stdin as stream:
                stream.write(data)

        threading.Thread(target=feed, daemon=True).start()
        return player

    def recorder(self, sink: str) -> Recorder:
        """Hear what is played into that sink, from now on."""
        return Recorder(self._tool("--record", f"{sink}.monitor", stdout=subprocess.PIPE))

    def _tool(
        self, way: str, device: str, stdin: int | None = None, stdout: int | None = None
    ) -> subprocess.Popen[bytes]:
        argv = [
            *self._commands["pacat"],
            way,
            f"--device={device}",
            "--raw",
            "--format=s16le",
            "--channels=1",
        ]
        # What is asked for is twice the device's block and twice the client's: with less, the whole
        # sink goes in steps of half a millisecond, and so does everybody's recording of it.
        latency_ms = BLOCK_MS if stdin is None else 2 * (BLOCK_MS + _PROCESS_MS)
        argv += [f"--rate={RATE_HZ}", f"--latency-msec={latency_ms}"]
        argv += [f"--process-time-msec={_PROCESS_MS}"]
        environment = {**os.environ, **self.environment}
        return subprocess.Popen(argv, stdin=stdin, stdout=stdout, env=environment)


class Recorder:
    """Samples of a running recording, and when each of them came (CLOCK_REALTIME)."""

    def __init__(self, tool: subprocess.Popen[bytes]) -> None:
        self._tool = tool
        self._chunks: list[tuple[float, bytes]] = []
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        assert self._tool.stdout
        descriptor = self._tool.stdout.fileno()
        while data := os.read(descriptor, 1 << 16):
            self._chunks.append((time.time(), data))

    def stop(self) -> tuple[Sound, float]:
        """All samples (full scale 1.0), and the time of the first one.

        A sample's time is when the block that ends with it is handed out. The device's clock is the
        system's, so one offset holds throughout; the median passes over blocks that came late.
        """
        self._tool.terminate()
        self._tool.wait(5)
        self._thread.join(5)
        if self._tool.stdout:
            self._tool.stdout.close()
        count, starts = 0, []
        for at_s, data in self._chunks:
            count += len(data) // 2
            starts.append(at_s - count / RATE_HZ)
        raw = b"".join(data for _, data in self._chunks)
        sound = np.frombuffer(raw[: len(raw) & ~1], "<i2").astype(np.float64) / 32768
        return sound, float(np.median(starts)) if starts else 0.0
