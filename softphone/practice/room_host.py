"""Runs the practice room: the pure queue on one side, the SIP peer on the other."""

import itertools
import queue
import time
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import msgspec

from softphone.practice import conversation, sound
from softphone.practice import room as machine
from softphone.practice.feature_codes import BY_CODE, CODES, Told
from softphone.practice.peer_client import Peer, PeerError
from softphone.practice.peer_words import Behaviour, Happening, Rule
from softphone.practice.scenarios import Customer, Line, Party, Scenario

PILOT_DBFS = -36.0
LISTEN_S = 0.2
"""How often it is looked at whether the agent speaks."""
_BIND = "127.0.0.1"


class Pace(StrEnum):
    """How quickly customers follow each other, and how long colleagues let it ring."""

    NORMAL = "normal"
    FAST = "fast"

    @property
    def pause_s(self) -> float:
        """Seconds between two customers."""
        return 4.0 if self is Pace.NORMAL else 0.6


class RoomHost:
    """One room with its peer. Everything runs on the thread that calls ``run``."""

    def __init__(
        self,
        scenario: Scenario,
        agent: str,
        *,
        tell: Callable[[Happening], None],
        port: int = 0,
        pace: Pace = Pace.NORMAL,
        pilots: bool = False,
    ) -> None:
        self._scenario = scenario
        self._customers = {customer.key: customer for customer in scenario.customers}
        self._agent_uri = f"sip:agent@{agent}"
        self._tell = tell
        self._pace = pace
        self._pilots = pilots
        self._room = machine.Room.of(tuple(self._customers), repeat=scenario.repeat)
        self._inbox: queue.SimpleQueue[Happening | bytes | None] = queue.SimpleQueue()
        self._peer = Peer(bind=_BIND, port=port, on_event=self._inbox.put)
        self._timers: dict[str, tuple[float, Callable[[], None]]] = {}
        self._replies: dict[int, Callable[[Happening], None]] = {}
        self._numbers = itertools.count(1)
        self._call = ""
        self._offered_at = 0.0
        self._held = False
        self._turn = conversation.Turn(lines=0)
        self._codes: dict[str, str] = {}

    def run(self) -> int:
        """Until ``stop``, or until the peer has gone; 0 when stopped."""
        self._peer.start()
        try:
            self._peer.listen(*self._rules())
            self._say("started", port=self._peer.port, peer_pid=self._peer.pid)
            while (item := self._next()) is not None:
                if isinstance(item, bytes):
                    self._pass_on(item)
                else:
                    self._on_event(item)
                self._fire()
            return 0 if self._peer.alive else 1
        finally:
            self._peer.stop()

    def stop(self) -> None:
        """End ``run``; may be called from a signal handler or another thread."""
        self._inbox.put(None)

    def command(self, line: bytes) -> None:
        """A peer command (``peer_words``) from outside; its reply is told. Any thread."""
        self._inbox.put(line)

    # ------------------------------------------------------------------ the loop

    def _next(self) -> Happening | bytes | None:
        while True:
            self._fire()
            if not self._peer.alive:
                return None
            first = min((when for when, _ in self._timers.values()), default=time.monotonic() + 1)
            try:
                return self._inbox.get(timeout=max(0.0, first - time.monotonic()))
            except queue.Empty:
                continue

    def _fire(self) -> None:
        now = time.monotonic()
        for name, (when, due) in list(self._timers.items()):
            if when <= now and name in self._timers:
                del self._timers[name]
                due()

    def _after(self, name: str, delay_s: float, due: Callable[[], None]) -> None:
        self._timers[name] = (time.monotonic() + delay_s, due)

    def _say(self, name: str, **fields: object) -> None:
        self._tell({"event": name, "t": time.monotonic(), **fields})

    def _pass_on(self, line: bytes) -> None:
        ref: object = 0
        try:
            fields = msgspec.json.decode(line, type=dict[str, object])
            ref = fields.pop("ref", 0)
            do = str(fields.pop("do", ""))
            if do == "quit":
                self.stop()
                return
            sent = self._peer.send(do, **fields)
        except (msgspec.DecodeError, PeerError, TypeError) as error:
            self._say("refused", ref=ref, why=str(error))
            return
        self._replies[sent] = lambda reply: self._tell({**reply, "ref": ref})

    def _ask(
        self, do: str, then: Callable[[Happening], None] | None = None, **args: object
    ) -> None:
        ref = self._peer.send(do, **args)
        self._replies[ref] = then or self._complain

    def _complain(self, reply: Happening) -> None:
        if reply["event"] == "refused":
            self._say("fault", where="room", why=reply["why"])

    # ------------------------------------------------------------------ what the peer says

    def _on_event(self, event: Happening) -> None:
        name, call = str(event["event"]), str(event.get("call", ""))
        if name in ("done", "refused"):
            reply = self._replies.pop(event["ref"], None)
            if reply is not None:
                reply(event)
            return
        if name == "started":
            return
        self._tell(event)
        if name == "incoming" and event["user"] in BY_CODE:
            self._codes[call] = event["user"]
        elif name == "state" and call in self._codes:
            if event["state"] == "confirmed":
                self._understand(self._codes.pop(call), call)
        elif call and call == self._call:
            self._on_current(name, event)

    def _understand(self, code: str, call: str) -> None:
        meaning = BY_CODE[code]
        self._say("told", code=code, told=meaning.told, reason=meaning.reason, call=call)
        signed_in = meaning.told is not Told.SIGN_OUT
        # Signing in alone does not make ready: the softphone says that too.
        ready = meaning.told is Told.READY
        self._step(machine.AgentTold(ready=ready, signed_in=signed_in))

    def _on_current(self, name: str, event: Happening) -> None:
        customer = self._customers[self._room.current]
        told = {"customer": customer.key, "call": self._call}
        if name == "state":
            ms = round(1000 * (event["t"] - self._offered_at), 1)
            code = event["code"]
            if event["state"] == "early":
                self._say("rang", code=code, ms=ms, **told)
            elif event["state"] == "confirmed":
                self._timers.pop("patience", None)
                self._say("answered", code=code, ms=ms, **told)
                self._step(machine.OfferAnswered())
                self._turn = conversation.Turn(lines=len(customer.lines))
                self._speak(customer)
                self._after("listen", LISTEN_S, self._look)
            elif event["state"] == "disconnected":
                for timer in ("patience", "listen", "hold", "hang_up"):
                    self._timers.pop(timer, None)
                self._call = ""
                self._say("ended", code=code, reason=event["reason"], **told)
                self._step(machine.CallEnded())
        elif name == "media" and event["status"] == "remote_hold":
            self._held = True
            self._say("held", **told)
            if customer.hold_patience_s is not None:
                self._after("hold", customer.hold_patience_s, self._hang_up)
        elif name == "media" and event["status"] == "active" and self._held:
            self._held = False
            self._timers.pop("hold", None)
            self._say("resumed", **told)

    # ------------------------------------------------------------------ what the room does

    def _step(self, event: machine.Event) -> None:
        self._room, effects = machine.step(self._room, event)
        for effect in effects:
            match effect:
                case machine.Offer(key):
                    self._offer(self._customers[key])
                case machine.GiveUp():
                    self._hang_up()
                case machine.Pause():
                    self._after(
                        "pause", self._pace.pause_s, lambda: self._step(machine.PauseEnded())
                    )
                case machine.Tell(what, key):
                    self._say(what, customer=key)

    def _offer(self, customer: Customer) -> None:
        self._call = f"{customer.key}-{next(self._numbers)}"
        identity = f"<sip:{customer.number}@{_BIND}>"
        if customer.name:
            identity = f'"{customer.name}" {identity}'
        headers = {
            "P-Asserted-Identity": identity,
            "X-Queue": customer.queue,
            "X-Customer-Id": customer.customer_id,
            "X-Waited": str(customer.waited_s),
            "X-Vip": "1" if customer.vip else "0",
        }
        self._offered_at = time.monotonic()
        self._held = False
        self._say("offered", customer=customer.key, call=self._call, number=customer.number)
        self._ask(
            "call",
            self._on_called,
            id=self._call,
            to=self._agent_uri,
            from_user=customer.number,
            from_name=customer.name,
            headers={name: value for name, value in headers.items() if value},
            tone_hz=self._pilot(customer.tone_hz),
            tone_dbfs=PILOT_DBFS,
        )
        self._after("patience", customer.patience_s, lambda: self._step(machine.PatienceRanOut()))

    def _on_called(self, reply: Happening) -> None:
        if reply["event"] == "refused":
            self._complain(reply)
            self._timers.pop("patience", None)
            self._call = ""
            self._step(machine.CallEnded())

    def _look(self) -> None:
        self._after("listen", LISTEN_S, self._look)
        self._ask("measure", self._on_heard, call=self._call, window_ms=round(LISTEN_S * 1000))

    def _on_heard(self, reply: Happening) -> None:
        if reply["event"] == "refused" or self._room.phase is not machine.Phase.TALKING:
            return
        now = time.monotonic()
        self._turn, next_line = conversation.listen(self._turn, now, reply["rms_dbfs"], LISTEN_S)
        if next_line and not self._held:
            self._speak(self._customers[self._room.current])

    def _speak(self, customer: Customer) -> None:
        if self._turn.over:
            return
        line = customer.lines[self._turn.line + 1]
        length_s = _length_s(line)
        self._turn = conversation.say(self._turn, time.monotonic(), length_s)
        self._say("said", customer=customer.key, line=self._turn.line, text=line.text)
        pilot = self._pilot(customer.tone_hz)
        self._ask("play", call=self._call, wav=line.wav, tone_hz=pilot, tone_dbfs=PILOT_DBFS)
        if self._turn.over and customer.hang_up_s is not None:
            self._after("hang_up", length_s + customer.hang_up_s, self._hang_up)

    def _hang_up(self) -> None:
        if self._call:
            self._ask("hangup", call=self._call)

    def _pilot(self, hz: int) -> int:
        return hz if self._pilots else 0

    def _rules(self) -> list[Rule]:
        # 200 ms are enough for the softphone to see the 200 OK.
        codes = [Rule(user=each.code, hang_up_ms=200) for each in CODES]
        return codes + [self._rule(party) for party in self._scenario.parties]

    def _rule(self, party: Party) -> Rule:
        if party.busy:
            return Rule(user=party.user, behaviour=Behaviour.REFUSE, ring_ms=party.ring_ms)
        if party.declines:
            ring_ms = max(1, party.ring_ms)
            return Rule(user=party.user, behaviour=Behaviour.REFUSE, ring_ms=ring_ms, code=603)
        return Rule(
            user=party.user,
            ring_ms=party.ring_ms if self._pace is Pace.NORMAL else min(party.ring_ms, 300),
            hang_up_ms=party.hang_up_ms,
            wav=party.line.wav if party.line else "",
            tone_hz=self._pilot(party.tone_hz),
            tone_dbfs=PILOT_DBFS,
        )


def _length_s(line: Line) -> float:
    pcm, rate = sound.read_wav(Path(line.wav))
    return len(pcm) / 2 / rate
