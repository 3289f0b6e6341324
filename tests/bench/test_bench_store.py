"""The store's benchmark runs, in a tiny form; its times are not judged here."""

from pathlib import Path

import pytest

from tests.bench import bench_store


def test_it_runs_and_can_be_repeated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_store.run(tmp_path, 50) > 0
    first = capsys.readouterr().out
    bench_store.run(tmp_path, 50)
    again = capsys.readouterr().out
    assert "filled" in first
    assert "filled" not in again
    assert again.count("p95") == 7
