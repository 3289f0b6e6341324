"""The project's own virtual environment with its pinned packages."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from installer.setup import paths, stamp, system
from installer.setup.console import SetupError, say, step

LINK = "softphone-project.pth"
PIN = re.compile(r"^\w[\w.-]*==", re.MULTILINE)


def base_python() -> str:
    """The interpreter that environments are made with, also when this one is in one itself."""
    return getattr(sys, "_base_executable", "") or sys.executable


def can_make_venv() -> bool:
    """Debian splits ensurepip off into a package of its own, so venv alone says too little."""
    return all(importlib.util.find_spec(name) for name in ("venv", "ensurepip"))


def run(argv: list[str], what: str, advice: str) -> None:
    """Run a step, showing what it prints only when it fails. Raises SetupError."""
    done = subprocess.run(
        argv,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        tail = "\n".join("    " + line for line in done.stdout.splitlines()[-15:])
        raise SetupError(f"{what} failed:\n{tail}\n{advice}")


def version_of(venv: Path) -> str:
    """The Python version an environment was made with, e.g. "3.11", '' when there is none."""
    try:
        lines = (venv / "pyvenv.cfg").read_text().splitlines()
    except OSError:
        return ""
    for line in lines:
        key, _, value = line.partition("=")
        if key.strip() in ("version", "version_info"):
            return ".".join(value.strip().split(".")[:2])
    return ""


def works(venv: Path) -> bool:
    """Whether an environment is of this Python version and its interpreter starts."""
    python = paths.venv_python(venv)
    if version_of(venv) != f"{sys.version_info[0]}.{sys.version_info[1]}" or not python.exists():
        return False
    try:
        asked = subprocess.run([python, "-c", ""], check=False, capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def make(venv: Path) -> list[str]:
    """Make the environment if need be; returns the pip command that installs into it.

    Raises SetupError with what to do.
    """
    inside = str(paths.venv_python(venv))
    if not works(venv):
        if venv.exists():
            if not (venv / "pyvenv.cfg").exists():
                raise SetupError(f"{venv} is in the way and not a virtual environment: remove it.")
            shutil.rmtree(venv)
        if not can_make_venv():
            package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
            with step(f"system package: {package}"):
                system.apt_install((package,))
            importlib.invalidate_caches()
        with step(f"virtual environment {venv.name} (Python {sys.version.split()[0]})"):
            _create(venv)
    asked = subprocess.run([inside, "-c", "import pip"], check=False, capture_output=True)
    return [inside, "-m", "pip"] if asked.returncode == 0 else _outer_pip(inside)


def _create(venv: Path) -> None:
    bare = [] if can_make_venv() else ["--without-pip"]
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    hint = f"Please run this and start again:\n    {system.advice((package,))}"
    if bare and not (importlib.util.find_spec("venv") and importlib.util.find_spec("pip")):
        raise SetupError(f"This Python has neither ensurepip nor pip.\n{hint}")
    try:
        run([base_python(), "-m", "venv", *bare, str(venv)], "making the virtual environment", hint)
    except SetupError:
        shutil.rmtree(venv, ignore_errors=True)
        raise


def _outer_pip(inside: str) -> list[str]:
    """This Python's own pip, told to install into the environment (pip 22.3 and later can)."""
    return [sys.executable, "-m", "pip", "--python", inside]


def install(level: str, venv: Path = paths.VENV) -> None:
    """Environment, pinned packages, and the project itself. Raises SetupError."""
    pip = make(venv)
    files = paths.REQUIREMENTS[level]
    count = sum(len(PIN.findall(file.read_text())) for file in files)
    options = ["--require-hashes", "--only-binary", ":all:", "--disable-pip-version-check"]
    listed = [part for file in files for part in ("-r", str(file))]
    with step(f"{count} pinned packages (about 130 MB the first time)"):
        run(
            [*pip, "install", "--no-input", *options, *listed],
            "installing the pinned packages",
            "Check the network and pip's own settings (pip config list), then start again.",
        )
    link_project(venv)
    with step("tables of places"):
        run(
            [str(paths.venv_python(venv)), "-m", "softphone.numbering.tables", _share(venv)],
            "writing the tables of places",
            "Is the disk full?",
        )


def _share(venv: Path) -> str:
    """As ``softphone.config.paths.places_dir`` looks for it."""
    return str(venv / "share" / "softphone")


def link_project(venv: Path) -> None:
    """Make the work tree importable: no build tool needs to be downloaded for that."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    asked = subprocess.run(
        [paths.venv_python(venv), "-c", code], check=True, capture_output=True, text=True
    )
    (Path(asked.stdout.strip()) / LINK).write_text(f"{paths.ROOT}\n", encoding="utf-8")
    write_command(venv)


def write_command(venv: Path) -> None:
    """``softphone`` beside the environment's Python, as an installed wheel would bring it."""
    python = paths.venv_python(venv)
    if paths.WINDOWS:
        script, text = python.with_name("softphone.cmd"), f'@"{python}" -m softphone %*\n'
    else:
        script = python.with_name("softphone")
        # A folder's name may hold blanks, which a first line of Python's could not.
        text = f'#!/bin/sh\nexec {shlex.quote(str(python))} -m softphone "$@"\n'
    script.write_text(text, encoding="utf-8")
    script.chmod(0o755)


def prepare(level: str) -> None:
    """Everything a level ("run" or "dev") needs; returns at once when it is there already."""
    if stamp.is_set_up(level):
        return
    with stamp.alone():
        if stamp.is_set_up(level):  # another start did it while this one waited
            return
        say("Setting up; this happens once.")
        install(level)
        system.provide(level)
        stamp.remember(level)
