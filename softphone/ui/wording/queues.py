"""How many callers wait in a queue, and how long the first of them has."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from softphone.agent.desk_model import QueueView
from softphone.ui.wording.plain_text import clean
from softphone.ui.wording.times import since, span

translate = QCoreApplication.translate
_GAP = "    "


def waiting_words(waiting: int) -> str:
    """``3 waiting``, or that nobody does."""
    return _count(waiting) if waiting else translate("Queues", "no one waiting")


def queue_lines(queues: Sequence[QueueView], now: datetime) -> tuple[str, ...]:
    """All queues that are known in one line, the longest wording first; none: nothing is known."""
    known = [queue for queue in queues if queue.waiting is not None]
    if not known:
        return ()
    whole = _GAP.join(_line(queue, now, with_time=True) for queue in known)
    short = _GAP.join(_line(queue, now, with_time=False) for queue in known)
    total = _count(sum(queue.waiting or 0 for queue in known))
    return tuple(dict.fromkeys((whole, short, total)))


def _count(waiting: int) -> str:
    return translate("Queues", "{count} waiting").format(count=waiting)


def _line(queue: QueueView, now: datetime, *, with_time: bool) -> str:
    title, words = clean(queue.title, 40), _count(queue.waiting or 0)
    if queue.longest_since is None or not with_time:
        return f"{title} {words}"
    time = span(since(queue.longest_since, now))
    words = translate("Queues", "{waiting} · longest {time}").format(waiting=words, time=time)
    return f"{title} {words}"
