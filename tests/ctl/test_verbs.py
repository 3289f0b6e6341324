"""Verbs over the real socket, and the intents they become."""

import os
from typing import Any

import msgspec
import pytest

from softphone import __version__
from softphone.agent.desk_model import DialQuestion, NoticeCode
from softphone.ctl.client import CtlClient
from softphone.ctl.protocol import CtlError
from softphone.domain.agent_state import Reason
from softphone.domain.call import CallState, RejectReason
from softphone.domain.ticket import Priority, TicketDraft

from .conftest import RecordedHands, StubDesk, call_view, contact_view

VIA = {"via": "ctl"}


@pytest.mark.parametrize(
    ("verb", "arguments", "intent", "given", "named"),
    [
        ("sign-in", {}, "sign_in", (None,), {"remember": False, **VIA}),
        ("sign-in", {"password": "p"}, "sign_in", ("p",), {"remember": False, **VIA}),
        ("sign-out", {}, "sign_out", (), VIA),
        ("ready", {}, "go_ready", (), VIA),
        ("not-ready", {"reason": "meal"}, "go_not_ready", (Reason.MEAL,), VIA),
        ("cancel-next", {}, "cancel_next", (), VIA),
        ("more-time", {}, "more_time", (), VIA),
        ("dial", {"number": "10086"}, "dial", ("10086",), {"confirmed": False, **VIA}),
        ("call-as", {"number": "400"}, "call_as", ("400",), VIA),
        ("macro", {"macro": "1,2#"}, "play_macro", ("1,2#", None), VIA),
        ("open", {"uri": "tel:10086"}, "open_uri", ("tel:10086",), {"via": "link"}),
        ("star", {"number": "1002"}, "star_target", ("1002", True), VIA),
        ("pickup", {"number": "1002"}, "pick_up", ("1002",), VIA),
        ("voicemail", {}, "listen_voicemail", (), VIA),
        ("answer", {}, "answer", (None,), VIA),
        ("answer", {"call": "k1"}, "answer", ("k1",), VIA),
        ("reject", {}, "reject", (None,), {"reason": RejectReason.BUSY, **VIA}),
        (
            "reject",
            {"call": "k1", "reason": "not_me"},
            "reject",
            ("k1",),
            {"reason": RejectReason.NOT_ME, **VIA},
        ),
        ("add", {"target": "1003"}, "add_party", ("1003",), VIA),
        ("show-contact", {"contact": "k2"}, "show_contact", ("k2",), {}),
        ("hangup", {}, "hang_up", (None,), VIA),
        ("hold", {}, "hold", (None,), VIA),
        ("resume", {}, "resume", (None,), VIA),
        ("mute", {}, "set_mute", (True,), VIA),
        ("dnd", {}, "set_do_not_disturb", (True,), VIA),
        ("dnd", {"on": False}, "set_do_not_disturb", (False,), VIA),
        ("mute", {"on": False}, "set_mute", (False,), VIA),
        ("dtmf", {"digits": "1#a"}, "send_dtmf", ("1#A", None), VIA),
        ("transfer", {"target": "2002"}, "transfer", ("2002", None), VIA),
        ("forward", {"target": "2002"}, "forward", ("2002", None), VIA),
        ("forward", {"target": "2002", "call": "k1"}, "forward", ("2002", "k1"), VIA),
        ("consult", {"target": "1002"}, "consult", ("1002", None), VIA),
        ("consult", {"target": "1002", "call": "k1"}, "consult", ("1002", "k1"), VIA),
        ("complete", {}, "complete", (), VIA),
        ("leave", {}, "complete", (), VIA),
        ("cancel", {}, "cancel_consult", (), VIA),
        ("swap", {}, "swap", (), VIA),
        ("merge", {}, "merge", (), VIA),
        ("split", {}, "split", (), VIA),
        ("call-back", {"call": "k0"}, "call_back", ("k0",), VIA),
        ("choose-customer", {"customer": "c1"}, "choose_customer", ("c1",), {}),
        ("undo-customer", {}, "undo_customer", (), {"via": "ctl"}),
        ("choose-customer", {"customer": "none"}, "no_customer", (), {}),
        ("finish", {}, "finish_without_ticket", (), VIA),
        ("open-draft", {"contact": "t0"}, "open_draft", ("t0",), {}),
        ("discard-draft", {"contact": "t0"}, "discard_draft", ("t0",), VIA),
        ("undo-discard", {}, "undo_discard", (), VIA),
        ("dismiss", {"notice": 3}, "dismiss_notice", (3,), {}),
        ("retry-line", {}, "retry_line", (), {}),
    ],
)
def test_a_verb_becomes_an_intent(
    desk: StubDesk,
    client: CtlClient,
    verb: str,
    arguments: dict[str, Any],
    intent: str,
    given: tuple[object, ...],
    named: dict[str, object],
) -> None:
    assert client.do(verb, **arguments) == {"accepted": True}
    assert desk.intents.asked == [(intent, given, named)]


