"""Tones, gaps and WAV files as plain numbers."""

import wave
from pathlib import Path

import pytest

from softphone.practice import sound


def test_a_sine_has_its_level_and_stands_out() -> None:
    found = sound.tone(sound.sine(1000, -20, 1.0), 1000)
    assert found.level_dbfs == pytest.approx(-20, abs=0.2)
    assert found.contrast_db > 30


def test_another_frequency_is_not_found() -> None:
    found = sound.tone(sound.sine(1000, -20, 1.0), 1400)
    assert found.level_dbfs < -60


def test_a_sine_under_a_louder_one_is_found() -> None:
    both = sound.mix(sound.sine(440, -6, 1.0), sound.sine(1000, -40, 1.0))
    found = sound.tone(both, 1000)
    assert found.level_dbfs == pytest.approx(-40, abs=0.5)
    assert found.contrast_db > 20


@pytest.mark.parametrize("pcm", [b"", b"\0", b"\0\0"])
def test_nothing_is_silence(pcm: bytes) -> None:
    assert sound.rms_dbfs(pcm) == sound.SILENCE_DBFS
    assert sound.tone(pcm, 1000).level_dbfs == sound.SILENCE_DBFS


def test_mix_saturates_and_keeps_the_first_length() -> None:
    loud = (32767).to_bytes(2, "little", signed=True) * 4
    assert sound.mix(loud, loud * 2) == loud
    assert sound.mix(loud, b"") == loud


@pytest.mark.parametrize(
    ("flags", "expected_ms"),
    [([], 0), ([False] * 5, 0), ([True] * 3, 60), ([True, False, True, True, False, True], 40)],
)
def test_longest_run(flags: list[bool], expected_ms: int) -> None:
    assert sound.longest_run_ms(flags) == expected_ms


def test_wav_comes_back_as_written(tmp_path: Path) -> None:
    path = tmp_path / "tone.wav"
    pcm = sound.sine(500, -10, 0.2, 16000)
    sound.write_wav(path, pcm, 16000)
    assert sound.read_wav(path) == (pcm, 16000)


def test_wav_that_is_still_being_written_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "tone.wav"
    pcm = sound.sine(500, -10, 0.2)
    sound.write_wav(path, pcm)
    data = bytearray(path.read_bytes())
    data[40:44] = bytes(4)  # the length comes last
    path.write_bytes(data)
    assert sound.read_wav(path) == (pcm, sound.RATE_HZ)


@pytest.mark.parametrize(("kind", "loud"), [(6, 0xAA), (7, 0x80)])
def test_law_files_are_decoded(tmp_path: Path, kind: int, loud: int) -> None:
    """G.711: 0xAA is the largest positive A-law value, 0x80 that of mu-law."""
    path = tmp_path / "law.wav"
    head = b"WAVEfmt " + (16).to_bytes(4, "little") + kind.to_bytes(2, "little")
    head += (1).to_bytes(2, "little") + (8000).to_bytes(4, "little") * 2
    head += (1).to_bytes(2, "little") + (8).to_bytes(2, "little")
    body = bytes([loud, loud ^ 0x80])
    data = head + b"data" + len(body).to_bytes(4, "little") + body
    path.write_bytes(b"RIFF" + len(data).to_bytes(4, "little") + data)
    pcm, rate = sound.read_wav(path)
    high, low = sound.samples_of(pcm)
    assert rate == 8000
    assert high > 32000
    assert low == -high


def test_what_is_no_sound_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "x.wav"
    with pytest.raises(sound.SoundError, match=r"x\.wav"):
        sound.read_wav(path)
    path.write_bytes(b"hello")
    with pytest.raises(sound.SoundError, match="not a WAV"):
        sound.read_wav(path)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(8))
    with pytest.raises(sound.SoundError, match="not mono"):
        sound.read_wav(path)


def test_another_rate_keeps_the_tone() -> None:
    slower = sound.to_rate(sound.sine(1000, -20, 1.0, 16000), 16000, 8000)
    assert len(slower) == 16000
    assert sound.tone(slower, 1000).level_dbfs == pytest.approx(-20, abs=0.3)
