"""What became of something the agent asked for."""

import msgspec

from softphone.agent.desk_model import DialQuestion, NoticeCode


class Done(msgspec.Struct, frozen=True):
    """It was done, or is on its way to the engine."""


class Refused(msgspec.Struct, frozen=True):
    """Nothing changed. ``code`` and ``args`` are those of the notice that says why."""

    code: NoticeCode
    args: dict[str, str] = {}


class Asks(msgspec.Struct, frozen=True):
    """It waits for an answer of the agent."""

    question: DialQuestion


Outcome = Done | Refused | Asks
DONE = Done()
