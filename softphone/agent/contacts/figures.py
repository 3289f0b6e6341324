"""The figures of the agent's shift, from its calls."""

from collections.abc import Sequence

from softphone.agent.call_book import seconds
from softphone.agent.desk_model import ANSWER_TARGET_S, Figures
from softphone.domain.call import Call, CallPurpose, Direction, EndCause

MISSED = (EndCause.MISSED, EndCause.ABANDONED)


def is_missed(call: Call) -> bool:
    """Whether somebody rang here and nobody answered; a call of the agent's own never is."""
    return call.direction is Direction.INCOMING and call.cause in MISSED


def figures_of(calls: Sequence[Call], tickets: int) -> Figures:
    """Counted from all ended calls of the shift, and how many tickets were written in it."""
    contacts = [call for call in calls if call.purpose is CallPurpose.CONTACT]
    # A caller in a conference room is talked with on the agent's own call to it.
    rooms = [call for call in calls if call.purpose is CallPurpose.ROOM]
    answered = [call for call in contacts if call.cause is EndCause.ANSWERED]
    taken = [call for call in answered if call.direction is Direction.INCOMING]
    return Figures(
        contacts=len(contacts),
        answered=len(answered),
        taken=len(taken),
        in_time=sum(answer_s(call) <= ANSWER_TARGET_S for call in taken),
        missed=sum(is_missed(call) for call in contacts),
        talk_s=sum(talk_s(call) for call in (*answered, *rooms)),
        tickets=tickets,
    )


def answer_s(call: Call) -> float:
    """Seconds an answered caller had waited: in the queue, where the PBX tells it, and here."""
    queued = seconds(call.caller.headers.get("waited", "")) or 0.0
    rang_until = call.answered_at or call.started_at
    return queued + (rang_until - call.started_at).total_seconds()


def talk_s(call: Call) -> float:
    """Seconds from the answer to the end, holds included."""
    if call.answered_at is None or call.ended_at is None:
        return 0.0
    return (call.ended_at - call.answered_at).total_seconds()
