"""A link opened by the desktop's own tools arrives in the running program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from softphone.config.policy import POLICY
from softphone.config.settings import Settings, WrapUp
from softphone.desktop.schemes import SCHEMES
from softphone.practice.peer_client import Peer
from softphone.practice.peer_words import Rule
from tests.desktop.fetch import Commands, commands
from tests.e2e.conftest import MakeProgram
from tests.e2e.program import Program
from tests.engine.harness import free_port
from tests.pbx.fetch import FetchError
from tests.support.waiting import until

ENTRY = "softphone.desktop"


@pytest.fixture(scope="module")
def tools() -> Commands:
    """xdg-mime, gio and desktop-file-validate, the machine's or Debian's."""
    try:
        return commands()
    except FetchError as error:
        pytest.fail(f"no desktop tools: {error}", pytrace=False)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop of nobody: no programs, no defaults, no bus."""
    for name in ("DATA_HOME", "CONFIG_HOME", "DATA_DIRS", "CONFIG_DIRS"):
        folder = tmp_path / name.lower()
        folder.mkdir()
        monkeypatch.setenv(f"XDG_{name}", str(folder))
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    return tmp_path


def ask(command: list[str], *arguments: str) -> str:
    """What a tool says; a failure of it fails the test."""
    done = subprocess.run(
        [*command, *arguments], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def links(program: Program, *arguments: str) -> None:
    ask(
        [sys.executable, "-m", "softphone", "links", *arguments, "--data-dir"],
        str(program.data_dir),
    )


def shown(program: Program) -> str:
    """What the dial box says."""
    return program.text("dialEdit")


def started(make_program: MakeProgram, peer: Peer) -> Program:
    program = make_program(
        Settings(proxy=f"127.0.0.1:{peer.port}", wrap_up=WrapUp(time_s=120)),
        direct=f"127.0.0.1:{free_port()}",
    ).start()
    program.wait_line("direct")
    return program


def test_the_desktop_opens_links_in_the_running_program(
    home: Path, tools: Commands, make_program: MakeProgram, peer: Peer
) -> None:
    program = started(make_program, peer)
    links(program, "--register")
    entry = home / "data_home" / "applications" / ENTRY
    assert ask(tools["desktop-file-validate"], str(entry)) == ""
    for scheme in SCHEMES:
        kind = f"x-scheme-handler/{scheme}"
        assert ask(tools["xdg-mime"], "query", "default", kind) == ENTRY
        assert ENTRY in ask(tools["gio"], "mime", kind)
    for link, number in (
        ("tel:+86-22-5999-0134", "02259990134"),
        ("sip:1002@pbx.example.com", "sip:1002@pbx.example.com"),
        ("callto:1003", "1003"),
        ("tel:1004;--data-dir=x", "1004"),
    ):
        ask(tools["gio"], "open", link)
        until(lambda: shown(program) == number, f"{number} in the dial box", 30)  # noqa: B023
        assert not program.seen().calls
    links(program, "--unregister")
    assert ask(tools["xdg-mime"], "query", "default", "x-scheme-handler/tel") == ""
    assert not entry.exists()


def test_only_a_policy_lets_a_link_dial(home: Path, make_program: MakeProgram, peer: Peer) -> None:
    folder = Path(os.environ["XDG_CONFIG_DIRS"]) / "softphone"
    folder.mkdir()
    (folder / POLICY).write_text('[dialing]\nlinks = "dial"\n')
    peer.listen(Rule(user="02259990134", ring_ms=60_000))
    program = started(make_program, peer)
    ask(
        [sys.executable, "-m", "softphone", "open", "--data-dir", str(program.data_dir), "--"],
        "tel:+8602259990134",
    )
    peer.wait_for("incoming", user="02259990134")
    program.do("hangup")
