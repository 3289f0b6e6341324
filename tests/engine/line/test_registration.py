"""Registration against a scripted registrar; and who may ring."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from softphone.domain.account import Account
from softphone.domain.messages import (
    CallOffered,
    CommandRefused,
    Configure,
    LineChanged,
    PlaceCall,
    RetryRegistration,
    ShutDown,
    Unregister,
)
from softphone.domain.registration import LineState
from softphone.domain.registration_machine import (
    WINDOW_S,
)
from tests.engine.harness import EngineProcess
from tests.engine.sip_ua import Message, Registrar, Ua, dialog


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[EngineProcess]:
    made = EngineProcess("", "null", tmp_path / "log")
    try:
        yield made
    finally:
        code = made.close()
    assert code == 0, made.log()
    assert " ERROR " not in made.log()
    assert "right" not in made.log()


@pytest.fixture
def registrar(ua: Ua) -> Registrar:
    return Registrar(ua)


def configure(ua: Ua, password: str = "right", expires_s: int = 120) -> Configure:
    account = Account(server="127.0.0.1", port=ua.port, user="1001", expires_s=expires_s)
    return Configure(account=account, password=password)


def test_registers_with_digest_and_gives_the_binding_back(
    engine: EngineProcess, registrar: Registrar, ua: Ua
) -> None:
    engine.send(configure(ua))
    line = engine.wait_line(LineState.REGISTERED)
    assert line.sip_code == 200
    assert (len(registrar.times), registrar.with_credentials) == (2, 1)
    engine.send(configure(ua))
    engine.send(Unregister())
    engine.wait_line(LineState.OFF)
    engine.send(ShutDown())
    assert engine.process.wait(15) == 0
    assert registrar.asked[-1] == 0
    assert engine.events[-1].__class__.__name__ == "LineChanged"


def test_the_end_gives_the_binding_back(
    engine: EngineProcess, registrar: Registrar, ua: Ua
) -> None:
    engine.send(configure(ua))
    engine.wait_line(LineState.REGISTERED)
    assert engine.close() == 0
    assert registrar.asked[-1] == 0


@pytest.mark.parametrize("mode", ["ok", "stale"])
def test_a_wrong_password_is_said_and_not_hammered(
    engine: EngineProcess, registrar: Registrar, ua: Ua, mode: str
) -> None:
    registrar.mode = mode
    engine.send(configure(ua, "wrong"))
    refused = engine.wait_line(LineState.REFUSED)
    assert refused.sip_code == 401
    assert refused.retry_at is not None
    assert len(registrar.times) == 4
    registrar.mode = "ok"
    engine.send(RetryRegistration(password="right"))
    engine.wait_line(LineState.REGISTERED)
    ordered = registrar.times
    assert all(b - a > 10 for a, b in zip(ordered, ordered[6:], strict=False))


def test_forbidden_stops(engine: EngineProcess, registrar: Registrar, ua: Ua) -> None:
    registrar.mode = "403"
    engine.send(configure(ua))
    refused = engine.wait_line(LineState.REFUSED)
    assert (refused.sip_code, refused.retry_at) == (403, None)
    registrar.mode = "ok"
    engine.send(RetryRegistration())
    engine.wait_line(LineState.REGISTERED)


def test_retry_after_is_honoured_and_the_line_comes_back(
    engine: EngineProcess, registrar: Registrar, ua: Ua
) -> None:
    registrar.mode = "503"
    registrar.retry_after = 4
    engine.send(configure(ua))
    waiting = engine.wait_line(LineState.WAITING)
    assert waiting.sip_code == 503
    assert waiting.retry_at is not None
    registrar.mode = "ok"
    engine.wait_line(LineState.REGISTERED)
    assert registrar.times[1] - registrar.times[0] >= 4


def test_min_expires_is_respected(engine: EngineProcess, registrar: Registrar, ua: Ua) -> None:
    registrar.min_expires = 600
    engine.send(configure(ua))
    engine.wait_line(LineState.REGISTERED)
    assert registrar.asked[-1] >= 600


@pytest.mark.slow
def test_silence_is_told_and_the_line_comes_back(
    engine: EngineProcess, registrar: Registrar, ua: Ua
) -> None:
    registrar.mode = "silent"
    engine.send(configure(ua))
    waiting = engine.wait_line(LineState.WAITING, 50)
    assert waiting.sip_code == 0
    registrar.mode = "ok"
    engine.wait_line(LineState.REGISTERED, 30)
    ordered = registrar.times
    assert all(b - a > 10 for a, b in zip(ordered, ordered[6:], strict=False))


def test_calls_need_a_line(engine: EngineProcess) -> None:
    engine.send(PlaceCall(call_id="x", target="1002"))
    assert "line" in engine.wait(CommandRefused).reason


def test_only_the_registrar_may_ring(engine: EngineProcess, registrar: Registrar, ua: Ua) -> None:
    registrar.mode = "open"
    engine.send(configure(ua))
    engine.wait_line(LineState.REGISTERED)
    contact = registrar.contact
    assert contact is not None
    stranger = Ua("127.0.0.2")
    try:
        with dialog(stranger, ("127.0.0.1", contact[1])) as ghost:
            ghost.invite()
            assert ghost.final().code == 403
    finally:
        stranger.close()
    assert not any(isinstance(e, CallOffered) for e in engine.events)
    with dialog(ua, ("127.0.0.1", contact[1])) as call:
        call.invite()
        call.ringing()
        engine.wait(CallOffered)
        call.cancel()
        call.final()


def test_signed_out_and_in_again_the_same_account_registers(
    engine: EngineProcess, registrar: Registrar, ua: Ua
) -> None:
    registrar.mode = "open"
    engine.send(configure(ua))
    engine.wait_line(LineState.REGISTERED)
    for _ in range(3):
        engine.send(Unregister())
        engine.send(configure(ua))
        engine.wait_line(LineState.OFF)
        engine.wait_line(LineState.REGISTERED)
    # Each binding was given back before it was taken again: the two never overtake each other.
    assert [asked > 0 for asked in registrar.asked] == [True, False] * 3 + [True]


@pytest.mark.parametrize("signed_out", [True, False])
def test_ended_before_the_answer_the_binding_is_given_back(
    engine: EngineProcess, registrar: Registrar, ua: Ua, signed_out: bool
) -> None:
    registrar.mode = "open"
    asked = threading.Event()
    late: list[threading.Timer] = []

    def answer_late(message: Message) -> bool:
        late.append(threading.Timer(0.3, registrar.on_request, [message]))
        late[-1].start()
        asked.set()
        return True

    ua.on_request = answer_late
    engine.send(configure(ua))
    assert asked.wait(30)
    if signed_out:
        engine.send(Unregister())
        engine.wait_line(LineState.OFF)
    engine.send(ShutDown())
    assert engine.process.wait(15) == 0
    for timer in late:
        timer.join()
    assert registrar.asked[0] > 0
    assert registrar.asked[-1] == 0


def test_a_mistyped_password_is_mended_at_once_and_each_answer_names_its_sign_in(
    engine: EngineProcess, registrar: Registrar, ua: Ua
) -> None:
    engine.send(msgspec.structs.replace(configure(ua, "mistyped"), attempt=1))
    refused = engine.wait_line(LineState.REFUSED)
    assert (refused.sip_code, refused.attempt) == (401, 1)
    began = time.monotonic()
    engine.send(msgspec.structs.replace(configure(ua), attempt=2))
    engine.wait_line(LineState.REGISTERED)
    assert time.monotonic() - began < WINDOW_S / 2
    told = [e.line for e in engine.events if isinstance(e, LineChanged)]
    assert {line.attempt for line in told if line.state is LineState.REFUSED} == {1}
    assert told[-1].attempt == 2
    assert all(line.state is not LineState.WAITING for line in told)
