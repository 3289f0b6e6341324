"""Says in plain words what is set up, what is missing, and what to do."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from installer.setup import paths, stack, stamp, system, venv
from installer.setup.console import say

SETUP = "python3 installer/dev.py test  (or: demo)"
MB = 1_000_000
DISK_NEEDED_MB = 1_500  # environment, packages on their way, Asterisk


@dataclass(frozen=True)
class Finding:
    """One line of the report. Only what is `required` and not `good` makes the doctor unhappy."""

    subject: str
    good: bool
    text: str
    todo: str = ""
    required: bool = True


def examine() -> Iterator[Finding]:
    """Every finding, in the order a set-up goes."""
    yield _python()
    yield from _packages()
    yield _stack()
    yield from _libraries()
    yield _chinese()
    yield _display()
    yield _sound()
    yield _keyring()
    yield from _test_tools()
    yield _disk()


def _python() -> Finding:
    return Finding("Python", True, f"{sys.version.split()[0]} at {sys.executable}")


def _packages() -> Iterator[Finding]:
    if not venv.works(paths.VENV):
        yield Finding("environment", False, f"no working {paths.VENV.name}", SETUP)
        return
    yield Finding("environment", True, f"{paths.VENV.name}, Python {venv.version_of(paths.VENV)}")
    for level, what in (("run", "program"), ("dev", "checks and tests")):
        ready = stamp.is_set_up(level)
        text = "as pinned" if ready else "not installed, or the pins have changed since"
        yield Finding(f"packages: {what}", ready, text, "" if ready else SETUP, level == "run")


def _stack() -> Finding:
    if not venv.works(paths.VENV):
        return Finding("SIP stack", False, "not known before the set-up", SETUP, required=False)
    good, text = stack.describe()
    todo = "" if good else "python3 installer/dev.py stack  builds our own, in some minutes"
    return Finding("SIP stack", good, text, todo, required=False)


def _libraries() -> Iterator[Finding]:
    lacking = system.missing("run")
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    for subject, packages, required in (
        ("Qt's libraries", lacking.base, True),
        ("window libraries", lacking.window, has_display),
    ):
        if packages:
            text, todo = "missing: " + " ".join(packages), system.advice(packages)
            yield Finding(subject, False, text, todo, required)
        else:
            yield Finding(subject, True, "found")
    if venv.works(paths.VENV) and not lacking.base:
        code = "from PySide6.QtWidgets import QApplication as A; A([]); print('started')"
        said = _ask_venv(code, QT_QPA_PLATFORM="offscreen")
        started = said.endswith("started")
        yield Finding("Qt", started, "starts" if started else said, "" if started else SETUP)


def _chinese() -> Finding:
    if not sys.platform.startswith("linux") or system.has_chinese_font():
        return Finding("Chinese font", True, "found")
    todo = system.advice((system.FONT_PACKAGE,))
    return Finding("Chinese font", False, "none: Chinese shows as boxes", todo)


def _display() -> Finding:
    if not sys.platform.startswith("linux"):
        return Finding("display", True, "the system's own")
    for variable in ("WAYLAND_DISPLAY", "DISPLAY"):
        if value := os.environ.get(variable):
            return Finding("display", True, f"{variable}={value}")
    text = "none: demo plays by itself, without a window"
    return Finding("display", False, text, required=False)


def _sound() -> Finding:
    if not sys.platform.startswith("linux"):
        return Finding("sound", True, "the system's own")
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or "/nonexistent")
    for name, socket in (("PipeWire", "pipewire-0"), ("PulseAudio", "pulse/native")):
        if (runtime / socket).exists():
            return Finding("sound", True, f"{name} is running")
    if any(Path("/dev/snd").glob("pcm*")):
        return Finding("sound", True, "no sound server, but ALSA has devices")
    text = "no sound server and no device: the null device is used"
    return Finding("sound", False, text, required=False)


def _keyring() -> Finding:
    if not venv.works(paths.VENV):
        return Finding("keyring", False, "not known before the set-up", SETUP, required=False)
    said = _ask_venv("import keyring; print(keyring.get_keyring().name)")
    backend = said.splitlines()[-1] if said else "?"
    if "fail" in backend or "null" in backend or "Error" in backend:
        text = "none: the password is asked for at sign-in and kept in memory"
        return Finding("keyring", False, text, required=False)
    return Finding("keyring", True, backend)


def _test_tools() -> Iterator[Finding]:
    if not sys.platform.startswith("linux"):
        return
    for tool, package in (*system.TEST_TOOLS.items(), ("espeak-ng", "espeak-ng")):
        found = shutil.which(tool)
        use = "makes the practice speech anew" if tool == "espeak-ng" else "takes screenshots"
        todo = "" if found else system.advice((package,))
        yield Finding(tool, bool(found), found or f"missing ({use})", todo, required=False)
    said = _ask([sys.executable, "-m", "tests.pbx.fetch", "--cached"])
    good = said.startswith("Asterisk")
    todo = "" if good else "python3 installer/dev.py test  fetches it (90 MB)"
    text = said if good else "not fetched yet"
    yield Finding("Asterisk for the tests", good, text, todo, required=False)


def _disk() -> Finding:
    free = shutil.disk_usage(paths.ROOT).free // MB
    needed = 200 if stamp.is_set_up("dev") else DISK_NEEDED_MB
    todo = "" if free >= needed else f"free {needed} MB"
    return Finding("disk", free >= needed, f"{free:,} MB free, {needed:,} needed", todo)


def _ask_venv(code: str, **environment: str) -> str:
    return _ask([str(paths.venv_python()), "-c", code], **environment)


def _ask(argv: list[str], **environment: str) -> str:
    """What a command prints, errors included, as far as it can be had in 20 s."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        done = subprocess.run(
            argv,
            check=False,
            cwd=paths.ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=20,
            env={**os.environ, **environment},
        )
        return done.stdout.strip()
    return "no answer"


def report() -> int:
    """Print the findings; 0 when nothing that is required is missing."""
    unhappy = 0
    for finding in examine():
        mark = "ok     " if finding.good else "MISSING" if finding.required else "without"
        say(f"{mark}  {finding.subject}: {finding.text}")
        if finding.todo:
            say(f"         → {finding.todo}")
        unhappy += finding.required and not finding.good
    say(
        "\nAll that is needed is there." if not unhappy else f"\n{unhappy} to put right, see above."
    )
    return 1 if unhappy else 0
