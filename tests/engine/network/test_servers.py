"""The list of servers: names, addresses, SRV records in their order."""

import socket
import threading
from collections import Counter
from collections.abc import Iterator

import dns.flags
import dns.message
import dns.resolver
import dns.rrset
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.domain.account import Account, Transport
from softphone.engine.network.servers import (
    SrvRecord,
    ask_dns,
    find_servers,
    find_servers_later,
    in_order,
    split_port,
)


def account(server: str, *backup: str, port: int = 0, transport: str = "udp") -> Account:
    return Account(
        server=server,
        user="1001",
        port=port,
        transport=Transport(transport),
        backup_servers=backup,
    )


def nobody(name: str) -> tuple[SrvRecord, ...]:
    raise AssertionError(f"{name} must not be looked up")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pbx.test", ("pbx.test", 0)),
        ("pbx.test:5070", ("pbx.test", 5070)),
        (" 127.0.0.1:5070 ", ("127.0.0.1", 5070)),
        ("::1", ("::1", 0)),
        ("[::1]:5070", ("[::1]", 5070)),
        ("[::1]", ("[::1]", 0)),
    ],
)
def test_host_and_port(text: str, expected: tuple[str, int]) -> None:
    assert split_port(text) == expected


def test_addresses_and_named_ports_are_not_looked_up() -> None:
    found = find_servers(account("127.0.0.1", "127.0.0.2:5070", "localhost:5080"), nobody)
    assert [(s.host, s.port) for s in found] == [
        ("127.0.0.1", 5060),
        ("127.0.0.2", 5070),
        ("localhost", 5080),
    ]
    assert [s.route.local for s in found[:2]] == ["127.0.0.1", "127.0.0.1"]
    assert "127.0.0.1" in found[2].route.addresses


@pytest.mark.parametrize(
    ("transport", "asked", "port"),
    [("udp", "_sip._udp.", 5060), ("tcp", "_sip._tcp.", 5060), ("tls", "_sips._tcp.", 5061)],
)
def test_a_name_alone_is_looked_up_and_falls_back_to_its_address(
    transport: str, asked: str, port: int
) -> None:
    names: list[str] = []

    def look_up(name: str) -> tuple[SrvRecord, ...]:
        names.append(name)
        return ()

    found = find_servers(account("localhost", transport=transport), look_up)
    assert names == [asked + "localhost"]
    assert [(s.host, s.port) for s in found] == [("localhost", port)]


def test_records_come_by_priority_backups_after_them_and_none_twice() -> None:
    def look_up(name: str) -> tuple[SrvRecord, ...]:
        return (
            SrvRecord(20, 0, 5062, "127.0.0.3"),
            SrvRecord(10, 0, 5061, "127.0.0.2"),
            SrvRecord(30, 0, 5063, "."),
        )

    found = find_servers(account("pbx.test", "127.0.0.2:5061", "127.0.0.9"), look_up)
    assert [(s.host, s.port) for s in found] == [
        ("127.0.0.2", 5061),
        ("127.0.0.3", 5062),
        ("127.0.0.9", 5060),
    ]


RECORDS = st.lists(
    st.builds(
        SrvRecord,
        priority=st.integers(0, 3),
        weight=st.integers(0, 100),
        port=st.integers(1, 65535),
        target=st.just("a.test"),
    ),
    max_size=8,
)


@given(RECORDS, st.data())
def test_every_record_is_tried_once_and_never_before_a_lower_priority(
    records: list[SrvRecord], data: st.DataObject
) -> None:
    ordered = in_order(records, lambda total: data.draw(st.integers(0, total)))
    assert Counter(ordered) == Counter(records)
    assert [r.priority for r in ordered] == sorted(r.priority for r in records)


def test_weights_share_the_first_place() -> None:
    light, heavy = SrvRecord(1, 1, 1, "light"), SrvRecord(1, 3, 1, "heavy")
    first = [in_order([heavy, light], lambda _, n=n: n)[0].target for n in range(1, 5)]  # type: ignore[misc]
    assert first == ["light", "heavy", "heavy", "heavy"]


def test_names_are_resolved_elsewhere() -> None:
    found = threading.Event()
    assert find_servers_later(account("localhost"), lambda _: found.set(), lambda _: ()) is None
    assert found.wait(10)
    assert find_servers_later(account("127.0.0.1"), lambda _: None, nobody)


class SmallDns:
    """A name server on loopback that knows one SRV name."""

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ours:
            ours.sendto(b"", ("127.0.0.1", self.port))
        self._thread.join(5)
        self._socket.close()

    def _serve(self) -> None:
        while True:
            data, sender = self._socket.recvfrom(4096)
            if not data:
                return
            asked = dns.message.from_wire(data)
            answer = dns.message.make_response(asked)
            question = asked.question[0]
            if question.name.to_text() == "_sip._tcp.pbx.test.":
                rows = ("10 5 5070 one.pbx.test.", "20 0 5071 two.pbx.test.")
                answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", "SRV", *rows))
            else:
                answer.set_rcode(dns.rcode.NXDOMAIN)
            self._socket.sendto(answer.to_wire(), sender)


@pytest.fixture
def small_dns(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallDns]:
    server = SmallDns()
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = ["127.0.0.1"]
    resolver.port = server.port
    monkeypatch.setattr(dns.resolver, "default_resolver", resolver)
    yield server
    server.close()


@pytest.mark.usefixtures("small_dns")
def test_the_dns_is_asked() -> None:
    assert set(ask_dns("_sip._tcp.pbx.test")) == {
        SrvRecord(10, 5, 5070, "one.pbx.test"),
        SrvRecord(20, 0, 5071, "two.pbx.test"),
    }
    assert list(ask_dns("_sip._udp.pbx.test")) == []
