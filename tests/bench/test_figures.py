"""Each benchmark runs in its short form and tells sane figures. How fast it was is not judged."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from tests.bench import all as every
from tests.bench import (
    bench_answer,
    bench_calls,
    bench_cpu,
    bench_delay,
    bench_flood,
    bench_loss,
    bench_mix,
    bench_rtp,
    bench_start,
    chirps,
)
from tests.bench.report import Report, command


def words(report: Report, name: str) -> tuple[object, object]:
    """What a line says of both phones."""
    return next((f.ours, f.thin) for f in report.figures if f.name == name)


def both(report: Report, name: str) -> tuple[float, float]:
    """The numbers of both phones."""
    ours, thin = words(report, name)
    assert isinstance(ours, int | float)
    assert isinstance(thin, int | float)
    assert math.isfinite(ours)
    assert math.isfinite(thin)
    return ours, thin


def test_answering() -> None:
    report = bench_answer.run(short=True)
    assert both(report, "calls not answered") == (0, 0)
    for name in ("INVITE → 180, p50", "INVITE → 200, answered at once, p50"):
        assert all(0 < value < 10_000 for value in both(report, name))
    assert all(0 <= value < 10_000 for value in both(report, "200 → first RTP, p50"))


def test_many_calls() -> None:
    report = bench_calls.run(short=True)
    assert words(report, "the next call answered") == ("yes", "yes")
    assert both(report, "unanswered of 10 back to back") == (0, 0)
    assert both(report, "unanswered of 9, 3 at a time") == (0, 0)
    both(report, "growth per call")


def test_three_calls_mixed() -> None:
    report = bench_mix.run(short=True)
    assert words(report, "each hears the other two, not itself") == ("yes", "yes")


def test_cpu_of_a_call() -> None:
    report = bench_cpu.run(short=True)
    assert all(0 < value < 200 for value in both(report, "CPU of one call, without"))
    assert 0 < report.value("CPU of one call, echo cancellation on") < 200


def test_mouth_to_ear() -> None:
    report = bench_delay.run(short=True)
    assert all(value >= 2 for value in both(report, "sweeps found"))
    mouth, ear = (
        both(report, "mouth: microphone to network"),
        both(report, "ear: network to speaker"),
    )
    whole = (
        report.value("mouth to ear, echo cancellation on"),
        *both(report, "mouth to ear, without"),
    )
    # Two packets of 20 ms cannot be faster, and half a second would be another sweep.
    assert all(20 < value < 500 for value in whole)
    assert all(value > 0 for value in (*mouth, *ear))


def test_rtp_with_the_window_busy() -> None:
    report = bench_rtp.run(short=True)
    assert all(value > 100 for value in both(report, "packets"))
    assert all(value >= 0 for value in both(report, "deviation from the 20-ms grid, p99"))
    both(report, "lost slots")


def test_the_window_in_a_flood() -> None:
    report = bench_flood.run(short=True)
    for name in ("quiet", "INVITE", "OPTIONS", "INVITE of a stranger"):
        assert report.value(f"{name}: reaction, longest") > 0
    assert report.value("INVITE: ringing at a time") <= 3
    assert report.value("INVITE of a stranger: ringing at a time") == 0


def test_start_and_idle() -> None:
    report = bench_start.run(short=True)
    ours, thin = both(report, "start to window and line")
    assert 0 < thin < ours < 60
    assert all(10 < value < 2000 for value in both(report, "idle memory, all processes (RSS)"))
    assert all(value >= 0 for value in both(report, "idle CPU, all processes"))


def test_speech_over_a_bad_network() -> None:
    report = bench_loss.run(short=True)
    for codec in ("A-law", "Opus"):
        for lost in ("0%", "5%"):
            assert all(0.1 < v <= 1.01 for v in both(report, f"{codec}, {lost} lost: likeness"))
    assert any("dropped" in note for note in report.notes)


def test_sweeps_are_found_where_they_are() -> None:
    sound = chirps.train(3, 8000, lead_s=0.5)
    found = chirps.find(sound, 8000)
    assert len(found) == 3
    assert found[0] == pytest.approx(0.5, abs=0.0005)
    assert chirps.delays(found, [at + 0.07 for at in found]) == pytest.approx([70.0] * 3)


def test_values_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def run(short: bool) -> Report:
        report = Report("Sample")
        report.add("one", "ms", 1.5, 1.0, target="≤ 2", most=2)
        report.add("other", "ms", 3.0, target="≤ 2", most=2)
        return report

    assert command(run, ["--json", str(tmp_path / "out.json")]) == 0
    told = capsys.readouterr().out
    assert "| one | ms | 1.5 | 1 | ≤ 2 | yes |" in told
    assert "| other | ms | 3 | – | ≤ 2 | no |" in told
    assert json.loads((tmp_path / "out.json").read_text())["figures"][0]["ours"] == 1.5


def test_all_goes_on_after_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(short: bool) -> Report:
        raise TimeoutError("nothing came")

    monkeypatch.setattr(every, "BENCHES", {"broken": broken, "good": lambda short: Report("Good")})
    assert every.run(tmp_path, ["broken", "good"], short=True) == 1
    table = (tmp_path / "bench.md").read_text()
    assert "**failed**: TimeoutError: nothing came" in table
    assert "## Good" in table
    assert (tmp_path / "good.json").exists()
