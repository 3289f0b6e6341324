"""Who is not the registrar: no ghost calls, no word, and no hand on a running call."""

import msgspec
import pytest

from softphone.domain.account import FrontRules
from softphone.domain.messages import CallOffered
from tests.engine.sip_ua import Dialog, Ua, dialog
from tests.hostile.phone import LOUD, Phone
from tests.support.waiting import until

own_stack = pytest.mark.own_stack
IDENTITY = 'P-Asserted-Identity: "The Bank" <sip:95588@pbx.test>\r\n'


def test_a_direct_call_is_refused_without_ringing(phone: Phone, stranger: Ua) -> None:
    with dialog(stranger, phone.address) as ghost:
        ghost.invite(IDENTITY)
        assert ghost.final().code == 403
    phone.snapshot()
    assert phone.offered == []
    phone.still_well()


def test_an_address_that_was_named_may_ring(phone: Phone, stranger: Ua) -> None:
    rules = FrontRules(also_from=("127.0.0.2",))
    phone.engine.send(msgspec.structs.replace(phone.configure, front=rules))
    phone.snapshot()
    with dialog(stranger, phone.address) as call:
        call.invite()
        call.ringing()
        call.cancel()
        assert call.final().code == 487


def test_the_registrar_s_route_set_may_ring(phone: Phone, stranger: Ua) -> None:
    phone.registrar.service_route = "<sip:127.0.0.2:5060;lr>"
    before = len(phone.registrar.times)
    phone.engine.send(msgspec.structs.replace(phone.configure, password="other"))
    until(lambda: len(phone.registrar.times) > before, "no REGISTER")
    phone.snapshot()
    assert phone.registrar.contact is not None
    with dialog(stranger, ("127.0.0.1", phone.registrar.contact[1])) as call:
        call.invite()
        call.ringing()
        call.cancel()
        assert call.final().code == 487


def test_anybody_may_ring_when_the_rule_is_off_but_nobody_is_believed(
    phone: Phone, stranger: Ua
) -> None:
    rules = FrontRules(only_registrar=False)
    phone.engine.send(msgspec.structs.replace(phone.configure, front=rules))
    phone.snapshot()
    with dialog(stranger, phone.address) as call:
        call.invite(IDENTITY)
        call.ringing()
        offered = phone.engine.wait(CallOffered).call
        call.cancel()
        assert call.final().code == 487
    assert (offered.caller.asserted, offered.caller.number) == (False, "caller")


def test_the_registrar_is_believed(phone: Phone, caller: Dialog) -> None:
    caller.invite(IDENTITY)
    offered = phone.engine.wait(CallOffered).call
    assert (offered.caller.asserted, offered.caller.number) == (True, "95588")
    caller.cancel()
    assert caller.final().code == 487


@own_stack
@pytest.mark.parametrize("method", ["OPTIONS", "SUBSCRIBE", "MESSAGE", "REFER", "NOTIFY", "BYE"])
def test_a_scanner_learns_nothing(phone: Phone, stranger: Ua, ua: Ua, method: str) -> None:
    with dialog(stranger, phone.address) as scan:
        scan.request(method)
        # The same from the registrar is answered, so the stranger's has been handled too.
        with dialog(ua, phone.address) as known:
            known.request("OPTIONS")
            assert known.final("OPTIONS").code == 200
        assert stranger.seen == []


@pytest.mark.parametrize("method", ["BYE", "CANCEL", "INVITE", "UPDATE", "INFO", "REFER"])
def test_a_request_with_wrong_tags_changes_nothing(
    phone: Phone, caller: Dialog, method: str
) -> None:
    """From the registrar's address even: 481, and the sound goes on."""
    call = phone.talk(caller)
    spoofer = Ua()
    try:
        with dialog(spoofer, phone.address) as other:
            other.call_id, other.far = caller.call_id, "<sip:agent@127.0.0.1>;tag=wrong"
            other.target, other.local = caller.target, caller.local
            other.cseq = 90
            other.request(method, "Refer-To: <sip:premium@127.0.0.1>\r\n")
            answer = spoofer.wait(lambda m: m.code >= 200, f"answer to {method}")
    finally:
        spoofer.close()
    assert answer.code == 481
    assert [c.id for c in phone.snapshot().calls] == [call.id]
    until(lambda: phone.caller_hears(caller) > LOUD, "the sound stopped")
    caller.bye()
    caller.final("BYE")
    phone.still_well()


@own_stack
@pytest.mark.parametrize("method", ["BYE", "INVITE", "CANCEL"])
def test_a_stranger_who_knows_the_tags_changes_nothing(
    phone: Phone, caller: Dialog, stranger: Ua, method: str
) -> None:
    call = phone.talk(caller)
    with dialog(stranger, phone.address) as other:
        other.call_id, other.far = caller.call_id, caller.far
        other.target, other.local = caller.target, caller.local
        other.cseq = 90
        other.request(method)
        with dialog(phone.ua, phone.address) as known:
            known.request("OPTIONS")
            assert known.final("OPTIONS").code == 200
    assert [c.id for c in phone.snapshot().calls] == [call.id]
    until(lambda: phone.caller_hears(caller) > LOUD, "the sound stopped")
    caller.bye()
    caller.final("BYE")
    phone.still_well()
