"""Doubles of the ports that agent logic and feature codes need."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from softphone.domain import messages as m
from softphone.domain.phone import PhoneNumber, is_masked

T = TypeVar("T")
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@dataclass
class FakeTimer:
    """A timer of ``FakeClock``."""

    due: float
    call: Callable[[], None]
    live: bool = True

    def cancel(self) -> None:
        """Never call it."""
        self.live = False


class FakeClock:
    """Time moves only by ``advance``."""

    def __init__(self) -> None:
        self._passed = 0.0
        self._timers: list[FakeTimer] = []

    def now(self) -> datetime:
        """Aware UTC."""
        return START + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        """Seconds since the start."""
        return self._passed

    def after(self, delay_s: float, call: Callable[[], None]) -> FakeTimer:
        """Call it when ``advance`` gets there."""
        timer = FakeTimer(self._passed + delay_s, call)
        self._timers.append(timer)
        return timer

    def advance(self, by_s: float) -> None:
        """Let time pass, calling what falls due in order."""
        target = self._passed + by_s
        while True:
            due = [t for t in self._timers if t.live and t.due <= target]
            if not due:
                break
            timer = min(due, key=lambda t: t.due)
            timer.live = False
            self._passed = max(self._passed, timer.due)
            timer.call()
        self._passed = target


class PromptWorker:
    """Works at once, in the same thread; ``hold`` keeps the jobs until ``release``."""

    def __init__(self) -> None:
        self.hold = False
        self._kept: list[Callable[[], None]] = []

    def submit(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """See ``Worker``."""

        def job() -> None:
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 - as the real one does
                failed(error)
            else:
                done(result)

        if self.hold:
            self._kept.append(job)
        else:
            job()

    def release(self) -> None:
        """Do what was kept."""
        self.hold = False
        kept, self._kept = self._kept, []
        for job in kept:
            job()


class SpyPhone:
    """Keeps every command."""

    def __init__(self) -> None:
        self.sent: list[m.Command] = []

    def send(self, command: m.Command) -> None:
        """See ``Phone``."""
        self.sent.append(command)

    def of(self, kind: type[T]) -> list[T]:
        """The commands of one kind, in order."""
        return [command for command in self.sent if isinstance(command, kind)]


@dataclass
class SpyQueue:
    """Keeps what the PBX was told; ``sign_out`` is done at once."""

    told: list[str] = field(default_factory=list)
    told_ready: bool = True

    def forgotten(self) -> None:
        """See ``QueueControl``."""
        self.told.append("forgotten")

    def ready(self) -> None:
        """See ``QueueControl``."""
        self.told.append("ready")

    def not_ready(self, reason: str) -> None:
        """See ``QueueControl``."""
        self.told.append(f"not ready: {reason}")

    def sign_out(self, done: Callable[[], None]) -> None:
        """See ``QueueControl``."""
        self.told.append("sign out")
        done()

    def line_lost(self) -> None:
        """See ``QueueControl``."""
        self.told.append("line lost")

    def line_back(self) -> None:
        """See ``QueueControl``."""

    def taken_over(self) -> None:
        """See ``QueueControl``."""
        self.told.append("taken over")

    def on_event(self, event: m.Event) -> bool:
        """See ``QueueControl``."""
        return False


class PlainPlan:
    """A number plan that takes E.164 as it stands and knows one region."""

    def parse(self, text: str) -> PhoneNumber:
        """See ``NumberPlan``."""
        digits = "".join(c for c in text if c in "+*#0123456789")
        e164 = digits if digits.startswith("+") else ""
        return PhoneNumber(raw=text, dial=digits, e164=e164, display=digits)

    def received(self, text: str) -> PhoneNumber:
        """See ``NumberPlan``."""
        if is_masked(text):
            return PhoneNumber(raw=text, dial="", display=text, masked=True)
        return self.parse(text)

    def region(self, number: PhoneNumber, language: str) -> str:
        """See ``NumberPlan``."""
        return "Tianjin" if number.e164.startswith("+8622") else ""


@dataclass
class FakeSecrets:
    """A keyring in a dict; ``locked`` is one that is not there."""

    kept: dict[str, str] = field(default_factory=dict)
    locked: bool = False

    def get(self, account: str) -> str | None:
        """See ``Secrets``."""
        return None if self.locked else self.kept.get(account)

    def set(self, account: str, password: str) -> bool:
        """See ``Secrets``."""
        if self.locked:
            return False
        self.kept[account] = password
        return True


def ids(prefix: str) -> Callable[[], str]:
    """Ids that count up."""
    numbers = itertools.count(1)
    return lambda: f"{prefix}{next(numbers)}"
