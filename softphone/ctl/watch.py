"""What happened between two models, as events for ``watch`` (docs/ctl.md). Pure."""

from typing import Any

import msgspec

from softphone.agent.desk_model import CallView, DeskModel
from softphone.ctl.state import (
    call_of,
    consult_of,
    contact_of,
    line_of,
    notice_of,
    plain,
    target_of,
)


def changes(before: DeskModel, after: DeskModel) -> list[dict[str, Any]]:
    """The events that lead from ``before`` to ``after``, in the order to tell them.

    ``call_ended`` carries the cause where the contact or the history knows it.
    """
    events: list[dict[str, Any]] = []
    if before.engine_up != after.engine_up:
        events.append({"event": "engine", "up": after.engine_up})
    if before.line != after.line:
        events.append({"event": "line", "line": line_of(after.line)})
    events += _calls(before, after)
    if before.consult != after.consult:
        events.append({"event": "consult", "consult": consult_of(after.consult)})
    if before.contact != after.contact:
        events.append({"event": "contact", "contact": contact_of(after.contact)})
    if before.agent != after.agent:
        events.append(
            {
                "event": "agent_state",
                "before": before.agent.state.value,
                "state": after.agent.state.value,
                "reason": plain(after.agent.reason),
                "since": plain(after.agent.since),
                "next": plain(after.agent.next),
                "wrap_up_until": plain(after.agent.wrap_up_until),
            }
        )
    if before.targets != after.targets:
        known_targets = {view.target.number: view for view in before.targets}
        events += [
            {"event": "target", "target": target_of(view)}
            for view in after.targets
            if view != known_targets.get(view.target.number)
        ]
    known_queues = {queue.name: queue for queue in before.queues}
    events += [
        {"event": "queue", "queue": plain(queue)}
        for queue in after.queues
        if queue != known_queues.get(queue.name)
    ]
    if before.mailbox != after.mailbox:
        events.append({"event": "mailbox", "mailbox": plain(after.mailbox)})
    if before.muted != after.muted:
        events.append({"event": "mute", "muted": after.muted})
    if before.do_not_disturb != after.do_not_disturb:
        events.append({"event": "do_not_disturb", "on": after.do_not_disturb})
    known = {notice.id for notice in before.notices}
    for notice in after.notices:
        if notice.id not in known:
            events.append({"event": "notice", "notice": notice_of(notice)})
    return events


def _calls(before: DeskModel, after: DeskModel) -> list[dict[str, Any]]:
    old = {view.call.id: view for view in before.calls}
    new = {view.call.id: view for view in after.calls}
    events: list[dict[str, Any]] = []
    for call_id, view in old.items():
        if call_id not in new and view.call.ended_at is None:
            events.append({"event": "call_ended", **_end(call_id, after)})
    for call_id, view in new.items():
        earlier = old.get(call_id)
        if view.quality is not None and view.quality != (earlier.quality if earlier else None):
            quality = {"event": "quality", "call_id": call_id, "quality": plain(view.quality)}
            events.append(quality)
        if earlier is not None and _steady(view) == _steady(earlier):
            continue
        if view.call.ended_at is None:
            events.append({"event": "call", "call": call_of(view)})
        elif earlier is None or earlier.call.ended_at is None:
            events.append({"event": "call_ended", **_end(call_id, after)})
    return events


def _steady(view: CallView) -> CallView:
    """Without what changes all the time."""
    return msgspec.structs.replace(view, quality=None, quality_samples=())


def _end(call_id: str, model: DeskModel) -> dict[str, Any]:
    """How it ended; ``call`` is its last picture where the desk still has one."""
    contact = model.contact.contact if model.contact is not None else None
    shown = {view.call.id: view.call for view in model.calls}
    past = {row.call.id: row.call for row in model.history}
    call = shown.get(call_id) or past.get(call_id)
    if call is not None:
        cause, ended_by, code, words = call.cause, call.ended_by, call.sip_code, call.sip_reason
    elif contact is not None and contact.call_id == call_id:
        cause, ended_by = contact.cause, contact.ended_by
        code, words = contact.sip_code, contact.sip_reason
    else:
        cause, ended_by, code, words = None, None, 0, ""
    return {
        "call_id": call_id,
        "cause": plain(cause),
        "ended_by": plain(ended_by),
        "sip_code": code,
        "sip_reason": words,
        "call": plain(call),
    }
