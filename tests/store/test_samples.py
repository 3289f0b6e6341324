"""The shipped samples: complete, plainly marked, harmless when added twice."""

from pathlib import Path

import msgspec
import pytest

from softphone.config.paths import resources_dir
from softphone.domain.customer import PopQuery, Tier
from softphone.domain.ticket import Choice
from softphone.store.samples import add_samples
from softphone.store.sql_store import SqlStore
from tests.store.values import NOW, customer, rows


def test_samples_are_added_once(store: SqlStore, path: Path) -> None:
    assert add_samples(store, NOW) == 24
    before = [rows(path, f"SELECT * FROM {table} ORDER BY id") for table in ("orders", "tickets")]
    assert add_samples(store, NOW) == 0
    after = [rows(path, f"SELECT * FROM {table} ORDER BY id") for table in ("orders", "tickets")]
    assert before == after


def test_samples_say_so_and_nothing_is_delivered(store: SqlStore, path: Path) -> None:
    add_samples(store, NOW)
    for name, is_sample in rows(path, "SELECT name, is_sample FROM customers"):
        assert is_sample == 1
        assert any(word in name for word in ("样例", "樣例", "Sample"))
    assert rows(path, "SELECT count(*) FROM outbox") == [(0,)]
    assert not store.open_contacts()
    assert not store.open_drafts()


def test_the_first_caller_is_a_vip_with_a_past(store: SqlStore) -> None:
    add_samples(store, NOW)
    card = store.look_up(PopQuery(e164="+8613900000001")).card
    assert card is not None
    assert card.customer.tier is Tier.VIP
    assert len(card.orders) == 3
    assert len(card.tickets) == len(card.contacts) == 3
    assert max(o.placed_at for o in card.orders) < NOW
    assert len(store.look_up(PopQuery(e164="+8613900000010")).matches) == 2
    unknown = store.look_up(PopQuery(e164="+8613900000099"))
    assert (unknown.card, unknown.matches) == (None, ())


def test_a_customer_who_is_there_stays(store: SqlStore) -> None:
    mine = customer("S1001")
    store.save_customer(mine)
    assert add_samples(store, NOW) == 23
    card = store.card("S1001")
    assert card is not None
    assert (card.customer, card.orders, card.tickets) == (mine, (), ())


@pytest.mark.parametrize("name", ["categories", "dispositions"])
def test_choices_are_complete_in_three_languages(name: str) -> None:
    tree = msgspec.json.decode(
        (resources_dir() / "choices" / f"{name}.json").read_bytes(), type=tuple[Choice, ...]
    )
    ids: list[str] = []

    def walk(choices: tuple[Choice, ...], depth: int) -> None:
        assert depth <= 3 or not choices
        for choice in choices:
            ids.append(choice.id)
            assert set(choice.names) == {"en", "zh_CN", "zh_TW"}
            assert all(choice.names.values())
            walk(choice.children, depth + 1)

    walk(tree, 1)
    assert len(ids) == len(set(ids))


def test_sample_tickets_use_the_shipped_choices(store: SqlStore, path: Path) -> None:
    add_samples(store, NOW)
    folder = resources_dir() / "choices"
    for column, name in (("category_id", "categories"), ("disposition_id", "dispositions")):
        text = (folder / f"{name}.json").read_text(encoding="utf-8")
        for (key,) in rows(path, f"SELECT DISTINCT {column} FROM tickets"):
            assert f'"id": "{key}"' in text


def test_scripts_have_the_same_parts_in_three_languages() -> None:
    texts = [
        (resources_dir() / "scripts" / f"script.{language}.txt").read_text(encoding="utf-8")
        for language in ("en", "zh_CN", "zh_TW")
    ]
    shapes = [[len(part.splitlines()) for part in text.split("\n\n")] for text in texts]
    assert shapes[0] == shapes[1] == shapes[2]
