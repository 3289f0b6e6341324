"""RTP and RTCP abuse in a running call."""

import base64
import os
import socket

from softphone.domain.messages import AnswerCall, CallOffered
from tests.engine.sip_ua import Dialog, Media, Ua, sdp
from tests.hostile.phone import CALLER_HZ, LOUD, QUIET, Phone
from tests.support.waiting import until

INTRUDER_HZ = 2300.0


def garbage() -> list[bytes]:
    """Packets that a careless reader of RTP or RTCP trips over."""
    head = b"\x80\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x07"
    report = b"\x81\xc8\xff\xff" + b"\0" * 24
    return [
        b"",
        b"\0",
        b"\x80",
        head[:11],
        head,
        b"\xff" * 12,
        b"\x8f\x00" + head[2:],  # fifteen sources that are not there
        b"\x90\x00" + head[2:] + b"\xbe\xde\xff\xff",  # an extension longer than the packet
        b"\xa0\x00" + head[2:] + b"\xff",  # more padding than packet
        b"\x40\x00" + head[2:] + b"x" * 160,  # version 1
        head + b"x" * 8000,
        b"\x80\x7f" + head[2:] + b"x" * 20,
        b"\x80\x65" + head[2:],  # an event of no length
        b"\x80\x65" + head[2:] + b"\xff",
        b"\x80\x65" + head[2:] + b"\xff\xff\xff\xff" * 20,
        report,
        report[:5],
        b"\x9f\xc9\x00\x01\0\0\0\7",  # 31 report blocks that are not there
        b"\x80\xcb\x00\x00",  # BYE of nobody
        b"\x9f\xcb\x00\x01\0\0\0\7",
        b"\x81\xca\x00\x02\0\0\0\7\x01\xff",  # an SDES item longer than the packet
        b"\x80\xcc\xff\xffAPPL",
        b"\x81\xcd\x00\x02" + b"\0" * 8,
        b"\x80\xcf\x00\x02" + b"\x04\xff\xff\xff" * 4,  # extended reports
        os.urandom(1400),
        os.urandom(64),
    ]


def far_port(phone: Phone, caller: Dialog) -> tuple[str, int]:
    assert caller.media.to is not None
    return caller.media.to


def test_garbage_is_not_heard(phone: Phone, caller: Dialog) -> None:
    phone.talk(caller)
    host, port = far_port(phone, caller)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        for sender in (caller.media.socket, other):
            for packet in garbage() * 3:
                for where in (port, port + 1):
                    sender.sendto(packet, (host, where))
    until(lambda: phone.agent_hears(CALLER_HZ) > LOUD, "the agent hears the caller no more")
    until(lambda: phone.caller_hears(caller) > LOUD, "the caller hears the agent no more")
    caller.bye()
    caller.final("BYE")
    phone.still_well()


def test_a_flood_of_sound(phone: Phone, caller: Dialog) -> None:
    """Forty times the packets there should be, in bursts, with sequence numbers of their own."""
    phone.talk(caller)
    where = far_port(phone, caller)
    before = phone.resident_kb()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.2", 0))
        for number in range(4000):
            sequence = (number * 7919) & 0xFFFF
            head = b"\x80\x00" + sequence.to_bytes(2, "big") + os.urandom(8)
            other.sendto(head + b"\xd5" * 160, where)
    until(lambda: phone.agent_hears(CALLER_HZ) > LOUD, "the agent hears the caller no more")
    assert phone.resident_kb() - before < 30_000
    caller.bye()
    caller.final("BYE")
    phone.still_well()


def test_a_stranger_s_sound_is_not_taken_while_the_caller_speaks(
    phone: Phone, caller: Dialog, stranger: Ua
) -> None:
    phone.talk(caller)
    intruder = Media(stranger.address)
    try:
        intruder.hertz = INTRUDER_HZ
        intruder.to = far_port(phone, caller)
        # Both speak for a second and a half; the agent's ear has the last second of it.
        caller.media.listen(1.5)
        assert phone.agent_hears(CALLER_HZ, 1.0) > LOUD
        assert phone.agent_hears(INTRUDER_HZ, 1.0) < QUIET
        assert phone.caller_hears(caller) > LOUD, "the agent's voice went elsewhere"
        assert not intruder._heard, "the stranger hears the agent"
    finally:
        intruder.close()
    caller.bye()
    caller.final("BYE")
    phone.still_well()


def encrypted_offer(caller: Dialog) -> str:
    """A session that takes SRTP only, with a key of its own (RFC 4568)."""
    key = base64.b64encode(bytes(range(30))).decode()
    body = sdp(caller.ua.address, caller.media.port).replace("RTP/AVP", "RTP/SAVP")
    return body + f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{key}\r\n"


def test_with_srtp_whatever_is_not_encrypted_is_dropped(
    phone: Phone, caller: Dialog, stranger: Ua
) -> None:
    caller.cseq += 1
    caller.request("INVITE", "", encrypted_offer(caller))
    offered = phone.engine.wait(CallOffered).call
    phone.engine.send(AnswerCall(call_id=offered.id))
    answer = caller.final()
    assert "RTP/SAVP" in answer.body
    assert "a=crypto:1 AES_CM_128_HMAC_SHA1_80" in answer.body
    call = phone.engine.wait_call(offered.id, lambda c: c.codec != "")
    # Over UDP the key was in the open: that is no lock.
    assert (call.encrypted, call.keys_exposed) == (True, True)
    intruder = Media(stranger.address)
    try:
        intruder.to = far_port(phone, caller)
        intruder.hertz, caller.media.hertz = INTRUDER_HZ, CALLER_HZ
        caller.media.listen(1.5)
        assert phone.agent_hears(INTRUDER_HZ, 1.0) < QUIET
        assert phone.agent_hears(CALLER_HZ, 1.0) < QUIET
        # In the clear the tone is at 7800; what is encrypted sounds like noise.
        assert phone.caller_hears(caller) < LOUD, "the agent's voice is not encrypted"
    finally:
        intruder.close()
    host, port = far_port(phone, caller)
    for packet in garbage():
        for where in (port, port + 1):
            caller.media.socket.sendto(packet, (host, where))
    caller.media.hertz = 0
    caller.bye()
    assert caller.final("BYE").code == 200
    phone.still_well()
