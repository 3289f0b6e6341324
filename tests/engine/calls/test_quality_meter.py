"""Pauses of who has nothing to say, told apart from a line that is down, second by second."""

import msgspec

from softphone.domain.quality import NoSound
from softphone.engine.calls.far_end import FarEnd
from softphone.engine.calls.quality_meter import CallMeter
from softphone.engine.pj.stats import StreamFigures

START = StreamFigures(
    received=0,
    lost=0,
    dropped=0,
    jitter_ms=0.0,
    buffer_ms=20.0,
    sent=0,
    reports=0,
    blind_reports=0,
    report_lost=0,
    report_jitter_ms=None,
    report_highest=None,
    report_behind=0,
    round_trip_ms=None,
)


class Line:
    """A meter, measured once a second."""

    def __init__(self) -> None:
        self.now = 0.0
        self.figures = START
        self.far_end = FarEnd()
        self.meter = CallMeter(0.0, self.far_end)
        self.told: set[NoSound] = set()
        self.worst = 5.0

    def run(self, seconds: int, packets: int, **steps: int) -> None:
        """Each second that many packets come; ``steps`` are added to other figures, once."""
        for second in range(seconds):
            added = steps if second == 0 else {}
            fields = {name: getattr(self.figures, name) + value for name, value in added.items()}
            self.figures = msgspec.structs.replace(
                self.figures,
                received=self.figures.received + packets + added.get("noise", 0),
                sent=self.figures.sent + 50,
                **fields,
            )
            self.now += 1.0
            if packets:
                self.meter.listened(50, self.now)
            self.meter.measured(self.figures, self.now)
            self.told |= set(self.meter.no_sound(self.now))
            quality = self.meter.quality("PCMU/8000", self.now)
            self.worst = min(self.worst, quality.mos if quality else 5.0)


def test_pauses_after_comfort_noise_are_no_loss() -> None:
    line = Line()
    for _ in range(3):
        line.run(3, 50)
        line.run(12, 0, noise=1)
    assert not line.told
    assert line.worst > 4.3


def test_comfort_noise_now_and_then_is_no_silent_stream() -> None:
    line = Line()
    line.run(3, 50)
    for _ in range(8):
        line.run(5, 0, noise=1)
    assert not line.told


def test_a_pause_without_any_announcement_is_borne_for_half_a_minute() -> None:
    line = Line()
    line.run(3, 50)
    line.run(28, 0)
    assert not line.told
    line.run(4, 0)
    assert line.told == {NoSound.NOTHING_RECEIVED}


def test_a_far_end_that_counts_on_is_not_silent() -> None:
    line = Line()
    line.run(3, 50, said=150, said_reports=1)
    line.run(5, 0, said=0, said_reports=1)
    assert not line.told
    line.run(3, 0, said=250, said_reports=1)
    assert line.told == {NoSound.NOTHING_RECEIVED}


def test_a_caller_who_was_on_hold_may_be_silent_when_taken_back() -> None:
    line = Line()
    line.run(3, 50)
    line.meter = CallMeter(line.now, line.far_end)
    line.figures = START
    line.run(20, 0)
    assert not line.told


def test_nothing_from_the_first_second_on_is_told_soon() -> None:
    line = Line()
    line.run(7, 0)
    assert line.told == {NoSound.NOTHING_RECEIVED}


def test_who_may_pause_for_ever_is_missed_when_its_reports_stop_too() -> None:
    line = Line()
    line.run(3, 50, noise=1)
    for _ in range(20):
        line.run(5, 0, blind_reports=1)
    assert not line.told
    line.run(40, 0)
    assert line.told == {NoSound.NOTHING_RECEIVED}


def test_who_sends_neither_sound_nor_the_reports_it_had_sent_is_gone() -> None:
    line = Line()
    for _ in range(3):
        line.run(5, 50, reports=1)
    line.run(11, 0)
    assert line.told == set(), "a report may be late"
    line.run(4, 0)
    assert line.told == {NoSound.NOTHING_RECEIVED}


def test_who_is_silent_and_goes_on_reporting_is_there() -> None:
    line = Line()
    for packets in (50, 50, 0, 0, 0, 0):
        line.run(5, packets, reports=1)
    assert line.told == set()


def test_another_source_that_names_nobody_is_not_deaf() -> None:
    line = Line()
    for _ in range(3):
        line.run(5, 50, reports=1)
    line.run(1, 50, sources=1)
    for _ in range(4):
        line.run(5, 50, blind_reports=1)
    assert line.told == set()
