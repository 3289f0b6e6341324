"""A SIP user agent of bare sockets: it does what a well-behaved stack would refuse to do.

It calls and is called, is a registrar by script, plays a tone, and hears tones, all on loopback.
"""

from __future__ import annotations

import hashlib
import itertools
import math
import queue
import re
import socket
import threading
import time
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_SERIAL = itertools.count(1)
PCMU = 0
DTMF_PAYLOAD = 101
COMFORT_NOISE = 13


class Message:
    """A SIP message, read."""

    def __init__(self, data: bytes, source: tuple[str, int]) -> None:
        self.text = data.decode("utf-8", "replace")
        self.source = source
        head, _, self.body = self.text.partition("\r\n\r\n")
        self.lines = head.split("\r\n")
        self.first = self.lines[0]

    @property
    def code(self) -> int:
        return int(self.first.split()[1]) if self.first.startswith("SIP/2.0") else 0

    @property
    def method(self) -> str:
        return self.header("CSeq").split()[-1] if self.code else self.first.split()[0]

    def header(self, name: str) -> str:
        return next(iter(self.headers(name)), "")

    def headers(self, name: str) -> list[str]:
        low = name.lower() + ":"
        return [x.partition(":")[2].strip() for x in self.lines if x.lower().startswith(low)]


class Ua:
    """One UDP socket, a thread that reads it, and a queue of what came."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.address = address
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((address, 0))
        self.port = int(self.socket.getsockname()[1])
        self.inbox: queue.Queue[Message] = queue.Queue()
        self.seen: list[Message] = []
        self.contact = f"<sip:ua@{address}:{self.port}>"
        """In every answer."""
        self.on_request: Callable[[Message], bool] = lambda message: False
        """Answers a request itself and returns true, on the reader's thread."""
        self._closed = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closed = True
        self.socket.sendto(b"", (self.address, self.port))
        self._thread.join(5)
        self.socket.close()

    def _read(self) -> None:
        while True:
            data, source = self.socket.recvfrom(65_536)
            if self._closed:
                return
            if data.strip():
                message = Message(data, source)
                self.seen.append(message)
                if not (message.code == 0 and self.on_request(message)):
                    self.inbox.put(message)

    def send(self, text: str | bytes, to: tuple[str, int]) -> None:
        self.socket.sendto(text if isinstance(text, bytes) else text.encode(), to)

    def wait(
        self, wanted: Callable[[Message], bool], what: str = "message", timeout_s: float = 30
    ) -> Message:
        """The next message that fits; others are dropped."""
        deadline = time.monotonic() + timeout_s
        dropped = []
        while (left := deadline - time.monotonic()) > 0:
            try:
                message = self.inbox.get(timeout=left)
            except queue.Empty:
                break
            if wanted(message):
                return message
            dropped.append(message.first)
        raise AssertionError(f"no {what}; came: {dropped}")

    def reply(
        self,
        request: Message,
        code: int,
        reason: str,
        extra: str = "",
        body: str = "",
        tag: str = "ua",
    ) -> None:
        """Answer a request."""
        to = request.header("To")
        if code > 100 and "tag=" not in to:
            to += f";tag={tag}"
        lines = [f"SIP/2.0 {code} {reason}"]
        lines += [f"Via: {via}" for via in request.headers("Via")]
        lines += [
            f"From: {request.header('From')}",
            f"To: {to}",
            f"Call-ID: {request.header('Call-ID')}",
            f"CSeq: {request.header('CSeq')}",
            f"Contact: {self.contact}",
        ]
        if body:
            lines.append("Content-Type: application/sdp")
        text = "\r\n".join(lines) + "\r\n" + extra + f"Content-Length: {len(body)}\r\n\r\n{body}"
        self.send(text, request.source)


def sdp(address: str, port: int, direction: str = "sendrecv", dtmf: bool = True) -> str:
    """An offer or answer with PCMU."""
    formats = f"{PCMU} {DTMF_PAYLOAD}" if dtmf else str(PCMU)
    events = f"a=rtpmap:{DTMF_PAYLOAD} telephone-event/8000\r\n" if dtmf else ""
    return (
        f"v=0\r\no=- 1 {next(_SERIAL)} IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n"
        f"m=audio {port} RTP/AVP {formats}\r\na=rtpmap:0 PCMU/8000\r\n{events}a={direction}\r\n"
    )


