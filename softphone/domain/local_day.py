"""Where a day of the wall clock begins."""

from datetime import datetime, time


def local_midnight(at: datetime) -> datetime:
    """The beginning of the local day that ``at`` (aware) lies in, with this computer's zone.

    The offset is the one in force at midnight, which differs from the one of ``at`` on days
    when the clock is changed.
    """
    return datetime.combine(at.astimezone().date(), time.min).astimezone()
