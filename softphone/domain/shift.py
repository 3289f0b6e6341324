"""Where the agent's day begins: a shift does not end at midnight."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from softphone.domain.agent_state import AgentState, StateChange
from softphone.domain.local_day import local_midnight

LOOK_BACK = timedelta(hours=48)
"""No shift is longer; the log is read as far back as this."""
PAUSE = timedelta(hours=3)
"""Who was signed out or not ready longer than this begins another shift; no break is so long."""

_AWAY = (AgentState.SIGNED_OUT, AgentState.NOT_READY)


def shift_start(log: Sequence[StateChange], now: datetime) -> datetime:
    """The local midnight before the shift that goes on at ``now`` began; today's without one.

    ``log`` holds the agent's changes of state within ``LOOK_BACK``, oldest first. A program that
    was ended without signing out leaves no row; the next sign-in shows it. While an agent is
    signed in nothing ends, however long the last state has lasted.
    """
    if not log:
        return local_midnight(now)
    if log[-1].after is AgentState.SIGNED_OUT and now - log[-1].at > PAUSE:
        return local_midnight(now)
    began = log[0].at
    for earlier, later in pairwise(log):
        away = earlier.after in _AWAY or later.before is AgentState.SIGNED_OUT
        if away and later.at - earlier.at > PAUSE:
            began = later.at
    return local_midnight(began)
