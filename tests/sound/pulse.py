"""A private PulseAudio: null sinks are speakers, remapped monitors are microphones.

Loading and unloading is plugging and unplugging. Sound is measured at the monitors of the speakers
and said into the microphones as tones, all at 16 kHz.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import subprocess
import threading
from array import array
from collections import deque
from pathlib import Path

from tests.engine.sip_ua import level
from tests.sound.fetch import Commands
from tests.starting import undone_by
from tests.support.waiting import until

RATE_HZ = 16_000
_CHUNK = 320
_FORMAT = ["--raw", "--format=s16le", f"--rate={RATE_HZ}", "--channels=1"]


class Pulse:
    """One server, reached through ``PULSE_SERVER`` alone."""

    def __init__(self, folder: Path, commands: Commands) -> None:
        self._commands = commands
        runtime = folder / "run"
        runtime.mkdir(mode=0o700)
        self._socket = runtime / "native"
        self.environment = {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_CLIENTCONFIG": str(folder / "client.conf"),
        }
        (folder / "client.conf").write_text("autospawn = no\n")
        self._own = {**os.environ, **self.environment, "HOME": str(folder)}
        self._own |= {"XDG_RUNTIME_DIR": str(runtime), "XDG_CONFIG_HOME": str(folder)}
        self._log = folder / "pulseaudio.log"
        self.speakers: dict[str, Speaker] = {}
        self.microphones: dict[str, Microphone] = {}
        with self._log.open("wb") as log:
            self._server = subprocess.Popen(
                [
                    *commands["pulseaudio"],
                    *("-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
                    *("--high-priority=no", "--realtime=no", "--disable-shm=yes"),
                    *("-L", f"module-native-protocol-unix socket={self._socket} auth-anonymous=1"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=self._own,
            )
        with undone_by(self.close):
            until(self._answers, "the sound server")
            # A tool that names the default device follows it later: these are the first defaults.
            self.load("module-null-sink", *_sink("nowhere", "Null nowhere"))
            self.load("module-null-source", "source_name=nothing", "description='Null nothing'")
            self.control("set-default-sink", "nowhere")
            self.control("set-default-source", "nothing")

    def _answers(self) -> bool:
        assert self._server.poll() is None, self._log.read_text()
        return self._socket.exists() and self._call("info").returncode == 0

    def _call(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self._commands["pactl"], *words],
            check=False,
            capture_output=True,
            text=True,
            env={**self._own, "LC_ALL": "C"},
        )

    def control(self, *words: str) -> str:
        """A command of ``pactl``; what it says."""
        done = self._call(*words)
        assert done.returncode == 0, f"pactl {words}: {done.stderr}{self._log.read_text()}"
        return done.stdout.strip()

    def load(self, module: str, *arguments: str) -> int:
        """Load a module; its number."""
        return int(self.control("load-module", module, *arguments))

    def start(self, tool: str, *arguments: str, listens: bool) -> subprocess.Popen[bytes]:
        """Start ``parec`` or ``pacat``; its sound is on the pipe."""
        return subprocess.Popen(
            [*self._commands[tool], *arguments, *_FORMAT, "--latency-msec=10"],
            stdin=subprocess.DEVNULL if listens else subprocess.PIPE,
            stdout=subprocess.PIPE if listens else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._own,
        )

    def hang(self, on: bool) -> None:
        """The server answers nobody until it goes on."""
        self._server.send_signal(signal.SIGSTOP if on else signal.SIGCONT)

    def clients(self) -> int:
        """How many connections there are, this question's own included."""
        return len(self.control("list", "short", "clients").splitlines())

    def speaker(self, name: str, description: str = "") -> Speaker:
        """Plug one in."""
        return Speaker(self, name, description or name)

    def microphone(self, name: str, description: str = "", hertz: float = 0.0) -> Microphone:
        """Plug one in; it hums that tone."""
        return Microphone(self, name, description or name, hertz)

    def close(self) -> None:
        """Unplug everything and end the server."""
        for speaker in self.speakers.values():
            speaker.stop()
        for microphone in self.microphones.values():
            microphone.stop()
        self._server.terminate()
        try:
            self._server.wait(5)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait(5)


