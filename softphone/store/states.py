"""The agent's state now, and the log of its changes."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from softphone.domain.agent_state import AgentState, AgentStatus, Reason, StateCause, StateChange
from softphone.store.tables import agent_status, state_log

_statement = upsert(agent_status)
_save = _statement.on_conflict_do_update(
    index_elements=["agent"], set_={"status": _statement.excluded.status}
)


def save_state(
    connection: Connection, agent: str, status: AgentStatus, change: StateChange | None
) -> None:
    """The status, and a row in the log when something changed."""
    connection.execute(_save, {"agent": agent, "status": msgspec.json.encode(status).decode()})
    if change is not None:
        connection.execute(
            insert(state_log),
            {
                "at": change.at,
                "agent": change.agent,
                "before": change.before.value,
                "after": change.after.value,
                "reason": change.reason.value if change.reason else None,
                "cause": change.why.cause,
                "actor": change.why.actor,
                "proof": change.why.proof,
                "contact_id": change.contact_id,
            },
        )


def last_status(connection: Connection, agent: str) -> AgentStatus | None:
    """The status as it was saved last."""
    text = connection.execute(
        select(agent_status.c.status).where(agent_status.c.agent == agent)
    ).scalar()
    return None if text is None else msgspec.json.decode(text, type=AgentStatus)


def log_since(connection: Connection, agent: str, since: datetime) -> tuple[StateChange, ...]:
    """Changes at or after that time, oldest first."""
    return tuple(
        _change(row)
        for row in connection.execute(
            select(state_log)
            .where(state_log.c.agent == agent, state_log.c.at >= since)
            .order_by(state_log.c.at, state_log.c.id)
        )
    )


def _change(row: Row[Any]) -> StateChange:
    return StateChange(
        at=row.at,
        agent=row.agent,
        before=AgentState(row.before),
        after=AgentState(row.after),
        reason=Reason(row.reason) if row.reason else None,
        why=StateCause(cause=row.cause, actor=row.actor, proof=row.proof),
        contact_id=row.contact_id,
    )
