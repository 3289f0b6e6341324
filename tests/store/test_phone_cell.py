"""Cells of phone numbers as people write them."""

from pathlib import Path

import pytest

from softphone.numbering.number_plan import Numbering
from softphone.store.phone_cell import MASKED, NO_NUMBER, SHORTENED, read
from softphone.store.sql_store import SqlStore

PLAN = Numbering("CN")
ONE, TWO = "+8613900000031", "+8613900000032"


@pytest.mark.parametrize(
    "cell",
    [
        "13900000031，13900000032",
        "13900000031,13900000032",
        "13900000031 13900000032",
        "139 0000 0031 139 0000 0032",
        "13900000031、13900000032",
        "13900000031(本人)13900000032(家人)",
        "本人 13900000031 家人 13900000032，晚上打",
        "13900000031 ::: 13900000032",
        "13900000031/13900000032",
        "+86 13900000031 +86 13900000032",
        "+8613900000031  +8613900000032",
        "+86 139 0000 0031 / +86 139 0000 0032",
        "'13900000031\n13900000032",
        "13900000031.0;13900000032.0",
        "13900000031转5 13900000032",
        "13900000031; 13900000032; 13900000031",
    ],
)
def test_every_number_of_a_cell_is_kept(cell: str) -> None:
    found = read(cell, PLAN)
    assert (found.numbers, found.left_out) == ((ONE, TWO), ())


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("0371-66660031-801", ("+8637166660031",)),
        ("020-88880031转8001", ("+862088880031",)),
        ("020-88880031;ext=8001", ("+862088880031",)),
        ("021-55501231,801", ("+862155501231",)),
        ("021-55501231/55501232", ("+862155501231", "+862155501232")),
        ("021-55501231,55501232", ("+862155501231", "+862155501232")),
        ("021/55501231/55501232", ("+862155501231", "+862155501232")),
        ("021-55501231/13900000031", ("+862155501231", ONE)),
        ("13900000031/55501232", (ONE, "55501232")),
        ("95588", ("95588",)),
        ("95588/95533", ("95588", "95533")),
        ("0201/123456", ("0201123456",)),
        ("10648123456789", ("10648123456789",)),
        ("13900000031; 95588", (ONE, "95588")),
        ("", ()),
    ],
)
def test_extensions_area_codes_and_numbers_that_are_not_known(
    cell: str, numbers: tuple[str, ...]
) -> None:
    found = read(cell, PLAN)
    assert (found.numbers, found.left_out) == (numbers, ())


@pytest.mark.parametrize(
    ("cell", "numbers", "left_out"),
    [
        ("138****0031, 13900000031", (ONE,), (("138****0031", MASKED),)),
        ("1391234XXXX", (), (("1391234XXXX", MASKED),)),
        ("1.39E+10", (), (("1.39E+10", SHORTENED),)),
        ("13900000031/35", (ONE,), (("35", NO_NUMBER),)),
        ("nobody", (), (("nobody", NO_NUMBER),)),
    ],
)
def test_a_part_that_is_no_number_leaves_the_others(
    cell: str, numbers: tuple[str, ...], left_out: tuple[tuple[str, str], ...]
) -> None:
    found = read(cell, PLAN)
    assert (found.numbers, found.left_out) == (numbers, left_out)


def test_a_slash_within_a_number_is_none_between_two() -> None:
    plan = Numbering("DE")
    assert read("0201/123456", plan).numbers == ("+49201123456",)
    assert read("0201/123456/123457", plan).numbers == ("+49201123456", "+49201123457")
    assert read("0201/123456, 0171 2345678", plan).numbers == ("+49201123456", "+491712345678")


def test_the_area_code_of_the_cell_goes_before_that_of_the_settings() -> None:
    plan = Numbering("CN", area_code="022")
    assert read("55501231", plan).numbers == ("+862255501231",)
    assert read("021-55501231/55501232", plan).numbers == ("+862155501231", "+862155501232")


@pytest.mark.parametrize(
    "header",
    [
        "手机,电话",
        "Phone,Mobile",
        "联系电话1,联系电话2",
        "phone 1,Phone-2",
        "电话一,电话二",
        "手机,座机",
    ],
)
def test_every_column_of_numbers_counts(store: SqlStore, tmp_path: Path, header: str) -> None:
    file = tmp_path / "c.csv"
    file.write_text(f"id,name,{header}\nA1,Sample,13900000031,022-55501231\n", encoding="utf-8")
    assert store.run_import(store.preview_import("customers", file)) == 1
    card = store.card("A1")
    assert card is not None
    assert card.customer.numbers == (ONE, "+862255501231")


def test_a_bad_number_is_told_and_leaves_the_row(store: SqlStore, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text("id,name,phone\nA1,Sample,138****0031/13900000031\n", encoding="utf-8")
    shown = store.preview_import("customers", file)
    assert (shown.new, shown.problems) == (1, ())
    assert [(note.line, note.field, note.value) for note in shown.notes] == [
        (2, "numbers", "138****0031")
    ]


def test_an_address_and_a_number_are_no_second_number(store: SqlStore, tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    file.write_text("id,name,city 1,phone\nA1,Sample,13900000032,13900000031\n", encoding="utf-8")
    store.run_import(store.preview_import("customers", file))
    card = store.card("A1")
    assert card is not None
    assert card.customer.numbers == (ONE,)
