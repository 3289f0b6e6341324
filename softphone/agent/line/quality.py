"""How the calls sound: the figures beside each call, the lines to the agent, what is kept."""

import msgspec

from softphone.agent.call_book import LiveCalls
from softphone.agent.desk_model import NoticeCode, Severity
from softphone.agent.notice_board import NoticeBoard
from softphone.domain.call import Call, CallState
from softphone.domain.messages import QualityMeasured
from softphone.domain.quality import NoSound
from softphone.domain.quality_log import CallQuality, QualityLog
from softphone.ports import Clock

SILENCE_TOLD_AFTER_S = 10.0
"""Beyond the engine's five seconds: a listener is silent too where a line cuts out pauses."""
GRAPH_SAMPLES = 120

_NOTICES = {
    NoSound.NOTHING_RECEIVED: (NoticeCode.NO_SOUND_RECEIVED, Severity.WARNING),
    NoSound.SILENCE_RECEIVED: (NoticeCode.SILENCE_RECEIVED, Severity.INFO),
    NoSound.NOT_HEARD: (NoticeCode.NOT_HEARD, Severity.WARNING),
}


class QualityLogs:
    """One log for each call, until the call is written down."""

    def __init__(self, clock: Clock, calls: LiveCalls, notices: NoticeBoard) -> None:
        self._clock = clock
        self._calls = calls
        self._notices = notices
        self._logs: dict[str, QualityLog] = {}
        self._missing: dict[tuple[str, NoSound], float] = {}
        """Since when (monotonic) each call misses what."""
        self._told: dict[NoSound, str] = {}
        """The call that each notice is about."""

    def measured(self, event: QualityMeasured) -> None:
        """The engine measured a running call."""
        call = self._calls.get(event.call_id)
        if call is None:
            return
        now = self._clock.monotonic()
        log = self._logs.setdefault(call.id, QualityLog())
        log.add(event.quality, now)
        self._calls.sounds(call.id, event.quality, log.samples(GRAPH_SAMPLES))
        for kind in NoSound:
            if kind in event.quality.no_sound:
                self._is_missing(call, kind, now)
            else:
                self._is_back(call.id, kind)

    def _is_missing(self, call: Call, kind: NoSound, now: float) -> None:
        since = self._missing.setdefault((call.id, kind), now)
        wait_s = SILENCE_TOLD_AFTER_S if kind is NoSound.SILENCE_RECEIVED else 0.0
        if now - since >= wait_s and self._told.get(kind) != call.id:
            self._told[kind] = call.id
            code, severity = _NOTICES[kind]
            view = next(view for view in self._calls.views if view.call.id == call.id)
            name = view.title if view.title != view.number else ""
            number = call.caller.number
            self._notices.post(code, severity, sticky=True, number=number, name=name)

    def _is_back(self, call_id: str, kind: NoSound) -> None:
        self._missing.pop((call_id, kind), None)
        if self._told.get(kind) == call_id:
            del self._told[kind]
            self._notices.mended(_NOTICES[kind][0])

    def moved(self, call: Call) -> None:
        """On hold, or over: nothing is missing then."""
        if call.state is CallState.CONNECTED and not call.held_by_far_end:
            return
        for kind in NoSound:
            self._is_back(call.id, kind)
        view = self._calls.quality(call.id)
        if view is not None and view.no_sound:
            log = self._logs[call.id]
            quiet = msgspec.structs.replace(view, no_sound=())
            self._calls.sounds(call.id, quiet, log.samples(GRAPH_SAMPLES))

    def take(self, call: Call, contact_id: str) -> CallQuality | None:
        """What to keep of a call that is over; its log is closed."""
        self.moved(call)
        log = self._logs.pop(call.id, None)
        return log.summary(call.id, contact_id) if log is not None else None
