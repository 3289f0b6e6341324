"""The whole demo as it is started by hand: every step observed, everything left where it says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from softphone.practice import sound
from softphone.practice.shift_story import STORY

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_shift_is_observed_from_end_to_end(tmp_path: Path) -> None:
    hidden = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    ended = subprocess.run(
        [sys.executable, "-m", "softphone", "demo", "--data-dir", str(tmp_path)],
        env=hidden,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    lines = ended.stdout.splitlines()
    assert [step.title for step in STORY] == [
        line.split(" s  ", 1)[1].split(" … observed: ")[0] for line in lines if "observed: " in line
    ]
    tickets = json.loads((tmp_path / "tickets.json").read_text(encoding="utf-8"))
    assert [each["ticket"]["category_id"] for each in tickets] == [
        "refunds.progress",
        "orders.change.address",
    ]
    pcm, rate = sound.read_wav(tmp_path / "speaker.wav")
    assert len(pcm) / 2 / rate > 5
    pictures = sorted((tmp_path / "screenshots").iterdir())
    assert len(pictures) >= 9
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in pictures)
