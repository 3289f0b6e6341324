"""``softphone ctl`` and the rest of the command line, by its exit codes and lines."""

import io
import json
from pathlib import Path

import pytest

from softphone.__main__ import _parser, main
from softphone.agent.desk_model import NoticeCode
from softphone.options import RunOptions

from .conftest import RecordedHands, StubDesk


def ctl(desk: StubDesk, *words: str) -> int:
    return main(["ctl", "--data-dir", str(desk.runtime.data_dir), *words])


def test_a_verb_prints_its_answer(desk: StubDesk, capsys: pytest.CaptureFixture[str]) -> None:
    assert ctl(desk, "state") == 0
    assert json.loads(capsys.readouterr().out)["state"] == "ready"
    assert ctl(desk, "not-ready", "break") == 0
    assert ctl(desk, "mute", "off") == 0
    assert ctl(desk, "transfer", "2002") == 0
    assert ctl(desk, "consult", "1002") == 0
    assert ctl(desk, "swap") == 0
    assert [name for name, *_ in desk.intents.asked] == [
        "go_not_ready",
        "set_mute",
        "transfer",
        "consult",
        "swap",
    ]


def test_a_refusal_has_its_own_exit_code(
    desk: StubDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.intents.refuse["forward"] = NoticeCode.FORWARD_REFUSED
    assert ctl(desk, "forward", "<1>") == 1
    assert json.loads(capsys.readouterr().err)["code"] == "forward_refused"
    desk.intents.refuse["hold"] = NoticeCode.NOT_POSSIBLE
    assert ctl(desk, "hold") == 1
    assert json.loads(capsys.readouterr().err)["code"] == "not_possible"
    assert ctl(desk, "not-ready", "golf") == 2
    assert ctl(desk, "ticket", "notes") == 2
    with pytest.raises(SystemExit) as caught:
        ctl(desk, "fly")
    assert caught.value.code == 2


def test_no_softphone_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("softphone.ctl.cli._CONNECT_S", 0.1)
    assert main(["ctl", "--data-dir", str(tmp_path), "state"]) == 3


def test_the_password_comes_from_stdin(desk: StubDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))
    assert ctl(desk, "sign-in", "--password-stdin") == 0
    assert desk.intents.asked[0][1] == ("secret",)


def test_widgets_by_name(desk: StubDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.hands = RecordedHands()
    monkeypatch.chdir(tmp_path)
    assert ctl(desk, "ui", "type", "ok", "hello") == 0
    assert ctl(desk, "ui", "screenshot", "a.png") == 0
    assert ctl(desk, "ui", "wait", "ok") == 0
    assert ctl(desk, "ui", "wait", "other", "--timeout", "0.1") == 1
    assert desk.hands.done == [("type", "ok", "hello"), ("screenshot", str(tmp_path / "a.png"))]


OPTIONS = RunOptions(
    data_dir=Path("/somewhere"),
    direct="127.0.0.1:5060",
    audio="null",
    language="zh_CN",
    theme="dark",
    samples=True,
    automation=True,
    notice="desk_restarted",
    auto_sign_in=True,
    hidden=True,
)


@pytest.mark.parametrize("options", [OPTIONS, RunOptions(data_dir=Path("/somewhere"))])
def test_options_survive_the_command_line(
    options: RunOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[RunOptions] = []

    def run(given: RunOptions, adopt: tuple[int, int] | None = None) -> int:
        seen.append(given)
        assert adopt == (3, 4)
        return 0

    monkeypatch.setattr("softphone.supervisor.run", run)
    assert main(["run", *options.to_argv(), "--adopt", "3:4"]) == 0
    assert seen == [options]


@pytest.mark.parametrize(
    "given",
    [
        "10.0.0.1:5060",
        "0.0.0.0:5060",
        "example.org:5060",
        "127.0.0.1",
        "127.0.0.1:0",
        "127.0.0.1:x",
    ],
)
def test_calls_without_a_registrar_only_on_loopback(
    given: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        _parser().parse_args(["run", "--direct", given])
    assert caught.value.code == 2
    assert "--direct" in capsys.readouterr().err


@pytest.mark.parametrize("given", ["127.0.0.1:5060", "127.0.0.5:1", "localhost:5060", "[::1]:5060"])
def test_loopback_addresses_are_taken(given: str) -> None:
    assert _parser().parse_args(["run", "--direct", given]).direct == given


def test_sound_files_are_checked(tmp_path: Path) -> None:
    source = tmp_path / "in.wav"
    source.touch()
    good = f"file:{source},{tmp_path / 'out.wav'}"
    assert _parser().parse_args(["run", "--audio", good]).audio == good
    for bad in ("loud", f"file:{source}", f"file:{tmp_path / 'no.wav'},{tmp_path / 'out.wav'}"):
        with pytest.raises(SystemExit):
            _parser().parse_args(["run", "--audio", bad])
