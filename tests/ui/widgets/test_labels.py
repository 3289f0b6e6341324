"""Text from outside stays text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QApplication

from softphone.ui.widgets.labels import ElidedLabel, FittingLabel, PlainLabel
from softphone.ui.wording.plain_text import clean, isolate, plain_tip
from tests.ui.models import HOSTILE


@given(st.text(max_size=400), st.integers(min_value=1, max_value=120))
def test_cleaned_text_is_one_harmless_line(text: str, limit: int) -> None:
    result = clean(text, limit)
    assert len(result) <= limit
    harmful = [c for c in result if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert harmful == []
    assert not set(result) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200f")


@pytest.mark.parametrize(
    "rare",
    ["\u4dae", "\U00020000", "\U000313a0", "\U0002ebf1", "\U00032000", "\ue81e", "\U000f0000"],
)
def test_a_rare_character_of_a_name_stays(rare: str) -> None:
    assert clean(f"Name {rare}") == f"Name {rare}"


@pytest.mark.parametrize("broken", ["\ud845", "\uffff", "\ufdd0"])
def test_what_is_no_character_shows_as_one_that_is_missing(broken: str) -> None:
    assert clean(f"Name {broken}") == "Name \ufffd"


def test_what_no_font_shows_is_taken_away() -> None:
    assert clean("A\U000e0041\u200b\u2065\U000e0fffB") == "AB"


@pytest.mark.parametrize("rare", ["\U000313a0", "\ue81e", "\U00033000"])
def test_a_rare_character_is_painted_as_itself_or_as_a_box(app: QApplication, rare: str) -> None:
    label = PlainLabel(clean(rare))
    label.resize(60, 40)
    painted = label.grab().toImage()
    empty = PlainLabel("")
    empty.resize(60, 40)
    assert painted != empty.grab().toImage()


def test_isolated_text_cannot_leave_its_isolate() -> None:
    result = isolate("abc\u2069\u202edef")
    assert result.count("\u2069") == 1
    assert result.endswith("\u2069")
    assert "\u202e" not in result


def test_nothing_is_isolated_as_nothing() -> None:
    assert isolate("") == isolate("\u202e") == ""


def test_labels_never_read_mark_up(app: QApplication) -> None:
    for label in (PlainLabel(HOSTILE), ElidedLabel(HOSTILE), FittingLabel()):
        assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("text", ["<b>x</b>", "<a href='x'>", "a &lt; b"])
def test_tool_tips_cannot_be_mark_up(text: str) -> None:
    assert not GuiQt.mightBeRichText(plain_tip(text))


def test_elided_label_keeps_the_whole(app: QApplication) -> None:
    label = ElidedLabel("A title that is much longer than there is room for")
    label.show()
    label.resize(80, 20)
    assert label.text().endswith("…")
    assert label.full_text() == label.accessibleName()
    label.resize(2000, 20)
    assert label.text() == label.full_text()


def test_fitting_label_takes_what_fits(app: QApplication) -> None:
    label = FittingLabel()
    label.show_variants("a very long wording indeed", "short")
    label.show()
    label.resize(1000, 20)
    assert label.text() == "a very long wording indeed"
    label.resize(60, 20)
    assert label.text() == "short"
    label.resize(3, 20)
    assert label.text() == ""