class Dialog:
    """One call between a Ua and the engine, either way round."""

    def __init__(self, ua: Ua, remote: tuple[str, int]) -> None:
        self.ua = ua
        self.remote = remote
        self.call_id = f"c{next(_SERIAL)}-{ua.port}"
        self.cseq = 1
        self.branch = ""
        self.local = f"<sip:caller@{ua.address}>;tag=t{next(_SERIAL)}"
        self.far = f"<sip:agent@{remote[0]}>"
        self.target = f"sip:agent@{remote[0]}:{remote[1]}"
        self.contact = f"<sip:caller@{ua.address}:{ua.port}>"
        self.media = Media(ua.address)

    def request(
        self,
        method: str,
        extra: str = "",
        body: str = "",
        same: bool = False,
        kind: str = "application/sdp",
    ) -> None:
        """Send a request of this dialog; ``same`` keeps branch and CSeq (CANCEL, 487's ACK)."""
        if not same:
            self.branch = f"z9hG4bK{next(_SERIAL)}x{time.monotonic_ns()}"
        content = f"Content-Type: {kind}\r\n" if body else ""
        text = (
            f"{method} {self.target} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP {self.ua.address}:{self.ua.port};branch={self.branch};rport\r\n"
            f"Max-Forwards: 70\r\nFrom: {self.local}\r\nTo: {self.far}\r\n"
            f"Call-ID: {self.call_id}\r\nCSeq: {self.cseq} {method}\r\n"
            f"Contact: {self.contact}\r\n"
            f"{content}{extra}Content-Length: {len(body)}\r\n\r\n{body}"
        )
        self.ua.send(text, self.remote)

    def mine(self, message: Message) -> bool:
        return message.header("Call-ID") == self.call_id

    def invite(self, extra: str = "", direction: str = "sendrecv", dtmf: bool = True) -> None:
        self.cseq += 1
        self.request("INVITE", extra, sdp(self.ua.address, self.media.port, direction, dtmf))

    def final(self, method: str = "INVITE", timeout_s: float = 30) -> Message:
        """The final answer to the newest request; an INVITE's is acknowledged."""
        cseq = f"{self.cseq} {method}"
        answer = self.ua.wait(
            lambda m: self.mine(m) and m.code >= 200 and m.header("CSeq") == cseq,
            f"final answer to {method}",
            timeout_s,
        )
        if method == "INVITE":
            self.far = answer.header("To")
            if answer.code < 300:
                contact = re.search(r"<([^>]+)>", answer.header("Contact"))
                self.target = contact[1] if contact else self.target
                self.media.towards(answer.body)
                self.request("ACK")
            else:
                self.request("ACK", same=True)
        return answer

    def ringing(self) -> Message:
        return self.ua.wait(lambda m: self.mine(m) and m.code == 180, "180")

    def cancel(self, extra: str = "") -> None:
        self.request("CANCEL", extra, same=True)

    def bye(self) -> None:
        self.cseq += 1
        self.request("BYE")

    def expect(self, method: str, timeout_s: float = 30) -> Message:
        """The engine's next request in this dialog."""
        return self.ua.wait(
            lambda m: self.mine(m) and m.code == 0 and m.method == method, method, timeout_s
        )

    def adopt(self, invite: Message) -> None:
        """Be the called side of an INVITE from the engine."""
        self.call_id = invite.header("Call-ID")
        self.local = invite.header("To") + ";tag=ua"
        self.far = invite.header("From")
        self.remote = invite.source
        contact = re.search(r"<([^>]+)>", invite.header("Contact"))
        self.target = contact[1] if contact else self.target
        self.media.towards(invite.body)

    def accept(self, request: Message, direction: str = "sendrecv", dtmf: bool = True) -> None:
        """200 with our session to an INVITE, and take its media address."""
        self.media.towards(request.body)
        body = sdp(self.ua.address, self.media.port, direction, dtmf)
        self.ua.reply(request, 200, "OK", body=body)


