"""Files as people and programs make them: headers, wrappers, encodings, cells that say nothing."""

from pathlib import Path

import pytest

from softphone.domain.customer import Customer, PopQuery, Tier
from softphone.ports import ImportPreview, StoreError
from softphone.store.errors import plain_file_errors
from softphone.store.sql_store import SqlStore
from tests.store.values import customer, order


def preview(
    store: SqlStore, folder: Path, text: str, *, code: str = "utf-8", kind: str = "customers"
) -> ImportPreview:
    """What importing that text would do."""
    file = folder / "file.csv"
    file.write_bytes(text.encode(code))
    return store.preview_import(kind, file)


def found(store: SqlStore, key: str) -> Customer:
    """That customer."""
    card = store.card(key)
    assert card is not None
    return card.customer


@pytest.mark.parametrize(
    "text",
    [
        "客户 编号,姓\u3000名,联系 电话\nB1,样例 丁,13800000011\n",
        '"客户\n编号";姓名;"联系\n电话"\nB1;样例 丁;13800000011\n',
        '"客户\r\n编号","姓名\r\n","联系\r\n电话"\r\nB1,样例 丁,13800000011\r\n',
        "Customer_ID\tFULL  NAME\tPhone-Number\nB1\t样例 丁\t13800000011\n",
        "名单,,\n导出于,2025-03-01,\n\n编号,姓名,电话\nB1,样例 丁,13800000011\n",
        "编号,姓名,电话,,,\nB1,样例 丁,13800000011,,,\n",
        "编号,姓名,电话\nB1,样例 丁,13800000011,, ,\t\n",
        '编号,姓名,电话\n="B1",样例 丁,"=""13800000011"""\n',
    ],
)
def test_headers_and_cells_as_they_come(store: SqlStore, tmp_path: Path, text: str) -> None:
    shown = preview(store, tmp_path, text)
    assert (shown.new, shown.problems, shown.unused) == (1, (), ())
    store.run_import(shown)
    assert found(store, "B1").numbers == ("+8613800000011",)


def test_columns_that_are_not_used_and_the_header_are_named(
    store: SqlStore, tmp_path: Path
) -> None:
    shown = preview(store, tmp_path, "Title,,,\nid,name,shoe size,colour\n1,a,9,red\n")
    assert (shown.unused, shown.header_line) == (("shoe size", "colour"), 2)
    assert shown.sample[0] == ("id", "name", "shoe size", "colour")
    with pytest.raises(StoreError, match=r"Line 2 was read: “first \| second”"):
        preview(store, tmp_path, "\nfirst,second\n1,a\n")


def test_an_empty_cell_leaves_the_field_alone(store: SqlStore, tmp_path: Path) -> None:
    store.save_customer(customer("B2"))
    shown = preview(
        store,
        tmp_path,
        "id,name,tier,phone,company,email,city,note\nB2,样例客户 甲,,,,,上海,\n",
    )
    assert [(c.line, c.id, c.field, c.before, c.after) for c in shown.changes] == [
        (2, "B2", "city", "天津", "上海")
    ]
    store.run_import(shown)
    assert found(store, "B2") == customer("B2", city="上海")


def test_an_empty_cell_of_an_order_too(store: SqlStore, tmp_path: Path) -> None:
    store.save_customer(customer())
    store.add_orders([order("P1", currency="EUR")])
    text = "order,customer id,date,status,summary,amount\nP1,C1,2025-03-01,,,\n"
    shown = preview(store, tmp_path, text, kind="orders")
    assert [change.field for change in shown.changes] == ["placed_at"]
    store.run_import(shown)
    card = store.card("C1")
    assert card is not None
    (kept,) = card.orders
    assert (kept.status, kept.summary, kept.amount_minor) == ("paid", "Sample chair", 14800)


def test_a_number_that_somebody_has_already_is_told(store: SqlStore, tmp_path: Path) -> None:
    store.save_customer(customer("0077", numbers=("+8613800000021",)))
    store.save_customer(customer("C3", numbers=("+8613800000022",)))
    text = (
        "id,name,phone\n77,a,13800000021\nC3,b,13800000022\n"
        "D1,c,13800000023\nD2,d,13800000023\nD3,e,13800000022\n"
    )
    shown = preview(store, tmp_path, text)
    assert [(n.line, n.problem) for n in shown.notes] == [
        (2, "customer 0077 has this number: has the id lost its leading zeros?"),
        (5, "customer D1 already has this number"),
        (6, "customer C3 already has this number"),
    ]
    assert (shown.new, shown.problems) == (4, ())


