"""One table of actions: complete, no key twice, remappable."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from softphone.ui.actions import (
    BY_NAME,
    SPECS,
    Actions,
    action_text,
    key_of,
    key_text,
    keys_of,
    tip,
)
from softphone.ui.frame import main_window
from softphone.ui.frame.shortcuts_sheet import ShortcutsSheet
from softphone.ui.look.icons import ICON_DIR
from softphone.ui.widgets.click_guard import GUARD_S, ClickGuard
from softphone.ui.widgets.labels import PlainLabel
from tests.ui.models import Moment, context


def test_every_action_has_words_a_key_and_an_icon() -> None:
    for spec in SPECS:
        assert action_text(spec.name)
        assert spec.key
        assert (ICON_DIR / f"{spec.icon}.svg").exists()


def test_no_key_means_two_things() -> None:
    keys = [QKeySequence(spec.key).toString() for spec in SPECS]
    assert len(set(keys)) == len(keys)
    assert "" not in keys


TAKEN_BY_INPUT_METHODS = {
    "Ctrl+Shift+U": "IBus: a character by its Unicode number",
    "Ctrl+.": "IBus: emoji; libpinyin, Fcitx: punctuation",
    "Ctrl+;": "Fcitx: clipboard",
    "Ctrl+Space": "Fcitx, IBus: input method on or off",
    "Ctrl+Shift+F": "Fcitx, libpinyin, Sogou, Microsoft: simplified or traditional",
    "Ctrl+Alt+Shift+U": "Fcitx: a character by its Unicode number",
    "Ctrl+`": "Rime: menu",
    "F4": "Rime: menu",
    **{f"Ctrl+Shift+{digit}": "Rime: switches" for digit in range(1, 6)},
}


def test_no_default_is_a_key_that_an_input_method_takes_first() -> None:
    assert {spec.key for spec in SPECS} & TAKEN_BY_INPUT_METHODS.keys() == set()


def test_keys_of_older_versions_still_work_where_nothing_takes_them() -> None:
    assert QKeySequence("Ctrl+Shift+U") in keys_of("pauseRecording", {})
    assert key_of("pauseRecording", {}) == QKeySequence("F7")


def test_a_default_gives_way_to_the_users_own_key() -> None:
    own = {"hold": "F7", "mute": "Ctrl+Shift+F"}
    assert keys_of("hold", own) == [QKeySequence("F7")]
    assert keys_of("pauseRecording", own) == [QKeySequence("Ctrl+Shift+U")]
    assert keys_of("forward", own) == [QKeySequence("Ctrl+Shift+D")]
    assert keys_of("swap", {"hold": "Ctrl+Shift+S"}) == []


def test_plain_typing_is_never_a_call_key() -> None:
    for spec in SPECS:
        assert re.match(r"(Ctrl\+|F\d)", spec.key), spec.key


def test_keys_are_remapped_taken_away_or_kept_when_unreadable() -> None:
    assert key_of("hold", {"hold": "Ctrl+Alt+H"}) == QKeySequence("Ctrl+Alt+H")
    assert key_of("hold", {"hold": ""}).isEmpty()
    assert key_of("hold", {"hold": "no such key"}) == QKeySequence(BY_NAME["hold"].key)
    assert tip("Hold", "hold", {"hold": ""}) == "Hold"
    assert key_text("hold", {}) in tip("Hold", "hold", {})


def test_an_unknown_action_is_an_error() -> None:
    with pytest.raises(KeyError):
        action_text("fly")


def test_actions_carry_the_users_keys(app: QApplication) -> None:
    owner = QWidget()
    actions = Actions({"ready": "Ctrl+1"}, owner)
    assert actions["ready"].shortcut() == QKeySequence("Ctrl+1")
    assert len(actions["saveAndReady"].shortcuts()) == 2
    assert len(actions.all()) == len(SPECS)


def test_the_window_wires_every_action() -> None:
    source = Path(main_window.__file__).read_text("utf-8")
    wired = set(re.findall(r'^            "(\w+)": ', source, re.MULTILINE))
    assert wired == set(BY_NAME)


def test_the_sheet_shows_every_action_and_key(app: QApplication) -> None:
    sheet = ShortcutsSheet(context())
    said = {label.text() for label in sheet.findChildren(PlainLabel)}
    for spec in SPECS:
        assert action_text(spec.name) in said
        assert key_text(spec.name, {}) in said


def test_the_guard_lets_clicks_pass_after_its_time() -> None:
    moment = Moment()
    guard = ClickGuard(moment.monotonic)
    assert guard.passes()
    guard.arm()
    moment.advance(GUARD_S - 0.01)
    assert not guard.passes()
    moment.advance(0.02)
    assert guard.passes()