class Speaker:
    """A null sink, and what it plays."""

    def __init__(self, pulse: Pulse, name: str, description: str) -> None:
        self.name = name
        self._pulse = pulse
        self._module = pulse.load("module-null-sink", *_sink(name, description))
        self._heard: deque[bytes] = deque(maxlen=RATE_HZ * 10 // _CHUNK)
        # This also keeps the null sink at short blocks: an idle one plans two seconds ahead.
        self._tool = pulse.start("parec", f"--device={name}.monitor", listens=True)
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        pulse.speakers[name] = self

    def _listen(self) -> None:
        assert self._tool.stdout is not None
        while data := self._tool.stdout.read(_CHUNK * 2):
            self._heard.append(data)

    def wait_awake(self) -> None:
        """A fresh null sink has planned two seconds of silence ahead: wait them out."""
        until(lambda: len(self._heard) > 0, f"the monitor of {self.name}")

    def samples(self, last_s: float) -> array[int]:
        """The newest samples."""
        wanted = max(1, int(last_s * RATE_HZ / _CHUNK))
        return array("h", b"".join(list(self._heard)[-wanted:]) or bytes(2))

    def level(self, hertz: float, last_s: float = 0.3) -> float:
        """Amplitude of that tone in the newest samples.

        A ring that makes up for a busy machine reads up to 0.4 % faster or slower, which moves a
        tone out of the narrow band of 0.3 s: the strongest nearby counts.
        """
        samples = self.samples(last_s)
        return max(level(samples, hertz * (1 + n / 1000), RATE_HZ) for n in range(-4, 5))

    def unplug(self) -> None:
        """Gone, with a stream on it or not."""
        self.stop()
        self._pulse.control("unload-module", str(self._module))
        del self._pulse.speakers[self.name]

    def stop(self) -> None:
        """Listen no longer."""
        _end(self._tool)
        self._thread.join(5)
        if self._tool.stdout is not None:
            self._tool.stdout.close()


class Microphone:
    """A remapped monitor of a wire that a tone is played into."""

    def __init__(self, pulse: Pulse, name: str, description: str, hertz: float) -> None:
        self.name = name
        self.hertz = hertz
        self._pulse = pulse
        wire = f"{name}_wire"
        # The program leaves out what is called Null: the wire is no speaker.
        self._modules = [
            pulse.load("module-null-sink", *_sink(wire, f"Null {name}")),
            pulse.load(
                "module-remap-source",
                f"source_name={name}",
                f"master={wire}.monitor",
                f"source_properties={_described(description)}",
            ),
        ]
        self._stopped = False
        self._tool = pulse.start("pacat", f"--device={wire}", listens=False)
        self._thread = threading.Thread(target=self._hum, daemon=True)
        self._thread.start()
        pulse.microphones[name] = self

    def _hum(self) -> None:
        assert self._tool.stdin is not None
        at = 0
        with contextlib.suppress(OSError, ValueError):
            while not self._stopped:
                hertz, loud = self.hertz, 8000 if self.hertz else 0
                samples = array(
                    "h",
                    (
                        int(loud * math.sin(2 * math.pi * hertz * (at + n) / RATE_HZ))
                        for n in range(_CHUNK)
                    ),
                )
                at += _CHUNK
                self._tool.stdin.write(samples.tobytes())
                self._tool.stdin.flush()

    def unplug(self) -> None:
        """Gone, with a stream on it or not."""
        self._pulse.control("unload-module", str(self._modules[1]))
        self.stop()
        self._pulse.control("unload-module", str(self._modules[0]))
        del self._pulse.microphones[self.name]

    def stop(self) -> None:
        """Hum no longer."""
        self._stopped = True
        _end(self._tool)
        self._thread.join(5)
        if self._tool.stdin is not None:
            with contextlib.suppress(OSError):
                self._tool.stdin.close()


def _sink(name: str, description: str) -> list[str]:
    return [f"sink_name={name}", f"sink_properties={_described(description)}"]


def _described(words: str) -> str:
    return f"\"device.description='{words}'\""


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
