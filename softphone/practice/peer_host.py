"""A peer's calls and accounts: carries commands out, follows its rules, tells what happens."""

import gc
import heapq
import itertools
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import msgspec
import pjsua2 as pj

from softphone.practice import peer_words as words
from softphone.practice.peer_calls import PeerAccount, PeerCall, Table, happening
from softphone.practice.peer_sound import Mouth
from softphone.practice.peer_stack import POLL_MS, Stack
from softphone.practice.sound import SoundError

KEPT_AFTER_END_S = 2.0
"""Ended calls can still be measured this long, and their objects die well after the callback."""
QUIT_LIMIT_S = 1.5


class RefusedError(Exception):
    """A command cannot be carried out; the text says why."""


class PeerHost:
    """Everything of the peer; its methods run on the one polling thread."""

    def __init__(self, stack: Stack, tell: Callable[[words.Happening], None]) -> None:
        self._stack = stack
        self._tell = tell
        self._outbox: deque[words.Happening] = deque()
        self._table: Table = {}
        self._rules: dict[str, words.Rule] = {}
        self._replaced: set[str] = set()
        """Calls whose old dialog is about to end, while a new one has taken its place."""
        self._on_answer: dict[str, Callable[[], None]] = {}
        self._timers: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = itertools.count(1)
        self._accounts: dict[str, PeerAccount] = {"": self._local_account()}
        self.quitting = False

    def turn(self) -> None:
        """One round: SIP events, what they brought, timers."""
        self._stack.poll(POLL_MS)
        self._drain()
        while self._timers and self._timers[0][0] <= time.monotonic():
            _, _, due = heapq.heappop(self._timers)
            due()

    def obey(self, line: bytes) -> None:
        """Carry out one command line and reply to it."""
        ref = 0
        try:
            command = words.decode_command(line)
            ref = command.ref
            result = self._do(command) or {}
        except (msgspec.DecodeError, RefusedError, SoundError, OSError) as error:
            self._tell(happening("refused", ref=ref, why=str(error)))
        except pj.Error as error:
            self._tell(happening("refused", ref=ref, why=f"{error.status} {error.reason}"))
        else:
            # Events that the command itself caused come before its reply.
            self._drain()
            self._tell(happening("done", ref=ref, **result))

    def close(self) -> None:
        """Hang up, unregister, bounded; then let go of every object of the stack."""
        self._take_leave()
        # An object that outlives the stack aborts the process: no name may hold one here.
        self._timers.clear()
        self._on_answer.clear()
        self._table.clear()
        self._accounts.clear()
        gc.collect()
        self._stack.close()

    def _take_leave(self) -> None:
        limit = time.monotonic() + QUIT_LIMIT_S
        for call in self._table.values():
            self._hang_up(call, 0)
        for user, account in self._accounts.items():
            if user and account.getInfo().regIsActive:
                account.setRegistration(False)
        while time.monotonic() < limit and self._busy():
            self._stack.poll(POLL_MS)
        self._drain()
        for call in self._table.values():
            _finish_tape(call)
        for account in self._accounts.values():
            account.shutdown()

    # ------------------------------------------------------------------ commands

    def _do(self, command: words.AnyCommand) -> dict[str, object] | None:
        match command:
            case words.Listen():
                self._rules = {rule.user: rule for rule in command.rules}
            case words.PlaceCall():
                self._place(command)
            case words.Answer():
                self._answer(self._call(command.call), command.code)
            case words.HangUp():
                self._hang_up(self._call(command.call), command.code)
            case words.Play():
                self._call(command.call).port.mouth = Mouth.make(
                    command.wav,
                    loop=command.loop,
                    tone_hz=command.tone_hz,
                    tone_dbfs=command.tone_dbfs,
                )
            case words.Dtmf():
                self._call(command.call).dialDtmf(command.digits)
            case words.Hold():
                self._hold(self._call(command.call), command.on)
            case words.Transfer():
                self._call(command.call).xfer(command.to, pj.CallOpParam())
            case words.Measure():
                return self._measure(command)
            case words.Record():
                path = Path(command.path) if command.path else None
                self._call(command.call).port.record(path)
            case words.Register():
                self._register(command)
            case words.Unregister():
                self._account(command.user).setRegistration(False)
            case words.Calls():
                return {"calls": [_row(call) for call in self._table.values()]}
            case words.Quit():
                self.quitting = True
        return None

    def _place(self, command: words.PlaceCall) -> None:
        if command.id in self._table:
            raise RefusedError(f"there is a call {command.id} already")
        account = self._account(command.account)
        call = PeerCall(account, command.id, command.from_user)
        call.port.mouth = Mouth.make(
            command.wav, loop=command.loop, tone_hz=command.tone_hz, tone_dbfs=command.tone_dbfs
        )
        wanted = pj.CallOpParam(True)
        wanted.opt.audioCount = 1
        wanted.opt.videoCount = 0
        if not command.account:
            name = command.from_name.replace("\\", "\\\\").replace('"', '\\"')
            shown = f'"{name}" ' if name else ""
            own = f"<sip:{command.from_user}@{self._stack.bind}:{self._stack.port}>"
            wanted.txOption.localUri = shown + own
        for name, value in command.headers.items():
            header = pj.SipHeader()
            header.hName, header.hValue = name, value
            wanted.txOption.headers.append(header)
        self._table[call.id] = call
        try:
            call.makeCall(command.to, wanted)
        except pj.Error:
            self._drop_later(call.id)
            raise

    def _hold(self, call: PeerCall, on: bool) -> None:
        wanted = pj.CallOpParam(True)
        if on:
            call.setHold(wanted)
        else:
            wanted.opt.flag |= pj.PJSUA_CALL_UNHOLD
            call.reinvite(wanted)

    def _measure(self, command: words.Measure) -> dict[str, object]:
        until = command.until or time.monotonic()
        since = command.since or until - command.window_ms / 1000
        port = self._call(command.call).port
        return port.measure(since, until, command.hz, command.silence_dbfs)

    def _register(self, command: words.Register) -> None:
        old = self._accounts.pop(command.user, None)
        if old is not None:
            old.shutdown()
            del old  # PJSIP reuses the slot: the old object must be gone first
        config = self._stack.registered(command)
        account = PeerAccount(command.user, self._outbox, self._table, self._new_id)
        account.create(config)
        self._accounts[command.user] = account

    # ------------------------------------------------------------------ what came in

    def _drain(self) -> None:
        while self._outbox:
            event = self._outbox.popleft()
            self._tell(event)
            if event["event"] == "incoming":
                self._receive(str(event["call"]), str(event["user"]))
            elif event["event"] == "replaced":
                self._replaced.add(str(event["call"]))
            elif event["event"] == "state":
                self._follow(str(event["call"]), str(event["state"]))

    def _receive(self, call_id: str, user: str) -> None:
        rule = self._rules.get(user) or self._rules.get("*")
        if rule is None:
            self._try(call_id, lambda call: self._answer(call, 404))
            return
        if rule.behaviour is words.Behaviour.REFUSE and not rule.ring_ms:
            self._try(call_id, lambda call: self._answer(call, rule.code))
            return
        if rule.behaviour is not words.Behaviour.ANSWER or rule.ring_ms:
            self._try(call_id, lambda call: self._answer(call, 180))
        if rule.behaviour is words.Behaviour.ANSWER:
            self._after(rule.ring_ms, lambda: self._take(call_id, rule))
        elif rule.behaviour is words.Behaviour.REFUSE:
            self._after(
                rule.ring_ms, lambda: self._try(call_id, lambda call: self._answer(call, rule.code))
            )

    def _take(self, call_id: str, rule: words.Rule) -> None:
        call = self._table.get(call_id)
        if call is None or call.state not in ("incoming", "early"):
            return
        try:
            call.port.mouth = Mouth.make(
                rule.wav, loop=rule.loop, tone_hz=rule.tone_hz, tone_dbfs=rule.tone_dbfs
            )
        except SoundError as error:
            self._tell(happening("fault", where="rule", why=str(error)))
        if rule.hang_up_ms is not None:
            limit = rule.hang_up_ms
            self._on_answer[call_id] = lambda: self._after(
                limit, lambda: self._try(call_id, lambda call: self._hang_up(call, 0))
            )
        self._try(call_id, lambda call: self._answer(call, 200))

    def _follow(self, call_id: str, state: str) -> None:
        if state == "confirmed":
            self._on_answer.pop(call_id, lambda: None)()
        elif state == "disconnected" and call_id in self._replaced:
            # Only the old dialog: the call goes on with whoever has taken its place.
            self._replaced.discard(call_id)
        elif state == "disconnected":
            self._on_answer.pop(call_id, None)
            call = self._table.get(call_id)
            if call is not None:
                self._try(call_id, _finish_tape)
                self._drop_later(call_id)

    # ------------------------------------------------------------------ small helpers

    def _local_account(self) -> PeerAccount:
        config = self._stack.local()
        account = PeerAccount("", self._outbox, self._table, self._new_id)
        account.create(config, True)
        return account

    def _answer(self, call: PeerCall, code: int) -> None:
        prm = pj.CallOpParam(True)
        prm.statusCode = code
        call.answer(prm)

    def _hang_up(self, call: PeerCall, code: int) -> None:
        if call.state in ("disconnected", "new"):
            return
        prm = pj.CallOpParam(True)
        prm.statusCode = code
        try:
            call.hangup(prm)
        except pj.Error as error:
            # The far end may have hung up first; its event is on the way.
            self._tell(happening("fault", where="hangup", why=str(error.reason)))

    def _try(self, call_id: str, act: Callable[[PeerCall], None]) -> None:
        call = self._table.get(call_id)
        if call is None or (call.state == "disconnected" and act is not _finish_tape):
            return
        try:
            act(call)
        except (pj.Error, OSError) as error:
            self._tell(happening("fault", where=call_id, why=str(error)))

    def _call(self, call_id: str) -> PeerCall:
        call = self._table.get(call_id)
        if call is None:
            raise RefusedError(f"no call {call_id}")
        return call

    def _account(self, user: str) -> PeerAccount:
        account = self._accounts.get(user)
        if account is None:
            raise RefusedError(f"no account {user}")
        return account

    def _busy(self) -> bool:
        if any(call.state not in ("disconnected", "new") for call in self._table.values()):
            return True
        return any(user and acc.getInfo().regIsActive for user, acc in self._accounts.items())

    def _after(self, delay_ms: float, due: Callable[[], None]) -> None:
        heapq.heappush(self._timers, (time.monotonic() + delay_ms / 1000, next(self._numbers), due))

    def _drop_later(self, call_id: str) -> None:
        self._after(KEPT_AFTER_END_S * 1000, lambda: self._drop(call_id))

    def _drop(self, call_id: str) -> None:
        self._table.pop(call_id, None)

    def _new_id(self, kind: str) -> str:
        return f"{kind}-{next(self._numbers)}"


def _finish_tape(call: PeerCall) -> None:
    call.port.record(None)


def _row(call: PeerCall) -> dict[str, str]:
    return {"id": call.id, "user": call.user, "state": call.state}
