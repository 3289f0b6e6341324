"""Floods: at most three ring, memory stays, and the next call rings.

Four seconds each; ``SOFTPHONE_FLOOD_S=10`` for the ten that the figures speak of.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable

import msgspec
import pytest

from softphone.domain.account import FrontRules
from softphone.domain.messages import CallOffered
from tests.engine.sip_ua import Message, Ua, dialog, sdp
from tests.hostile.phone import Phone
from tests.hostile.torture import fill, request
from tests.support.waiting import until

PER_SECOND = 50
SECONDS = float(os.environ.get("SOFTPHONE_FLOOD_S", "4"))
MOST_GROWTH_KB = 30_000
SDP = sdp("127.0.0.1", 40_000)


class Flooder:
    """Sends at an even rate from its own socket, and acknowledges every refusal."""

    def __init__(self, phone: Phone, address: str = "127.0.0.1") -> None:
        self.ua = Ua(address)
        self._to = phone.address
        self.answers: list[int] = []
        self.most_ringing = 0
        self._phone = phone

    def send(self, template: str, count: int, between: Callable[[], None] = lambda: None) -> None:
        """``count`` messages at ``PER_SECOND``; ``between`` is called every half second."""
        begin = time.monotonic()
        pause = threading.Event()
        host, port = self._to
        source = f"{self.ua.address}:{self.ua.port}"
        for number in range(count):
            pause.wait(max(0.0, begin + number / PER_SECOND - time.monotonic()))
            self.ua.send(fill(template, f"{host}:{port}", source), self._to)
            if number % (PER_SECOND // 2) == 0:
                between()

    def acknowledge(self) -> int:
        """ACK every refusal that came; how many so far."""
        for answer in list(self.ua.seen):
            if answer.code >= 200 and answer.method == "INVITE":
                self.answers.append(answer.code)
                self._ack(answer)
        self.ua.seen.clear()
        return len(self.answers)

    def _ack(self, answer: Message) -> None:
        lines = [
            f"ACK sip:agent@{self._to[0]}:{self._to[1]} SIP/2.0",
            f"Via: {answer.header('Via')}",
            f"From: {answer.header('From')}",
            f"To: {answer.header('To')}",
            f"Call-ID: {answer.header('Call-ID')}",
            "CSeq: 1 ACK",
            "Content-Length: 0",
        ]
        self.ua.send("\r\n".join(lines) + "\r\n\r\n", self._to)

    def close(self) -> None:
        self.ua.close()


def ringing(phone: Phone) -> int:
    return sum(call.state == "offered" for call in phone.snapshot().calls)


def test_invites_through_the_registrar_ring_three_at_most(phone: Phone) -> None:
    before = phone.resident_kb()
    flooder = Flooder(phone)
    most: list[int] = []
    try:
        flooder.send(
            request(body=SDP), round(PER_SECOND * SECONDS), lambda: most.append(ringing(phone))
        )
        until(lambda: flooder.acknowledge() >= 100, "no refusals")
    finally:
        flooder.close()
    assert max(most) == 3
    assert set(flooder.answers) == {486}
    assert len(phone.offered) == 3
    assert phone.resident_kb() - before < MOST_GROWTH_KB
    phone.still_well()


def test_strangers_ring_nothing_and_are_not_in_the_way(phone: Phone, ua: Ua) -> None:
    """A call of the registrar rings in the middle of the flood."""
    before = phone.resident_kb()
    flooder = Flooder(phone, "127.0.0.2")
    sender = threading.Thread(
        target=flooder.send, args=(request(body=SDP), round(PER_SECOND * SECONDS)), daemon=True
    )
    sender.start()
    try:
        until(lambda: len(flooder.ua.seen) > 20, "the flood is not answered")
        with dialog(ua, phone.address) as caller:
            caller.invite()
            caller.ringing()
            phone.engine.wait(CallOffered)
            assert sender.is_alive(), "the flood was over"
            caller.cancel()
            assert caller.final().code == 487
        sender.join()
        flooder.acknowledge()
    finally:
        sender.join()
        flooder.close()
    assert set(flooder.answers) == {403}
    assert len(phone.offered) == 1
    assert phone.resident_kb() - before < MOST_GROWTH_KB
    phone.still_well()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.2"])
def test_other_requests(phone: Phone, address: str) -> None:
    before = phone.resident_kb()
    flooder = Flooder(phone, address)
    try:
        for method in ("OPTIONS", "SUBSCRIBE", "MESSAGE", "NOTIFY", "REGISTER"):
            flooder.send(request(method, extra="Event: presence\r\n"), PER_SECOND)
            phone.snapshot()
    finally:
        flooder.close()
    assert phone.offered == []
    assert phone.resident_kb() - before < MOST_GROWTH_KB
    phone.still_well()


def test_calls_given_up_at_once_are_limited_by_their_rate(phone: Phone, ua: Ua) -> None:
    codes = []
    for _ in range(15):
        with dialog(ua, phone.address) as caller:
            caller.invite()
            answer = ua.wait(lambda m, c=caller: c.mine(m) and m.code >= 180, "180 or 486")  # type: ignore[misc]
            if answer.code == 180:
                caller.cancel()
                codes.append(caller.final().code)
            else:
                caller.far = answer.header("To")
                caller.request("ACK", same=True)
                codes.append(answer.code)
    assert codes == [487] * 10 + [486] * 5
    # The window slides on: five seconds later it rings again.
    until(lambda: rings(phone, ua), "the phone rings no more", 10)
    phone.clear()


def rings(phone: Phone, ua: Ua) -> bool:
    """Whether a call rings now."""
    with dialog(ua, phone.address) as caller:
        caller.invite()
        answer = ua.wait(lambda m: caller.mine(m) and m.code >= 180, "180 or 486")
        if answer.code == 180:
            caller.cancel()
            return caller.final().code == 487
        caller.far = answer.header("To")
        caller.request("ACK", same=True)
        return False


def test_settings_change_the_rules_without_registering_again(phone: Phone, ua: Ua) -> None:
    sent = len(phone.registrar.times)
    rules = FrontRules(most_ringing=1, largest_invite=1500)
    phone.engine.send(msgspec.structs.replace(phone.configure, front=rules))
    phone.snapshot()
    with contextlib.ExitStack() as stack:
        large, first, second = (stack.enter_context(dialog(ua, phone.address)) for _ in range(3))
        large.invite("Subject: " + "x" * 1500 + "\r\n")
        assert large.final().code == 513
        first.invite()
        first.ringing()
        second.invite()
        assert second.final().code == 486
        first.cancel()
        assert first.final().code == 487
    assert len(phone.registrar.times) == sent
