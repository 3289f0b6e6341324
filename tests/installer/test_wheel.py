"""The wheel brings everything, and the program starts from it without the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from pathlib import Path

import pytest

from softphone import __version__
from tests.engine.harness import free_port

ROOT = Path(__file__).resolve().parents[2]
TOP = ("pyproject.toml", "setup.py", "README.md", "LICENSE")
BUILD = "import setuptools.build_meta as b; print(b.build_wheel('out'))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy by setuptools itself: pip would fetch it first."""
    copy = tmp_path_factory.mktemp("wheel")
    for name in TOP:
        shutil.copy(ROOT / name, copy)
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("softphone", "resources"):
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    (copy / "out").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", BUILD], check=False, capture_output=True, text=True, cwd=copy
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return next((copy / "out").glob("*.whl"))


def files(folder: Path) -> set[str]:
    """Relative names of all files below."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder.parent)) for p in found if "__pycache__" not in p.parts}


def test_everything_is_in_it(wheel: Path) -> None:
    assert wheel.name == f"softphone-{__version__}-py3-none-any.whl"
    with zipfile.ZipFile(wheel) as held:
        inside = set(held.namelist())
    assert {f"softphone/{name}" for name in files(ROOT / "resources")} <= inside
    modules = {name for name in files(ROOT / "softphone") if name.endswith(".py")}
    assert modules <= inside
    others = {name for name in inside if not name.startswith(("softphone/", "softphone-"))}
    assert others == set()


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``softphone`` of an environment that has the wheel, and the packages of this one's."""
    place = tmp_path_factory.mktemp("installed") / "env"
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    site = Path(sysconfig.get_path("purelib", vars={"base": str(place)}))
    with zipfile.ZipFile(wheel) as held:
        held.extractall(site)
    # Not the checkout: its own line in this environment (a .pth) is not followed from here.
    ours = sysconfig.get_path("purelib")
    (site / "packages.pth").write_text(f"import sys; sys.path.append({ours!r})\n")
    script = place / "bin" / "softphone"
    entry = "import sys; from softphone.__main__ import main; sys.exit(main())"
    script.write_text(f'#!/bin/sh\nexec {python} -c "{entry}" "$@"\n')
    script.chmod(0o755)
    return script


def run(script: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [script, *words],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        timeout=60,
    )


@pytest.mark.skipif(os.name != "posix", reason="the environment's own script differs elsewhere")
def test_the_program_runs_up_to_the_window(installed: Path, tmp_path: Path) -> None:
    helped = run(installed, tmp_path, "--help")
    assert helped.returncode == 0, helped.stderr
    assert "ctl" in helped.stdout
    data = tmp_path / "data"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    words = ["run", "--data-dir", str(data), "--audio", "null", "--samples", "--automation"]
    words += ["--direct", f"127.0.0.1:{free_port()}", "--auto-sign-in"]
    with (tmp_path / "said").open("wb") as said:
        program = subprocess.Popen(
            [installed, *words],
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=tmp_path,
            env=environment,
        )
    try:
        deadline = time.monotonic() + 60
        look = ("ctl", "--data-dir", str(data), "ui", "text", "stateButton")
        while (asked := run(installed, tmp_path, *look)).returncode:
            assert program.poll() is None, (tmp_path / "said").read_text()
            assert time.monotonic() < deadline, asked.stderr + (tmp_path / "said").read_text()
        assert "ready" in json.loads(asked.stdout)["text"].lower()
        found = run(installed, tmp_path, "ctl", "--data-dir", str(data), "state")
        assert json.loads(found.stdout)["state"]
        run(installed, tmp_path, "ctl", "--data-dir", str(data), "quit")
        assert program.wait(30) == 0, (tmp_path / "said").read_text()
    finally:
        program.kill()
        program.wait(10)
    assert "resources" not in (tmp_path / "said").read_text()