class Media:
    """RTP with PCMU: says a tone, keeps what it hears."""

    def __init__(self, address: str) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((address, 0))
        self.port = int(self.socket.getsockname()[1])
        self.to: tuple[str, int] | None = None
        self.rtcp = ("", 0)
        self.source = bytes(4)
        """The number of the engine's source."""
        self.ssrc = b"\0\0\0\x07"
        """Our own."""
        self.kind = PCMU
        """The payload type that the tone is sent as, whatever ``law`` makes of it."""
        self.law: Callable[[int], int] = ulaw
        """What makes a byte of a sample: ``ulaw`` (PCMU) or ``alaw`` (PCMA)."""
        self.hertz = 0.0
        self.events: list[int] = []
        self._heard = bytearray()
        self._sizes: queue.Queue[tuple[int, int]] = queue.Queue()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._sequence = 0
        self._stamp = 0
        self.dropped: Callable[[int], bool] = lambda sequence: False
        """Which packets are lost on the way, by their number."""
        self.late_s: Callable[[int], float] = lambda sequence: 0.0
        """How much later than its time a packet is sent; those behind it wait."""
        self.silent = False
        """Say digital silence instead of the tone."""
        self.highest = 0
        """The highest sequence number heard."""
        self._threads = [
            threading.Thread(target=run, daemon=True) for run in (self._hear, self._say)
        ]
        for thread in self._threads:
            thread.start()

    def towards(self, body: str) -> None:
        """Send where that session says."""
        host = re.search(r"c=IN IP4 (\S+)", body)
        port = re.search(r"m=audio (\d+)", body)
        if host and port and int(port[1]):
            self.to = (host[1], int(port[1]))
            rtcp = re.search(r"a=rtcp:(\d+)", body)
            self.rtcp = (host[1], int(rtcp[1]) if rtcp else int(port[1]) + 1)

    def close(self) -> None:
        self._stop.set()
        self.socket.sendto(b"", self.socket.getsockname())
        for thread in self._threads:
            thread.join(5)
        self.socket.close()

    def packet(self, payload: bytes, kind: int | None = None, stamp: int | None = None) -> bytes:
        self._sequence = (self._sequence + 1) & 0xFFFF
        head = bytes([0x80, self.kind if kind is None else kind]) + self._sequence.to_bytes(
            2, "big"
        )
        head += (self._stamp if stamp is None else stamp).to_bytes(4, "big") + self.ssrc
        return head + payload

    def press(self, event: int) -> None:
        """Send one key as an RFC 4733 event."""
        assert self.to
        start = self._stamp
        for count in range(8):
            end = 0x80 if count >= 5 else 0
            duration = 160 * (min(count, 5) + 1)
            payload = bytes([event, end | 10]) + duration.to_bytes(2, "big")
            self.socket.sendto(self.packet(payload, DTMF_PAYLOAD, start), self.to)

    def report(
        self, lost: int = 0, highest: int | None = None, jitter: int = 0, blind: bool = False
    ) -> None:
        """Send an RTCP receiver report (RFC 3550 section 6.4.2), cumulative loss and all.

        ``blind``: one without a block, as who has heard nothing sends it. Jitter in samples.
        """
        assert self.to
        block = b""
        if not blind:
            last = self.highest if highest is None else highest
            block = self.source + b"\0" + lost.to_bytes(3, "big") + last.to_bytes(4, "big")
            block += jitter.to_bytes(4, "big") + bytes(8)
        words = 1 + len(block) // 4
        head = bytes([0x80 | (not blind), 201]) + words.to_bytes(2, "big") + b"\0\0\0\x07"
        self.socket.sendto(head + block, self.rtcp)

    def noise(self) -> None:
        """Send a packet of comfort noise (RFC 3389): nothing is said from now on."""
        assert self.to
        self.socket.sendto(self.packet(b"\x40", COMFORT_NOISE), self.to)

    def tell_sent(self, packets: int) -> None:
        """Send an RTCP sender report without a block (RFC 3550 section 6.4.1)."""
        body = self.ssrc + bytes(12) + packets.to_bytes(4, "big") + bytes(4)
        self.socket.sendto(b"\x80\xc8\x00\x06" + body, self.rtcp)

    def _say(self) -> None:
        clock = time.monotonic()
        while not self._stop.wait(max(0.0, clock - time.monotonic())):
            clock += 0.02
            samples = [
                8000 * math.sin(2 * math.pi * self.hertz * (self._stamp + n) / 8000)
                for n in range(160)
            ]
            self._stamp += 160
            if self.to and self.hertz:
                payload = b"\xff" * 160 if self.silent else bytes(self.law(int(x)) for x in samples)
                packet = self.packet(payload)
                if late_s := self.late_s(self._sequence):
                    self._stop.wait(late_s)
                if not self.dropped(self._sequence):
                    self.socket.sendto(packet, self.to)

    def _hear(self) -> None:
        while not self._stop.is_set():
            data = self.socket.recv(2048)
            kind = data[1] & 0x7F if len(data) > 12 else -1
            if kind == DTMF_PAYLOAD and data[13] & 0x80:
                if not self.events or self.events[-1] != (
                    data[12] << 32 | int.from_bytes(data[4:8], "big")
                ):
                    self.events.append(data[12] << 32 | int.from_bytes(data[4:8], "big"))
            elif kind > PCMU:
                self._sizes.put((kind, len(data) - 12))
            elif kind == PCMU:
                self.highest = int.from_bytes(data[2:4], "big")
                self.source = data[8:12]
                with self._lock:
                    self._heard += data[12:]

    def sizes(self, kind: int, count: int, timeout_s: float = 30) -> list[int]:
        """Payload sizes of the next packets of that payload type, in bytes."""
        found: list[int] = []
        while len(found) < count:
            heard, size = self._sizes.get(timeout=timeout_s)
            if heard == kind:
                found.append(size)
        return found

    @property
    def keys(self) -> list[int]:
        """The keys heard, each once."""
        return [event >> 32 for event in self.events]

    def listen(self, seconds: float = 0.5, timeout_s: float = 30) -> array[int]:
        """The next samples at 8 kHz, from now on."""
        with self._lock:
            self._heard.clear()
        wanted = int(seconds * 8000)
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            with self._lock:
                if len(self._heard) >= wanted:
                    return array("h", (_LINEAR[x] for x in self._heard[:wanted]))
            self._stop.wait(0.02)
        raise AssertionError(f"only {len(self._heard)} of {wanted} samples heard")


