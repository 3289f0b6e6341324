"""What changed between two pictures of the desk, as events for ``softphone ctl watch``."""

from typing import Any

from softphone.agent.model import DeskModel
from softphone.ctl.picture import call_picture, plain

Event = dict[str, Any]


def changes(before: DeskModel, after: DeskModel) -> list[Event]:
    """Events in the order: line, engine, agent, calls, contact, mute, tickets, notices."""
    events: list[Event] = []
    if before.line != after.line:
        events.append({"event": "line", **plain(after.line)})
    if before.engine_up != after.engine_up:
        events.append({"event": "engine", "up": after.engine_up})
    if before.agent != after.agent:
        events.append({"event": "agent_state", **plain(after.agent)})
    events += _calls(before, after)
    events += _contact(before, after)
    if before.muted != after.muted:
        events.append({"event": "mute", "muted": after.muted})
    known = {ticket.id for ticket in before.tickets_today}
    events += [
        {"event": "ticket", **plain(ticket)}
        for ticket in after.tickets_today
        if ticket.id not in known
    ]
    last = max((notice.id for notice in before.notices), default=0)
    events += [{"event": "notice", **plain(n)} for n in after.notices if n.id > last]
    return events


def _calls(before: DeskModel, after: DeskModel) -> list[Event]:
    old = {view.call.id: view for view in before.calls}
    new = {view.call.id: view for view in after.calls}
    events = [
        {"event": "call", "call": call_picture(view)}
        for call_id, view in new.items()
        if old.get(call_id) != view
    ]
    events += [{"event": "call_gone", "id": call_id} for call_id in old if call_id not in new]
    ended = {row.call.id for row in before.history}
    events += [
        {"event": "call_ended", "call": plain(row.call), "contact_id": row.contact_id}
        for row in reversed(after.history)
        if row.call.id not in ended and before.history is not after.history
    ]
    return events


def _contact(before: DeskModel, after: DeskModel) -> list[Event]:
    old, new = before.contact, after.contact
    if new is None:
        return [{"event": "contact", "contact": None}] if old is not None else []
    same = old is not None and (old.contact, old.pop, old.card) == (
        new.contact,
        new.pop,
        new.card,
    )
    if same:
        return []
    return [
        {
            "event": "contact",
            "contact": plain(new.contact),
            "pop": new.pop.value,
            "customer": plain(new.card.customer) if new.card is not None else None,
        }
    ]
