"""Times, spans and money as an agent reads them: short, local, the same width where they tick."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale

_SYMBOLS = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "TWD": "NT$"}
_WITHOUT_MINOR = {"JPY", "KRW", "VND"}


def local(at: datetime) -> datetime:
    """The same moment on the clock of this machine."""
    return at.astimezone()


def clock(at: datetime) -> str:
    """``14:20``, local time."""
    return local(at).strftime("%H:%M")


def day(at: datetime, now: datetime, language: str) -> str:
    """``Today``, ``Yesterday``, ``Tomorrow``, ``12 Mar``, ``12 Mar 2024``."""
    here, today = local(at).date(), local(now).date()
    match (here - today).days:
        case 0:
            return QCoreApplication.translate("When", "Today")
        case -1:
            return QCoreApplication.translate("When", "Yesterday")
        case 1:
            return QCoreApplication.translate("When", "Tomorrow")
    if language.startswith("zh"):
        short = f"{here.month}月{here.day}日"
        return short if here.year == today.year else f"{here.year}年{short}"
    month = QLocale("en").standaloneMonthName(here.month, QLocale.FormatType.ShortFormat)
    short = f"{here.day} {month}"
    return short if here.year == today.year else f"{short} {here.year}"


def moment(at: datetime, now: datetime, language: str) -> str:
    """Day and clock: ``Today 14:20``, ``12 Mar 14:20``."""
    return f"{day(at, now, language)} {clock(at)}"


def moment_inside(at: datetime, now: datetime, language: str) -> str:
    """The same inside a sentence: ``today 14:20``."""
    match (local(at).date() - local(now).date()).days:
        case 0:
            return QCoreApplication.translate("When", "today {clock}").format(clock=clock(at))
        case -1:
            return QCoreApplication.translate("When", "yesterday {clock}").format(clock=clock(at))
        case 1:
            return QCoreApplication.translate("When", "tomorrow {clock}").format(clock=clock(at))
    return moment(at, now, language)


def brief(at: datetime, now: datetime, language: str) -> str:
    """For a narrow column: the clock today, the day this year, else ``2024-03-12``."""
    here, today = local(at).date(), local(now).date()
    if here == today:
        return clock(at)
    return day(at, now, language) if here.year == today.year else here.isoformat()


def span(seconds: float) -> str:
    """``0:42``, ``12:41``, ``1:02:03``; negative counts as zero."""
    whole = max(0, int(seconds))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def money(amount_minor: int, currency: str) -> str:
    """``¥1,234.50`` from the currency's minor unit; an unknown currency keeps its code."""
    sign = "−" if amount_minor < 0 else ""
    if currency in _WITHOUT_MINOR:
        figure = f"{abs(amount_minor):,}"
    else:
        figure = f"{abs(amount_minor) // 100:,}.{abs(amount_minor) % 100:02}"
    symbol = _SYMBOLS.get(currency)
    return f"{sign}{symbol}{figure}" if symbol else f"{sign}{figure} {currency}"


def at_clock(now: datetime, days: int, hour: int) -> datetime:
    """That full hour of the local day ``days`` from now, aware."""
    there = local(now).replace(hour=hour, minute=0, second=0, microsecond=0, tzinfo=None)
    return (there + timedelta(days=days)).astimezone()


def in_hours(now: datetime, hours: int) -> datetime:
    """That many hours from now, to the next five minutes."""
    there = local(now) + timedelta(hours=hours)
    return (there + timedelta(minutes=-there.minute % 5)).replace(second=0, microsecond=0)


def since(start: datetime | None, now: datetime) -> float:
    """Seconds from then to now; 0 when there is no start or clocks disagree."""
    return max(0.0, (now - start).total_seconds()) if start is not None else 0.0
