"""``softphone secret``: the secret goes from standard input into the keyring, and nowhere else."""

import io
from pathlib import Path

import pytest

from softphone.config.files import save_settings
from softphone.config.secret_cli import LONGEST, main
from softphone.config.secrets import Secrets
from softphone.config.settings import Settings
from softphone.domain.queues import AmiRules

RULES = AmiRules(host="pbx.test", user="desk")


class Kept(Secrets):
    """A keyring in a dict."""

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()
        self.kept: dict[str, str] = {}
        self.locked = locked
        self.problem = "this computer has no keyring" if locked else ""

    def set(self, account: str, password: str) -> bool:
        if not self.locked:
            self.kept[account] = password
        return not self.locked


def test_a_line_of_standard_input_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_settings(tmp_path, Settings(ami=RULES))
    kept = Kept()
    assert main(tmp_path, kept, given=io.StringIO("s3cret\r\nmore\n")) == 0
    assert kept.kept == {RULES.secret_name: "s3cret"} == {"ami:desk@pbx.test": "s3cret"}
    said = capsys.readouterr()
    assert "s3cret" not in said.out + said.err


def test_at_a_terminal_it_is_asked_for_without_showing_it(tmp_path: Path) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    save_settings(tmp_path, Settings(ami=RULES))
    kept, asked = Kept(), list[str]()

    def ask(words: str) -> str:
        asked.append(words)
        return "typed"

    assert main(tmp_path, kept, given=Terminal("not this"), ask=ask) == 0
    assert kept.kept == {"ami:desk@pbx.test": "typed"}
    assert asked == ["Secret of desk@pbx.test: "]


@pytest.mark.parametrize(
    ("rules", "given", "locked", "words"),
    [
        (AmiRules(), "x\n", False, "[ami]"),
        (AmiRules(host="pbx.test"), "x\n", False, "[ami]"),
        (RULES, "\n", False, "1 to 256"),
        (RULES, "x" * (LONGEST + 1), False, "1 to 256"),
        (RULES, "x\n", True, "no keyring"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rules: AmiRules,
    given: str,
    locked: bool,
    words: str,
) -> None:
    save_settings(tmp_path, Settings(ami=rules))
    kept = Kept(locked=locked)
    assert main(tmp_path, kept, given=io.StringIO(given)) == 1
    assert words in capsys.readouterr().err
    assert not kept.kept


def test_broken_settings_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "settings.toml").write_text("[ami\n")
    assert main(tmp_path, Kept(), given=io.StringIO("x\n")) == 1
    assert "settings.toml" in capsys.readouterr().err