def ulaw(sample: int) -> int:
    """G.711 µ-law of a 16-bit sample."""
    sign = 0x80 if sample < 0 else 0
    sample = min(abs(sample), 32635) + 0x84
    exponent = sample.bit_length() - 8
    return ~(sign | exponent << 4 | (sample >> (exponent + 3)) & 0x0F) & 0xFF


def alaw(sample: int) -> int:
    """G.711 A-law of a 16-bit sample."""
    sign = 0x80 if sample >= 0 else 0
    sample = min(sample if sample >= 0 else ~sample, 32767) >> 3
    exponent = max(sample.bit_length() - 5, 0)
    return (sign | exponent << 4 | (sample >> max(exponent, 1)) & 0x0F) ^ 0x55


def _linear(code: int) -> int:
    code = ~code & 0xFF
    value = (((code & 0x0F) << 3) + 0x84 << (code >> 4 & 7)) - 0x84
    return -value if code & 0x80 else value


_LINEAR = [_linear(code) for code in range(256)]


def level(samples: array[int], hertz: float, rate_hz: int) -> float:
    """Amplitude of one frequency (Goertzel), in sample units."""
    factor = 2 * math.cos(2 * math.pi * hertz / rate_hz)
    before = last = 0.0
    for sample in samples:
        before, last = last, sample + factor * last - before
    power = before * before + last * last - factor * before * last
    return 2 * math.sqrt(max(0.0, power)) / max(1, len(samples))


class Registrar:
    """Answers REGISTER by a script: a list of functions, the last one repeats."""

    def __init__(self, ua: Ua, user: str = "1001", password: str = "right") -> None:
        self.ua = ua
        self.user, self.password = user, password
        self.mode = "ok"
        self.times: list[float] = []
        self.with_credentials = 0
        self.contact: tuple[str, int] | None = None
        self.retry_after = 3
        self.min_expires = 0
        self.service_route = ""
        self.asked: list[int] = []
        ua.on_request = self.on_request

    def on_request(self, message: Message) -> bool:
        """Answer it; whether it was a REGISTER."""
        if message.method != "REGISTER":
            return False
        self.times.append(time.monotonic())
        expires = int(message.header("Expires") or 0)
        self.asked.append(expires)
        if self.mode == "silent":
            return True
        if self.mode == "503":
            self.ua.reply(message, 503, "Down", f"Retry-After: {self.retry_after}\r\n")
            return True
        if self.mode == "403":
            self.ua.reply(message, 403, "Forbidden")
            return True
        if self.min_expires and 0 < expires < self.min_expires:
            self.ua.reply(message, 423, "Too Brief", f"Min-Expires: {self.min_expires}\r\n")
            return True
        credentials = message.header("Authorization")
        if credentials:
            self.with_credentials += 1
        if self.mode == "open" or (
            self.mode != "stale" and credentials and self._right(credentials)
        ):
            self.contact = message.source
            route = f"Service-Route: {self.service_route}\r\n" if self.service_route else ""
            self.ua.reply(message, 200, "OK", f"Expires: {expires}\r\n{route}")
        else:
            nonce = f"n{next(_SERIAL)}"
            self.ua.reply(
                message,
                401,
                "Unauthorized",
                f'WWW-Authenticate: Digest realm="t", nonce="{nonce}", algorithm=MD5'
                f"{', stale=true' if self.mode == 'stale' else ''}\r\n",
            )
        return True

    def _right(self, credentials: str) -> bool:
        fields = dict(re.findall(r'(\w+)="?([^",]+)"?', credentials))
        first = hashlib.md5(f"{self.user}:t:{self.password}".encode()).hexdigest()
        second = hashlib.md5(f"REGISTER:{fields.get('uri')}".encode()).hexdigest()
        whole = hashlib.md5(f"{first}:{fields.get('nonce')}:{second}".encode()).hexdigest()
        return whole == fields.get("response")


@contextmanager
def dialog(ua: Ua, remote: tuple[str, int]) -> Iterator[Dialog]:
    """A dialog whose sockets and threads are gone afterwards."""
    made = Dialog(ua, remote)
    try:
        yield made
    finally:
        made.media.close()
