"""The call engine's loop: poll the stack, drain its callbacks, drain commands, tick."""

import gc
import logging
import os
import random
import threading
import time
from collections import deque
from collections.abc import Callable

from softphone.domain.messages import (
    Command,
    Event,
    ShutDown,
)
from softphone.domain.registration import LineState
from softphone.engine import log as engine_log
from softphone.engine.audio.native import NativeBridge
from softphone.engine.audio.sound import Sound, open_backend
from softphone.engine.audio.tones import ToneKind
from softphone.engine.calls.calls import Calls
from softphone.engine.calls.quality_meter import QualityWatch
from softphone.engine.commands import Commands
from softphone.engine.engine_parts import Parts
from softphone.engine.headset.hidapi import SystemHid
from softphone.engine.headset.link import HeadsetLink
from softphone.engine.line.invite_filter import InviteFilter
from softphone.engine.line.line import Line
from softphone.engine.line.presence_watch import PresenceSubscriptions
from softphone.engine.network.name_lookups import Names
from softphone.engine.options import EngineOptions, OptionError, read_direct
from softphone.engine.pj.endpoint import Stack, StackError
from softphone.engine.pj.face import native_rings
from softphone.engine.pj.registrar import Registrar
from softphone.engine.pj.values import (
    Value,
)
from softphone.engine.recording.recordings import Recordings
from softphone.engine.sip_trace import SipTrace
from softphone.engine.stack_events import StackEvents
from softphone.engine.waker import Waker

__all__ = ["Engine", "EngineOptions", "OptionError"]

log = logging.getLogger(__name__)

POLL_MS = 100
CLOCK_RUNS_ON_S = 3.0
"""After the last call, so that the bridge has done all it was asked to."""
COLLECT_EVERY_S = 30.0
CALLS_END_WITHIN_S = 3.0
UNREGISTER_WITHIN_S = 2.0


