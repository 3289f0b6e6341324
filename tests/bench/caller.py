"""A caller of bare sockets: one leg, times as the kernel stamped them, sound as packets of G.711.

Everything is on loopback. Times are seconds of the wall clock (CLOCK_REALTIME), because that is
what SO_TIMESTAMPNS gives (socket(7)); differences of a few seconds are all that is used.
"""

from __future__ import annotations

import contextlib
import itertools
import re
import select
import socket
import struct
import threading
import time
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

SO_TIMESTAMPNS = 35
_SERIAL = itertools.count(1)
_RUN = time.time_ns()
RATE_HZ = 8000
FRAME = 160
Samples = NDArray[np.float64]


class Times(msgspec.Struct):
    """Milliseconds of one call; NaN where it did not come."""

    to_180: float = float("nan")
    to_200: float = float("nan")
    to_rtp: float = float("nan")
    """From the 200 on, as it came in."""
    code: int = 0


class Packet(msgspec.Struct, frozen=True):
    """One RTP packet as it came in."""

    at_s: float
    sequence: int
    stamp: int
    kind: int
    payload: bytes


def stamped_socket() -> socket.socket:
    """A UDP socket on loopback whose datagrams carry their time of arrival."""
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    made.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    return made


def receive(source: socket.socket) -> tuple[bytes, float, tuple[str, int]]:
    """Datagram, arrival, sender."""
    data, extra, _, address = source.recvmsg(4096, 64)
    at_s = time.time()
    for level, kind, value in extra:
        if (level, kind) == (socket.SOL_SOCKET, SO_TIMESTAMPNS):
            seconds, nanos = struct.unpack("@ll", value[:16])
            at_s = seconds + nanos / 1e9
    return data, at_s, address


def packet_of(data: bytes, at_s: float) -> Packet | None:
    """The RTP packet in a datagram (RFC 3550 section 5.1), None for anything else."""
    if len(data) <= 12 or data[0] >> 6 != 2 or not 0 <= data[1] & 0x7F < 128:
        return None
    if 72 <= data[1] & 0x7F <= 76:  # RTCP beside RTP (RFC 5761 section 4)
        return None
    sequence, stamp = struct.unpack_from("!HI", data, 2)
    return Packet(at_s, sequence, stamp, data[1] & 0x7F, data[12:])


