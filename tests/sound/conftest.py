"""A sound server of its own, and an engine that uses it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from softphone.domain.audio_devices import AudioDevices
from softphone.domain.messages import DevicesChanged, SelectDevices
from softphone.domain.registration import LineState
from tests.engine.harness import EngineProcess, direct_configure, free_port
from tests.engine.sip_ua import Dialog, Ua, dialog, level
from tests.pbx.fetch import FetchError
from tests.sound.fetch import Commands, commands
from tests.sound.pulse import Pulse
from tests.support.waiting import until

CALLER_HZ = 1100.0
AGENT_HZ = 700.0
PLAIN = AudioDevices(processing=False)
"""The microphone as it is: noise suppression takes a steady tone for noise."""


@pytest.fixture(scope="session")
def pulse_commands() -> Commands:
    """A missing sound server is a failure, except on systems it is not packaged for."""
    if not sys.platform.startswith("linux") and not os.environ.get("CI"):
        pytest.skip("PulseAudio is the test bench of Linux only")
    try:
        return commands()
    except FetchError as error:
        pytest.fail(f"no sound server: {error}", pytrace=False)


@pytest.fixture
def pulse(
    tmp_path: Path, pulse_commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Pulse]:
    """A running server without devices; programs started by the test use it."""
    folder = tmp_path / "pulse"
    folder.mkdir()
    server = Pulse(folder, pulse_commands)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    try:
        yield server
    finally:
        server.close()


@pytest.fixture
def headset(pulse: Pulse) -> None:
    """A headset and the computer's own devices; the computer's are the default."""
    pulse.speaker("builtin_ear", "Computer Speaker")
    pulse.microphone("builtin_mouth", "Computer Microphone", hertz=300.0)
    pulse.speaker("usb_ear", "Headset Ear")
    pulse.microphone("usb_mouth", "Headset Mouth", hertz=AGENT_HZ)
    for speaker in pulse.speakers.values():
        speaker.wait_awake()
    pulse.control("set-default-sink", "builtin_ear")
    pulse.control("set-default-source", "builtin_mouth")


class Sounding:
    """An engine on that sound server, and a caller beside it."""

    def __init__(self, engine: EngineProcess, caller: Dialog) -> None:
        self.engine, self.caller = engine, caller

    @property
    def told(self) -> DevicesChanged:
        """What the engine has told of its devices last."""
        return next(e for e in reversed(self.engine.events) if isinstance(e, DevicesChanged))

    def wait_told(self, holds: Callable[[DevicesChanged], bool], what: str) -> DevicesChanged:
        """Wait until the newest news are such."""

        def there() -> bool:
            return any(isinstance(e, DevicesChanged) for e in self.engine.events)

        until(there, "news of the devices")
        until(lambda: holds(self.told), what)
        return self.told

    def uses(self) -> dict[str, str]:
        """Role to name of the device in use."""
        return {use.role.value: use.name for use in self.told.in_use}

    def select(self, microphone: str = "", speaker: str = "", **more: str) -> AudioDevices:
        """Choose devices by name, once they are there; the choice."""
        wanted = {"microphone": microphone, "speaker": speaker, **more}

        def known(told: DevicesChanged) -> dict[str, str]:
            ids = {"": "", "default": "default"}
            ids |= {device.name: device.id for device in told.speakers}
            return ids | {f"m:{device.name}": device.id for device in told.microphones}

        def key(role: str, name: str) -> str:
            return f"m:{name}" if role == "microphone" and name else name

        keys = {role: key(role, name) for role, name in wanted.items()}
        self.wait_told(lambda told: set(keys.values()) <= set(known(told)), "the devices")
        ids = known(self.told)
        devices = msgspec.structs.replace(PLAIN, **{role: ids[name] for role, name in keys.items()})
        self.engine.send(SelectDevices(devices=devices))
        return devices

    def talk(self) -> None:
        """The caller calls, is answered, and says a tone."""
        self.caller.media.hertz = CALLER_HZ
        self.caller.invite()
        self.engine.answer_next()
        self.caller.final()

    def caller_hears(self, hertz: float) -> float:
        """Amplitude of that tone in the next 0.2 s at the caller."""
        return level(self.caller.media.listen(0.2), hertz, 8000)


@pytest.fixture
def sounding(headset: None, tmp_path: Path) -> Iterator[Sounding]:
    """The engine in direct mode on the devices of ``headset``."""
    ua = Ua()
    port = free_port()
    engine = EngineProcess(f"127.0.0.1:{port}", "", tmp_path / "log")
    try:
        engine.send(direct_configure(f"127.0.0.1:{ua.port}"))
        engine.wait_line(LineState.DIRECT)
        with dialog(ua, ("127.0.0.1", port)) as caller:
            yield Sounding(engine, caller)
    finally:
        code = engine.close()
        ua.close()
    assert code == 0, engine.log()
    assert " ERROR " not in engine.log()
