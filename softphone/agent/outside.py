"""Everything the agent logic needs from outside, in one value."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.domain.call import Call, Direction
from softphone.domain.phone import PhoneNumber
from softphone.domain.pinyin import Pinyin
from softphone.ports import Clock, NumberPlan, Phone, QueueControl, Secrets, Store, Worker


@dataclass(frozen=True)
class DeskPorts:
    """``new_id`` makes an id that is never given twice.

    ``worker`` writes, in the order of things; ``reader`` only reads the store, and never waits for
    a write; ``aside`` is for what may take long, such as reading a file to be imported; ``keys``
    asks the keyring, which may wait for its user.
    ``keep_favourites`` keeps the numbers of the favourite targets; new rules follow.
    """

    clock: Clock
    worker: Worker
    reader: Worker
    aside: Worker
    keys: Worker
    store: Store
    phone: Phone
    queue: QueueControl
    numbers: NumberPlan
    secrets: Secrets
    new_id: Callable[[], str]
    pinyin: Pinyin
    keep_favourites: Callable[[tuple[str, ...]], None]


def far_end(plan: NumberPlan, call: Call) -> PhoneNumber:
    """The number of a call's far end: what the signalling told, or what the agent dialled."""
    read = plan.received if call.direction is Direction.INCOMING else plan.parse
    return read(call.caller.number)


def again(number: PhoneNumber) -> str:
    """The text that dials a number once more, keys behind it; "" when nobody can."""
    dial = number.e164 or number.dial
    return dial + number.keys if dial else ""
