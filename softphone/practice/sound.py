"""Sound as plain numbers: tones, levels, gaps, WAV files. 16-bit mono PCM everywhere, no pjsua2."""

import math
import wave
from array import array
from pathlib import Path

import msgspec

RATE_HZ = 8000
FRAME_MS = 20
FRAME_SAMPLES = RATE_HZ * FRAME_MS // 1000
FULL_SCALE = 32768.0
SILENCE_DBFS = -90.0
"""The lowest level ever told; digital silence has it too."""

_MU_LAW, _A_LAW, _PCM = 7, 6, 1


class SoundError(Exception):
    """A sound file cannot be used; the text says why."""


class Tone(msgspec.Struct, frozen=True):
    """How strongly one frequency is in a sound.

    ``level_dbfs`` is the level of a sine of that frequency; ``contrast_db`` how far it stands
    above its neighbourhood, which tells a pilot tone from speech that passes by.
    """

    hz: float
    level_dbfs: float
    contrast_db: float


def decibels(amplitude: float) -> float:
    """Amplitude (1.0 = full scale) in dBFS, never below ``SILENCE_DBFS``."""
    return max(SILENCE_DBFS, 20 * math.log10(amplitude)) if amplitude > 0 else SILENCE_DBFS


def samples_of(pcm: bytes) -> "array[int]":
    """Little-endian 16-bit PCM as numbers; an odd last byte is dropped."""
    samples = array("h")
    samples.frombytes(pcm[: len(pcm) & ~1])
    return samples


def rms_dbfs(pcm: bytes) -> float:
    """Root mean square in dBFS; a full-scale square wave has 0."""
    samples = samples_of(pcm)
    if not samples:
        return SILENCE_DBFS
    return decibels(math.sqrt(sum(s * s for s in samples) / len(samples)) / FULL_SCALE)


def goertzel_dbfs(samples: "array[int]", hz: float, rate_hz: int) -> float:
    """Level of the sine at ``hz`` in dBFS (peak amplitude), Hann window against leakage."""
    count = len(samples)
    if count < 2 or hz >= rate_hz / 2:
        return SILENCE_DBFS
    step = 2 * math.pi / count
    turn = 2 * math.pi * hz / rate_hz
    factor = 2 * math.cos(turn)
    before = before_that = 0.0
    for index, sample in enumerate(samples):
        now = sample * (0.5 - 0.5 * math.cos(step * index)) + factor * before - before_that
        before_that, before = before, now
    power = before * before + before_that * before_that - factor * before * before_that
    # A Hann window halves the amplitude, and a sine gives count / 2 of it.
    return decibels(math.sqrt(max(power, 0.0)) / (count / 4) / FULL_SCALE)


def tone(pcm: bytes, hz: float, rate_hz: int = RATE_HZ) -> Tone:
    """Look for a sine at ``hz``; a window of half a second or more tells it from speech.

    The neighbours are 5 to 21 times the window's resolution away: beyond a steady sine's own
    width, well within the smear of a voice whose pitch moves.
    """
    samples = samples_of(pcm)
    level = goertzel_dbfs(samples, hz, rate_hz)
    resolution_hz = rate_hz / max(1, len(samples))
    offsets = [sign * bins * resolution_hz for bins in (5, 8, 13, 21) for sign in (-1, 1)]
    around = max(goertzel_dbfs(samples, hz + offset, rate_hz) for offset in offsets)
    return Tone(hz=hz, level_dbfs=round(level, 1), contrast_db=round(level - around, 1))


def longest_run_ms(flags: "list[bool]", frame_ms: int = FRAME_MS) -> int:
    """Length of the longest unbroken run of true frames."""
    longest = run = 0
    for flag in flags:
        run = run + 1 if flag else 0
        longest = max(longest, run)
    return longest * frame_ms


def sine(hz: float, dbfs: float, seconds: float, rate_hz: int = RATE_HZ) -> bytes:
    """A sine of that peak level; frequencies that are a multiple of 1/``seconds`` loop smoothly."""
    amplitude = 10 ** (dbfs / 20) * (FULL_SCALE - 1)
    step = 2 * math.pi * hz / rate_hz
    count = round(seconds * rate_hz)
    return array("h", (round(amplitude * math.sin(step * i)) for i in range(count))).tobytes()


def mix(one: bytes, other: bytes) -> bytes:
    """Sum with saturation; the result is as long as ``one``."""
    left = samples_of(one)
    for index, sample in enumerate(samples_of(other[: len(one)])):
        left[index] = max(-32768, min(32767, left[index] + sample))
    return left.tobytes()


def read_wav(path: Path) -> tuple[bytes, int]:
    """PCM and rate (Hz) of a mono WAV file: 16-bit, A-law or mu-law.

    A file that is still being written may claim a length of zero: what is there is read.
    Raises ``SoundError``.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SoundError(f"{path}: {error.strerror}") from error
    if data[:4] != b"RIFF" or data[8:12] != b"WAVE":
        raise SoundError(f"{path}: not a WAV file")
    kind = rate = bits = 0
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = at + 8
        if name == b"fmt ":
            kind = int.from_bytes(data[body : body + 2], "little")
            if int.from_bytes(data[body + 2 : body + 4], "little") != 1:
                raise SoundError(f"{path}: not mono")
            rate = int.from_bytes(data[body + 4 : body + 8], "little")
            bits = int.from_bytes(data[body + 14 : body + 16], "little")
        elif name == b"data":
            unfinished = size == 0 or size == 0xFFFFFFFF
            return _decode(
                path, data[body:] if unfinished else data[body : body + size], kind, bits
            ), rate
        at = body + size + (size & 1)
    raise SoundError(f"{path}: no sound in it")


def _decode(path: Path, body: bytes, kind: int, bits: int) -> bytes:
    if kind == _PCM and bits == 16:
        return body[: len(body) & ~1]
    if kind in (_A_LAW, _MU_LAW) and bits == 8:
        table = [(_a_law if kind == _A_LAW else _mu_law)(value) for value in range(256)]
        return array("h", (table[value] for value in body)).tobytes()
    raise SoundError(f"{path}: neither 16-bit PCM nor A-law nor mu-law")


def _a_law(value: int) -> int:
    """ITU-T G.711, A-law to linear."""
    value ^= 0x55
    mantissa, exponent = value & 0x0F, (value >> 4) & 0x07
    sample = (mantissa << 4) + 8
    if exponent:
        sample = (sample + 0x100) << (exponent - 1)
    return sample if value & 0x80 else -sample


def _mu_law(value: int) -> int:
    """ITU-T G.711, mu-law to linear."""
    value = ~value & 0xFF
    sample = (((value & 0x0F) << 3) + 0x84 << ((value >> 4) & 0x07)) - 0x84
    return -sample if value & 0x80 else sample


def write_wav(path: Path, pcm: bytes, rate_hz: int = RATE_HZ) -> None:
    """Write 16-bit mono PCM as a WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(pcm)


def to_rate(pcm: bytes, from_hz: int, to_hz: int) -> bytes:
    """Linear interpolation; good enough for speech and pilot tones of a practice peer."""
    if from_hz == to_hz or not pcm:
        return pcm
    source = samples_of(pcm)
    last = len(source) - 1
    result = array("h")
    for index in range(len(source) * to_hz // from_hz):
        place = index * from_hz / to_hz
        whole = int(place)
        after = source[min(whole + 1, last)]
        result.append(round(source[whole] + (after - source[whole]) * (place - whole)))
    return result.tobytes()
