"""A DNS server that does not answer: nobody but the one who needs the name waits for it."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from softphone.domain.call import Call
from softphone.domain.messages import HangUpCall
from softphone.engine.network.name_lookups import KEEP_S, LIMIT_S, MOST_AT_ONCE, Names
from tests.engine.calls.test_outgoing import dial
from tests.engine.conftest import Direct
from tests.engine.sip_ua import Dialog, Message, dialog
from tests.support.waiting import until

SLOW_S = 8
_SLOW = f"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <string.h>
#include <unistd.h>
int getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
                struct addrinfo **result)
{{
    int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
        dlsym(RTLD_NEXT, "getaddrinfo");
    if (node && strstr(node, ".quick.test"))
        return real("127.0.0.1", service, hints, result);
    if (node && strstr(node, ".slow.test")) {{
        sleep({SLOW_S});
        return EAI_AGAIN;
    }}
    return real(node, service, hints, result);
}}
"""


@pytest.fixture(scope="module")
def resolver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A system's resolver that hangs for some names."""
    folder = tmp_path_factory.mktemp("resolver")
    source, library = folder / "slow.c", folder / "slow.so"
    source.write_text(_SLOW)
    subprocess.run(["g++", "-xc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
    return library


@pytest.fixture
def slow(resolver: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Direct:
    monkeypatch.setenv("LD_PRELOAD", str(resolver))
    direct: Direct = request.getfixturevalue("direct")
    monkeypatch.delenv("LD_PRELOAD")
    return direct


def talk(direct: Direct, caller: Dialog, extra: str = "") -> Call:
    caller.invite(extra)
    call = direct.engine.answer_next()
    assert caller.final().code == 200
    return call


def ends_at_once(direct: Direct, caller: Dialog, call: Call) -> None:
    """Its BYE is answered while something else waits for its name."""
    begun = time.monotonic()
    caller.bye()
    assert caller.final("BYE").code == 200
    assert time.monotonic() - begun < LIMIT_S / 2
    direct.engine.wait_end(call.id)


@pytest.mark.own_stack
@pytest.mark.parametrize("where", ["contact", "route", "session", "answer"])
def test_a_name_without_an_answer_stops_no_other_call(
    slow: Direct, caller: Dialog, where: str
) -> None:
    held = talk(slow, caller)

    def goes_along(request: Message) -> bool:
        holds = request.method == "INVITE" and caller.mine(request)
        if holds:
            caller.accept(request, "recvonly")
        return holds

    slow.ua.on_request = goes_along
    with dialog(slow.ua, slow.address) as other:
        if where == "answer":
            slow.ua.contact = "<sip:x@gone.slow.test>"
            invite = dial(slow)
            other.adopt(invite)
            other.accept(invite)
            slow.engine.wait_call("out", lambda c: c.answered_at is not None)
        elif where == "session":
            other.cseq += 1
            session = (
                "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 gone.slow.test\r\nt=0 0\r\n"
            )
            other.request("INVITE", body=f"{session}m=audio 40000 RTP/AVP 0\r\n")
            assert other.final().code == 488
        else:
            extra = ""
            if where == "contact":
                other.contact = "<sip:x@gone.slow.test>"
            else:
                extra = "Record-Route: <sip:gone.slow.test;lr>\r\n"
            slow.engine.send(HangUpCall(call_id=talk(slow, other, extra).id))
        ends_at_once(slow, caller, held)


@pytest.mark.own_stack
def test_a_name_with_an_answer_is_reached(slow: Direct, caller: Dialog) -> None:
    caller.contact = f"<sip:caller@far.quick.test:{caller.ua.port}>"
    call = talk(slow, caller)
    slow.engine.send(HangUpCall(call_id=call.id))
    bye = caller.expect("BYE")
    assert bye.first.startswith("BYE sip:caller@far.quick.test")
    caller.ua.reply(bye, 200, "OK")
    slow.engine.wait_end(call.id)


class Told:
    """What the stack is told, and an engine's thread that runs when it is asked to."""

    def __init__(self) -> None:
        self.told: list[tuple[str, tuple[str, ...]]] = []
        self.deferred: list[Callable[[], None]] = []
        self.answer = threading.Event()
        self.names = Names(
            lambda name, found: self.told.append((name, tuple(found))),
            self.deferred.append,
            self.look_up,
        )

    def look_up(self, name: str) -> tuple[str, ...]:
        assert self.answer.wait(30)
        return ("192.0.2.1",) if name == "there" else ()

    def run(self, count: int) -> None:
        self.answer.set()
        until(lambda: len(self.deferred) >= count, "no answer of the look-up")
        for work in self.deferred:
            work()


def test_an_answer_is_used_for_a_minute() -> None:
    stack = Told()
    for name in ("there", "there", "nowhere"):
        stack.names.wanted(name, 100.0)
    stack.run(2)
    assert sorted(stack.told) == [("nowhere", ()), ("there", ("192.0.2.1",))]
    stack.told.clear()
    stack.names.tick(101.0)
    stack.names.tick(101.0 + KEEP_S - 1)
    assert stack.told == []
    stack.names.tick(101.0 + KEEP_S)
    assert stack.told == [("there", ())]


def test_what_takes_too_long_or_is_too_much_fails() -> None:
    stack = Told()
    for number in range(MOST_AT_ONCE + 1):
        stack.names.wanted(f"n{number}", 100.0)
    assert stack.told == [(f"n{MOST_AT_ONCE}", ())]
    stack.names.tick(100.0 + LIMIT_S)
    assert len(stack.told) == MOST_AT_ONCE + 1
    # What comes afterwards is nobody's any more.
    stack.run(MOST_AT_ONCE)
    assert len(stack.told) == MOST_AT_ONCE + 1
