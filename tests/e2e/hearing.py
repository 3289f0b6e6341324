"""What each party of a three-sided affair hears, measured by the tones the others hum."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field

from softphone.practice import sound
from softphone.practice.peer_client import Peer
from tests.e2e.agent_sound import AGENT_HZ
from tests.e2e.line import CALLER_HZ
from tests.e2e.program import Program
from tests.pbx.config import HOLD_HZ, QUEUE_HZ

COLLEAGUE_HZ, SECOND_HZ, FOURTH_HZ = 1600, 2000, 2600
TONES = {
    "caller": CALLER_HZ,
    "agent": AGENT_HZ,
    "colleague": COLLEAGUE_HZ,
    "second": SECOND_HZ,
    "fourth": FOURTH_HZ,
    "music": HOLD_HZ,
    "queue": QUEUE_HZ,
}
HEARD_DBFS = -45.0
WINDOW_S = 0.5
_AGENT_RATE = 16_000
Levels = dict[str, float]


@dataclass
class Parties:
    """Caller (call ``c1``), agent, and colleague once its leg is known.

    ``more`` are further parties by the name of their tone: who they are and which call of theirs.
    """

    caller: Peer
    agent: Program
    colleague: Peer
    leg: str = ""
    more: dict[str, tuple[Peer, str]] = field(default_factory=dict)
    _marks: list[str] = field(default_factory=list)

    def levels(self, *who: str) -> dict[str, Levels]:
        """dBFS of each tone at these parties over the last half second.

        Only they are asked: a peer soon forgets a call that is over.
        """
        calls = {
            "caller": (self.caller, "c1"),
            "colleague": (self.colleague, self.leg),
            **self.more,
        }
        return {
            name: self._of_agent() if name == "agent" else _of_peer(*calls[name]) for name in who
        }

    def wait_heard(self, what: str = "", timeout_s: float = 30.0, **wanted: str) -> None:
        """Wait until each named party hears just these, separated by blanks; none: silence."""
        self.wait_all_heard(what, wanted, timeout_s)

    def wait_all_heard(self, what: str, wanted: dict[str, str], timeout_s: float = 30.0) -> None:
        """The same; it must stay so for a whole window, so that nothing of before is measured.

        Raises TimeoutError with what came.
        """
        deadline = time.monotonic() + timeout_s
        since = 0.0
        expected = {who: set(tones.split()) for who, tones in wanted.items()}
        while True:
            levels = self.levels(*expected)
            heard = {
                who: {name for name, level in levels[who].items() if level > HEARD_DBFS}
                for who in expected
            }
            if heard != expected:
                since = 0.0
            elif not since:
                since = time.monotonic()
            elif time.monotonic() - since > WINDOW_S:
                _note(what, {who: levels[who] for who in expected})
                return
            if time.monotonic() > deadline:
                raise TimeoutError(f"{what}: wanted {expected}, heard {heard}, {levels}")
            time.sleep(0.05)

    def _of_agent(self) -> Levels:
        ears = self.agent.sound
        piece = ears.heard(0)[-int(WINDOW_S * _AGENT_RATE) * 2 :]
        return {
            name: round(sound.goertzel_dbfs(sound.samples_of(piece), hz, _AGENT_RATE), 1)
            for name, hz in TONES.items()
        }


def _of_peer(peer: Peer, call: str) -> Levels:
    heard = peer.measure(call, list(TONES.values()), window_ms=int(WINDOW_S * 1000))
    return dict(zip(TONES, (tone["level_dbfs"] for tone in heard["tones"]), strict=True))


def _note(what: str, levels: dict[str, Levels]) -> None:
    """The table of docs/call-control.md is made of these lines (pytest -s)."""
    for who, tones in levels.items():
        loud = ", ".join(f"{name} {level:g}" for name, level in tones.items() if level > HEARD_DBFS)
        quiet = max((level for level in tones.values() if level <= HEARD_DBFS), default=-90.0)
        sys.stdout.write(f"HEARD | {what} | {who} | {loud or 'nothing'} | rest ≤ {quiet:g}\n")
