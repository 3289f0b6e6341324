"""Differences of two models as events."""

from datetime import timedelta

import msgspec
import pytest

from softphone.agent.desk_model import DeskModel, Notice, NoticeCode, QueueView, Severity
from softphone.ctl.watch import changes
from softphone.domain.agent_state import AgentState, AgentStatus, Reason
from softphone.domain.call import CallState, EndCause, EndedBy
from softphone.domain.quality import Quality
from softphone.domain.quality_log import Sample
from softphone.domain.registration import LineState, LineStatus
from softphone.ports import HistoryRow

from .conftest import NOW, call_view, contact_view, empty_model

replace = msgspec.structs.replace


def test_nothing_changed_nothing_to_tell() -> None:
    assert changes(empty_model(), empty_model()) == []


@pytest.mark.parametrize(
    ("after", "event"),
    [
        ({"muted": True}, {"event": "mute", "muted": True}),
        ({"engine_up": False}, {"event": "engine", "up": False}),
    ],
)
def test_a_plain_change(after: dict[str, object], event: dict[str, object]) -> None:
    assert changes(empty_model(), replace(empty_model(), **after)) == [event]


def test_the_agents_state_with_its_reason() -> None:
    status = AgentStatus(state=AgentState.NOT_READY, reason=Reason.MEAL, since=NOW)
    (event,) = changes(empty_model(), replace(empty_model(), agent=status))
    assert (event["event"], event["before"], event["state"]) == (
        "agent_state",
        "ready",
        "not_ready",
    )
    assert event["reason"] == "meal"


def test_the_line_with_its_code() -> None:
    line = LineStatus(state=LineState.WAITING, sip_code=408, retry_at=NOW + timedelta(seconds=4))
    (event,) = changes(empty_model(), replace(empty_model(), line=line))
    assert event["event"] == "line"
    assert (event["line"]["state"], event["line"]["sip_code"]) == ("waiting", 408)


def with_call(state: CallState, base: DeskModel | None = None) -> DeskModel:
    return replace(base or empty_model(), calls=(call_view(state),))


def test_how_a_call_sounds_is_an_event_of_its_own() -> None:
    call = call_view(CallState.CONNECTED)
    quality = Quality(codec="PCMA/8000", mos=4.4, mos_in=4.4)
    heard = replace(call, quality=quality, quality_samples=(Sample(0.0, 4.4, 0.0, 0.0, 1.0),))
    before, after = replace(empty_model(), calls=(call,)), replace(empty_model(), calls=(heard,))
    (event,) = changes(before, after)
    assert (event["event"], event["call_id"]) == ("quality", call.call.id)
    assert (event["quality"]["mos"], event["quality"]["no_sound"]) == (4.4, ())
    assert changes(after, after) == []


def test_a_call_comes_changes_and_ends() -> None:
    offered, connected = with_call(CallState.OFFERED), with_call(CallState.CONNECTED)
    (came,) = changes(empty_model(), offered)
    assert (came["event"], came["call"]["state"]) == ("call", "offered")
    (answered,) = changes(offered, connected)
    assert (answered["event"], answered["call"]["state"]) == ("call", "connected")
    call = replace(
        call_view(CallState.ENDED).call,
        cause=EndCause.ABANDONED,
        ended_by=EndedBy.FAR_END,
        ended_at=NOW,
    )
    row = HistoryRow(
        call=call, contact_id="t1", customer_id="", customer_name="", region="", called_back=False
    )
    (ended,) = changes(connected, replace(empty_model(), history=(row,)))
    assert (ended["event"], ended["call_id"]) == ("call_ended", "k1")
    assert (ended["cause"], ended["ended_by"]) == ("abandoned", "far_end")


def test_a_call_shown_as_ended_is_told_once() -> None:
    view = call_view(CallState.ENDED)
    call = replace(view.call, cause=EndCause.MISSED, ended_at=NOW)
    ended = replace(empty_model(), calls=(replace(view, call=call),))
    (event,) = changes(with_call(CallState.OFFERED), ended)
    assert (event["event"], event["cause"]) == ("call_ended", "missed")
    assert changes(ended, empty_model()) == []


def test_contact_comes_and_goes() -> None:
    held = replace(empty_model(), contact=contact_view())
    (came,) = changes(empty_model(), held)
    assert (came["event"], came["contact"]["customer"]["id"]) == ("contact", "c1")
    (went,) = changes(held, empty_model())
    assert went == {"event": "contact", "contact": None}


def test_a_queue_gets_longer() -> None:
    before = replace(empty_model(), queues=(QueueView(name="support", title="Support", waiting=0),))
    longer = QueueView(name="support", title="Support", waiting=1, longest_since=NOW)
    (event,) = changes(before, replace(before, queues=(longer,)))
    assert (event["event"], event["queue"]["name"], event["queue"]["waiting"]) == (
        "queue",
        "support",
        1,
    )
    assert changes(before, before) == []


def test_new_notices_only() -> None:
    first = Notice(id=1, code=NoticeCode.ENGINE_LOST, severity=Severity.ERROR, at=NOW)
    second = replace(first, id=2, code=NoticeCode.ENGINE_BACK)
    before = replace(empty_model(), notices=(first,))
    (event,) = changes(before, replace(empty_model(), notices=(first, second)))
    assert (event["event"], event["notice"]["code"]) == ("notice", "engine_back")
    assert changes(before, empty_model()) == []
