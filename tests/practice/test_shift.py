"""What a shift prepares, and how its runner tells what was seen."""

from pathlib import Path

import pytest

from softphone.config.files import load_settings
from softphone.practice import sound
from softphone.practice.feature_codes import BY_CODE, Told
from softphone.practice.peer_client import Peer
from softphone.practice.scenarios import SHIPPED, load
from softphone.practice.shift import SHIFT, main
from softphone.practice.shift_desk import DeskHands
from softphone.practice.shift_setup import (
    AGENT_TONE_HZ,
    ShiftFolder,
    new_folder,
    write_microphone,
    write_settings,
)
from softphone.practice.shift_stage import NotObservedError, Stage, Step, play


@pytest.fixture
def folder(tmp_path: Path) -> ShiftFolder:
    return new_folder(tmp_path / "demo")


@pytest.fixture
def stage(folder: ShiftFolder) -> Stage:
    return Stage(folder=folder, scenario=load(SHIFT), room=Peer(), desk=DeskHands(folder.data))


def test_the_settings_are_those_of_the_room(folder: ShiftFolder) -> None:
    write_settings(folder, 5081, "zh_CN")
    settings = load_settings(folder.data)
    assert settings.proxy == "127.0.0.1:5081"
    assert settings.window.language == "zh_CN"
    assert settings.account is not None
    assert settings.account.user == "agent"
    codes = settings.queue
    room = [party.user for party in load(SHIPPED).parties if party.user != "*"]
    assert [target.number for target in settings.targets.saved] == room
    told = [codes.sign_in, codes.sign_out, codes.ready, codes.not_ready]
    assert [BY_CODE[code].told for code in told] == list(Told)
    assert {BY_CODE[code].reason: code for code in codes.not_ready_reasons.values()} == (
        codes.not_ready_reasons
    )


def test_the_agents_voice_has_speech_and_a_tone_to_measure(folder: ShiftFolder) -> None:
    write_microphone(folder, load(SHIFT))
    pcm, rate = sound.read_wav(folder.microphone)
    assert sound.rms_dbfs(pcm) > -35
    breath = sound.tone(pcm[-2 * rate * 2 :], AGENT_TONE_HZ, rate)
    assert breath.contrast_db > 30
    assert sound.rms_dbfs(pcm[-2 * rate * 2 :]) < -44


def test_every_step_is_told_with_what_was_seen(stage: Stage) -> None:
    said: list[str] = []
    story = [Step("One", lambda _: "SIP 200"), Step("Two", lambda _: "row 7")]
    assert play(stage, story, said.append, 5.0)
    assert [line.split("s  ", 1)[1] for line in said] == [
        "One … observed: SIP 200",
        "Two … observed: row 7",
    ]


def test_the_first_step_that_was_not_observed_ends_the_shift(stage: Stage) -> None:
    def fail(stage: Stage) -> str:
        raise NotObservedError("no tone")

    said: list[str] = []
    assert not play(stage, [Step("One", fail), Step("Two", lambda _: "")], said.append, 5.0)
    assert len(said) == 1
    assert said[0].endswith("One … NOT OBSERVED: no tone")


def test_a_shift_that_takes_too_long_fails(stage: Stage) -> None:
    said: list[str] = []
    assert not play(stage, [Step("One", lambda _: "x")], said.append, -1.0)
    assert "longer than" in said[-1]


def test_waiting_for_what_does_not_come_is_said(stage: Stage) -> None:
    with pytest.raises(NotObservedError, match=r"the row: not observed within 0\.1 s"):
        stage.until(lambda: None, "the row", 0.1)


def test_a_folder_that_cannot_be_made_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert main(["--offscreen", "--data-dir", str(tmp_path / "file")]) == 2
    assert "cannot start" in capsys.readouterr().out