def test_an_unknown_tier_costs_nothing_but_a_word(store: SqlStore, tmp_path: Path) -> None:
    store.save_customer(customer("T1", tier=Tier.GOLD))
    text = "id,name,tier\nT1,x,尊享\nT2,y,尊享\nT3,z,3\nT4,w,银卡\n"
    shown = preview(store, tmp_path, text)
    assert [(n.line, n.value) for n in shown.notes] == [(2, "尊享"), (3, "尊享"), (4, "3")]
    assert "read as gold" in shown.notes[2].problem
    store.run_import(shown)
    tiers = [found(store, key).tier for key in ("T1", "T2", "T3", "T4")]
    assert tiers == [Tier.GOLD, Tier.NORMAL, Tier.GOLD, Tier.SILVER]


@pytest.mark.parametrize(
    ("code", "name", "guessed"),
    [
        ("cp1252", "Gärtner Søren", "cp1252"),
        ("cp1252", "Müller", "cp1252"),
        ("shift_jis", "やまだ タロウ", "shift_jis"),
        ("shift_jis", "鈴木次郎", "shift_jis"),
    ],
)
def test_a_doubtful_encoding_is_said_and_can_be_chosen(
    store: SqlStore, tmp_path: Path, code: str, name: str, guessed: str
) -> None:
    text = f"id,name,phone\nE1,{name},+4915100000009\n"
    shown = preview(store, tmp_path, text, code=code)
    assert (shown.encoding, shown.encoding_doubtful) == (guessed, True)
    wrong = store.preview_import("customers", shown.path, "gb18030")
    assert (wrong.encoding, wrong.encoding_doubtful) == ("gb18030", False)
    assert wrong.sample[1][1] != name
    store.run_import(store.preview_import("customers", shown.path, code))
    assert found(store, "E1").name == name


def test_an_encoding_that_there_is_not_is_said(store: SqlStore, tmp_path: Path) -> None:
    shown = preview(store, tmp_path, "id,name\n1,a\n")
    with pytest.raises(StoreError, match="Unknown encoding: “klingon”"):
        store.preview_import("customers", shown.path, "klingon")


def test_characters_that_gb18030_has_had_since_2005(store: SqlStore, tmp_path: Path) -> None:
    file = tmp_path / "gb.csv"
    file.write_bytes("编号,姓名\nG1,样例".encode("gb18030") + b"\xfe\x61\xa8\xbc\xfe\x51\n")
    store.run_import(store.preview_import("customers", file))
    assert found(store, "G1").name == "样例\u9fb5\u1e3f\U00020087"


def test_a_quotation_mark_that_is_never_closed_is_told_at_its_line(
    store: SqlStore, tmp_path: Path
) -> None:
    text = '编号,姓名,备注\nQ1,甲,"屏幕 27 寸\nQ2,乙,\nQ3,丙,"屏 32" 寸"\nQ4,丁,"完"\n'
    shown = preview(store, tmp_path, text)
    assert [(p.line, p.problem) for p in shown.problems] == [
        (2, "a quotation mark is opened and never closed")
    ]
    assert store.run_import(shown) == 3
    assert found(store, "Q3").note == '屏 32" 寸'


@pytest.mark.parametrize("error", [PermissionError(13, "no"), PermissionError(1, "no")])
def test_a_file_that_cannot_be_read_is_said(error: OSError) -> None:
    with pytest.raises(StoreError, match=r"cannot be read\. Close it in"), plain_file_errors():
        raise error


def test_a_card_by_the_number_of_a_wrapped_cell(store: SqlStore, tmp_path: Path) -> None:
    store.save_customer(customer("0099", numbers=()))
    text = '订单号,客户编号,下单时间,金额\n="0012",="0099",`2025-03-01 14:05:00,"¥1,480.00\t"\n'
    shown = preview(store, tmp_path, text, kind="orders")
    assert (shown.new, shown.problems) == (1, ())
    store.run_import(shown)
    card = store.card("0099")
    assert card is not None
    assert (card.orders[0].id, card.orders[0].amount_minor) == ("0012", 148000)
    assert store.look_up(PopQuery(customer_id="0099")).card is not None