class Engine:
    """One call engine; one per process, once (docs/pjsua2.md).

    ``emit`` is called on the engine's thread only, must not block, and gets every event.
    Raises ``OptionError`` for options that cannot be used.
    """

    def __init__(self, options: EngineOptions, emit: Callable[[Event], None]) -> None:
        self._options = options
        self._direct = read_direct(options.direct) if options.direct else None
        self._emit_to = emit
        self._commands: deque[Command] = deque()
        self._deferred: deque[Callable[[], None]] = deque()
        self._values: deque[Value] = deque()
        self._waker: Waker | None = None
        self._running = True
        self._sound = Sound(open_backend(options.audio, native_rings()), self._emit)
        self._headset = HeadsetLink(self._sound, SystemHid(), self._emit, self._later)
        self._trace = SipTrace()
        self.ready = threading.Event()
        """Set once calls can be taken."""

    # ------------------------------------------------------------ any thread

    def post(self, command: Command) -> None:
        """Hand a command over; carried out in order, within about a millisecond."""
        self._commands.append(command)
        if self._waker is not None:
            self._waker.wake()

    def stop(self) -> None:
        """End the engine as ``ShutDown`` does."""
        self.post(ShutDown())

    @property
    def has_calls(self) -> bool:
        """Whether a call is up; may be asked from any thread."""
        return not self.ready.is_set() or not self._calls.idle

    def _later(self, work: Callable[[], None]) -> None:
        self._deferred.append(work)
        if self._waker is not None:
            self._waker.wake()

    # ------------------------------------------------------------ the engine's thread

    def run(self) -> None:
        """Work until ``ShutDown``; this thread becomes the stack's. Raises ``OptionError``."""
        handler = engine_log.open_log(self._options.log_dir) if self._options.log_dir else None
        # A collection on another thread could run a stack object's destructor there (abort).
        collecting = gc.isenabled()
        gc.disable()
        try:
            self._work()
        finally:
            self._headset.close()
            self._sound.backend.close()
            if self._waker is not None:
                self._waker.close()
            if collecting:
                gc.enable()
            if handler is not None:
                engine_log.close_log(handler)

    def _work(self) -> None:
        stack = Stack(self._options.user_agent)
        try:
            udp_id = self._open_udp(stack)
        except OptionError:
            stack.close()
            raise
        bridge = self._sound.bridge
        if isinstance(bridge, NativeBridge):
            bridge.open(stack.open_native_sound(bridge, bridge.rings))
        else:
            stack.open_sound(bridge)
        base = self._options.rtp_port_base or random.randrange(16_384, 60_000, 200)
        registrar = Registrar(stack, udp_id, base, self._values.append)
        line = Line(
            registrar,
            self._direct,
            self._emit,
            self._later,
            idle=lambda: self._calls.idle,
            follow=lambda rebind: self._calls.follow.begin(rebind=rebind),
            tested=self._line_tested,
            find_local=self._options.find_local,
        )
        calls = Calls(stack, self._values.append, self._emit, self._trace.name)
        calls.unmute = self._sound.unmute
        self._quality = QualityWatch(calls.talking, self._emit, nothing_comes=line.suspect)
        self._stack, self._registrar, self._line, self._calls = stack, registrar, line, calls
        self._recordings = Recordings(self._sound.bridge, calls.has_sound, self._emit, self._later)
        self._names = Names(stack.host_is, self._later)
        self._watches = PresenceSubscriptions(self._values.append, self._emit, line.uri)
        registrar.before_close = self._watches.close
        registrar.may_replace = line.trusts
        parts = Parts(
            stack=stack,
            registrar=registrar,
            line=line,
            calls=calls,
            sound=self._sound,
            headset=self._headset,
            trace=self._trace,
            front=InviteFilter(),
            recordings=self._recordings,
            watches=self._watches,
        )
        self._told = StackEvents(parts)
        self._carried = Commands(parts, self._emit, self._stop_running)
        stack.start()
        log.info("engine %d ready, %s", os.getpid(), stack.version)
        self.ready.set()
        try:
            while self._running:
                self._turn()
        finally:
            self._end()

    def _open_udp(self, stack: Stack) -> int:
        host, port = self._direct or ("", 0)
        try:
            udp_id = stack.open_udp(host, port)
        except StackError as error:
            raise OptionError(
                f"UDP port {port or 'any'} of {host or 'this machine'}: {error}"
            ) from None
        self._waker = Waker(host or "127.0.0.1", stack.local_port(udp_id))
        return udp_id

    _next_collection = 0.0
    _next_tick = 0.0
    _busy_until = 0.0
    _sound_failure = ""
    _waiting = False

    def _turn(self) -> None:
        self._stack.poll(0 if self._commands or self._deferred else POLL_MS)
        self._drain_values()
        self._guard(self._look_names_up)
        while self._commands and self._running:
            self._carried.carry_out(self._commands.popleft())
        while self._deferred:
            self._guard(self._deferred.popleft())
        # What commands have ended goes before the stack can give its number to another call.
        self._drain_values()
        self._guard(self._calls.tick)
        self._guard(self._line.tick)
        self._guard(self._recordings.tick)
        self._guard(self._quality.tick)
        self._guard(lambda: self._watches.tick(self._registrar.account, self._line.status.usable))
        self._drain_values()
        now = time.monotonic()
        player = self._recordings.player
        if not self._calls.idle:
            # Even while it only rings: the ear is wanted for the caller.
            player.stop()
        if player.playing or not self._calls.idle:
            self._busy_until = now + CLOCK_RUNS_ON_S
        elif now >= self._busy_until:
            self._stack.run_clock(False)
        calls = self._calls
        ringing, back = calls.ringing, calls.ringing_back
        sounding = calls.sounding or calls.early or player.playing
        if now >= self._next_tick:
            self._next_tick = now + 0.09
            waiting = bool(ringing) and calls.busy
            if waiting is not self._waiting:
                self._waiting = waiting
                self._guard(lambda: self._sound.tone(ToneKind.WAITING, waiting))
            bell = bool(ringing) and not waiting
            self._guard(lambda: self._sound.tick(sounding, bell, back))
            self._guard(lambda: self._headset.follow(calls.snapshot()))
        if self._stack.sound_failure != self._sound_failure:
            self._sound_failure = self._stack.sound_failure
            log.error("sound frames: %s", self._sound_failure)
        self._stack.write_log()
        for at, text in self._stack.take_messages():
            self._trace.take(at, text)
        if now >= self._next_collection and self._calls.idle:
            self._next_collection = now + COLLECT_EVERY_S
            gc.collect()

    def _look_names_up(self) -> None:
        now = time.monotonic()
        for name in self._stack.take_wanted():
            self._names.wanted(name, now)
        self._names.tick(now)

    def _stop_running(self) -> None:
        self._running = False

    def _drain_values(self) -> None:
        while self._values:
            value = self._values.popleft()
            self._guard(lambda told=value: self._told.handle(told))  # type: ignore[misc]

    def _guard(self, work: Callable[[], None]) -> None:
        # One broken step must not take the running calls with it.
        try:
            work()
        except Exception:
            log.exception("a step of the engine failed")

    def _emit(self, event: Event) -> None:
        self._emit_to(event)

    def _line_tested(self) -> None:
        # The server hears us, so it can tell whether the calls are still there (481), or learn
        # anew where their sound goes. A request into silence would end a call after 32 s.
        # Only the call that is concerned: another one's far end would wonder.
        if silent := self._quality.nothing_received:
            self._calls.follow.begin(rebind=False, only=silent)

    # ------------------------------------------------------------ the end

    def _end(self) -> None:
        """Rule 13: calls, account, then the library; every wait is bounded."""
        self._guard(self._calls.hang_up_all)
        self._poll_until(lambda: self._calls.idle, CALLS_END_WITHIN_S)
        self._guard(self._recordings.close)
        self._guard(self._give_back)
        self._guard(lambda: self._sound.tick(False, False))
        self._guard(self._calls.tick)
        self._guard(self._registrar.close_account)
        self._guard(self._names.close)
        self._values.clear()
        gc.collect()
        self._sound.bridge.shut()
        self._stack.close()
        log.info("engine %d ended", os.getpid())

    def _give_back(self) -> None:
        """Leave no binding behind, also where the answer to a REGISTER is still to come."""
        line = self._line
        if line.status.state is LineState.REGISTERED:
            self._poll_until(lambda: not line.asking, UNREGISTER_WITHIN_S)
        if line.status.state is LineState.REGISTERED or line.asking:
            line.unregister()
        self._poll_until(lambda: line.given_back, UNREGISTER_WITHIN_S)

    def _poll_until(self, done: Callable[[], bool], within_s: float) -> None:
        deadline = time.monotonic() + within_s
        while not done() and time.monotonic() < deadline:
            self._stack.poll(20)
            self._drain_values()
            self._guard(self._calls.tick)
