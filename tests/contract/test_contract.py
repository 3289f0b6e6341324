"""What the softphone relies on in any pjsua2 under it, asked of two bare phones.

Runs on the pjsua2 that Python imports: our own build (docs/stack.md) or the package index's wheel.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.contract.certificates import Certificates
from tests.contract.driver import PhoneProcess, believing, build_in_use, connect, hears, on_windows

CALLER_HZ, CALLEE_HZ = 700.0, 1100.0
own_stack = pytest.mark.own_stack


@contextmanager
def two(srtp: str = "off") -> Iterator[tuple[PhoneProcess, PhoneProcess]]:
    with PhoneProcess(CALLER_HZ, srtp) as caller, PhoneProcess(CALLEE_HZ, srtp) as callee:
        yield caller, callee
        caller.begin_close()
        callee.begin_close()


def test_it_is_the_stack_that_was_asked_for(expected_stack: str) -> None:
    assert expected_stack in ("own", "index")
    with PhoneProcess(CALLER_HZ) as phone:
        abilities = phone.ask("abilities", "abilities")
    assert abilities["build"] == build_in_use()
    assert bool(abilities["build"]) == (expected_stack == "own")
    least = (2, 17) if expected_stack == "own" else (2, 15, 1)
    version = tuple(int(part) for part in abilities["version"].partition("-")[0].split("."))
    assert version >= least


def test_an_empty_run_ends_cleanly() -> None:
    with PhoneProcess(CALLER_HZ) as phone:
        phone.wait("ready")


def test_other_threads_run_while_the_stack_waits() -> None:
    with PhoneProcess(CALLER_HZ) as phone:
        ticked = phone.ask("tick", "ticked", seconds=2.0, poll_ms=1000)
    # A binding that keeps the interpreter's lock lets a tick through once a poll, each second.
    assert ticked["count"] > 100
    assert ticked["worst_gap_s"] < 0.5


@pytest.mark.parametrize(
    ("codec", "name", "least"),
    [
        pytest.param("opus", "opus/48000", 0.8, marks=own_stack),
        pytest.param("G729", "G729/8000", 0.4, marks=own_stack),
        ("G722", "G722/16000", 0.9),
        ("PCMA", "PCMA/8000", 0.9),
        ("PCMU", "PCMU/8000", 0.9),
    ],
)
def test_each_hears_the_other_and_not_itself(codec: str, name: str, least: float) -> None:
    with two() as (caller, callee):
        port = callee.ask("listen", "listening", transport="udp", rtp=21000)["port"]
        caller.ask("listen", "listening", transport="udp", rtp=21400)
        caller.ask("codec", "codec", only=codec)
        media = connect(caller, callee, f"sip:phone@127.0.0.1:{port}")
        assert media["codec"] == name
        assert not media["secure"]
        hears(caller, callee, least)
        hears(callee, caller, least)
        caller.do("hang_up")
        callee.wait("dropped")


def test_hold_stops_the_sound_and_resuming_brings_it_back() -> None:
    with two() as (caller, callee):
        port = callee.ask("listen", "listening", transport="udp", rtp=21000)["port"]
        caller.ask("listen", "listening", transport="udp", rtp=21400)
        connect(caller, callee, f"sip:phone@127.0.0.1:{port}")
        hears(callee, caller, 0.5)
        caller.do("hold")
        caller.wait("media", status="held by us")
        callee.wait("media", status="held by far end")
        caller.do("resume")
        caller.wait("media", status="active")
        callee.wait("media", status="active")
        hears(caller, callee, 0.5)
        hears(callee, caller, 0.5)
        callee.do("hang_up")
        caller.wait("dropped")


def test_srtp_encrypts_and_is_understood() -> None:
    with two(srtp="mandatory") as (caller, callee):
        port = callee.ask("listen", "listening", transport="udp", rtp=21000)["port"]
        caller.ask("listen", "listening", transport="udp", rtp=21400)
        media = connect(caller, callee, f"sip:phone@127.0.0.1:{port}")
        assert media["secure"]
        hears(caller, callee, 0.5)
        hears(callee, caller, 0.5)
        caller.do("hang_up")
        callee.wait("dropped")


def test_srtp_is_refused_by_who_has_none() -> None:
    with PhoneProcess(CALLER_HZ, "mandatory") as caller, PhoneProcess(CALLEE_HZ) as callee:
        port = callee.ask("listen", "listening", transport="udp", rtp=21000)["port"]
        caller.ask("listen", "listening", transport="udp", rtp=21400)
        caller.do("dial", uri=f"sip:phone@127.0.0.1:{port}")
        assert caller.wait("state", state="DISCONNECTED")["code"] in (406, 488)


@own_stack
def test_srtp_has_the_ciphers_of_rfc_7714() -> None:
    with PhoneProcess(CALLER_HZ) as phone:
        abilities = phone.ask("abilities", "abilities")
    wanted = {"AES_CM_128_HMAC_SHA1_80", "AES_256_CM_HMAC_SHA1_80"}
    if abilities["platform"] != "win32":  # there libsrtp is without OpenSSL, and so without GCM
        wanted |= {"AEAD_AES_256_GCM", "AEAD_AES_128_GCM"}
    assert wanted <= set(abilities["srtp"])


def test_tls_carries_a_call(made_certificates: Certificates) -> None:
    made = made_certificates
    with (
        believing(made.authority) as ca,
        PhoneProcess(CALLER_HZ) as caller,
        PhoneProcess(CALLEE_HZ, native=True) as callee,
    ):
        port = callee.ask(
            "listen",
            "listening",
            transport="tls",
            certificate=str(made.server),
            key=str(made.server_key),
            rtp=21000,
        )["port"]
        caller.ask("listen", "listening", transport="tls", ca=ca, rtp=21400)
        # Both are in the certificate; under Wine an address in it is not looked at.
        host = "localhost" if on_windows() else "127.0.0.1"
        connect(caller, callee, f"sip:phone@{host}:{port};transport=tls")
        hears(callee, caller, 0.5)
        caller.do("hang_up")
        callee.wait("dropped")


@pytest.mark.parametrize("wrong", ["issuer", "name"])
def test_tls_refuses_a_wrong_certificate(made_certificates: Certificates, wrong: str) -> None:
    made = made_certificates
    shown, key, believed = (
        (made.server, made.server_key, made.other_authority)
        if wrong == "issuer"
        else (made.misnamed, made.misnamed_key, made.authority)
    )
    with (
        believing(believed) as ca,
        PhoneProcess(CALLER_HZ) as caller,
        PhoneProcess(CALLEE_HZ, native=True) as callee,
    ):
        port = callee.ask(
            "listen", "listening", transport="tls", certificate=str(shown), key=str(key), rtp=21000
        )["port"]
        caller.ask("listen", "listening", transport="tls", ca=ca, rtp=21400)
        caller.do("dial", uri=f"sip:phone@127.0.0.1:{port};transport=tls")
        ended = caller.wait("state", state="DISCONNECTED")
        if not on_windows():  # Schannel ends the connection; what it told goes another way
            assert "certificate" in ended["why"].lower(), ended
        # Had the INVITE gone out, the callee would have told of it before it answers this.
        callee.do("abilities")
        assert callee.wait_any("incoming", "abilities")["event"] == "abilities"


KILLERS = {
    "From": "From: <sip:x@[]>;tag=1\r\nTo: <sip:phone@127.0.0.1>\r\nContact: <sip:x@127.0.0.1>",
    "To": "From: <sip:x@127.0.0.1>;tag=1\r\nTo: <sip:x@[]>\r\nContact: <sip:x@127.0.0.1>",
    "Contact": "From: <sip:x@127.0.0.1>;tag=1\r\nTo: <sip:phone@127.0.0.1>\r\nContact: <sip:x@[]>",
    "Record-Route": (
        "From: <sip:x@127.0.0.1>;tag=1\r\nTo: <sip:phone@127.0.0.1>\r\n"
        "Contact: <sip:x@127.0.0.1>\r\nRecord-Route: <sip:x@[];lr>"
    ),
}


@own_stack
def test_no_datagram_with_an_empty_host_ends_it() -> None:
    with (
        PhoneProcess(CALLEE_HZ) as callee,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender,
    ):
        port = callee.ask("listen", "listening", transport="udp", rtp=21000)["port"]
        sender.bind(("127.0.0.1", 0))
        via = f"Via: SIP/2.0/UDP 127.0.0.1:{sender.getsockname()[1]};branch=z9hG4bK"
        for header, lines in KILLERS.items():
            for method in ("INVITE", "OPTIONS"):
                message = (
                    f"{method} sip:phone@127.0.0.1:{port} SIP/2.0\r\n{via}{header}{method}\r\n"
                    f"{lines}\r\nCall-ID: {header}-{method}\r\nCSeq: 1 {method}\r\n"
                    "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
                )
                sender.sendto(message.encode(), ("127.0.0.1", port))
            # The datagrams are handled before this is told.
            callee.ask("tick", "ticked", seconds=0.2, poll_ms=10)
