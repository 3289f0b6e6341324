"""A contact: one customer's affair on the phone."""

from datetime import datetime

import msgspec

from softphone.domain.call import Direction, EndCause, EndedBy


class Contact(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Written at ring time, completed when it ends.

    ``number`` is E.164 where it could be normalised, else as received. ``wrapped_up`` turns true
    when its ticket is saved or wrap-up was left; an open one is found again after a crash.
    Durations in seconds.
    """

    id: str
    call_id: str
    direction: Direction
    number: str
    name: str = ""
    queue: str = ""
    customer_id: str = ""
    waited_s: float | None = None
    vip: bool = False
    started_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    cause: EndCause | None = None
    ended_by: EndedBy | None = None
    sip_code: int = 0
    sip_reason: str = ""
    talk_s: float = 0.0
    held_s: float = 0.0
    wrapped_up: bool = False
    transferred_to: str = ""
