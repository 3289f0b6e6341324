"""Links on Windows: the registry keys of a program that can be chosen for them. Not run yet.

Everything under ``HKEY_CURRENT_USER``, as the documentation of *Default Programs* asks for: a
ProgID with the command, the program's capabilities, and its name among the registered
applications. Since Windows 8 only the user chooses the default: *Settings, Apps, Default apps*.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Protocol

from softphone.desktop.schemes import SCHEMES

CLASS = r"Software\Classes\Softphone.Link"
PROGRAM = r"Software\Softphone"
REGISTERED = r"Software\RegisteredApplications"
NAME = "Softphone"

Values = Mapping[str, Mapping[str, str]]


class Keys(Protocol):
    """The user's part of the registry."""

    def set(self, key: str, name: str, value: str) -> None:
        """Make the key and set a text; the name "" is the key's default."""

    def drop(self, key: str) -> None:
        """Delete the key with all below it, if it is there."""

    def drop_value(self, key: str, name: str) -> None:
        """Delete one value, if it is there."""


def values(command: Sequence[str]) -> Values:
    """What is written: by key, the values by name."""
    # Browsers hand the link over with its quotes percent-encoded; ``--`` is in the command.
    opens = f'{subprocess.list2cmdline(command)} "%1"'
    return {
        CLASS: {"": "URL:Softphone link", "URL Protocol": ""},
        rf"{CLASS}\DefaultIcon": {"": f'"{command[0]}",0'},
        rf"{CLASS}\shell\open\command": {"": opens},
        rf"{PROGRAM}\Capabilities": {
            "ApplicationName": NAME,
            "ApplicationDescription": "Calls of a service line",
        },
        rf"{PROGRAM}\Capabilities\URLAssociations": dict.fromkeys(SCHEMES, "Softphone.Link"),
        REGISTERED: {NAME: rf"{PROGRAM}\Capabilities"},
    }


def register(keys: Keys, command: Sequence[str]) -> list[str]:
    """Write them; what is left to do. Raises ``OSError``."""
    for key, texts in values(command).items():
        for name, text in texts.items():
            keys.set(key, name, text)
    return ["Choose Softphone for TEL, SIP and CALLTO under Settings, Apps, Default apps."]


def unregister(keys: Keys) -> list[str]:
    """Take them away. Raises ``OSError``."""
    keys.drop_value(REGISTERED, NAME)
    keys.drop(PROGRAM)
    keys.drop(CLASS)
    return ["Softphone is no longer offered for links."]


if sys.platform == "win32":
    import contextlib
    import winreg

    class Registry:
        """``Keys`` of the user who runs this."""

        def set(self, key: str, name: str, value: str) -> None:
            """See ``Keys``."""
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as made:
                winreg.SetValueEx(made, name, 0, winreg.REG_SZ, value)

        def drop(self, key: str) -> None:
            """See ``Keys``."""
            with contextlib.suppress(FileNotFoundError):
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as found:
                    below = [winreg.EnumKey(found, n) for n in range(winreg.QueryInfoKey(found)[0])]
                for name in below:
                    self.drop(rf"{key}\{name}")
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)

        def drop_value(self, key: str, name: str) -> None:
            """See ``Keys``."""
            with (
                contextlib.suppress(FileNotFoundError),
                winreg.OpenKey(winreg.HKEY_CURRENT_USER, key, 0, winreg.KEY_SET_VALUE) as found,
            ):
                winreg.DeleteValue(found, name)
