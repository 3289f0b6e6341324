"""The program's own tones in the agent's ear."""

import numpy as np

from softphone.domain.audio_devices import AudioDevices
from softphone.engine.audio.backend import RATE_HZ, SILENCE
from softphone.engine.audio.null import NullBackend
from softphone.engine.audio.sound import Sound
from softphone.engine.audio.tones import ToneKind
from tests.engine.audio.signals import Floats, floats, purity_db, tone


class Ear(NullBackend):
    """Keeps what is played."""

    def __init__(self) -> None:
        super().__init__()
        self.played = b""

    def write(self, frame: bytes) -> None:
        self.played += frame


def hear(sound: Sound, seconds: float, frame: bytes = SILENCE) -> Floats:
    ear = sound.backend
    assert isinstance(ear, Ear)
    ear.played = b""
    for _ in range(round(seconds * 100)):
        sound.bridge.put_speaker_frame(frame)
    return floats(ear.played)


def test_the_waiting_tone_comes_again_until_it_is_ended() -> None:
    sound = Sound(Ear(), lambda event: None)
    sound.select(AudioDevices(waiting_volume=0.5))
    sound.tone(ToneKind.WAITING)
    heard = np.abs(hear(sound, 9))
    loud = heard.reshape(-1, RATE_HZ // 10).max(axis=1) > 100
    assert loud.tolist() == ([True] * 4 + [False] * 40) * 2 + [True] * 2
    assert 8100 < heard.max() <= 8192
    sound.tone(ToneKind.WAITING, on=False)
    assert not hear(sound, 0.2).any()


def test_the_zip_tone_comes_once_over_what_is_heard() -> None:
    sound = Sound(Ear(), lambda event: None)
    sound.select(AudioDevices(zip_volume=0.1))
    sound.tone(ToneKind.ZIP)
    heard = hear(sound, 1, tone(1600, 0, 160, 4000))
    mixed = heard[RATE_HZ // 10 + 200 : RATE_HZ * 3 // 10 - 200]
    assert purity_db(mixed, 1600, 60) < 20, "nothing was mixed in"
    assert purity_db(heard[-RATE_HZ // 2 :], 1600) > 60, "the tone did not end"


def test_loudness_is_bounded() -> None:
    sound = Sound(Ear(), lambda event: None)
    sound.select(AudioDevices(waiting_volume=9.0, zip_volume=0.0))
    sound.tone(ToneKind.ZIP)
    assert not hear(sound, 0.4).any()
    sound.tone(ToneKind.WAITING)
    assert np.abs(hear(sound, 0.4)).max() <= 16384
    assert hear(sound, 4.2, b"\xff\x7f" * 160).max() == 32767
