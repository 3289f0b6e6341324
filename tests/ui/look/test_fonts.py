"""The windows bear the fonts of a bare system too, which are wider than most desktops'."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from softphone.ui.look.theme import base_font
from tests.fonts import fetch

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems bring the fonts they draw with"
)
ROOT = Path(__file__).parents[3]
_FACES = {"noto": "Noto Sans", "dejavu": "DejaVu Sans"}


def test_windows_are_drawn_with_the_tests_own_fonts(app: QApplication) -> None:
    face = _FACES[os.environ.get(fetch.CHOICE) or "noto"]
    families = set(QFontDatabase.families()) - {"Sans Serif", "Serif", "Monospace"}
    assert all(name.startswith((face, "Noto")) for name in families), families
    assert QFontInfo(base_font("en")).family() == face
    assert "Noto Sans CJK SC" in base_font("zh_CN").families()


@pytest.mark.skipif(bool(os.environ.get(fetch.CHOICE)), reason="this is that other run itself")
def test_long_words_fit_with_the_wider_ones() -> None:
    """A process of its own, because Qt reads its fonts once."""
    tests = ["tests/ui/test_accessibility.py", "tests/ui/look/test_fonts.py"]
    tests += ["-k", "words_twice or own_fonts"]
    environment = {key: x for key, x in os.environ.items() if not key.startswith("PYTEST_")}
    environment[fetch.CHOICE] = "dejavu"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-1000:]
