"""Speak the notice of a recorded call with espeak-ng: ``recording.en.wav``, ``recording.zh.wav``.

    python3 resources/notices/make_notices.py

The files are shipped; this is run again only when a text changes. Standard library only.
"""

import sys
import wave
from array import array
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "practice"))

from make_speech import RATE_HZ, resample, speak, trim  # noqa: E402

PEAK = 0.4
TEXTS = {
    "en": ("en-gb", "This call is recorded."),
    "zh": ("cmn", "本次通话将被录音。"),
}


def main() -> int:
    """Make the files."""
    with TemporaryDirectory() as folder:
        for language, (voice, text) in TEXTS.items():
            samples, rate = speak(text, voice, Path(folder) / "raw.wav")
            said = trim(resample(samples, rate))
            scale = PEAK * 32767 / max(abs(sample) for sample in said)
            name = f"recording.{language}.wav"
            with wave.open(str(HERE / name), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(RATE_HZ)
                file.writeframes(array("h", (round(sample * scale) for sample in said)).tobytes())
            sys.stdout.write(f"{name}  {len(said) / RATE_HZ:.1f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
