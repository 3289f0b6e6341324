"""The model as stable JSON: what ``state``, ``calls`` and ``contact`` answer (docs/ctl.md)."""

from datetime import datetime
from typing import Any

import msgspec

from softphone.agent.desk_model import CallView, ConsultView, ContactView, DeskModel, Notice
from softphone.domain.registration import LineStatus
from softphone.domain.target import TargetView


def plain(value: object) -> Any:
    """A value of ours as JSON types: structs as objects, times as ISO texts."""
    return msgspec.to_builtins(value)


def state_of(model: DeskModel, pids: dict[str, int]) -> dict[str, Any]:
    """Everything a program needs to follow the softphone."""
    agent = model.agent
    return {
        "agent": {"name": model.agent_name, **plain(agent)},
        "state": agent.state.value,
        "reason": plain(agent.reason),
        "since": _time(agent.since),
        "next": plain(agent.next),
        "wrap_up_until": _time(agent.wrap_up_until),
        "line": line_of(model.line),
        "engine_up": model.engine_up,
        "stack": model.stack,
        "calls": [call_of(view) for view in model.calls],
        "consult": consult_of(model.consult),
        "recording": plain(model.recording),
        "speaking": list(model.speaking),
        "contact": contact_of(model.contact),
        "contacts": [contact_of(view) for view in model.contacts],
        "may_dial": model.may_dial,
        "do_not_disturb": model.do_not_disturb,
        "muted": model.muted,
        "devices": plain(model.devices),
        "in_use": plain(model.in_use),
        "headset": model.headset,
        "headset_problem": model.headset_problem,
        "audio_note": model.audio_note,
        "caller_id": model.caller_id,
        "prefill": model.prefill.text if model.prefill else "",
        "queues": plain(model.queues),
        "mailbox": plain(model.mailbox),
        "password_needed": model.password_needed,
        "figures": plain(model.figures),
        "tickets_today": len(model.tickets_today),
        "open_drafts": len(model.open_drafts),
        "notices": [notice_of(notice) for notice in model.notices],
        "pids": pids,
    }


def line_of(line: LineStatus) -> dict[str, Any]:
    """The registration."""
    return {
        "state": line.state.value,
        "usable": line.usable,
        "sip_code": line.sip_code,
        "sip_reason": line.sip_reason,
        "retry_at": _time(line.retry_at),
        "since": _time(line.since),
    }


def call_of(view: CallView) -> dict[str, Any]:
    """One call."""
    call = view.call
    return {
        "id": call.id,
        "direction": call.direction.value,
        "purpose": call.purpose.value,
        "state": call.state.value,
        "title": view.title,
        "number": call.caller.number,
        "passed_on": call.passed_on,
        "display_number": view.number,
        "name": call.caller.name,
        "region": view.region,
        "queue": view.queue,
        "waited_s": view.waited_s,
        "vip": view.vip,
        "unverified": view.unverified,
        "may_forward": view.may_forward,
        "original_caller": view.original_caller,
        "from_agent": view.from_agent,
        "note": view.note,
        "headers": dict(call.caller.headers),
        "started_at": _time(call.started_at),
        "answered_at": _time(call.answered_at),
        "held_since": _time(call.held_since),
        "held_s": call.held_s,
        "held_by_far_end": call.held_by_far_end,
        "encrypted": call.encrypted,
        "keys_exposed": call.keys_exposed,
        "codec": call.codec,
        "quality": plain(view.quality),
        "transfer": plain(call.transfer),
        "consult_of": call.consult_of,
        "merged_with": list(call.merged_with),
        "party_muted": call.party_muted,
        "party_volume": call.party_volume,
    }


def consult_of(view: ConsultView | None) -> dict[str, Any] | None:
    """A consult or conference; ``moved``: the ids of who is in a room of the PBX."""
    if view is None:
        return None
    return {**plain(view), "moved": [party.call.id for party in view.moved]}


def contact_of(view: ContactView | None) -> dict[str, Any] | None:
    """The contact on the desk with its customer and draft."""
    if view is None:
        return None
    customer = view.card.customer if view.card is not None else None
    return {
        **plain(view.contact),
        "pop": view.pop.value,
        "customer": plain(customer),
        "matches": [
            {"id": match.id, "name": match.name, "tier": match.tier.value} for match in view.matches
        ],
        "draft": plain(view.draft),
        "draft_saved": view.draft_saved,
        "missing": [field.value for field in view.missing],
    }


def target_of(view: TargetView) -> dict[str, Any]:
    """One target and how it is."""
    return {
        **plain(view.target),
        "presence": view.presence.value,
        "favourite": view.favourite,
        "far_end": view.far_end,
        "waiting": view.waiting,
    }


def notice_of(notice: Notice) -> dict[str, Any]:
    """One notice."""
    return {
        "id": notice.id,
        "code": notice.code.value,
        "severity": notice.severity.value,
        "at": _time(notice.at),
        "args": dict(notice.args),
        "sticky": notice.sticky,
    }


def _time(at: datetime | None) -> str | None:
    return plain(at) if at is not None else None
