"""The one honest cause of a call's end, as a pure function."""

import re

import msgspec

from softphone.domain.call import Direction, EndCause, EndedBy


class Reason(msgspec.Struct, frozen=True):
    """One value of a ``Reason`` header (RFC 3326): ``protocol`` upper case, ``cause`` a number."""

    protocol: str
    cause: int


class EndFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known when a call is over.

    ``sip_code`` is the final code as the stack tells it (200 after an ordinary BYE, 487 after a
    CANCEL, 408 without an answer). ``reasons`` come from the CANCEL or BYE that ended it.
    ``rang_s`` is how long it rang, in seconds.
    """

    direction: Direction
    answered: bool
    ended_by: EndedBy
    sip_code: int = 0
    reasons: tuple[Reason, ...] = ()
    rang_s: float = 0.0


_QUOTED = re.compile(r'"[^"]*"')
_QUOTED_PROTOCOL = re.compile(r'(^|,)\s*"([A-Za-z0-9.]{1,20})"\s*(?=;)')
"""Against the grammar (RFC 3326 section 2), and harmless to take."""
_QUOTED_CAUSE = re.compile(r'(?<=cause=)"(\d{1,4})"', re.IGNORECASE)
_CAUSE = re.compile(r"\s*cause\s*=\s*(\d{1,4})\s*", re.IGNORECASE)

_REFUSED_BY_FAR_END = frozenset({486, 600, 603})

_Q850_TAKEN_AWAY = frozenset({18, 19, 102})
"""Q.850: no user responding, no answer, recovery on timer expiry.

The PBX gave up on us although the caller is still there.
"""
_SIP_TAKEN_AWAY = frozenset({408, 480, 600, 603})
"""``SIP;cause=``: rang out (408, 480), refused elsewhere (600, 603)."""

_ELSEWHERE = frozenset({("SIP", 200), ("Q.850", 26)})
"""Call completed elsewhere (RFC 3326 section 3.1), non-selected user clearing (Q.850)."""

_Q850_UNSPECIFIED = frozenset({0, 127})
_RING_STEP_S = 5.0
_RING_SLACK_S = 0.25


def parse_reasons(value: str) -> tuple[Reason, ...]:
    """Every value of a ``Reason`` header that has a cause number; garbage gives none."""
    found = []
    value = _QUOTED_CAUSE.sub(r"\1", _QUOTED_PROTOCOL.sub(r"\1\2", value[:500]))
    for part in _QUOTED.sub("", value).split(","):
        protocol, *parameters = part.split(";")
        causes = [match for match in map(_CAUSE.fullmatch, parameters) if match]
        if protocol.strip() and causes:
            found.append(Reason(protocol.strip().upper(), int(causes[0][1])))
    return tuple(found)


def end_cause(ending: EndFacts) -> EndCause:
    """Why the call ended.

    Incoming and not answered: ``REJECTED`` by the agent; ``ELSEWHERE`` when its CANCEL says that
    another phone answered (RFC 3326); ``MISSED`` when the PBX took it away (the CANCEL says
    no answer, or nothing definite just when a ringing time is over) or this phone ended itself;
    ``ABANDONED`` with any other
    CANCEL; ``FAILED`` with any other end.
    Outgoing and not answered: ``ABANDONED`` when the agent gave up, ``REJECTED`` at 486, 600 and
    603, ``FAILED`` otherwise. Answered: ``ANSWERED`` unless the code tells of a failure.
    """
    if ending.answered:
        failed = ending.sip_code >= 400 and ending.ended_by is EndedBy.SYSTEM
        return EndCause.FAILED if failed else EndCause.ANSWERED
    if ending.direction is Direction.OUTGOING:
        if ending.ended_by is EndedBy.AGENT:
            return EndCause.ABANDONED
        return EndCause.REJECTED if ending.sip_code in _REFUSED_BY_FAR_END else EndCause.FAILED
    if ending.ended_by is EndedBy.AGENT:
        return EndCause.REJECTED
    if ending.ended_by is EndedBy.SYSTEM:
        # 480: our own shutdown turned the caller away. Anything else is a failure of the network.
        return EndCause.MISSED if ending.sip_code in (480, 0) else EndCause.FAILED
    if any((reason.protocol, reason.cause) in _ELSEWHERE for reason in ending.reasons):
        return EndCause.ELSEWHERE
    if any(_taken_away(reason) for reason in ending.reasons) or _rang_out(ending):
        return EndCause.MISSED
    return EndCause.ABANDONED


def _rang_out(ending: EndFacts) -> bool:
    """Whether a PBX that gives no cause let its ringing time run out.

    Asterisk 22 sends ``Q.850;cause=0`` (127 from some applications) both when its queue's ringing
    time is over and when the caller hangs up. Ringing times are set in steps of five seconds and
    kept to some milliseconds; a caller hits one by chance in one of ten times at most.
    """
    if not any(r.protocol == "Q.850" and r.cause in _Q850_UNSPECIFIED for r in ending.reasons):
        return False
    steps = round(ending.rang_s / _RING_STEP_S)
    return steps >= 1 and abs(ending.rang_s - steps * _RING_STEP_S) <= _RING_SLACK_S


def _taken_away(reason: Reason) -> bool:
    if reason.protocol == "SIP":
        return reason.cause in _SIP_TAKEN_AWAY
    return reason.protocol == "Q.850" and reason.cause in _Q850_TAKEN_AWAY
