"""An hour of a device that the frames move, its clock off by as much as two crystals can be.

The ring's own C++ is compiled for it with a server and a clock that only reckon (``pumped/``).
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent / "pumped"
SOUND = Path(__file__).resolve().parents[3] / "installer" / "pjsip" / "sound"
CLICK = 3000
"""How far a click takes a sample from its tone's course; a pure one stays within 8 of 8000."""


@pytest.fixture(scope="module")
def hour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiler = shutil.which("g++") or shutil.which("c++")
    if compiler is None:
        pytest.fail("no C++ compiler: the stack is built with one", pytrace=False)
    program = tmp_path_factory.mktemp("hour") / "hour"
    folders = [f"-I{HERE}", f"-I{SOUND}"]
    source = str(HERE / "hour.cpp")
    subprocess.run([compiler, "-std=c++17", "-O2", *folders, source, "-o", program], check=True)
    return program


@pytest.mark.parametrize("ppm", [-200, 200])
@pytest.mark.parametrize("plays", [False, True], ids=["microphone", "speaker"])
def test_an_hour_without_a_gap_or_a_click(hour: Path, ppm: int, plays: bool) -> None:
    done = subprocess.run(
        [hour, str(ppm), str(int(plays))], check=True, capture_output=True, text=True
    )
    told = json.loads(done.stdout)
    assert (told["underruns"], told["cuts"]) == (0, 0)
    assert told["worst"] < CLICK / 100
    assert told["least_ms"] > 0.5, "nothing in store"
    assert told["most_ms"] < 15.0, "more delay than a conversation should have"
    # A speaker whose clock is fast reads faster than is written.
    assert told["drift_ppm"] == pytest.approx(-ppm if plays else ppm, abs=80)