@pytest.mark.parametrize(
    ("verb", "arguments", "code"),
    [
        ("fly", {}, "unknown_verb"),
        ("__init__", {}, "unknown_verb"),
        ("not-ready", {"reason": "golf"}, "bad_argument"),
        ("not-ready", {}, "bad_argument"),
        ("open", {"uri": "https://pbx.test"}, "bad_argument"),
        ("dial", {}, "bad_argument"),
        ("dial", {"number": ""}, "bad_argument"),
        ("dial", {"number": 5}, "bad_argument"),
        ("dial", {"number": "1" * 5000}, "bad_argument"),
        ("dial", {"number": "1", "speed": 9}, "bad_argument"),
        ("answer", {"call": ["k1"]}, "bad_argument"),
        ("mute", {"on": "yes"}, "bad_argument"),
        ("dtmf", {"digits": "12x"}, "bad_argument"),
        ("dismiss", {"notice": True}, "bad_argument"),
        ("history", {"limit": "many"}, "bad_argument"),
        ("ticket", {}, "no_contact"),
        ("ticket", {"set": {"colour": "red"}}, "bad_argument"),
        ("ticket", {"save": "maybe"}, "bad_argument"),
        ("ui", {"action": "click", "name": "ok"}, "not_allowed"),
        ("search", {"text": "broken"}, "failed"),
    ],
)
def test_a_wrong_request_changes_nothing_and_says_why(
    desk: StubDesk, client: CtlClient, verb: str, arguments: dict[str, Any], code: str
) -> None:
    with pytest.raises(CtlError) as caught:
        client.do(verb, **arguments)
    assert caught.value.code == code
    assert str(caught.value)
    assert desk.intents.asked == []


def test_a_wrong_moment_is_refused_in_words(desk: StubDesk, client: CtlClient) -> None:
    desk.intents.refuse["hold"] = NoticeCode.NOT_POSSIBLE
    for _ in range(2):
        with pytest.raises(CtlError, match="not possible now: hold") as caught:
            client.do("hold")
        assert caught.value.code == "not_possible"
    assert client.do("ready") == {"accepted": True}


def test_a_number_that_costs_extra_is_not_dialled_unconfirmed(
    desk: StubDesk, client: CtlClient
) -> None:
    desk.intents.asks = DialQuestion(text="168", number="168")
    with pytest.raises(CtlError, match="168 costs extra") as caught:
        client.do("dial", number="168")
    assert caught.value.code == "unconfirmed"
    assert [name for name, _, _ in desk.intents.asked] == ["dial", "dismiss_dial"]


