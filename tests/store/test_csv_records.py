"""Quotation marks in CSV: closed, inside, and never closed."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.store.csv_records import records


def read(text: str) -> tuple[list[tuple[int, list[str]]], list[int]]:
    """Records with their lines, and the lines with a field that is never closed."""
    told: list[int] = []
    found = list(records(iter(text.splitlines(keepends=True)), ",", lambda n, _: told.append(n)))
    return found, told


CELL = st.text(st.sampled_from('ab, ;\n"甲'), max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6))
def test_what_a_csv_writer_wrote_is_read(rows: list[list[str]]) -> None:
    """But a mark after separator and line break, by which an open field is known."""
    rows = [[cell.replace(',"', ",").replace('"', "”") for cell in row] for row in rows]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows([["x", "y", "z"], *rows])
    found, told = read(buffer.getvalue())
    assert [cells for _, cells in found] == [["x", "y", "z"], *rows]
    assert not told


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('1,"size 15" screen",x', ["1", 'size 15" screen', "x"]),
        ('1,"doubled ""marks""",x', ["1", 'doubled "marks"', "x"]),
        ('1,size 15" screen,x', ["1", 'size 15" screen', "x"]),
        ('1,"Big" Joe,x', ["1", '"Big" Joe', "x"]),
        ('1,"a,b" ,x', ["1", "a,b", "x"]),
        ('1,"",x', ["1", "", "x"]),
        ('1,="007",x', ["1", '="007"', "x"]),
    ],
)
def test_marks_inside_are_kept(line: str, cells: list[str]) -> None:
    found, told = read(f"a,b,c\n{line}\n2,y,z\n")
    assert found == [(1, ["a", "b", "c"]), (2, cells), (3, ["2", "y", "z"])]
    assert not told


@pytest.mark.parametrize(
    "rest",
    [
        "2,two,\n3,three,\n",
        '2,two,\n3,"three",\n4,four,"x"\n',
        '2,two,\n3,three,"x"\n',
        '2,"two",""\n',
        '"2","two","x"\n',
    ],
)
def test_a_field_that_is_never_closed_costs_its_line_only(rest: str) -> None:
    found, told = read(f'a,b,c\n1,"open,x\n{rest}')
    assert told == [2]
    assert [line for line, _ in found] == [1, *range(3, 3 + rest.count("\n"))]


def test_line_breaks_inside_are_kept_and_lines_counted() -> None:
    text = 'a,b,c\n1,"Street 1\nTown, Land, Earth\nend",x\n\n2,y,z\n'
    assert read(text) == (
        [
            (1, ["a", "b", "c"]),
            (2, ["1", "Street 1\nTown, Land, Earth\nend", "x"]),
            (5, [""]),
            (6, ["2", "y", "z"]),
        ],
        [],
    )


def test_many_open_fields_are_quick() -> None:
    found, told = read("a,b,c\n" + '1,"open,x\n' * 3000)
    assert (len(found), len(told)) == (1, 3000)
