"""Search finds any substring and no text can break it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.numbering.number_plan import Numbering
from softphone.store.searching import RANKED, terms_of
from softphone.store.sql_store import SqlStore
from tests.store.values import customer, later, now, order, ticket


@pytest.fixture
def filled(store: SqlStore) -> SqlStore:
    store.save_customer(customer("C1"))
    store.save_customer(
        customer(
            "C2",
            name="Sample Customer A",
            numbers=("+12125550101",),
            company="100%_Sample\\Ltd",
            email="a@example.com",
            city="New York",
            note='says "quote" AND NEAR( x',
        )
    )
    store.add_orders([order("SO-77", customer_id="C2")])
    store.save_ticket(ticket("T1", created_at=later(1)), None)
    store.save_ticket(ticket("T2", created_at=later(2), notes="refund, second call"), None)
    return store


@pytest.mark.parametrize(
    ("typed", "customers", "tickets"),
    [
        ("样例客户 甲", ["C1"], ["T2", "T1"]),
        ("例客户", ["C1"], ["T2", "T1"]),
        ("天津", ["C1"], []),
        ("津", ["C1"], []),
        ("第三次", [], ["T1"]),
        ("退款 到账", [], ["T1"]),
        ("REFUND second", [], ["T2"]),
        ("sample", ["C2"], []),
        ("sample 纽", [], []),
        ("ＳＡＭＰＬＥ customer", ["C2"], []),
        ("139 0000-0001", ["C1"], ["T2", "T1"]),
        ("+86 139", ["C1"], ["T2", "T1"]),
        ("0086 13900000001", ["C1"], ["T2", "T1"]),
        ("022-5550 1234", ["C1"], []),
        ("(212) 555", ["C2"], []),
        ("C2", ["C2"], []),
        ("SO-77", ["C2"], []),
        ("100%_", ["C2"], []),
        ("%", ["C2"], []),
        ("_", ["C2"], []),
        ("\\", ["C2"], []),
        ('"quote" AND', ["C2"], []),
        ("NEAR( x", ["C2"], []),
        ("", [], []),
        ("   ", [], []),
        ("zzz*", [], []),
    ],
)
def test_found(filled: SqlStore, typed: str, customers: list[str], tickets: list[str]) -> None:
    result = filled.search(typed)
    assert [c.id for c in result.customers] == customers
    assert [t.id for t in result.tickets] == tickets


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Customer C", "R3"),
        ("customer c", "R3"),
        ("c customer", "R3"),
        ("cust", "R2"),
        ("lin", "R5"),
        ("林", "R6"),
        ("甲乙", "R7"),
        ("0000 7007", "R4"),
    ],
)
def test_whole_words_come_before_beginnings_and_those_before_the_rest(
    store: SqlStore, typed: str, first: str
) -> None:
    names = {
        "R1": "A Sample Customer",
        "R2": "Cust, Sample",
        "R3": "Sample Customer C",
        "R4": "Berlin Sample",
        "R5": "Lin Sample",
        "R6": "林样例",
        "R7": "样例 甲乙",
        "R8": "丁林甲乙丙",
        "R9": "Aaa 70071",
    }
    for key, name in names.items():
        numbers = ("+8613900007007",) if key == "R4" else ()
        store.save_customer(
            customer(key, name=name, numbers=numbers, company="", email="", city="", note="")
        )
    assert store.search(typed).customers[0].id == first


def test_the_best_of_very_many_is_found(store: SqlStore) -> None:
    plain = {"numbers": (), "company": "", "email": "", "city": "", "note": ""}
    store.save_customer(customer("OLD", name="Sample Customer C", **plain))
    for n in range(RANKED + 30):
        store.save_customer(customer(f"N{n}", name=f"Customer co {n}", **plain))
    assert store.search("Customer C", limit=5).customers[0].id == "OLD"


def test_limit_holds_for_both_lists(filled: SqlStore) -> None:
    for n in range(10):
        filled.save_customer(customer(f"L{n}"))
    result = filled.search("样例客户", limit=3)
    assert len(result.customers) == 3
    assert [t.id for t in result.tickets] == ["T2", "T1"]


def test_a_changed_customer_is_found_by_the_new_words_only(filled: SqlStore) -> None:
    filled.save_customer(customer("C1", name="样例客户 改名"))
    assert [c.id for c in filled.search("改名").customers] == ["C1"]
    assert not filled.search("客户 甲").customers


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_breaks_it(filled: SqlStore, typed: str) -> None:
    result = filled.search(typed)
    assert len(result.text) <= 200
    for term in terms_of(result.text):
        assert all(term)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="\"'*()^:-+AND ORNEAR{}\\%_\x00", max_size=30))
def test_no_syntax_breaks_it(filled: SqlStore, typed: str) -> None:
    assert len(filled.search(typed).customers) <= 2


@pytest.mark.parametrize("typed", ["022-55501234-801", "02255501234转801", "tel:02255501234;ext=1"])
def test_an_extension_behind_a_number_hides_nobody(path: Path, typed: str) -> None:
    store = SqlStore.open(path, now=now, numbers=Numbering("CN")).store
    store.save_customer(customer("C1", numbers=("+862255501234",)))
    assert [one.id for one in store.search(typed).customers] == ["C1"]
    store.close()
