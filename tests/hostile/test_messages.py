"""Malformed messages, hostile headers, sessions and bodies: the next call works all the same."""

import pytest

from softphone.domain.messages import RequestTrace, TraceReported
from tests.engine.sip_ua import Ua
from tests.hostile.phone import Phone
from tests.hostile.torture import HEADERS, MALFORMED, MULTIPARTS, OTHERS, SESSIONS, fill

KINDS = {
    "malformed": MALFORMED,
    "headers": HEADERS,
    "sessions": SESSIONS,
    "multiparts": MULTIPARTS,
    "outside of any dialog": OTHERS,
}


def send_all(phone: Phone, templates: dict[str, str], sender: Ua) -> None:
    """Each message, and after each that the engine is there; the name of the killer is said."""
    host, port = phone.address
    for name, template in templates.items():
        sender.send(
            fill(template, f"{host}:{port}", f"{sender.address}:{sender.port}"), (host, port)
        )
        taken = phone.snapshot()
        assert taken.engine_pid == phone.pid, name
        if taken.calls:
            phone.clear()


@pytest.mark.parametrize("kind", KINDS)
def test_from_the_registrar_s_address(patient: Phone, kind: str) -> None:
    attacker = Ua()
    try:
        send_all(patient, KINDS[kind], attacker)
    finally:
        attacker.close()
    patient.still_well()
    patient.engine.send(RequestTrace(request="hostile"))
    assert patient.engine.wait(TraceReported).messages
    dialled = [m for m in patient.ua.seen if m.code == 0 and m.method == "INVITE"]
    assert not dialled, "the phone dialled by itself"


@pytest.mark.parametrize("kind", KINDS)
def test_from_a_stranger_nothing_rings(patient: Phone, stranger: Ua, kind: str) -> None:
    send_all(patient, KINDS[kind], stranger)
    assert patient.offered == []
    patient.still_well()