class Leg:
    """One call to ``address``, with sockets of its own."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.address = address
        self.sip = stamped_socket()
        self.rtp = stamped_socket()
        self.to: tuple[str, int] | None = None
        self._serial = next(_SERIAL)
        self._call_id = f"bench-{_RUN}-{self._serial}"
        self._far = f"<sip:agent@{address[0]}:{address[1]}>"
        self._target = f"sip:agent@{address[0]}:{address[1]}"
        self._cseq = 1
        self._version = 0

    def __enter__(self) -> Leg:
        return self

    def __exit__(self, *_: object) -> None:
        self.sip.close()
        self.rtp.close()

    def _request(self, method: str, body: str = "") -> None:
        host, port = self.sip.getsockname()
        kind = "Content-Type: application/sdp\r\n" if body else ""
        branch = f"z9hG4bK{_RUN}{self._serial}{self._cseq}{method}"
        text = (
            f"{method} {self._target} SIP/2.0\r\nVia: SIP/2.0/UDP {host}:{port};rport;"
            f"branch={branch}\r\nMax-Forwards: 70\r\n"
            f"From: <sip:caller@{host}>;tag={self._serial}\r\n"
            f"To: {self._far}\r\nCall-ID: {self._call_id}\r\nCSeq: {self._cseq} {method}\r\n"
            f"Contact: <sip:caller@{host}:{port}>\r\n{kind}"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        )
        self.sip.sendto(text.encode(), self.address)

    def call(self, *, until_rtp: bool = True, timeout_s: float = 30.0) -> Times:
        """INVITE, and wait for 200 and the first RTP; the ACK goes out in between."""
        times = Times()
        start = time.time()
        self._request("INVITE", self._session())
        answered = 0.0
        deadline = time.monotonic() + timeout_s
        while (left := deadline - time.monotonic()) > 0:
            ready, _, _ = select.select([self.sip, self.rtp], [], [], left)
            if self.sip in ready:
                data, at_s, sender = receive(self.sip)
                self._reply(data.decode("utf-8", "replace"), sender)
                code = self._answer(data)
                if code == 180:
                    times.to_180 = 1000 * (at_s - start)
                elif code == 200 and not answered:
                    answered, times.code = at_s, code
                    times.to_200 = 1000 * (at_s - start)
                    if not until_rtp:
                        return times
                elif code >= 300:
                    times.code = code
                    return times
            if self.rtp in ready:
                data, at_s, _ = receive(self.rtp)
                if answered and packet_of(data, at_s):
                    times.to_rtp = max(0.0, 1000 * (at_s - answered))
                    return times
        return times

    def _answer(self, data: bytes) -> int:
        text = data.decode("utf-8", "replace")
        if not text.startswith("SIP/2.0 "):
            return 0
        code = int(text.split(" ", 2)[1])
        if code < 200 or f"CSeq: {self._cseq} INVITE" not in text:
            return code
        tagged = re.search(r"^To: (.*)$", text, re.MULTILINE)
        self._far = tagged[1].strip() if tagged else self._far
        contact = re.search(r"^Contact: .*<([^>]+)>", text, re.MULTILINE)
        if code == 200 and contact:
            self._target = contact[1]
            media = re.search(r"m=audio (\d+)", text)
            self.to = ("127.0.0.1", int(media[1])) if media else None
        self._request("ACK")
        return code

    def bye(self, timeout_s: float = 5.0) -> bool:
        """End the call; whether the far end said 200."""
        self._cseq += 1
        self._request("BYE")
        deadline = time.monotonic() + timeout_s
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self.sip], [], [], left)[0]:
                data, _, sender = receive(self.sip)
                text = data.decode("utf-8", "replace")
                self._reply(text, sender)
                if text.startswith("SIP/2.0 200") and f"CSeq: {self._cseq} BYE" in text:
                    return True
        return False

    @contextlib.contextmanager
    def keeping(self) -> Iterator[None]:
        """Meanwhile answer the requests of the running call: a hold, the end of one, its ACK."""
        stop = threading.Event()

        def keep() -> None:
            while not stop.is_set():
                if select.select([self.sip], [], [], 0.05)[0]:
                    data, _, sender = receive(self.sip)
                    self._reply(data.decode("utf-8", "replace"), sender)

        keeper = threading.Thread(target=keep, daemon=True)
        keeper.start()
        try:
            yield
        finally:
            stop.set()
            keeper.join(5)

    def _reply(self, text: str, sender: tuple[str, int]) -> None:
        method = text.split(" ", 1)[0]
        if method in ("SIP/2.0", "ACK"):
            return
        same = ("via:", "from:", "to:", "call-id:", "cseq:")
        head, _, offer = text.partition("\r\n\r\n")
        lines = [line for line in head.split("\r\n") if line.lower().startswith(same)]
        body = ""
        if method == "INVITE":
            way = "recvonly" if "a=sendonly" in offer else "sendrecv"
            body = self._session("inactive" if "a=inactive" in offer else way)
            lines.append("Content-Type: application/sdp")
        host, port = self.sip.getsockname()
        lines += [f"Contact: <sip:caller@{host}:{port}>", f"Content-Length: {len(body)}"]
        answer = "\r\n".join(["SIP/2.0 200 OK", *lines]) + f"\r\n\r\n{body}"
        self.sip.sendto(answer.encode(), sender)

    def _session(self, way: str = "sendrecv") -> str:
        host, port = self.rtp.getsockname()
        self._version += 1
        return (
            f"v=0\r\no=- 1 {self._version} IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\n"
            f"a=rtpmap:101 telephone-event/8000\r\na={way}\r\n"
        )

    def listen(self, seconds: float) -> list[Packet]:
        """Every RTP packet that comes within that time; what waited before is dropped."""
        while select.select([self.rtp], [], [], 0)[0]:
            receive(self.rtp)
        found: list[Packet] = []
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self.rtp], [], [], left)[0]:
                data, at_s, _ = receive(self.rtp)
                packet = packet_of(data, at_s)
                if packet is not None:
                    found.append(packet)
        return found


class Voices:
    """Says each leg's loop of sound (samples at 8 kHz, full scale 32767) in packets of 20 ms."""

    def __init__(self, legs: Sequence[tuple[Leg, Samples]]) -> None:
        self._sends = [
            (leg, to_ulaw(samples), number) for number, (leg, samples) in enumerate(legs)
        ]
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Voices:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join(5)

    def _run(self) -> None:
        start = time.monotonic()
        for turn in itertools.count():
            if self._stop.wait(max(0.0, start + turn * 0.02 - time.monotonic())):
                return
            for leg, sound, number in self._sends:
                at = turn * FRAME % (len(sound) - len(sound) % FRAME)
                head = struct.pack("!BBHII", 0x80, 0, turn & 0xFFFF, turn * FRAME, 7 + number)
                if leg.to:
                    leg.rtp.sendto(head + sound[at : at + FRAME], leg.to)


def tone(hertz: float, seconds: float = 1.0, peak: float = 8000.0) -> Samples:
    """A sine at 8 kHz."""
    steps = np.arange(int(seconds * RATE_HZ))
    sound: Samples = peak * np.sin(2 * np.pi * hertz * steps / RATE_HZ)
    return sound


def to_ulaw(samples: Samples) -> bytes:
    """G.711 µ-law (ITU-T G.711)."""
    linear = np.clip(samples, -32635, 32635).astype(np.int32)
    sign = np.where(linear < 0, 0x80, 0)
    magnitude = np.abs(linear) + 0x84
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 0x0F
    return bytes((~(sign | exponent << 4 | mantissa) & 0xFF).astype(np.uint8))


def from_ulaw(data: bytes) -> Samples:
    """The samples of G.711 µ-law."""
    code = ~np.frombuffer(data, np.uint8).astype(np.int32) & 0xFF
    value = (((code & 0x0F) << 3) + 0x84 << (code >> 4 & 7)) - 0x84
    return np.where(code & 0x80, -value, value).astype(np.float64)


def loudness(samples: Samples, hertz: float) -> float:
    """Level of one frequency in dBFS (sine's peak), Hann window."""
    if len(samples) < RATE_HZ // 10:
        return -90.0
    window = np.hanning(len(samples))
    turn = np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / RATE_HZ)
    amplitude = 2 * abs(np.sum(samples * window * turn)) / np.sum(window)
    return float(20 * np.log10(max(amplitude / 32768, 10**-4.5)))
