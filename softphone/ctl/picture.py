"""The desk's picture as the stable JSON that ``softphone ctl state`` prints (docs/ctl.md)."""

from typing import Any

import msgspec

from softphone.agent.model import CallView, DeskModel


def plain(value: object) -> Any:
    """Structs, enums and times as JSON values; times are ISO 8601 in UTC."""
    return msgspec.to_builtins(value)


def call_picture(view: CallView) -> dict[str, Any]:
    """One call: what it is, who it is, and what the desk knows about the far end."""
    picture: dict[str, Any] = plain(view.call)
    picture.update(
        title=view.title,
        number=view.number,
        region=view.region,
        queue=view.queue,
        waited_s=view.waited_s,
        vip=view.vip,
        unverified=view.unverified,
    )
    return picture


def contact_picture(model: DeskModel) -> dict[str, Any] | None:
    """The contact on the desk with its card and its draft."""
    return plain(model.contact) if model.contact is not None else None


def state_picture(model: DeskModel, pids: dict[str, int]) -> dict[str, Any]:
    """Everything a program needs to know; lists of the past are in ``history``."""
    return {
        "agent": plain(model.agent) | {"name": model.agent_name},
        "line": plain(model.line) | {"usable": model.line.usable},
        "engine_up": model.engine_up,
        "stack": model.stack,
        "calls": [call_picture(view) for view in model.calls],
        "contact": contact_picture(model),
        "muted": model.muted,
        "figures": plain(model.figures),
        "password_needed": model.password_needed,
        "audio_note": model.audio_note,
        "notices": plain(model.notices),
        "pids": pids,
    }
