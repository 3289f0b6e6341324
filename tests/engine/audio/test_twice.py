"""Between 8 and 16 kHz: what the stack's converter does to a call in G.711."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_it_is_flat_to_3400_hz_adds_nothing_and_is_soon_through() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.engine.audio.converting"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=100,
    )
    ways = json.loads(done.stdout.splitlines()[-1])
    print(ways)
    assert set(ways) == {"8000 16000", "16000 8000"}
    for way, measured in ways.items():
        for hertz, (level, rest) in measured["tones"].items():
            assert -0.1 < level < 0.1, (way, hertz)
            assert rest < -50, (way, hertz)
        assert max(measured["above"]) < -50, way
        # The general converter takes 5.8 ms (docs/sound.md).
        assert 1.0 < measured["click_ms"] < 2.5, way
