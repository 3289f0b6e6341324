"""How each running call sounds, measured once a second and told every two."""

import logging
import time
from collections import deque
from collections.abc import Callable

from softphone.domain.call import CallState
from softphone.domain.messages import Event, QualityMeasured
from softphone.domain.quality import NoSound, Quality, impairment_of, mos, rating
from softphone.engine.calls.call_record import CallRecord
from softphone.engine.calls.far_end import FarEnd
from softphone.engine.pj.endpoint import StackError
from softphone.engine.pj.stats import StreamFigures

log = logging.getLogger(__name__)

LISTEN_EVERY_S = 0.1
MEASURE_EVERY_S = 1.0
TELL_EVERY_S = 2.0
WINDOW_S = 6.0
"""Loss is that of the last six seconds: long enough for one per cent to show."""
NO_SOUND_AFTER_S = 5.0
PAUSE_S = 30.0
"""Who has been heard may be silent and send nothing for so long (RFC 3551 section 4.1)."""
OVERDUE_S = 13.0
"""Reports come every five seconds (RFC 3550 section 6.2): two that are missing, and no sound."""
UNHEARD_PACKETS = 25
"""So many sent between two of the far end's reports, by its own count, and none came: no pause."""
BEHIND_S = 2.5
"""A report that knows nothing of our last packets for so long means more than a short gap."""
QUIET_LEVEL = 0
"""Of 100: less than about -64 dBFS. Digital silence is, A-law's included (8 of 32768)."""
FRAME_S = 0.02
FAR_BUFFER_MS = 40.0
"""Assumed for the far end's jitter buffer, which nobody tells us about."""


class CallMeter:
    """One call's figures over time. Times are monotonic seconds."""

    def __init__(self, now: float, far_end: FarEnd | None = None) -> None:
        """The sound begins now (answered, taken back from hold)."""
        self._far_end = far_end or FarEnd()
        self._begin(now)

    def _begin(self, now: float) -> None:
        self._window: deque[tuple[float, StreamFigures]] = deque()
        self._report: StreamFigures | None = None
        self._loss_out: float | None = None
        self._received_at = now
        self._loud_at = now
        self._heard_at = now
        self._deaf = False
        self._said: StreamFigures | None = None
        self._unheard = False
        self._reported_at: float | None = None

    def listened(self, level: int, now: float) -> None:
        """The newest level of what comes in."""
        if level > QUIET_LEVEL:
            self._loud_at = now

    def measured(self, figures: StreamFigures, now: float) -> None:
        """New figures of the stream."""
        last = self._window[-1][1] if self._window else None
        if last is not None and (figures.received < last.received or figures.sent < last.sent):
            self._begin(now)
            last = None
        if last is not None and figures.sources != last.sources:
            # Another source's count has begun (RFC 3550 section 6.4.1).
            self._window.clear()
            self._far_end.changed(figures)
            self._deaf = False
        self._far_end.seen(figures)
        if last is None or figures.received > last.received:
            self._received_at = now
            self._unheard = False
        if last is None or _sound_of(figures) == _sound_of(last) or figures.noise != last.noise:
            # A pause of the far end's: silence is heard only in sound that comes.
            self._loud_at = now
        self._hear_counts(figures, last, now)
        self._hear_reports(figures, last, now)
        self._window.append((now, figures))
        while len(self._window) > 2 and now - self._window[0][0] > WINDOW_S:
            self._window.popleft()

    def _hear_counts(self, figures: StreamFigures, last: StreamFigures | None, now: float) -> None:
        """How many packets the far end says it has sent, beside how many have come."""
        if last is None or (
            figures.reports,
            figures.blind_reports,
            figures.said_reports,
        ) == (last.reports, last.blind_reports, last.said_reports):
            return
        self._reported_at = now
        before, self._said = self._said, figures
        if before is not None and figures.received == before.received:
            sent = (figures.said - before.said) & 0xFFFFFFFF
            self._unheard = self._unheard or UNHEARD_PACKETS <= sent < 1 << 31

    def _hear_reports(self, figures: StreamFigures, last: StreamFigures | None, now: float) -> None:
        if last is None or figures.sent == last.sent:
            # Nothing of ours is under way: nobody can hear it.
            self._heard_at, self._deaf = now, False
        if figures.reports and (last is None or figures.reports != last.reports):
            self._reported(figures, now)
        elif last is not None and figures.blind_reports != last.blind_reports:
            # A report without us: whoever has heard us lately must name us (section 6.4). Many
            # never name anybody, so it counts only from one who has.
            self._deaf = self._far_end.reports

    def _reported(self, figures: StreamFigures, now: float) -> None:
        before, self._report = self._report, figures
        if before is not None:
            sent = _sent_between(before, figures)
            lost = figures.report_lost - before.report_lost
            self._loss_out = min(1.0, max(0.0, lost / sent)) if sent else 0.0
        behind_s = figures.report_behind * FRAME_S
        self._deaf = behind_s >= BEHIND_S
        self._heard_at = now - behind_s if self._deaf else now

    def no_sound(self, now: float) -> tuple[NoSound, ...]:
        """What is missing, and is no pause of who has nothing to say."""
        missing = []
        if self._nothing_comes(now):
            missing.append(NoSound.NOTHING_RECEIVED)
        elif now - self._loud_at >= NO_SOUND_AFTER_S:
            missing.append(NoSound.SILENCE_RECEIVED)
        if self._deaf and now - self._heard_at >= NO_SOUND_AFTER_S:
            missing.append(NoSound.NOT_HEARD)
        return tuple(missing)

    def _nothing_comes(self, now: float) -> bool:
        for_s = now - self._received_at
        if not self._far_end.came or self._unheard:
            # A pause begins with a word, or at least with a packet of comfort noise.
            return for_s >= NO_SOUND_AFTER_S
        reported_at = self._reported_at
        # Who is silent goes on reporting all the same (RFC 3550 section 6.2).
        overdue_s = now - reported_at if reported_at is not None else 0.0
        if not self._far_end.pauses:
            return for_s >= PAUSE_S or min(for_s, overdue_s) >= OVERDUE_S
        return min(for_s, overdue_s) >= PAUSE_S

    def quality(self, codec: str, now: float) -> Quality | None:
        """The call over its last seconds; None before there is anything to compare."""
        if len(self._window) < 2:
            return None
        first, last = self._window[0][1], self._window[-1][1]
        lost = max(0, last.lost - first.lost)
        dropped = max(0, last.dropped - first.dropped)
        came = max(0, last.received - first.received)
        no_sound = self.no_sound(now)
        loss_in = min(1.0, (lost + dropped) / (came + lost)) if came + lost else 0.0
        if NoSound.NOTHING_RECEIVED in no_sound:
            loss_in = 1.0
        loss_out = 1.0 if NoSound.NOT_HEARD in no_sound else self._loss_out
        one_way = (last.round_trip_ms or 0.0) / 2 + impairment_of(codec).delay_ms
        mos_in = mos(rating(codec, loss_in, one_way + last.buffer_ms))
        mos_out = None
        if loss_out is not None:
            mos_out = mos(rating(codec, loss_out, one_way + FAR_BUFFER_MS))
        return Quality(
            codec=codec,
            mos=round(min(mos_in, mos_in if mos_out is None else mos_out), 2),
            mos_in=round(mos_in, 2),
            mos_out=None if mos_out is None else round(mos_out, 2),
            loss_in=round(loss_in, 4),
            loss_out=None if loss_out is None else round(loss_out, 4),
            jitter_in_ms=round(last.jitter_ms, 1),
            jitter_out_ms=last.report_jitter_ms,
            round_trip_ms=last.round_trip_ms,
            buffer_ms=last.buffer_ms,
            no_sound=no_sound,
        )


