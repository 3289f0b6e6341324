"""A keyring in a file, for a whole program in a test: what is in it is known to nobody else."""

import json
import os
import time
from pathlib import Path

from keyring.backend import KeyringBackend

WHERE = "SOFTPHONE_TEST_KEYRING"


class Keyring(KeyringBackend):
    """``PYTHON_KEYRING_BACKEND=tests.doubles.keyring_file.Keyring``; the file is named by WHERE."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        """What the test has put in; while ``<file>.locked`` is there, as if a dialog were open."""
        while Path(f"{os.environ[WHERE]}.locked").exists():
            time.sleep(0.02)
        found: dict[str, str] = json.loads(Path(os.environ[WHERE]).read_text("utf-8"))
        return found.get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Nothing of a program under test is kept."""

    def delete_password(self, service: str, username: str) -> None:
        """There is nothing of its own."""
