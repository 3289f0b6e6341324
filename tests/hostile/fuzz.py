"""Mutated SIP messages for a real engine: ``python -m tests.hostile.fuzz --messages N --seed S``.

Every message is made from the corpus of ``torture`` by a seeded generator: bytes flipped, cut,
doubled, pieces of other messages put in, numbers made huge. Half of them come from the registrar's
address, half from a stranger's; now and then one goes into a call that is up. After each batch the
engine must answer, and at the end it must be the same process, registered, and take a call with
sound both ways. Exit code 1 and the last batch's messages in a file when it is not.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from softphone.domain.account import FrontRules
from softphone.domain.call import CallState
from softphone.domain.messages import AnswerCall, HangUpCall
from tests.engine.sip_ua import Ua
from tests.hostile.phone import Phone
from tests.hostile.test_floods import rings
from tests.hostile.torture import EVERYTHING, fill
from tests.support.waiting import until

BATCH = 100
NUMBERS = (b"0", b"-1", b"255", b"65536", b"4294967296", b"99999999999999999999", b"1e9", b"0x7f")
PIECES = (
    *(b"\r\n", b"\r\n\r\n", b"\n", b"\0", b'"', b"<", b">", b";", b",", b"@", b"[", b"]"),
    *(b"%", b"%00", b"\xff\xfe", b"\xe2\x80\xae", b";lr", b";tag=", b"sip:", b"tel:"),
    *(b"Via: ", b"Route: ", b"v: ", b"To: ", b"m=audio 4 RTP/SAVP 0\r\n", b"a=crypto:1 "),
    *(b"m=audio 4 UDP/TLS/RTP/SAVP 0\r\n", b"a=rtpmap:", b"Replaces: ", b"Content-Length: "),
    *(b"Require: ", b"Contact: *\r\n"),
)


def mutated(random_: random.Random, message: bytes, others: Sequence[bytes]) -> bytes:
    """One to six mutations of a message; at most 8 kB."""
    data = bytearray(message)
    for _ in range(random_.randint(1, 6)):
        at = random_.randrange(len(data) + 1)
        length = random_.choice((1, 1, 2, 4, 16, 64))
        match random_.randrange(8):
            case 0 if data:
                data[min(at, len(data) - 1)] ^= 1 << random_.randrange(8)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = random_.choice(PIECES) * random_.choice((1, 1, 1, 2, 30))
            case 3:
                data[at:at] = data[at : at + length] * random_.choice((1, 2, 50))
            case 4:
                other = random_.choice(others)
                begin = random_.randrange(len(other) + 1)
                data[at : at + length] = other[begin : begin + random_.randrange(200)]
            case 5:
                data[at:at] = random_.choice(NUMBERS)
            case 6:
                lines = bytes(data).split(b"\r\n")
                random_.shuffle(lines[1:4])
                where = random_.randrange(len(lines))
                lines.insert(where, random_.choice(lines))
                data = bytearray(b"\r\n".join(lines))
            case _:
                data[at : at + length] = random_.randbytes(length)
    return bytes(data[:8000])


class Fuzz:
    """Sends ``messages`` mutations to a phone of its own in ``folder``."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._random = random.Random(seed)
        self._ua = Ua()
        self.phone = Phone(folder, self._ua, FrontRules(invites_in_5_s=1_000_000))
        self._senders = (Ua(), Ua("127.0.0.2"))
        self._folder = folder
        self.last: list[bytes] = []
        """The newest batch, to find out which message it was."""

    def run(self, messages: int, told: bool = False) -> None:
        """Raises ``AssertionError`` or ``OSError`` when the engine is gone or not well."""
        sent = 0
        while sent < messages:
            count = min(BATCH, messages - sent)
            self._batch(count)
            sent += count
            if told and sent % 2000 == 0:
                print(f"{sent} sent, {self.phone.resident_kb() // 1024} MB resident", flush=True)
        self.phone.clear()
        # Calls answered and never acknowledged keep their places in the stack for up to 64 s.
        until(self._rings, "the phone rings no more", 120)
        self.phone.clear()
        self.phone.still_well()

    def _rings(self) -> bool:
        """Whether a call rings now. What the last messages still made ring has no end of its own,
        and would keep others from ringing."""
        self.phone.clear()
        return rings(self.phone, self._ua)

    def _batch(self, count: int) -> None:
        host, port = self.phone.address
        self.last = []
        for number in range(count):
            sender = self._senders[number % 2]
            source = f"{sender.address}:{sender.port}"
            filled = [
                fill(self._random.choice(list(EVERYTHING.values())), f"{host}:{port}", source)
                for _ in range(2)
            ]
            message = mutated(self._random, filled[0], filled)
            self.last.append(message)
            sender.send(message, self.phone.address)
            if number % 10 == 9:
                # The kernel's buffer is small: nothing is lost when each handful is waited for.
                self._tidy()

    def _tidy(self) -> None:
        """Answer some of what rings and end the rest, so that the next ones get as deep."""
        for call in self.phone.snapshot().calls:
            offered = call.state is CallState.OFFERED
            if offered and self._random.random() < 0.3:
                self.phone.engine.send(AnswerCall(call_id=call.id))
            else:
                self.phone.engine.send(HangUpCall(call_id=call.id))
        for sender in (*self._senders, self._ua):
            sender.seen.clear()
            while not sender.inbox.empty():
                sender.inbox.get()

    def close(self) -> None:
        """End the phone; raises ``AssertionError`` when its end or its log is not clean."""
        for ua in (*self._senders,):
            ua.close()
        try:
            self.phone.close()
        finally:
            self._ua.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 0 when the engine survived it all."""
    parser = argparse.ArgumentParser(description="Mutated SIP messages for a real engine.")
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.monotonic()
        fuzz = Fuzz(Path(folder), given.seed)
        before = fuzz.phone.resident_kb()
        try:
            fuzz.run(given.messages, told=True)
            growth = fuzz.phone.resident_kb() - before
            fuzz.close()
        except (AssertionError, OSError) as error:
            kept = Path(tempfile.mkdtemp(prefix="fuzz-")) / "last-batch"
            kept.write_bytes(b"\n=====\n".join(fuzz.last))
            print(f"not survived: {str(error)[:2000]}\nthe last messages are in {kept}")
            return 1
        took = time.monotonic() - begun
    print(
        f"{given.messages} messages, seed {given.seed}: the same engine, registered, the next call "
        f"with sound both ways; {took:.0f} s, {growth / 1024:.1f} MB more resident"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
