"""Finds a Python that the softphone runs on. Kept so plain that an old Python can read it too."""

import os
import subprocess
import sys

SUPPORTED = ((3, 12), (3, 11))
# Set for the interpreter that was handed over to, so that a wrong answer can never loop.
HANDED_OVER = "SOFTPHONE_DEV_HANDED_OVER"
QUESTION = "import sys; print('%d.%d' % sys.version_info[:2])"


def names(version: "tuple[int, int]") -> "list[list[str]]":
    """Commands that may start a Python of that version on this system."""
    short = "{}.{}".format(*version)
    found = [["python" + short]]
    if os.name == "nt":
        found.insert(0, ["py", "-" + short])
    return found


def answers(command: "list[str]", version: "tuple[int, int]") -> bool:
    """Whether a command truly starts that version: a version manager's shim may exist and fail."""
    try:
        asked = subprocess.run(
            [*command, "-c", QUESTION],
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0 and asked.stdout.decode().strip() == "{}.{}".format(*version)


def other() -> "list[str]":
    """The command of a supported Python on this machine, empty when there is none."""
    for version in SUPPORTED:
        for command in names(version):
            if answers(command, version):
                return command
    return []


def hand_over_if_needed() -> None:
    """Go on in a supported Python; exits with a clear message when the machine has none."""
    if sys.version_info[:2] in SUPPORTED:
        return
    mine = "{}.{}".format(*sys.version_info)
    command = [] if os.environ.get(HANDED_OVER) else other()
    if not command:
        sys.exit(
            "The softphone needs Python 3.11 or 3.12; this is Python " + mine + ".\n"
            "No python3.11 or python3.12 that starts was found on this machine. Install one"
            " (Debian, Ubuntu: apt-get install python3.12 python3.12-venv; macOS: brew install"
            " python@3.12; Windows: winget install Python.Python.3.12) and start again."
        )
    print("Python " + mine + " is not supported; going on with " + " ".join(command), flush=True)
    os.environ[HANDED_OVER] = "1"
    sys.exit(subprocess.call([*command, *sys.argv]))
