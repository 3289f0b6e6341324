"""Only tests that are listed as unsteady run once more by themselves, and are named."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from installer.setup import paths, stack, tasks

ROOT = Path(__file__).parents[2]
SECOND_TIME = """
from pathlib import Path

def test_late_{n}():
    before = Path(__file__).with_suffix(".seen")
    seen = before.exists()
    before.touch()
    assert seen
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of its own, with real tests, whose stack is built."""
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "UNSTEADY", tmp_path / "tests/unsteady.toml")
    monkeypatch.setattr(paths, "LAST_FAILED", tmp_path / ".pytest_cache/v/cache/lastfailed")
    monkeypatch.setattr(tasks, "checks", list)
    monkeypatch.setattr(stack, "ensure", lambda: "")
    # Elsewhere no packages are fetched.
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv(stack.CHOICE, "")
    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        monkeypatch.delenv(name)
    (tmp_path / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    for folder in ("tests", "tests/contract"):
        (tmp_path / folder).mkdir()
    (tmp_path / "tests/test_good.py").write_text("def test_good():\n    pass\n")
    (tmp_path / "tests/contract/test_stack.py").write_text("def test_stack():\n    pass\n")
    return tmp_path


def write(project: Path, count: int) -> None:
    for n in range(count):
        (project / f"tests/test_late_{n}.py").write_text(SECOND_TIME.format(n=n))


def listed(project: Path, *names: str) -> None:
    lines = "".join(f'"{name}" = "because"\n' for name in names)
    (project / "tests/unsteady.toml").write_text(f"[tests]\n{lines}")


LATE = ("tests/test_late_0.py::test_late_0", "tests/test_late_1.py::test_late_1")


def test_what_is_listed_and_passes_by_itself_is_named(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(project, 2)
    listed(project, *LATE)
    assert tasks.test([]) == 0
    said = capfd.readouterr().out
    assert "2 failed" in said
    assert said.endswith(f"UNSTEADY, passed only by themselves: {', '.join(LATE)}\n")


def test_what_fails_by_itself_too_is_broken(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(project, 1)
    (project / "tests/test_bad.py").write_text("def test_bad():\n    assert False\n")
    listed(project, LATE[0], "tests/test_bad.py::test_bad")
    assert tasks.test([]) == 1
    assert capfd.readouterr().out.endswith("FAILED: tests\n")


@pytest.mark.parametrize("names", [(), LATE[:1]])
def test_what_is_not_listed_fails_the_run(
    project: Path, capfd: pytest.CaptureFixture[str], names: tuple[str, ...]
) -> None:
    write(project, 2)
    listed(project, *names)
    assert tasks.test([]) == 1
    said = capfd.readouterr().out
    assert "by themselves" not in said
    assert said.endswith("FAILED: tests\n")


MOST_LISTED = 0
"""As many as there are today: make it smaller whenever one leaves the list, never larger."""


def test_the_list_only_shrinks_and_says_why() -> None:
    names = tasks.listed_unsteady()
    assert len(names) <= MOST_LISTED
    for name, why in names.items():
        file, _, test = name.partition("::")
        assert f"def {test.split('::')[-1]}(" in (ROOT / file).read_text(encoding="utf-8"), name
        assert len(why.split()) > 3, f"{name}: what is known of the cause"


def test_a_run_that_never_began_is_no_success(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What an earlier run has noted does not count."""
    paths.LAST_FAILED.parent.mkdir(parents=True)
    paths.LAST_FAILED.write_text('{"tests/test_good.py::test_good": true}')
    (project / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '--unknown'\n")
    assert tasks.test([]) == 1
    assert "UNSTEADY" not in capfd.readouterr().out
