"""What the answer to a REGISTER says, read for the registration machine."""

from softphone.domain.registration_events import (
    USUAL_COST,
    WORST_COST,
    Answered,
)
from softphone.domain.sip_words import ODD_CHALLENGE
from softphone.domain.text import clean
from softphone.engine.pj.headers import granted_s, number_header
from softphone.engine.pj.values import RegisterAnswered

CHALLENGES = (401, 407)
WRONG_SECRET = frozenset({0, 171100, 171101, 171111})
"""What the stack says of a 401: no reason, credential refused, none for it, refused too often."""
TOO_LONG = "(PJSIP_EMSGTOOLONG)"
"""The answer to a challenge fits in no message: the stack tells it by these words alone."""


def read(value: RegisterAnswered, failure: str, *, now: float, random: float) -> Answered:
    """``failure`` is why the connection did not come about, in words, or nothing."""
    too_long = not value.message and TOO_LONG in value.reason
    code = CHALLENGES[0] if too_long else value.code
    known = value.status in WRONG_SECRET and not too_long
    own = failure if not code else ""
    if code in CHALLENGES and not known:
        own = ODD_CHALLENGE
    return Answered(
        now=now,
        random=random,
        code=code,
        reason=own or clean(value.reason),
        retry_after_s=number_header(value.message, "Retry-After"),
        min_expires_s=number_header(value.message, "Min-Expires"),
        expires_s=granted_s(value.message, value.expires_s),
        sent=_cost(code, known),
        challenge_known=known,
    )


def _cost(code: int, challenge_known: bool) -> int:
    """REGISTERs of a try, as measured with 2.15.1: the stack takes each new nonce for a stale one
    and tries refused credentials three times. Without an answer only the last one counts."""
    if code in CHALLENGES:
        return WORST_COST if challenge_known else 1
    return USUAL_COST if code else 1
