"""What is written comes back, from the file."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from softphone.domain.agent_state import (
    AgentState,
    AgentStatus,
    NextState,
    Reason,
    StateCause,
    StateChange,
)
from softphone.domain.customer import PopQuery
from softphone.domain.quality_log import CallQuality, Sample
from softphone.ports import Store, StoreError
from softphone.store.sql_store import SqlStore
from tests.store.values import (
    NOW,
    call,
    contact,
    customer,
    draft,
    later,
    now,
    order,
    rows,
    ticket,
)


def test_store_is_the_port(store: SqlStore) -> None:
    port: Store = store
    assert port.look_up(PopQuery()).card is None


def test_customer_comes_back_with_numbers_in_order(store: SqlStore) -> None:
    store.save_customer(customer())
    card = store.card("C1")
    assert card is not None
    assert card.customer == customer()


def test_saving_a_customer_again_replaces_name_and_numbers(store: SqlStore) -> None:
    store.save_customer(customer())
    changed = customer(name="样例客户 乙", numbers=("+8613900000002",))
    store.save_customer(changed)
    assert store.look_up(PopQuery(e164="+8613900000001")).card is None
    found = store.look_up(PopQuery(e164="+8613900000002")).card
    assert found is not None
    assert found.customer == changed


def test_look_up_prefers_the_customer_id(store: SqlStore) -> None:
    store.save_customer(customer("C1"))
    store.save_customer(customer("C2", numbers=("+8613900000002",)))
    result = store.look_up(PopQuery(customer_id="C2", e164="+8613900000001"))
    assert result.card is not None
    assert result.card.customer.id == "C2"


def test_look_up_by_number_when_the_id_is_unknown(store: SqlStore) -> None:
    store.save_customer(customer())
    result = store.look_up(PopQuery(customer_id="elsewhere", e164="+862255501234"))
    assert result.card is not None
    assert result.card.customer.id == "C1"


def test_look_up_tells_all_who_share_a_number(store: SqlStore) -> None:
    for key in ("C2", "C1", "C3"):
        store.save_customer(customer(key))
    result = store.look_up(PopQuery(e164="+8613900000001"))
    assert result.card is None
    assert [found.id for found in result.matches] == ["C1", "C2", "C3"]


def test_look_up_needs_the_whole_number(store: SqlStore) -> None:
    store.save_customer(customer())
    result = store.look_up(PopQuery(e164="+861390000000"))
    assert (result.card, result.matches) == (None, ())


def test_card_has_the_newest_ten_and_twenty(store: SqlStore) -> None:
    store.save_customer(customer())
    store.add_orders([order(f"O{n:02}", placed_at=later(n)) for n in range(15)])
    for n in range(25):
        store.save_contact(contact(f"K{n:02}", customer_id="C1", started_at=later(n)))
        store.save_ticket(ticket(f"T{n:02}", contact_id=f"K{n:02}", created_at=later(n)), None)
    card = store.card("C1")
    assert card is not None
    assert [o.id for o in card.orders] == [f"O{n:02}" for n in range(14, 4, -1)]
    assert [t.id for t in card.tickets] == [f"T{n:02}" for n in range(24, 4, -1)]
    assert [c.id for c in card.contacts] == [f"K{n:02}" for n in range(24, 4, -1)]
    assert card.orders[0] == order("O14", placed_at=later(14))


def test_order_of_an_unknown_customer_is_refused_in_words(store: SqlStore) -> None:
    with pytest.raises(StoreError, match="contradicts"):
        store.add_orders([order(customer_id="nobody")])


def test_contact_comes_back_whole(store: SqlStore) -> None:
    store.save_contact(contact())
    assert store.contact("K1") == contact()
    assert store.contact("K2") is None


def test_contact_of_a_customer_unknown_here_is_kept(store: SqlStore) -> None:
    store.save_contact(contact(customer_id="known-to-the-pbx"))
    assert [c.customer_id for c in store.open_contacts()] == ["known-to-the-pbx"]


def test_open_contacts_are_those_to_wrap_up(store: SqlStore) -> None:
    store.save_contact(contact("late", started_at=later(9)))
    store.save_contact(contact("early", started_at=later(1)))
    store.save_contact(contact("ringing", started_at=later(10), answered_at=None, ended_at=None))
    store.save_contact(contact("missed", answered_at=None))
    store.save_contact(contact("done", wrapped_up=True))
    assert [c.id for c in store.open_contacts()] == ["early", "late", "ringing"]


def test_an_older_copy_does_not_open_a_wrapped_up_contact_again(store: SqlStore) -> None:
    store.save_contact(contact(wrapped_up=True))
    store.save_contact(contact(talk_s=1.0))
    found = store.contact("K1")
    assert found is not None
    assert (found.wrapped_up, found.talk_s) == (True, 1.0)


def test_history_is_newest_first_with_the_customers_name(store: SqlStore) -> None:
    store.save_customer(customer())
    store.save_contact(contact(customer_id="C1"))
    store.save_call(call("first"), "K1", "天津 · 中国移动")
    store.save_call(call("second", started_at=later(3)), "", "")
    second, first = store.history()
    assert (second.call.id, second.customer_name, second.contact_id) == ("second", "", "")
    assert first.call == call("first")
    assert (first.customer_id, first.customer_name) == ("C1", "样例客户 甲")
    assert first.region == "天津 · 中国移动"
    assert len(store.history(limit=1)) == 1


def test_a_call_stays_called_back_when_saved_again(store: SqlStore) -> None:
    store.save_call(call(), "K1", "")
    store.mark_called_back("K1-call")
    store.save_call(call(sip_code=487), "K1", "")
    (row,) = store.history()
    assert row.called_back
    assert row.call.sip_code == 487


def test_draft_is_replaced_and_comes_back(store: SqlStore) -> None:
    store.save_draft(draft(notes="a"))
    store.save_draft(draft(notes="b"))
    assert store.draft("K1") == draft(notes="b")
    assert store.draft("K2") is None
    assert list(store.open_drafts()) == [draft(notes="b")]


def test_save_ticket_does_everything_at_once(store: SqlStore, path: Path) -> None:
    store.save_contact(contact())
    store.save_draft(draft())
    newcomer = customer("C9", numbers=("+8613900000009",))
    saved = ticket(customer_id="C9")
    store.save_ticket(saved, newcomer)

    assert store.ticket("T1") == saved
    assert store.card("C9") is not None
    assert store.draft("K1") is None
    assert not store.open_contacts()
    found = store.contact("K1")
    assert found is not None
    assert found.customer_id == "C9"
    ((key, kind, payload, state, attempts),) = rows(
        path, "SELECT ticket_id, kind, payload, state, attempts FROM outbox"
    )
    assert (key, kind, state, attempts) == ("T1", "ticket", "pending", 0)
    assert msgspec.json.decode(payload, type=type(saved)) == saved


def test_a_newcomer_who_was_saved_meanwhile_is_not_made_twice(store: SqlStore) -> None:
    first = customer("N1", name="Sample Newcomer", numbers=("+8613900000009",))
    store.save_ticket(ticket("T1", customer_id="N1"), first)
    again = customer("N2", name="sample newcomer ", numbers=("+8613900000009",))
    store.save_ticket(ticket("T2", contact_id="K2", customer_id="N2"), again)
    saved = store.ticket("T2")
    assert saved is not None
    assert saved.customer_id == "N1"
    assert store.card("N2") is None
    # Somebody else in the same household is somebody else.
    other = customer("N3", name="Other Name", numbers=("+8613900000009",))
    store.save_ticket(ticket("T3", contact_id="K3", customer_id="N3"), other)
    assert store.card("N3") is not None


def test_a_refused_ticket_leaves_nothing_behind(store: SqlStore, path: Path) -> None:
    store.save_contact(contact())
    store.save_draft(draft())
    naive = ticket(created_at=NOW.replace(tzinfo=None))
    with pytest.raises(StoreError):
        store.save_ticket(naive, customer("C9"))
    assert store.card("C9") is None
    assert store.draft("K1") == draft()
    assert len(store.open_contacts()) == 1
    assert rows(path, "SELECT count(*) FROM outbox") == [(0,)]


def test_the_same_ticket_twice_is_one_delivery(store: SqlStore, path: Path) -> None:
    store.save_ticket(ticket(), None)
    store.save_ticket(ticket(), None)
    assert rows(path, "SELECT count(*) FROM tickets") == [(1,)]
    assert rows(path, "SELECT ticket_id, state FROM outbox") == [("T1", "pending")]


def test_a_late_draft_of_a_saved_ticket_is_not_open(store: SqlStore) -> None:
    store.save_ticket(ticket(), None)
    store.save_draft(draft())
    assert not store.open_drafts()


def test_tickets_of_the_day_are_mine_and_newest_first(store: SqlStore) -> None:
    store.save_customer(customer())
    store.save_ticket(ticket("old", created_at=later(-600)), None)
    store.save_ticket(ticket("one", created_at=later(1), notes="a\n\nb  c" + "x" * 300), None)
    store.save_ticket(ticket("two", created_at=later(2)), None)
    store.save_ticket(ticket("other", created_at=later(3), agent="agent-b"), None)
    found = store.tickets_of_day("agent-a", NOW)
    assert [t.id for t in found] == ["two", "one"]
    assert found[0].customer_name == "样例客户 甲"
    assert found[1].excerpt.startswith("a b cx")
    assert len(found[1].excerpt) <= 160
    assert found[1].notes == "a\n\nb  c" + "x" * 300


def test_every_call_of_the_day_is_read(store: SqlStore) -> None:
    store.save_call(call("before", started_at=later(-1)), "K1", "")
    for number in range(250):
        store.save_call(call(f"call-{number:03}", started_at=later(number)), "K1", "")
    found = store.calls_since(NOW)
    assert len(found) == 250
    assert (found[0].id, found[-1].id) == ("call-249", "call-000")


def test_state_and_log_come_back(store: SqlStore) -> None:
    status = AgentStatus(
        state=AgentState.NOT_READY,
        since=NOW,
        reason=Reason.MEAL,
        next=NextState(state=AgentState.READY),
        wrap_up_until=later(1),
    )
    change = StateChange(
        at=NOW,
        agent="agent-a",
        before=AgentState.READY,
        after=AgentState.NOT_READY,
        reason=Reason.MEAL,
        why=StateCause(cause="asked", actor="agent", proof="button"),
    )
    store.save_state("agent-a", status, change)
    store.save_state("agent-a", status, None)
    assert store.last_status("agent-a") == status
    assert store.last_status("agent-b") is None
    assert list(store.state_log("agent-a", NOW)) == [change]
    assert not store.state_log("agent-a", later(1))


def test_everything_is_there_after_closing(path: Path) -> None:
    first = SqlStore.open(path, now=now).store
    first.save_ticket(ticket(), customer())
    first.close()
    again = SqlStore.open(path, now=now)
    assert (again.set_aside, again.note) == (None, "")
    assert again.store.ticket("T1") == ticket()
    again.store.close()


def test_the_connection_is_durable_and_strict(store: SqlStore) -> None:
    with store._reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_threads_may_write_at_the_same_time(store: SqlStore, path: Path) -> None:
    def save(worker: int) -> None:
        for n in range(20):
            key = f"{worker}-{n}"
            store.save_ticket(ticket(key, contact_id=key), customer(f"C{worker}"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(4)))
    assert rows(path, "SELECT count(*) FROM tickets") == [(80,)]
    assert rows(path, "SELECT count(*) FROM outbox") == [(80,)]


def test_how_a_call_sounded_comes_back_whole(store: SqlStore) -> None:
    kept = CallQuality(
        call_id="L1",
        contact_id="K1",
        codec="opus/48000",
        mos_min=1.2,
        mos_avg=4.1,
        loss_in=0.013,
        jitter_p95_ms=12.5,
        round_trip_ms=88.0,
        samples=(Sample(0.0, 4.4, 0.0, 0.0, 1.0), Sample(2.0, 1.2, 1.0, 0.5, 9.5, True)),
    )
    store.save_quality(kept)
    assert store.quality("L1") == kept
    assert store.quality("L2") is None
    again = msgspec.structs.replace(kept, mos_avg=3.0, loss_out=0.1)
    store.save_quality(again)
    assert store.quality("L1") == again
    store.save_call(call("L1"), "K1", "")
    store.save_call(call("L2"), "K1", "")
    assert {row.call.id: row.mos for row in store.history()} == {"L1": 3.0, "L2": None}