def test_state_tells_everything(desk: StubDesk, client: CtlClient) -> None:
    desk.intents.model = msgspec.structs.replace(
        desk.intents.model,
        calls=(call_view(CallState.CONNECTED),),
        contact=contact_view(),
        muted=True,
    )
    state = client.do("state")
    assert (state["state"], state["reason"], state["next"]) == ("ready", None, None)
    assert state["agent"]["name"] == "Agent"
    assert state["agent"]["state"] == "ready"
    assert state["since"] == "2026-03-01T09:30:00Z"
    assert (state["line"]["state"], state["line"]["usable"]) == ("registered", True)
    assert state["engine_up"] is True
    assert state["muted"] is True
    assert state["calls"][0]["id"] == "k1"
    assert state["calls"][0]["state"] == "connected"
    assert state["contact"]["customer"]["id"] == "c1"
    assert state["contact"]["pop"] == "found"
    assert state["contact"]["missing"] == ["category"]
    assert state["figures"]["contacts"] == 0
    assert state["pids"] == {"desk": os.getpid()}
    assert client.do("calls") == {"calls": state["calls"]}
    assert client.do("contact") == {"contact": state["contact"]}


def test_looking_verbs(client: CtlClient) -> None:
    assert client.do("version") == {"version": __version__, "stack": "stack 1"}
    assert client.do("history") == {"history": []}
    assert client.do("notices") == {"notices": []}
    assert client.do("tickets") == {"tickets": []}
    assert client.do("search", text="a")["customers"][0]["id"] == "c1"


def test_the_ticket_is_filled_shown_and_saved(desk: StubDesk, client: CtlClient) -> None:
    desk.intents.model = msgspec.structs.replace(desk.intents.model, contact=contact_view())
    shown = client.do("ticket")
    assert shown["draft"]["customer_id"] == "c1"
    assert shown["missing"] == ["category"]
    fields = {
        "notes": "call back",
        "priority": "urgent",
        "promise_due": "2026-03-02T10:00:00+08:00",
    }
    client.do("ticket", set=fields, save="ready")
    edit, save = desk.intents.asked
    draft = edit[1][0]
    assert isinstance(draft, TicketDraft)
    assert (draft.notes, draft.priority, draft.customer_id) == ("call back", Priority.URGENT, "c1")
    assert draft.promise_due is not None
    assert draft.promise_due.utcoffset() is not None
    assert save == ("save_ticket", (), {"go_ready": True, **VIA})


@pytest.mark.parametrize(
    "fields", [{"priority": "later"}, {"promise_due": "soon"}, {"promise_due": "2026-03-02T10:00"}]
)
def test_wrong_ticket_fields_change_nothing(
    desk: StubDesk, client: CtlClient, fields: dict[str, str]
) -> None:
    desk.intents.model = msgspec.structs.replace(desk.intents.model, contact=contact_view())
    with pytest.raises(CtlError) as caught:
        client.do("ticket", set=fields)
    assert caught.value.code == "bad_argument"
    assert desk.intents.asked == []


def test_an_incomplete_ticket_says_what_is_missing(desk: StubDesk, client: CtlClient) -> None:
    desk.intents.model = msgspec.structs.replace(desk.intents.model, contact=contact_view())
    desk.intents.refuse["save_ticket"] = NoticeCode.TICKET_INCOMPLETE
    with pytest.raises(CtlError, match="category") as caught:
        client.do("ticket", save="stay")
    assert caught.value.code == "ticket_incomplete"


def test_widgets_are_pressed_only_with_automation(desk: StubDesk, client: CtlClient) -> None:
    desk.hands = RecordedHands()
    done = {"done": True}
    assert client.do("ui", action="click", name="ok") == done
    assert client.do("ui", action="type", name="ok", text="a") == done
    assert client.do("ui", action="key", name="ok", text="F9") == done
    assert client.do("ui", action="choose", name="ok", text="refund") == done
    assert client.do("ui", action="screenshot", text="/x.png") == done
    assert client.do("ui", action="text", name="ok") == {"text": "says"}
    assert [what for what, *_ in desk.hands.done] == [
        "click",
        "type",
        "key",
        "choose",
        "screenshot",
    ]
    with pytest.raises(CtlError, match="no widget other") as caught:
        client.do("ui", action="click", name="other")
    assert caught.value.code == "no_widget"


def test_show_and_quit(desk: StubDesk, client: CtlClient) -> None:
    client.do("show")
    assert desk.shown == 1
    assert client.do("quit") == {"accepted": True}
    assert desk.quit_asked.wait(10)
