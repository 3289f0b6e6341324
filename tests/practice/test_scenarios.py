"""Shipped scenarios and their sound files."""

import json
from pathlib import Path

import pytest

from softphone.practice import sound
from softphone.practice.scenarios import SHIPPED, Scenario, ScenarioError, load

FOLDER = SHIPPED.parent
FILES = sorted(FOLDER.glob("*.json"))


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def shipped(request: pytest.FixtureRequest) -> Scenario:
    return load(request.param)


def test_every_line_can_be_heard(shipped: Scenario) -> None:
    lines = [line for customer in shipped.customers for line in customer.lines]
    lines += [party.line for party in shipped.parties if party.line]
    lines += [shipped.agent] if shipped.agent else []
    for line in lines:
        pcm, rate = sound.read_wav(Path(line.wav))
        assert rate == sound.RATE_HZ
        assert 1 < len(pcm) / 2 / rate < 15
        assert -32 < sound.rms_dbfs(pcm) < -12
        assert line.text


def test_pilot_tones_tell_the_parties_apart(shipped: Scenario) -> None:
    tones = [customer.tone_hz for customer in shipped.customers]
    tones += [party.tone_hz for party in shipped.parties if not party.busy]
    assert len(set(tones)) == len(tones)


def test_the_sound_files_stay_small_and_none_is_left_over() -> None:
    files = set((FOLDER / "speech").iterdir())
    assert sum(path.stat().st_size for path in files) < 1_500_000
    text = "".join(path.read_text(encoding="utf-8") for path in FILES)
    assert {path for path in files if f"speech/{path.name}" not in text} == set()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"surprise": 1}, "surprise"),
        ({"customers": 5}, "customers"),
    ],
)
def test_a_wrong_file_is_refused_in_words(
    tmp_path: Path, change: dict[str, object], problem: str
) -> None:
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps({"customers": [], "parties": [], **change}), encoding="utf-8")
    with pytest.raises(ScenarioError, match=problem):
        load(path)


def test_missing_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"nowhere\.json"):
        load(tmp_path / "nowhere.json")
    line = {"wav": "gone.wav", "text": "x"}
    path = tmp_path / "wrong.json"
    path.write_text(
        json.dumps({"customers": [{"key": "a", "number": "1", "lines": [line]}], "parties": []}),
        encoding="utf-8",
    )
    with pytest.raises(ScenarioError, match=r"gone\.wav"):
        load(path)
