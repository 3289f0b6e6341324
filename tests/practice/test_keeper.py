"""The keeper: what it started ends with it."""

import subprocess
import sys
from pathlib import Path

import pytest

from softphone.practice import evidence

# Ends at SIGTERM as a softphone does; tells its process id first.
PROGRAM = "import os, signal; signal.signal(15, lambda *_: os._exit(0)); "
PROGRAM += "print(os.getpid(), flush=True); signal.pause()"


def keeper(folder: Path, program: str) -> "subprocess.Popen[str]":
    argv = [sys.executable, "-m", "softphone.practice.keeper", str(folder)]
    return subprocess.Popen(
        [*argv, sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("code", [0, 3])
def test_a_program_that_ends_gives_its_code(tmp_path: Path, code: int) -> None:
    with keeper(tmp_path, f"raise SystemExit({code})") as process:
        assert process.wait(10) == code


def test_the_end_of_stdin_ends_a_program_that_cannot_be_asked(tmp_path: Path) -> None:
    with keeper(tmp_path, PROGRAM) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        assert evidence.alive([pid]) == [pid]
        process.stdin.close()
        assert process.wait(15) == 0
        assert evidence.alive([pid]) == []
