"""Sending a call that rings elsewhere (302, RFC 3261 section 21.3.3): whether, and where to."""

import re
from enum import StrEnum

from softphone.domain.dial_plan import DialPlan
from softphone.domain.phone import PhoneNumber

_SCHEME = re.compile(r"(?:tel|callto|phone):(?://)?", re.IGNORECASE)
_BETWEEN = str.maketrans("", "", " ()./-")
_ADDRESS = re.compile(r"sips?:([^@]*)@", re.IGNORECASE)


class ForwardRule(StrEnum):
    """What the administrator lets agents forward."""

    OFF = "off"
    DIRECT = "direct"
    """Calls to the extension, not those that a queue offers."""
    ALL = "all"

    def allows(self, queue: str) -> bool:
        """Whether a call may be forwarded; ``queue`` is the one that offers it, or empty."""
        return self is ForwardRule.ALL or (self is ForwardRule.DIRECT and not queue)


class ForwardProblem(StrEnum):
    """Why nobody is forwarded to a number."""

    NO_NUMBER = "no_number"
    """What was written is no number, extension or SIP address as a whole."""
    COSTS_EXTRA = "costs_extra"
    MYSELF = "myself"
    """The call would come back."""


def forward_problem(number: PhoneNumber, plan: DialPlan, own: str) -> ForwardProblem | None:
    """What speaks against that target; ``own`` is the agent's extension.

    Nothing is guessed out of a text that only has digits somewhere in it: the caller would end
    up at a stranger's.
    """
    if not number.dial or not _is_whole(number):
        return ForwardProblem.NO_NUMBER
    if plan.is_premium(number):
        return ForwardProblem.COSTS_EXTRA
    address = _ADDRESS.match(number.dial)
    if own and (address[1] if address else number.dial) == own:
        return ForwardProblem.MYSELF
    return None


def _is_whole(number: PhoneNumber) -> bool:
    if number.e164 or _ADDRESS.match(number.dial):
        return True
    meant = _SCHEME.sub("", number.raw.strip(), count=1)
    return number.dial in (meant, meant.translate(_BETWEEN))
