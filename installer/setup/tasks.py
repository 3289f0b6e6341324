"""What the commands do once everything is set up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from installer.setup import paths, stack
from installer.setup.console import say, step


def become(argv: Sequence[str]) -> NoReturn:
    """Go on as the environment's Python, so that signals and exit codes are the program's own."""
    command = [str(paths.venv_python()), *argv]
    if paths.WINDOWS:  # there exec returns to the shell before the program has ended
        sys.exit(subprocess.call(command))
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606


def checks() -> list[tuple[str, list[str]]]:
    """Title and command of each check."""
    python = str(paths.venv_python())
    ruff = str(paths.venv_tool("ruff"))
    found = [
        ("format", [ruff, "format", "--check", "."]),
        ("lint", [ruff, "check", "."]),
        ("strict types", [python, "-m", "mypy"]),
        ("import contracts", [str(paths.venv_tool("lint-imports"))]),
    ]
    if (paths.INSTALLER / "translations.py").exists():
        found.append(("translations", [python, "-m", "installer.translations", "check"]))
    return found


def run_step(title: str, argv: Sequence[str]) -> bool:
    """Run a command in the project's folder, its output shown; whether it succeeded."""
    say(f"\n=== {title}")
    began = time.monotonic()
    try:
        code = subprocess.call(list(argv), cwd=paths.ROOT)
    except OSError as error:
        say(str(error))
        code = 127
    verdict = "ok" if code == 0 else f"FAILED (exit code {code})"
    say(f"=== {title}: {verdict}, {time.monotonic() - began:.1f} s")
    return code == 0


def check() -> int:
    """Run every check, also after one failed; 0 only when all passed."""
    return told([title for title, argv in checks() if not run_step(title, argv)])


def told(failed: list[str]) -> int:
    """The exit code, with the names of what failed as the last line."""
    if failed:
        say("\nFAILED: " + ", ".join(failed))
    return 1 if failed else 0


@contextmanager
def test_environment() -> Iterator[None]:
    """No window on the developer's screen, and a private runtime folder where there is none."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if paths.WINDOWS or os.environ.get("XDG_RUNTIME_DIR"):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="softphone-run-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        try:
            yield
        finally:
            del os.environ["XDG_RUNTIME_DIR"]


SIDE_BY_SIDE = ("-n", "3", "--dist", "worksteal", "--durations", "25")
"""All tests: three at a time on two cores, because most of them wait for sound and signalling; the
slowest are told."""


MOST_UNSTEADY = 3


def last_failed() -> list[str]:
    """The tests that failed in the last run, as pytest has noted them."""
    try:
        found = json.loads(paths.LAST_FAILED.read_text())
    except (OSError, ValueError):
        return []
    return sorted(found)


def unsteady(python: str) -> list[str]:
    """The few tests that failed beside others and pass one at a time; none: the run has failed.

    Of thousands that work with real sound and a real exchange, three at once on two cores, one may
    come too late. Who fails alone as well is broken, and so is a run in which more than a few
    fail. What passes now is named at the end: a fault to be found, in the test or in the program.
    """
    names = last_failed()
    if not 0 < len(names) <= MOST_UNSTEADY:
        return []
    command = [python, "-m", "pytest", "--last-failed", "--last-failed-no-failures=none"]
    return names if run_step("the tests that failed, by themselves", command) else []


def test(arguments: Sequence[str]) -> int:
    """All checks, then all tests; arguments go to pytest. 0 only when everything passed."""
    python = str(paths.venv_python())
    failed = [title for title, argv in checks() if not run_step(title, argv)]
    with test_environment():
        # Fetched before the tests, so that no test's own time limit runs out over a download.
        if sys.platform.startswith("linux"):
            with step("Asterisk for the tests"):
                if subprocess.call([python, "-m", "tests.pbx.fetch"], cwd=paths.ROOT):
                    failed.append("fetching Asterisk")
            with step("PulseAudio for the tests"):
                if subprocess.call([python, "-m", "tests.sound.fetch"], cwd=paths.ROOT):
                    failed.append("fetching PulseAudio")
            with step("the desktop's tools for the tests"):
                if subprocess.call([python, "-m", "tests.desktop.fetch"], cwd=paths.ROOT):
                    failed.append("fetching the desktop's tools")
            with step("fonts for the tests"):
                if subprocess.call([python, "-m", "tests.fonts.fetch"], cwd=paths.ROOT):
                    failed.append("fetching the fonts")
            with step("a keyring for the tests"):
                if subprocess.call([python, "-m", "tests.secret_service.fetch"], cwd=paths.ROOT):
                    failed.append("fetching the keyring")
        if problem := stack.ensure():
            say(f"\n=== our own SIP stack: FAILED, the tests run on the package index's\n{problem}")
            failed.append("building our own SIP stack")
        os.environ[stack.CHOICE] = "index" if problem else "own"
        paths.LAST_FAILED.unlink(missing_ok=True)
        passed = run_step("tests", [python, "-m", "pytest", *(arguments or SIDE_BY_SIDE)])
        alone = [] if passed or arguments else unsteady(python)
        if not passed and not alone:
            failed.append("tests")
        if not problem and not arguments:
            os.environ[stack.CHOICE] = "index"
            title = "contract of the SIP stack, on the package index's"
            if not run_step(title, [python, "-m", "pytest", "tests/contract"]):
                failed.append(title)
    if alone:
        say("\nUNSTEADY, passed only by themselves: " + ", ".join(alone))
    return told(failed)