class QualityWatch:
    """Measures every call that talks. Used on the engine's thread only."""

    def __init__(
        self,
        talking: Callable[[], tuple[CallRecord, ...]],
        emit: Callable[[Event], None],
        clock: Callable[[], float] = time.monotonic,
        *,
        nothing_comes: Callable[[], None] = lambda: None,
    ) -> None:
        """``nothing_comes`` is told once when a call begins to receive no packet any more."""
        self._talking = talking
        self._emit = emit
        self._nothing_comes = nothing_comes
        self._clock = clock
        self._meters: dict[str, CallMeter] = {}
        self._told: dict[str, tuple[float, tuple[NoSound, ...]]] = {}
        self._next_listen = self._next_measure = 0.0

    @property
    def nothing_received(self) -> frozenset[str]:
        """Ids of the calls in which no packet comes."""
        told = self._told.items()
        return frozenset(id_ for id_, (_, gone) in told if NoSound.NOTHING_RECEIVED in gone)

    def tick(self) -> None:
        """Called at least ten times a second; does next to nothing while nobody talks."""
        now = self._clock()
        if now < self._next_listen:
            return
        self._next_listen = now + LISTEN_EVERY_S
        records = {r.call.id: r for r in self._talking() if _sounds(r)}
        for call_id in self._meters.keys() - records.keys():
            # On hold, or over: what was missing is not missing any more.
            del self._meters[call_id]
            self._told.pop(call_id, None)
        measure = now >= self._next_measure
        if measure:
            self._next_measure = now + MEASURE_EVERY_S
        for call_id, record in records.items():
            meter = self._meters.setdefault(call_id, CallMeter(now, record.far_end))
            try:
                meter.listened(record.leg.sound_level(), now)
                if measure:
                    self._measure(record, meter, now)
            except StackError as error:
                # Its media is just being changed.
                log.debug("call %s not measured: %s", call_id, error)

    def _measure(self, record: CallRecord, meter: CallMeter, now: float) -> None:
        meter.measured(record.leg.figures(), now)
        quality = meter.quality(record.call.codec, now)
        if quality is None:
            return
        call_id = record.call.id
        at, no_sound = self._told.get(call_id, (0.0, ()))
        if quality.no_sound != no_sound:
            log.info("call %s: no sound: %s", call_id, list(quality.no_sound))
            nothing = NoSound.NOTHING_RECEIVED
            if nothing in quality.no_sound and nothing not in no_sound:
                self._nothing_comes()
        elif now - at < TELL_EVERY_S - MEASURE_EVERY_S / 2:
            return
        self._told[call_id] = (now, quality.no_sound)
        self._emit(QualityMeasured(call_id=call_id, quality=quality))


def _sounds(record: CallRecord) -> bool:
    call = record.call
    return record.leg.connected and call.state is CallState.CONNECTED and not call.held_by_far_end


def _sound_of(figures: StreamFigures) -> int:
    return figures.received - figures.noise


def _sent_between(before: StreamFigures, after: StreamFigures) -> int:
    """Packets of ours that two reports are about, as nearly as the stack can tell."""
    if before.report_highest is None or after.report_highest is None:
        return after.sent - before.sent
    return (after.report_highest - before.report_highest) & 0xFFFF
