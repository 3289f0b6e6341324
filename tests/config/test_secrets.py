"""The keyring: used when it is fit, said when it is not, never waited for."""

import threading
from collections.abc import Iterator
from queue import Queue
from typing import Any

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked

from softphone.config.secrets import SERVICE, Secrets
from softphone.ports import Secrets as SecretsPort


class InMemory(KeyringBackend):
    """keyring's interface over a dictionary."""

    priority: Any = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class Locked(InMemory):
    """Refuses everything."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("dismissed")


class PlaintextKeyring(InMemory):
    """Would write the password into a file."""


class Hanging(InMemory):
    """Answers only when the test ends."""

    def __init__(self) -> None:
        super().__init__()
        self.end = threading.Event()
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        self.end.wait(30)
        return super().get_password(service, username)


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    backend = Hanging()
    yield backend
    backend.end.set()


def test_a_password_comes_back() -> None:
    backend = InMemory()
    secrets: SecretsPort = Secrets(backend)
    assert secrets.get("1001@pbx.example") is None
    assert secrets.set("1001@pbx.example", "s3cret")
    assert secrets.get("1001@pbx.example") == "s3cret"
    assert backend.kept == {(SERVICE, "1001@pbx.example"): "s3cret"}


def test_a_working_keyring_is_available() -> None:
    secrets = Secrets(InMemory())
    assert secrets.available
    assert secrets.problem == ""


def chain_of(*backends: KeyringBackend) -> KeyringBackend:
    class Chain(chainer.ChainerBackend):
        pass

    Chain.__module__ = chainer.__name__
    Chain.backends = list(backends)  # type: ignore[assignment]
    return Chain()  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    ("backend", "words"),
    [
        (fail.Keyring(), "no keyring"),  # type: ignore[no-untyped-call]
        (null.Keyring(), "no keyring"),  # type: ignore[no-untyped-call]
        (PlaintextKeyring(), "not encrypted"),
        (Locked(), "refused: KeyringLocked"),
        (chain_of(InMemory(), PlaintextKeyring()), "not encrypted"),
        (chain_of(), "no keyring"),
    ],
)
def test_an_unfit_keyring_is_said(backend: KeyringBackend, words: str) -> None:
    secrets = Secrets(backend)
    assert not secrets.available
    assert words in secrets.problem
    assert secrets.get("a@b") is None
    assert secrets.set("a@b", "s3cret") is False
    assert not getattr(backend, "kept", {})


def test_a_chain_of_fit_keyrings_is_fit() -> None:
    assert Secrets(chain_of(InMemory(), InMemory())).available


def test_a_hanging_keyring_is_given_up_and_not_asked_again(hanging: Hanging) -> None:
    secrets = Secrets(hanging, time_limit_s=0.05)
    assert secrets.get("a@b") is None
    assert "did not answer" in secrets.problem
    assert not secrets.available
    assert secrets.set("a@b", "s3cret") is False
    assert hanging.asked == 1
    assert not hanging.kept


def test_what_comes_late_is_handed_on_and_is_there_at_the_next_question(hanging: Hanging) -> None:
    hanging.kept[SERVICE, "a@b"] = "s3cret"
    came: Queue[tuple[str, str]] = Queue()
    secrets = Secrets(hanging, time_limit_s=0.05, came_late=lambda *late: came.put(late))
    assert secrets.get("a@b") is None
    assert secrets.hoped_for
    # Asked again meanwhile it does not pile up.
    assert secrets.get("a@b") is None
    assert hanging.asked == 1
    hanging.end.set()
    assert came.get(timeout=30) == ("a@b", "s3cret")
    assert secrets.get("a@b") == "s3cret"
    assert secrets.problem == ""
    assert secrets.set("a@b", "another")
    assert secrets.get("a@b") == "another"


def test_looking_beside_everything_else_finds_an_unfit_one() -> None:
    secrets = Secrets(PlaintextKeyring())
    secrets.look()
    for thread in threading.enumerate():
        if thread.name == "keyring":
            thread.join(30)
    assert not secrets.hoped_for
    assert "not encrypted" in secrets.problem


def test_the_systems_keyring_never_raises() -> None:
    secrets = Secrets()
    assert secrets.available == (secrets.problem == "")
