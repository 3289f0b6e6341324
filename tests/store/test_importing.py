"""Import: what is shown is what is done, bad rows are told, nothing half-done."""

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import event

from softphone.domain.customer import PopQuery, Tier
from softphone.ports import ImportProblem, StoreError
from softphone.store import csv_file, import_tally, importing
from softphone.store.sql_store import SqlStore
from tests.store.values import customer, now, order, rows

HEADER = "id,name,tier,numbers,company,note\n"


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A CSV file."""
    file = folder / "import.csv"
    file.write_bytes(text.encode(encoding))
    return file


def test_preview_counts_and_writes_nothing(store: SqlStore, tmp_path: Path) -> None:
    store.save_customer(customer("old", name="a", tier=Tier.NORMAL, numbers=(), note=""))
    store.save_customer(customer("same", name="b", tier=Tier.GOLD, numbers=(), note=""))
    file = write(
        tmp_path,
        "id,name,tier,numbers\nnew,n,,139 0000 0005\nold,changed,normal,\nsame,b,金卡,\n",
    )
    shown = store.preview_import("customers", file)
    assert (shown.new, shown.changed, shown.unchanged, shown.problems) == (1, 1, 1, ())
    assert shown.sample[:2] == (
        ("id", "name", "tier", "numbers"),
        ("new", "n", "", "139 0000 0005"),
    )
    assert store.card("new") is None

    assert store.run_import(shown) == 2
    card = store.look_up(PopQuery(e164="+8613900000005")).card
    assert card is not None
    assert card.customer.name == "n"
    old = store.card("old")
    assert old is not None
    assert (old.customer.name, old.customer.company) == ("changed", "样例贸易公司")
    again = store.preview_import("customers", file)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 3)


def test_every_bad_row_is_told_with_its_line(store: SqlStore, tmp_path: Path) -> None:
    file = write(
        tmp_path,
        HEADER + 'ok,"two\nlines",vip,13900000001;022-5550 1234/13900000002,,\n'
        "\n"
        "bad,,platinum,,,\n"
        "bad,n,,12,,\n"
        "bad,,,13900000001,,\n"
        "bad,n,,1.39E+10,,\n"
        "ok,n,,,,\n"
        "bad,n,,,,,surplus\n"
        f"bad,n,,,{'x' * 201},\n"
        ",n,,,,\n",
    )
    shown = store.preview_import("customers", file)
    assert shown.new == 1
    assert [(p.line, p.field) for p in shown.problems] == [
        (5, "name"),
        (6, "numbers"),
        (7, "name"),
        (8, "numbers"),
        (9, "id"),
        (10, ""),
        (11, "company"),
        (12, "id"),
    ]
    assert shown.problems[0] == ImportProblem(
        line=5, field="name", value="", problem="the name is missing"
    )
    assert [(n.line, n.field, n.value) for n in shown.notes] == [(5, "tier", "platinum")]
    assert "format the column as text" in shown.problems[3].problem
    assert shown.problems[4].problem == "the same as in line 2"
    assert store.run_import(shown) == 1
    card = store.card("ok")
    assert card is not None
    assert card.customer.name == "two lines"
    assert card.customer.numbers == ("+8613900000001", "+862255501234", "+8613900000002")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "客户编号,姓名,等级,电话\nA1,样例客户 甲,贵宾,13900000001\n"),
        ("utf-8-sig", "客户编号,姓名,等级,电话\nA1,样例客户 甲,贵宾,13900000001\n"),
        ("utf-16", "客户编号,姓名,等级,电话\nA1,样例客户 甲,贵宾,13900000001\n"),
        ("gb18030", "客户编号;姓名;等级;电话\nA1;样例客户 甲;贵宾;139 0000 0001\n"),
        ("big5", "客戶編號\t姓名\t等級\t電話\nA1\t樣例客戶 甲\t貴賓\t139-0000-0001\n"),
        ("utf-8", "Customer ID;Full Name;Level;Phone Number\nA1;Sample A;VIP;+86 13900000001\n"),
        ("gb18030", "id,name,tier,phone\nA1,样例,vip,13900000001\n"),
        ("big5", "id,name,tier,phone\nA1,樣例客戶壬,vip,13900000001\n"),
    ],
)
def test_encodings_separators_and_headers(
    store: SqlStore, tmp_path: Path, encoding: str, text: str
) -> None:
    shown = store.preview_import("customers", write(tmp_path, text, encoding))
    assert (shown.new, shown.problems) == (1, ())
    store.run_import(shown)
    card = store.card("A1")
    assert card is not None
    assert card.customer.name in text
    assert card.customer.tier is Tier.VIP
    assert card.customer.numbers == ("+8613900000001",)


def test_formulas_stay_text_and_controls_go(store: SqlStore, tmp_path: Path) -> None:
    name = '=HYPERLINK("x")'
    buffer = io.StringIO()
    csv.writer(buffer).writerows(
        [["id", "name", "note"], ["F1", name, "+1\x00\u202e-2\nnext"], ["@x", "-1", "=1+1"]]
    )
    store.run_import(store.preview_import("customers", write(tmp_path, buffer.getvalue())))
    one, two = store.card("F1"), store.card("@x")
    assert one is not None
    assert two is not None
    assert (one.customer.name, one.customer.note) == (name, "+1-2\nnext")
    assert (two.customer.name, two.customer.note) == ("-1", "=1+1")


def test_without_an_id_the_number_tells_who_it_is(store: SqlStore, tmp_path: Path) -> None:
    store.save_customer(customer("C1", numbers=("+8613900000001",)))
    for key in ("C2", "C3"):
        store.save_customer(customer(key, numbers=("+8613900000002",)))
    file = write(
        tmp_path, "name,phone\none,13900000001\ntwo,13900000002\nthree,13900000003\nfour,\n"
    )
    shown = store.preview_import("customers", file)
    assert (shown.new, shown.changed) == (1, 1)
    assert [(p.line, p.field) for p in shown.problems] == [(3, "numbers"), (5, "id")]
    store.run_import(shown)
    first = store.card("C1")
    assert first is not None
    assert first.customer.name == "one"
    assert store.card("tel-8613900000003") is not None


def test_orders(store: SqlStore, tmp_path: Path) -> None:
    store.save_customer(customer())
    store.add_orders([order("O1")])
    file = write(
        tmp_path,
        "订单号,客户编号,下单时间,状态,商品,金额,币种\n"
        "O1,C1,2025-03-28T09:30:00.123456+00:00,paid,Sample chair,148,\n"
        'O2,C1,2025-03-27 22:00+08:00,已发货,样例 椅子,"¥1,480.50",\n'
        "O3,C1,2025-03-27T14:00:00Z,x,y,1.234,JPY\n"
        "O4,nobody,2025-03-27T14:00:00Z,x,y,1,\n"
        "O5,C1,03/27/2025,x,y,1,\n"
        "O6,C1,2025-02-30,x,y,1,\n"
        "O7,C1,2025-03-27T14:00:00Z,x,y,abc,\n"
        ",C1,2025-03-27T14:00:00Z,x,y,1,\n"
        "O2,C1,2025-03-27T14:00:00Z,x,y,1,\n",
    )
    shown = store.preview_import("orders", file)
    assert (shown.new, shown.changed, shown.unchanged) == (1, 0, 1)
    assert [(p.line, p.field) for p in shown.problems] == [
        (4, "amount_minor"),
        (5, "customer_id"),
        (6, "placed_at"),
        (7, "placed_at"),
        (8, "amount_minor"),
        (9, "id"),
        (10, "id"),
    ]
    assert store.run_import(shown) == 1
    card = store.card("C1")
    assert card is not None
    found = {o.id: o for o in card.orders}["O2"]
    assert (found.amount_minor, found.currency, found.summary) == (148050, "CNY", "样例 椅子")
    assert found.placed_at.isoformat() == "2025-03-27T14:00:00+00:00"


def test_a_changed_file_is_refused(store: SqlStore, tmp_path: Path) -> None:
    file = write(tmp_path, "id,name\nA,a\n")
    shown = store.preview_import("customers", file)
    write(tmp_path, "id,name\nA,b\n")
    with pytest.raises(StoreError, match="changed since the preview"):
        store.run_import(shown)
    assert store.card("A") is None


def test_a_file_changed_while_it_is_read_is_refused(store: SqlStore, tmp_path: Path) -> None:
    file = write(tmp_path, "id,name\n" + "".join(f"A{n},a\n" for n in range(1200)))
    shown = store.preview_import("customers", file)
    seen: list[str] = []

    def change(*args: object) -> None:
        if "FROM customers" in str(args[2]) and not seen:
            seen.append("read")
            with file.open("a", encoding="utf-8") as more:
                more.write("B,b\n")

    event.listen(store._engine, "after_cursor_execute", change)
    with pytest.raises(StoreError, match="changed since the preview"):
        store.run_import(shown)
    assert seen
    assert store.card("A0") is None


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("customers", b"", "empty"),
        ("customers", b"\n\n", "empty"),
        ("customers", b"id,colour\n1,red\n", "named for: name"),
        ("customers", b"name,city\na,b\n", "neither an id nor a number"),
        ("customers", b"id,name,full name\n1,a,b\n", "Two columns say the same"),
        ("orders", b"id,name\n1,a\n", "customer_id, placed_at"),
        ("cars", b"id,name\n1,a\n", "Only these can be imported"),
        ("customers", b"id,name\n1,\xff\xff\xff\n", "cannot be read"),
    ],
)
def test_unusable_files_are_refused_in_words(
    store: SqlStore, tmp_path: Path, kind: str, content: bytes, words: str
) -> None:
    file = tmp_path / "import.csv"
    file.write_bytes(content)
    with pytest.raises(StoreError, match=words):
        store.preview_import(kind, file)


def test_a_missing_file_and_a_folder_are_said(store: SqlStore, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        store.preview_import("customers", tmp_path / "none.csv")
    with pytest.raises(StoreError, match="folder"):
        store.preview_import("customers", tmp_path)


def test_sizes_are_capped(store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, "id,name\n" + "".join(f"A{n},a\n" for n in range(30)))
    monkeypatch.setattr(csv_file, "MAX_ROWS", 20)
    with pytest.raises(StoreError, match="More than 20 rows"):
        store.preview_import("customers", file)
    monkeypatch.setattr(csv_file, "MAX_BYTES", 100)
    with pytest.raises(StoreError, match="larger than"):
        store.preview_import("customers", file)


def test_only_the_first_problems_are_kept(
    store: SqlStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_tally, "MAX_KEPT", 3)
    file = write(tmp_path, "id,name\n" + "".join(f"A{n},\n" for n in range(10)))
    shown = store.preview_import("customers", file)
    assert len(shown.problems) == 4
    assert shown.problems[-1].problem == "7 more rows have problems"


def test_many_rows_go_through_in_pieces(store: SqlStore, tmp_path: Path, path: Path) -> None:
    count = 3 * importing.BATCH + 1
    file = write(
        tmp_path, "id,name,phone\n" + "".join(f"A{n},样例 {n},139{n:08}\n" for n in range(count))
    )
    assert store.run_import(store.preview_import("customers", file)) == count
    assert rows(path, "SELECT count(*) FROM customers") == [(count,)]
    assert rows(path, "SELECT count(*) FROM customer_numbers") == [(count,)]


def test_a_store_without_a_country_says_so(path: Path, tmp_path: Path) -> None:
    opened = SqlStore.open(path, now=now)
    with pytest.raises(StoreError, match="without a country"):
        opened.store.preview_import("customers", write(tmp_path, "id,name\n1,a\n"))
    opened.store.close()
