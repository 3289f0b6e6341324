"""Colours, style sheet, fonts, icons."""

import itertools
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon
from PySide6.QtWidgets import QApplication

from softphone.ui.look import icons
from softphone.ui.look.icons import ICON_DIR, IconLabel, icon, picture
from softphone.ui.look.stylesheet import TONES
from softphone.ui.look.theme import Theme, apply_theme, base_font, font_families, tabular
from softphone.ui.look.tokens import DARK, LIGHT

GROUNDS = ("bg", "surface", "raised")
WORDS = ("text", "text_dim", *TONES)
FILLS = tuple(token for token in LIGHT if "_fill" in token)


def luminance(color: str) -> float:
    """WCAG 2.1 relative luminance."""
    parts = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.1 contrast ratio."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_every_ground(tokens: dict[str, str]) -> None:
    pairs = list(itertools.product(WORDS, GROUNDS))
    pairs += [(tone, f"{tone}_soft") for tone in TONES]
    pairs += [("text", f"{tone}_soft") for tone in TONES]
    pairs += [("text_dim", "ringing_soft"), ("text_dim", "off_soft"), ("text", "sunken")]
    pairs += [("text", "hover"), ("text", "pressed"), ("on_selection", "selection")]
    pairs += [("on_accent", fill) for fill in FILLS]
    low = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_focus_is_seen_on_every_ground(tokens: dict[str, str]) -> None:
    assert min(contrast(tokens["focus"], tokens[ground]) for ground in GROUNDS) >= 3


def test_both_looks_know_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("dark", [False, True])
def test_style_sheet_has_no_holes(dark: bool) -> None:
    sheet = Theme(dark).stylesheet()
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("dark", [False, True])
def test_the_running_look_is_read_back_from_the_palette(app: QApplication, dark: bool) -> None:
    apply_theme(app, Theme(dark), "en")
    assert Theme.current() == Theme(dark)


def test_han_glyphs_follow_the_language(app: QApplication) -> None:
    simplified, traditional = font_families("zh_CN"), font_families("zh_TW")
    assert sorted(simplified) == sorted(traditional)
    if "Noto Sans CJK SC" in simplified and "Noto Sans CJK TC" in simplified:
        assert simplified.index("Noto Sans CJK SC") < simplified.index("Noto Sans CJK TC")
        assert traditional.index("Noto Sans CJK TC") < traditional.index("Noto Sans CJK SC")


def test_figures_are_of_one_width(app: QApplication) -> None:
    metrics = QFontMetrics(tabular(base_font("en")))
    assert {metrics.horizontalAdvance(figure * 8) for figure in "0123456789"} == {
        metrics.horizontalAdvance("00000000")
    }


@pytest.mark.parametrize("path", sorted(ICON_DIR.glob("*.svg")), ids=lambda path: path.stem)
def test_icon_is_of_the_set(app: QApplication, path: Path) -> None:
    svg = path.read_text("utf-8")
    assert 'viewBox="0 0 20 20"' in svg
    assert re.findall(r"#[0-9a-fA-F]{3,}", svg) == [], "colours come from tokens"
    image = picture(path.stem, QColor("#ff0000"), 40).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(40)
        for y in range(40)
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert inked, "nothing is drawn"
    assert all(color.red() > 240 and color.green() < 15 for color in inked)


def test_every_icon_named_in_the_code_exists() -> None:
    known = {path.stem for path in ICON_DIR.glob("*.svg")}
    source = Path(icons.__file__).parents[1]
    named: set[str] = set()
    for path in source.rglob("*.py"):
        text = path.read_text("utf-8")
        named |= set(
            re.findall(r"(?:set_icon|show_icon|IconLabel|IconButton)\(\s*\"([\w-]+)\"", text)
        )
    assert len(named) > 10
    assert named <= known


def test_icons_are_not_stretched(app: QApplication) -> None:
    made = icon("phone", Theme(dark=False))
    for size in (16, 20):
        assert made.pixmap(QSize(size, size), 1.0).size() == QSize(size, size)
    assert not made.pixmap(QSize(16, 16), 1.0, QIcon.Mode.Disabled).isNull()


def test_an_unknown_icon_is_an_error(app: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", Theme(dark=False))


def test_a_picture_follows_the_look(app: QApplication) -> None:
    label = IconLabel("phone", "text")
    before = label.pixmap().toImage()
    apply_theme(app, Theme(dark=True), "en")
    assert label.pixmap().toImage() != before


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_figures_of_one_width_keep_every_family_of_the_font(
    app: QApplication, language: str
) -> None:
    font = base_font(language)
    font.setFamilies([*font.families(), "One more family"])
    assert tabular(font).families() == font.families()
    assert tabular(font).pixelSize() == font.pixelSize()
    assert tabular(font).isFeatureSet(QFont.Tag("tnum"))
