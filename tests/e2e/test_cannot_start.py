"""What is in the way of the start is told once; a desk that does not come back leaves the queue."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from softphone.domain.start_problem import HEADING, WORDS, StartProblem
from tests.e2e.program import ROOT, Program
from tests.engine.harness import free_port
from tests.pbx.server import Pbx
from tests.support.waiting import until

NEWER = "update alembic_version set version_num = '9999'"


def run(folder: Path, *, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """``softphone run`` in the foreground, as a launcher starts it."""
    kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    words = ["--data-dir", str(folder), "--direct", f"127.0.0.1:{free_port()}", "--audio", "null"]
    return subprocess.run(
        [sys.executable, "-m", "softphone", "run", *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=cwd,
        env={**kept, "QT_QPA_PLATFORM": "offscreen", **environment},
    )


def assert_told_once(
    done: subprocess.CompletedProcess[str], folder: Path, problem: StartProblem, reason: str
) -> None:
    assert done.returncode == problem, done.stderr
    assert f"{HEADING} {WORDS[problem]}" in done.stderr
    assert "Traceback" not in done.stderr
    assert reason in (folder / "logs" / "desk.log").read_text()
    assert (folder / "logs" / "supervisor.log").read_text().count(": desk started") == 1


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    shutil.copytree(made_database(tmp_path), folder := tmp_path / "data")
    with contextlib.closing(sqlite3.connect(folder / "softphone.db")) as store:
        store.execute(NEWER)
        store.commit()
    before = (folder / "softphone.db").read_bytes()
    assert_told_once(run(folder), folder, StartProblem.STORE_NEWER, "newer version")
    assert (folder / "softphone.db").read_bytes() == before


def made_database(tmp_path: Path) -> Path:
    """A folder with a database of this version."""
    from datetime import UTC, datetime

    from softphone.store.sql_store import SqlStore

    folder = tmp_path / "made"
    SqlStore.open(folder / "softphone.db", now=lambda: datetime.now(UTC)).store.close()
    return folder


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b'[{"id": "a",}]', StartProblem.CHOICES_BROKEN), (None, StartProblem.RESOURCES_MISSING)],
)
def test_files_of_the_program_are_broken_or_missing(
    tmp_path: Path, content: bytes | None, problem: StartProblem
) -> None:
    program = tmp_path / "program"
    shutil.copytree(
        ROOT / "softphone", program / "softphone", ignore=shutil.ignore_patterns("__pycache__")
    )
    if content is not None:
        shutil.copytree(ROOT / "resources", program / "resources")
        (program / "resources" / "choices" / "categories.json").write_bytes(content)
    folder = tmp_path / "data"
    done = run(folder, cwd=program, PYTHONPATH=str(program))
    assert_told_once(done, folder, problem, "categories.json" if content else "resources")


def test_without_a_display(tmp_path: Path) -> None:
    done = run(tmp_path / "data", QT_QPA_PLATFORM="xcb", DISPLAY=":9999")
    assert_told_once(done, tmp_path / "data", StartProblem.NO_DISPLAY, "no desktop")


def test_a_desk_that_cannot_come_back_leaves_the_queue(ready: Program, pbx: Pbx) -> None:
    """As at the end of the desktop's session: nobody sits there any more."""
    assert "PJSIP/1001" in pbx.cli("queue show support")
    with contextlib.closing(sqlite3.connect(ready.data_dir / "softphone.db")) as store:
        store.execute(NEWER)
        store.commit()
    ready.kill("desk")
    ready.expected += ["STORE_NEWER", "newer version", "cannot start"]
    assert ready.wait_gone() == StartProblem.STORE_NEWER
    assert "PJSIP/1001" not in pbx.cli("queue show support")
    until(lambda: "1001/" not in pbx.cli("pjsip show contacts"), "the binding to be given back")
