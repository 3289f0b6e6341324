"""The import command: shows, asks, imports."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from softphone.config.paths import database_file
from softphone.numbering.number_plan import Numbering
from softphone.store.import_cli import main
from softphone.store.sql_store import SqlStore
from tests.store.values import now


def run(folder: Path, ask: Callable[[str], str], *more: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    file = folder / "c.csv"
    file.write_text("id,name,phone\nA1,样例客户 甲,13900000001\nA2,,\n", encoding="utf-8")
    out = io.StringIO()
    code = main(
        ["customers", str(file), *more],
        default_data_dir=folder / "data",
        database=database_file,
        number_plan=lambda _: Numbering("CN"),
        ask=ask,
        out=out,
    )
    return code, out.getvalue()


def no_question(_: str) -> str:
    raise AssertionError("it must not ask")


def closed(_: str) -> str:
    raise EOFError


def names(folder: Path) -> list[str]:
    """Names in that data folder's store."""
    opened = SqlStore.open(database_file(folder), now=now)
    found = [customer.name for customer in opened.store.search("样例").customers]
    opened.store.close()
    return found


@pytest.mark.parametrize("ask", [lambda _: "n", lambda _: "", closed])
def test_declined(tmp_path: Path, ask: Callable[[str], str]) -> None:
    code, text = run(tmp_path, ask)
    assert code == 3
    assert "1 new, 0 changed, 0 unchanged, 1 with problems" in text
    assert "line 3, name “”: the name is missing" in text
    assert names(tmp_path / "data") == []


def test_agreed(tmp_path: Path) -> None:
    code, text = run(tmp_path, lambda _: "y")
    assert (code, "Imported 1 customers." in text) == (0, True)
    assert names(tmp_path / "data") == ["样例客户 甲"]


def test_yes_does_not_ask_and_takes_a_folder(tmp_path: Path) -> None:
    code, _ = run(tmp_path, no_question, "--yes", "--data-dir", str(tmp_path / "other"))
    assert code == 0
    assert names(tmp_path / "other") == ["样例客户 甲"]


def test_a_bad_file_is_said(tmp_path: Path) -> None:
    out = io.StringIO()
    code = main(
        ["orders", str(tmp_path / "none.csv")],
        default_data_dir=tmp_path,
        database=database_file,
        number_plan=lambda _: Numbering("CN"),
        out=out,
    )
    assert code == 1
    assert "does not exist" in out.getvalue()


def test_the_encoding_can_be_given_and_what_matters_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "c.csv"
    text = "id,name,phone,shoes\nA1,Gärtner,13900000001,9\nA2,Grün,13900000001,8\n"
    file.write_bytes(text.encode("cp1252"))
    out = io.StringIO()
    code = main(
        ["customers", str(file), "--encoding", "cp1252", "--yes"],
        default_data_dir=tmp_path / "data",
        database=database_file,
        number_plan=lambda _: Numbering("CN"),
        ask=no_question,
        out=out,
    )
    assert code == 0
    said = out.getvalue()
    assert "Read as Windows 1252, column names in line 1." in said
    assert "Columns not imported: shoes" in said
    assert "line 3, numbers “+8613900000001”: customer A1 already has this number" in said
    assert "Gärtner" in said
