"""Where a shift begins: breaks and midnight do not end it, going home does."""

from datetime import UTC, datetime, timedelta

import pytest

from softphone.domain.agent_state import AgentState, StateCause, StateChange
from softphone.domain.local_day import local_midnight
from softphone.domain.shift import shift_start

OUT, IDLE, READY, CALL = (
    AgentState.SIGNED_OUT,
    AgentState.NOT_READY,
    AgentState.READY,
    AgentState.ON_CONTACT,
)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY, SHIFT = "today", "the day the first row lies in"


def row(hours: float, before: AgentState, after: AgentState) -> StateChange:
    """So many hours after noon."""
    why = StateCause(cause="asked", actor="agent", proof="button")
    at = NOON + timedelta(hours=hours)
    return StateChange(at=at, agent="1001", before=before, after=after, why=why)


@pytest.mark.parametrize(
    ("log", "now_h", "begins"),
    [
        pytest.param([], 20, TODAY, id="never signed in"),
        pytest.param([(0, OUT, READY)], 30, SHIFT, id="signed in all along"),
        pytest.param(
            [(0, OUT, READY), (8, READY, OUT), (9, OUT, READY)], 30, SHIFT, id="a short absence"
        ),
        pytest.param([(0, OUT, READY), (8, READY, OUT), (24, OUT, READY)], 30, 24, id="went home"),
        pytest.param([(0, OUT, READY), (8, READY, OUT)], 30, TODAY, id="signed out"),
        pytest.param([(0, OUT, READY), (24, OUT, READY)], 30, 24, id="ended without signing out"),
        pytest.param(
            [(0, OUT, READY), (8, READY, IDLE), (24, IDLE, READY)], 30, 24, id="left it running"
        ),
        pytest.param(
            [(0, OUT, READY), (20, READY, CALL), (21, CALL, READY)], 30, SHIFT, id="a quiet night"
        ),
    ],
)
def test_a_shift_begins(
    log: list[tuple[float, AgentState, AgentState]], now_h: float, begins: str | float
) -> None:
    now = NOON + timedelta(hours=now_h)
    expected = {TODAY: now, SHIFT: NOON}.get(str(begins))
    if not isinstance(begins, str):
        expected = NOON + timedelta(hours=begins)
    assert expected is not None
    changes = [row(*one) for one in log]
    assert shift_start(changes, now) == local_midnight(expected)
