"""The pytest fixture of the real keyring. The root conftest loads it as a plugin."""

from __future__ import annotations

import gc
import os
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.pbx.fetch import FetchError
from tests.secret_service.fetch import fetched

if TYPE_CHECKING:
    from tests.secret_service.daemon import GnomeKeyring


@pytest.fixture
def gnome_keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GnomeKeyring]:
    """Unlocked and empty. This test's own process and the programs it starts use it."""
    if not sys.platform.startswith("linux") and not os.environ.get("CI"):
        pytest.skip("gnome-keyring is the keyring of Linux only")
    from tests.secret_service.daemon import GnomeKeyring

    # keyring's own back end leaves its connection open when the person refuses or does nothing.
    warnings.filterwarnings("ignore", "unclosed.*keyring/bus", ResourceWarning)  # for this test
    folder = tmp_path / "keyring"
    folder.mkdir()
    try:
        keyring = GnomeKeyring(folder, fetched())
    except FetchError as error:
        pytest.fail(f"no real keyring: {error}", pytrace=False)
    for name, value in keyring.environment.items():
        monkeypatch.setenv(name, value)
    try:
        yield keyring
    finally:
        keyring.close()
        # Who still waited for it has lost the bus by now.
        for thread in threading.enumerate():
            if thread.name == "keyring":
                thread.join(10)
        gc.collect()
