"""No character set of a terminal ends a command, and JSON stays JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WORDS = "样例甲 😀 é"


def said(code: str, charset: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """What a Python prints into a pipe of that character set."""
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        check=False,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": charset, "PYTHONUTF8": "0"},
    )


@pytest.mark.parametrize("charset", ["ascii", "gbk", "latin-1", "cp437", "utf-8"])
def test_json_is_read_again_in_every_character_set(charset: str) -> None:
    code = (
        "import json; from softphone import terminal; terminal.never_fail(json=True);"
        f"print(json.dumps({WORDS!r}, ensure_ascii=False))"
    )
    done = said(code, charset)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode(charset)) == WORDS


def test_words_are_told_in_escapes_on_both_streams() -> None:
    code = (
        "import sys; from softphone import terminal; terminal.never_fail();"
        f"print({WORDS!r}); print({WORDS!r}, file=sys.stderr)"
    )
    done = said(code, "ascii")
    assert done.stdout == done.stderr == b"\\u6837\\u4f8b\\u7532 \\U0001f600 \\xe9\n"


@pytest.mark.parametrize("charset", ["ascii", "gbk"])
def test_an_import_is_not_ended_by_the_terminal(charset: str, tmp_path: Path) -> None:
    """All that it says of a file goes through: names in the preview, and what it did."""
    file = tmp_path / "样例😀.csv"
    file.write_text(f"编号,姓名,电话\nT1,{WORDS},13900000001\n", encoding="utf-8")
    main = "import sys; from softphone.__main__ import main; sys.exit(main(sys.argv[1:]))"
    words = ["import", "customers", str(file), "--yes", "--data-dir", str(tmp_path / "data")]
    done = said(main, charset, *words)
    assert done.returncode == 0, done.stderr
    assert b"1" in done.stdout
    assert b"Traceback" not in done.stderr


def test_a_complaint_about_a_word_is_told(tmp_path: Path) -> None:
    main = "import sys; from softphone.__main__ import main; sys.exit(main(sys.argv[1:]))"
    for words in (["run", "--direct", WORDS], ["ctl", "--data-dir", str(tmp_path), WORDS]):
        done = said(main, "ascii", *words)
        assert b"Traceback" not in done.stderr, words
        assert done.returncode in (1, 2, 3), words
