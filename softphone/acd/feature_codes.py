"""Telling the PBX's queue by dialling feature codes (Asterisk: AddQueueMember, PauseQueueMember).

A code counts as told when the PBX answers it with 200. One code is dialled at a time; a newer
wish replaces older ones that still wait, because only the last one is true.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from softphone.domain import messages as m
from softphone.domain.call import CallPurpose, CallState
from softphone.ports import Clock, Phone, Timer

log = logging.getLogger(__name__)

ANSWER_LIMIT_S = 8.0
"""A PBX that has not answered a code by then will not."""
LINGER_S = 2.0
"""How long an answered code may play its confirmation before we hang up."""
TRIES = 3
BUSY_S = 30.0
"""No code is repeated in a call; after this it is looked again."""
RETRY_S = 2.0


class QueueAction(StrEnum):
    """What the PBX is told."""

    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    READY = "ready"
    NOT_READY = "not_ready"


@dataclass(frozen=True)
class Codes:
    """Codes by action; an empty one is never dialled. ``reasons``: codes of single reasons."""

    sign_in: str = ""
    sign_out: str = ""
    ready: str = ""
    not_ready: str = ""
    reasons: dict[str, str] = field(default_factory=dict)
    pause_in_wrap_up: bool = True
    repeat_s: float = 0.0
    """So long after the last code a ready agent is signed in again, once no call is up; 0: never.

    A PBX that has forgotten its members does not say so. A code that signs out as well (a toggle)
    is never repeated.
    """


@dataclass(frozen=True)
class Told:
    """The outcome of one code. ``sip_code`` 200: the PBX took it; 0: no answer in time."""

    action: QueueAction
    code: str
    sip_code: int
    sip_reason: str = ""

    @property
    def taken(self) -> bool:
        """Whether the PBX accepted it."""
        return self.sip_code == 200


@dataclass
class _Job:
    action: QueueAction
    code: str
    done: Callable[[], None] | None = None
    tries: int = 0


class FeatureCodeQueue:
    """Implements ``QueueControl`` with service calls of the phone itself."""

    def __init__(
        self,
        *,
        codes: Callable[[], Codes],
        phone: Phone,
        clock: Clock,
        new_id: Callable[[], str],
        told: Callable[[Told], None],
    ) -> None:
        self._codes = codes
        self._phone = phone
        self._clock = clock
        self._new_id = new_id
        self._told = told
        self._waiting: list[_Job] = []
        self._job: _Job | None = None
        self._call_id = ""
        self._answered = False
        self._timer: Timer | None = None
        self._member = False
        """Whether the PBX knows us as a member of the queue, as far as we were told."""
        self._left_over = False
        """Whether it may still know us from before the line was lost or this desk began."""
        self._line_lost = False
        self._not_ready = ""
        """The reason it was last to be told; empty when it was something else."""
        self._ready_taken = False
        self._calls: set[str] = set()
        self._repeat: Timer | None = None

    # -------------------------------------------------------------- QueueControl

    def ready(self) -> None:
        """See ``QueueControl``."""
        codes = self._codes()
        self._not_ready = ""
        self._end_ready()
        jobs = [] if self._member else [_Job(QueueAction.SIGN_IN, codes.sign_in)]
        self._replace([*jobs, _Job(QueueAction.READY, codes.ready)])

    def not_ready(self, reason: str) -> None:
        """See ``QueueControl``."""
        codes = self._codes()
        if reason == "wrap_up" and not codes.pause_in_wrap_up:
            return
        if not self._maybe_member():
            return
        self._not_ready = reason
        self._end_ready()
        code = codes.reasons.get(reason, codes.not_ready)
        self._replace([_Job(QueueAction.NOT_READY, code)], keep_sign_in=True)

    def sign_out(self, done: Callable[[], None]) -> None:
        """See ``QueueControl``."""
        self._not_ready = ""
        self._end_ready()
        told = self._maybe_member() and not self._line_lost
        code = self._codes().sign_out if told else ""
        self._replace([_Job(QueueAction.SIGN_OUT, code, done)])

    def line_lost(self) -> None:
        """See ``QueueControl``."""
        self._line_lost = True
        self._end_ready()
        self._left_over = self._maybe_member()
        self._member = False
        waiting, self._waiting = self._waiting, []
        job, self._job = self._job, None
        self._stop_timer()
        for left in (job, *waiting):
            if left is not None and left.done is not None:
                left.done()

    def line_back(self) -> None:
        """See ``QueueControl``."""
        self._line_lost = False
        if self._not_ready:
            self.not_ready(self._not_ready)

    @property
    def told_ready(self) -> bool:
        """See ``QueueControl``."""
        return self._ready_taken and self._job is None and not self._waiting

    def forgotten(self) -> None:
        """See ``QueueControl``."""
        self._member = self._left_over = False

    def taken_over(self) -> None:
        """See ``QueueControl``."""
        self._left_over = True
        # Whatever it was told, a ready agent counts on this.
        self._ready_taken = True
        self._repeat_later()

    def on_event(self, event: m.Event) -> bool:
        """See ``QueueControl``."""
        match event:
            case m.CallChanged(call=call) | m.CallOffered(call=call):
                if call.purpose is not CallPurpose.SERVICE:
                    self._calls.add(call.id)
                    return False
                if call.id == self._call_id and call.state is CallState.CONNECTED:
                    self._on_answer()
                return True
            case m.CallEnded(call=call):
                if call.purpose is not CallPurpose.SERVICE:
                    self._calls.discard(call.id)
                    return False
                if call.id == self._call_id:
                    self._on_end(call.sip_code, call.sip_reason)
                return True
            case m.CommandRefused(call_id=call_id, reason=reason):
                if not call_id or call_id != self._call_id:
                    return False
                self._on_end(0, reason)
                return True
        return False

    # -------------------------------------------------------------- one code after the other

    def _maybe_member(self) -> bool:
        return self._member or self._left_over or self._signing_in()

    def _signing_in(self) -> bool:
        jobs = (self._job, *self._waiting)
        return any(job is not None and job.action is QueueAction.SIGN_IN for job in jobs)

    def _replace(self, jobs: list[_Job], *, keep_sign_in: bool = False) -> None:
        kept = [j for j in self._waiting if keep_sign_in and j.action is QueueAction.SIGN_IN]
        given_up = [j for j in self._waiting if j.done is not None]
        self._waiting = kept + jobs
        for job in given_up:
            assert job.done is not None
            job.done()
        if self._job is not None and not self._call_id:
            # Only waiting to be tried again: what is wanted now comes first.
            self._stop_timer()
            self._job = None
        if self._job is None:
            self._next()

    def _next(self) -> None:
        self._job = None
        while self._waiting:
            job = self._waiting.pop(0)
            if job.code:
                self._dial(job)
                return
            self._finish(job)

    def _dial(self, job: _Job) -> None:
        self._job = job
        job.tries += 1
        self._answered = False
        self._call_id = self._new_id()
        self._phone.send(
            m.PlaceCall(call_id=self._call_id, target=job.code, purpose=CallPurpose.SERVICE)
        )
        self._start_timer(ANSWER_LIMIT_S, self._hang_up)

    def _on_answer(self) -> None:
        if not self._answered:
            self._answered = True
            self._start_timer(LINGER_S, self._hang_up)

    def _hang_up(self) -> None:
        self._phone.send(m.HangUpCall(call_id=self._call_id))
        self._start_timer(LINGER_S, lambda: self._on_end(0, "no answer"))

    def _on_end(self, sip_code: int, sip_reason: str) -> None:
        self._stop_timer()
        self._call_id = ""
        job = self._job
        if job is None:
            return
        if self._answered:
            self._tell(Told(job.action, job.code, 200))
            self._finish(job)
            self._next()
        elif job.tries < TRIES and not self._waiting:
            log.info("%s was not taken (%s), again soon", job.action, sip_code)
            self._start_timer(RETRY_S * job.tries, lambda: self._dial(job))
        else:
            self._tell(Told(job.action, job.code, sip_code, sip_reason))
            if job.done is not None:
                job.done()
            self._next()

    def _finish(self, job: _Job) -> None:
        if job.action is QueueAction.SIGN_IN:
            self._member = True
        elif job.action is QueueAction.SIGN_OUT:
            self._member = self._left_over = False
        elif job.action is QueueAction.READY:
            self._ready_taken = True
            self._repeat_later()
        if job.done is not None:
            job.done()

    # -------------------------------------------------------------- again after a while

    def _repeat_later(self, delay_s: float | None = None) -> None:
        codes = self._codes()
        if codes.repeat_s and codes.sign_in and codes.sign_in != codes.sign_out:
            self._stop_repeat()
            self._repeat = self._clock.after(delay_s or codes.repeat_s, self._sign_in_again)

    def _sign_in_again(self) -> None:
        self._repeat = None
        if self._calls or not self.told_ready:
            self._repeat_later(BUSY_S)
            return
        self._repeat_later()
        self._waiting = [_Job(QueueAction.SIGN_IN, self._codes().sign_in)]
        self._next()

    def _end_ready(self) -> None:
        self._ready_taken = False
        self._stop_repeat()

    def _stop_repeat(self) -> None:
        if self._repeat is not None:
            self._repeat.cancel()
            self._repeat = None

    def _tell(self, told: Told) -> None:
        log.info("queue: %s %s → %s", told.action, told.code, told.sip_code)
        self._told(told)

    def _start_timer(self, delay_s: float, call: Callable[[], None]) -> None:
        self._stop_timer()
        self._timer = self._clock.after(delay_s, call)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
