"""Values for the store's tests."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from softphone.domain.call import Call, Caller, CallState, Direction, EndCause, EndedBy
from softphone.domain.contact import Contact
from softphone.domain.customer import Customer, Order, Tier
from softphone.domain.quality_log import CallQuality
from softphone.domain.recording import Recording, RecordingState
from softphone.domain.ticket import Priority, Ticket, TicketDraft

NOW = datetime(2025, 3, 28, 9, 30, 0, 123456, tzinfo=UTC)


def now() -> datetime:
    """A clock that stands still."""
    return NOW


def later(minutes: float) -> datetime:
    """NOW and some minutes."""
    return NOW + timedelta(minutes=minutes)


def customer(key: str = "C1", **values: Any) -> Customer:
    """A customer with everything filled in."""
    given: dict[str, Any] = {
        "id": key,
        "name": "样例客户 甲",
        "tier": Tier.VIP,
        "numbers": ("+8613900000001", "+862255501234"),
        "company": "样例贸易公司",
        "email": "customer@example.com",
        "city": "天津",
        "language": "zh_CN",
        "note": "第二行\n还在",
    }
    return Customer(**(given | values))


def order(key: str = "O1", **values: Any) -> Order:
    """An order of C1."""
    given: dict[str, Any] = {
        "id": key,
        "customer_id": "C1",
        "placed_at": NOW,
        "status": "paid",
        "summary": "Sample chair",
        "amount_minor": 14800,
    }
    return Order(**(given | values))


def contact(key: str = "K1", **values: Any) -> Contact:
    """An answered contact that waits for its ticket."""
    given: dict[str, Any] = {
        "id": key,
        "call_id": f"{key}-call",
        "direction": Direction.INCOMING,
        "number": "+8613900000001",
        "name": "Caller A",
        "queue": "support",
        "waited_s": 12.5,
        "started_at": NOW,
        "answered_at": later(0.1),
        "ended_at": later(4),
        "cause": EndCause.ANSWERED,
        "ended_by": EndedBy.FAR_END,
        "talk_s": 234.5,
    }
    return Contact(**(given | values))


def call(key: str = "K1-call", **values: Any) -> Call:
    """An ended call."""
    given: dict[str, Any] = {
        "id": key,
        "direction": Direction.INCOMING,
        "state": CallState.ENDED,
        "caller": Caller(number="+8613900000001", name="Caller A"),
        "started_at": NOW,
        "cause": EndCause.MISSED,
    }
    return Call(**(given | values))


def draft(key: str = "K1", **values: Any) -> TicketDraft:
    """A half-written ticket."""
    given: dict[str, Any] = {"contact_id": key, "notes": "退款", "promise_due": later(60)}
    return TicketDraft(**(given | values))


def ticket(key: str = "T1", **values: Any) -> Ticket:
    """A ticket of C1's contact K1."""
    given: dict[str, Any] = {
        "id": key,
        "contact_id": "K1",
        "customer_id": "C1",
        "number": "+8613900000001",
        "category_id": "refunds.progress",
        "priority": Priority.URGENT,
        "disposition_id": "follow_up",
        "notes": "退款没有到账，客户第三次来电",
        "promise": "财务回电",
        "promise_due": later(60),
        "created_at": later(5),
        "agent": "agent-a",
        "queue": "support",
    }
    return Ticket(**(given | values))


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """What is in the file, read past the store."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def quality(key: str = "K1-call", **values: Any) -> CallQuality:
    """How that call sounded."""
    given: dict[str, Any] = {
        "call_id": key,
        "contact_id": "K1",
        "codec": "opus/48000",
        "mos_min": 1.2,
        "mos_avg": 4.1,
        "loss_in": 0.013,
        "jitter_p95_ms": 12.5,
    }
    return CallQuality(**(given | values))


def recording(key: str = "20250328T093000Z-abc", **values: Any) -> Recording:
    """A recording of contact K1, over."""
    given: dict[str, Any] = {
        "id": key,
        "contact_id": "K1",
        "state": RecordingState.ENDED,
        "started_at": NOW,
        "duration_s": 5.0,
    }
    return Recording(**(given | values))
