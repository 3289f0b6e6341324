"""Speak every line of the scenarios with espeak-ng into small A-law WAV files (8 kHz, mono).

    python3 resources/practice/make_speech.py

The files are shipped; this is run again only when a text changes. Standard library only.
"""

import json
import math
import shutil
import subprocess
import sys
import wave
from array import array
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
RATE_HZ = 8000
PEAK = 0.5
"""-6 dBFS: room for a pilot tone."""
TAPS = 24


def lines_of(scenario: dict) -> list[dict]:
    """Every spoken line of a scenario."""
    lines = [line for customer in scenario["customers"] for line in customer["lines"]]
    lines += [party["line"] for party in scenario["parties"] if party.get("line")]
    return lines + ([scenario["agent"]] if scenario.get("agent") else [])


def speak(text: str, voice: str, path: Path) -> tuple[array, int]:
    """Samples and rate of the spoken text."""
    program = shutil.which("espeak-ng")
    if program is None:
        sys.exit("espeak-ng is missing: install the package espeak-ng")
    speed = "210" if voice.startswith("cmn") else "165"
    command = [program, "-v", voice, "-s", speed, "-w", str(path), "--", text]
    subprocess.run(command, check=True)  # noqa: S603
    with wave.open(str(path)) as file:
        samples = array("h")
        samples.frombytes(file.readframes(file.getnframes()))
        return samples, file.getframerate()


def resample(source: array, rate: int) -> list[float]:
    """Windowed-sinc low-pass at 3.6 kHz, then every 8 kHz instant."""
    cut = 3600 / rate
    result = []
    for index in range(len(source) * RATE_HZ // rate):
        centre = index * rate / RATE_HZ
        total = 0.0
        for at in range(max(0, int(centre) - TAPS), min(len(source), int(centre) + TAPS)):
            off = at - centre
            sinc = 2 * cut if off == 0 else math.sin(2 * math.pi * cut * off) / (math.pi * off)
            total += source[at] * sinc * (0.5 + 0.5 * math.cos(math.pi * off / TAPS))
        result.append(total)
    return result


def trim(samples: list[float]) -> list[float]:
    """Without the silence before and after, with 50 ms left of it."""
    loud = [index for index, sample in enumerate(samples) if abs(sample) > 200]
    margin = RATE_HZ // 20
    return samples[max(0, loud[0] - margin) : loud[-1] + margin] if loud else samples


def a_law(sample: int) -> int:
    """ITU-T G.711, linear to A-law."""
    sign = 0x80 if sample >= 0 else 0
    magnitude = min(sample if sample >= 0 else -sample - 1, 32635) >> 4
    exponent = max(0, magnitude.bit_length() - 5)
    mantissa = (magnitude >> exponent) & 0x0F if exponent else magnitude & 0x1F
    code = (exponent + 1 << 4 if exponent else magnitude & 0x10) | (mantissa & 0x0F)
    return (sign | code) ^ 0x55


def write(path: Path, samples: list[float]) -> None:
    """An A-law WAV file, its loudest sample at ``PEAK``."""
    scale = PEAK * 32767 / max(1.0, max(abs(sample) for sample in samples))
    body = bytes(a_law(round(sample * scale)) for sample in samples)
    head = b"WAVEfmt " + (18).to_bytes(4, "little") + (6).to_bytes(2, "little")
    head += (1).to_bytes(2, "little") + RATE_HZ.to_bytes(4, "little") * 2
    head += (1).to_bytes(2, "little") + (8).to_bytes(2, "little") + bytes(2)
    head += b"fact" + (4).to_bytes(4, "little") + len(body).to_bytes(4, "little")
    data = head + b"data" + len(body).to_bytes(4, "little") + body + bytes(len(body) & 1)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"RIFF" + len(data).to_bytes(4, "little") + data)


def main() -> int:
    """Make the files of every scenario in this folder."""
    made: set[str] = set()
    with TemporaryDirectory() as folder:
        for scenario in sorted(HERE.glob("*.json")):
            for line in lines_of(json.loads(scenario.read_text(encoding="utf-8"))):
                if line["wav"] in made:
                    continue
                made.add(line["wav"])
                samples, rate = speak(line["text"], line["voice"], Path(folder) / "raw.wav")
                said = trim(resample(samples, rate))
                write(HERE / line["wav"], said)
                sys.stdout.write(f"{line['wav']}  {len(said) / RATE_HZ:.1f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
