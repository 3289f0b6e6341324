"""Categories and dispositions from outside are those there are; the guide's example is one."""

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from softphone.config import paths
from softphone.ctl.verbs import CtlVerbs
from softphone.domain.ticket import Choice, KnownChoices, leaf_ids

from .conftest import RecordedIntents, contact_view

GUIDE = Path(__file__).parents[2] / "docs" / "ctl.md"


def shipped(name: str) -> frozenset[str]:
    """The ids of a shipped tree that can be chosen."""
    file = paths.resources_dir() / "choices" / f"{name}.json"
    return leaf_ids(msgspec.json.decode(file.read_bytes(), type=tuple[Choice, ...]))


KNOWN = KnownChoices(categories=shipped("categories"), dispositions=shipped("dispositions"))


def ask(fields: dict[str, str]) -> tuple[dict[str, Any], list[Any]]:
    """The answer, and what the desk was asked for."""
    intents = RecordedIntents()
    intents.model = msgspec.structs.replace(intents.model, contact=contact_view())
    verbs = CtlVerbs(intents, lambda: intents.model, None, lambda: None, lambda: None, known=KNOWN)
    answers: list[dict[str, Any]] = []
    verbs.handle({"do": "ticket", "set": fields}, answers.append)
    return answers[0], intents.asked


@pytest.mark.parametrize(
    "fields",
    [
        {"category_id": "no.such.category"},
        {"category_id": "orders"},
        {"disposition_id": "passed_on"},
        {"category_id": "orders.status", "disposition_id": "Solved"},
    ],
)
def test_what_is_not_in_the_tree_is_refused_and_nothing_is_changed(fields: dict[str, str]) -> None:
    answer, asked = ask(fields)
    assert (answer["ok"], answer["code"]) == (False, "bad_argument")
    assert "must be one of" in answer["error"]
    assert asked == []


def test_what_is_in_the_tree_or_empty_is_taken() -> None:
    for fields in (
        {"category_id": "orders.status", "disposition_id": "solved"},
        {"category_id": ""},
    ):
        answer, asked = ask(fields)
        assert answer["ok"]
        assert [name for name, *_ in asked] == ["edit_draft"]


def test_the_example_of_the_guide_is_accepted() -> None:
    examples = re.findall(r"ticket category_id=(\S+)", GUIDE.read_text("utf-8"))
    assert examples
    assert set(examples) <= KNOWN.categories
