"""What the commands do once everything is set up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
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


FAST = ("format", "lint", "import contracts", "spelling")
"""The checks that take a few seconds together."""


def checks() -> list[tuple[str, list[str]]]:
    """Title and command of each check."""
    python = str(paths.venv_python())
    ruff = str(paths.venv_tool("ruff"))
    found = [
        ("format", [ruff, "format", "--check", "."]),
        ("lint", [ruff, "check", "."]),
        ("strict types", [python, "-m", "mypy"]),
        ("import contracts", [str(paths.venv_tool("lint-imports"))]),
        ("spelling", [str(paths.venv_tool("codespell"))]),
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


def check(*, fast: bool = False) -> int:
    """Run every check, or the fast ones, also after one failed; 0 only when all passed."""
    chosen = [(title, argv) for title, argv in checks() if not fast or title in FAST]
    return told([title for title, argv in chosen if not run_step(title, argv)])


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


def last_failed() -> list[str]:
    """The tests that failed in the last run, as pytest has noted them."""
    try:
        found = json.loads(paths.LAST_FAILED.read_text())
    except (OSError, ValueError):
        return []
    return sorted(found)


def listed_unsteady() -> dict[str, str]:
    """Names of tests that are known to be unsteady, with what is known of the cause."""
    try:
        found = tomllib.loads(paths.UNSTEADY.read_text(encoding="utf-8"))
    except OSError:
        return {}
    return {str(name): str(why) for name, why in found.get("tests", {}).items()}


def unsteady(python: str) -> list[str]:
    """The tests that failed beside others and pass one at a time; none: the run has failed.

    Only those that are listed get this second time: a failure of any other is a fault, in the test
    or in the program, and so is one of these by itself.
    """
    names = last_failed()
    if not names or not {name.split("[")[0] for name in names} <= set(listed_unsteady()):
        return []
    command = [python, "-m", "pytest", "--last-failed", "--last-failed-no-failures=none"]
    return names if run_step("the unsteady tests that failed, by themselves", command) else []


FETCHED = {
    "Asterisk": "tests.pbx.fetch",
    "PulseAudio": "tests.sound.fetch",
    "the desktop's tools": "tests.desktop.fetch",
    "fonts": "tests.fonts.fetch",
    "a keyring": "tests.secret_service.fetch",
}
"""What the tests use besides, and the module that gets it."""


def fetched(python: str) -> list[str]:
    """Get everything before the tests, so that no test's own time limit runs out over a download;
    what failed."""
    if not sys.platform.startswith("linux"):
        return []
    failed = []
    for what, module in FETCHED.items():
        with step(f"{what} for the tests"):
            if subprocess.call([python, "-m", module], cwd=paths.ROOT):
                failed.append(f"fetching {what}")
    return failed


def test(arguments: Sequence[str]) -> int:
    """All checks, then all tests; arguments go to pytest. 0 only when everything passed."""
    python = str(paths.venv_python())
    with test_environment():
        with stack.built_beside():
            failed = [title for title, argv in checks() if not run_step(title, argv)]
            failed += fetched(python)
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
