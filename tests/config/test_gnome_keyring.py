"""The softphone's passwords in a real gnome-keyring: kept, locked, unlocked later, refused."""

from __future__ import annotations

import time
from queue import Queue

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService

from softphone.config.secrets import TIME_LIMIT_S, Secrets
from tests.secret_service.daemon import GnomeKeyring
from tests.secret_service.prompter import Answer
from tests.support.waiting import until

WHO, WORD = "4711@pbx.example", "made up for this test"


def backend() -> KeyringBackend:
    """What talks to gnome-keyring, whatever else this computer has."""
    made: KeyringBackend = SecretService.Keyring()  # type: ignore[no-untyped-call]
    return made


def secrets() -> Secrets:
    """As a newly started program has them."""
    return Secrets(backend())


def test_a_password_is_there_at_the_next_start(gnome_keyring: GnomeKeyring) -> None:
    first = secrets()
    assert first.available
    assert first.get(WHO) is None
    assert first.set(WHO, WORD)
    assert first.problem == ""
    assert secrets().get(WHO) == WORD
    assert gnome_keyring.prompter.asked == 0


def test_a_locked_one_is_told_within_the_limit(gnome_keyring: GnomeKeyring) -> None:
    assert secrets().set(WHO, WORD)
    gnome_keyring.lock()
    later = secrets()
    began = time.monotonic()
    assert later.get(WHO) is None
    assert time.monotonic() - began < TIME_LIMIT_S + 1
    assert later.problem == "the keyring did not answer within 3 s"
    assert gnome_keyring.prompter.asked == 1


def test_one_that_is_unlocked_at_once_gives_it(gnome_keyring: GnomeKeyring) -> None:
    assert secrets().set(WHO, WORD)
    gnome_keyring.lock()
    gnome_keyring.prompter.answer = Answer.UNLOCK
    assert secrets().get(WHO) == WORD
    assert not gnome_keyring.locked
    assert gnome_keyring.prompter.asked == 1


@pytest.mark.parametrize("unlocked", [True, False])
def test_a_dialog_left_open_can_be_answered_later(
    gnome_keyring: GnomeKeyring, unlocked: bool
) -> None:
    assert secrets().set(WHO, WORD)
    gnome_keyring.lock()
    assert secrets().get(WHO) is None
    gnome_keyring.prompter.answer = Answer.UNLOCK if unlocked else Answer.REFUSE
    if unlocked:
        until(lambda: not gnome_keyring.locked, "the unlocked keyring")
    assert secrets().get(WHO) == (WORD if unlocked else None)
    assert gnome_keyring.locked is not unlocked


def test_one_that_is_unlocked_late_hands_the_password_on(gnome_keyring: GnomeKeyring) -> None:
    assert secrets().set(WHO, WORD)
    gnome_keyring.lock()
    came: Queue[tuple[str, str]] = Queue()
    later = Secrets(backend(), time_limit_s=0.2, came_late=lambda *late: came.put(late))
    assert later.get(WHO) is None
    gnome_keyring.prompter.answer = Answer.UNLOCK
    assert came.get(timeout=30) == (WHO, WORD)
    assert later.get(WHO) == WORD


def test_a_refused_dialog_is_a_refusal(gnome_keyring: GnomeKeyring) -> None:
    assert secrets().set(WHO, WORD)
    gnome_keyring.lock()
    gnome_keyring.prompter.answer = Answer.REFUSE
    later = secrets()
    assert later.get(WHO) is None
    assert later.problem.startswith("the keyring refused: ")


def test_one_that_hangs_is_not_waited_for(gnome_keyring: GnomeKeyring) -> None:
    ours = backend()
    gnome_keyring.hang(True)
    try:
        later = Secrets(ours, time_limit_s=0.5)
        assert later.get(WHO) is None
        assert later.problem == "the keyring did not answer within 0.5 s"
    finally:
        gnome_keyring.hang(False)
