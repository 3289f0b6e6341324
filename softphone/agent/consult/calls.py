"""The call to a colleague, as the desk knows it and as the engine is asked for it."""

from datetime import datetime

from softphone.domain import messages as m
from softphone.domain.call import Call, Caller, CallPurpose, CallState, Direction
from softphone.domain.phone import PhoneNumber


def consult_call(call_id: str, caller_id: str, target: PhoneNumber, now: datetime) -> Call:
    """A call about that caller's, before its first INVITE."""
    return Call(
        id=call_id,
        direction=Direction.OUTGOING,
        purpose=CallPurpose.CONSULT,
        consult_of=caller_id,
        state=CallState.DIALING,
        caller=Caller(number=target.dial),
        started_at=now,
    )


def place_consult(call: Call, headers: dict[str, str], join: str) -> m.PlaceCall:
    """Dial it; ``join``: a call of the conference that it enters, empty for none."""
    return m.PlaceCall(
        call_id=call.id,
        target=call.caller.number,
        join=join,
        purpose=call.purpose,
        consult_of=call.consult_of,
        headers=headers,
    )
