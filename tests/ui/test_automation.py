"""Pressing the real widgets by name, the way a hand does."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget

from softphone.config.settings import Settings
from softphone.domain.agent_state import Reason
from softphone.ui.automation import Automation, AutomationError
from softphone.ui.context import UiContext
from softphone.ui.look.theme import Theme
from softphone.ui.windows import DeskWindows
from tests.ui import models
from tests.ui.models import SpyIntents


@pytest.fixture
def desk(app: QApplication, spy: SpyIntents, ui_context: UiContext) -> DeskWindows:
    made = DeskWindows(
        spy,
        ui_context,
        Theme(dark=False),
        settings=Settings(),
        save_settings=lambda _: "",
        keyring=lambda: True,
        quit=lambda: spy.asked.append(("quit", (), {})),
    )
    made.show_main()
    made.show_model(models.idle())
    app.processEvents()
    return made


@pytest.fixture
def hand(desk: DeskWindows) -> Automation:
    return desk.automation()


def test_a_click_waits_for_the_guard_as_a_hand_does(
    desk: DeskWindows, hand: Automation, spy: SpyIntents
) -> None:
    desk.show_model(models.ringing_vip())
    hand.click("answerButton")
    assert spy.asked == [("answer", ("call-1",), {"via": "button"})]


def test_the_brief_of_a_call_by_names_alone(
    desk: DeskWindows, hand: Automation, spy: SpyIntents
) -> None:
    hand.type("dialEdit", "+86 22 5999 0134")
    hand.click("dialButton")
    desk.show_model(models.connected())
    for name in ("holdButton", "muteButton", "transferButton"):
        hand.click(name)
    hand.type("transferTarget", "1002")
    hand.click("transferConfirmButton")
    hand.click("hangUpButton")
    assert spy.names() == ["dial", "hold", "set_mute", "transfer", "hang_up"]
    assert spy.asked[0][1] == ("+86 22 5999 0134",)
    assert spy.asked[3][1] == ("1002", "call-1")


def test_menus_are_opened_and_picked_from(hand: Automation, spy: SpyIntents) -> None:
    hand.click("breakMenuButton")
    hand.click("mealReason")
    assert spy.asked == [("go_not_ready", (Reason.MEAL,), {"via": "button"})]


def test_keys_reach_the_windows_actions(hand: Automation, spy: SpyIntents) -> None:
    hand.key("mainWindow", "F9")
    assert spy.asked == [("go_ready", (), {"via": "key"})]


def test_keys_reach_a_field(desk: DeskWindows, hand: Automation, spy: SpyIntents) -> None:
    hand.type("dialEdit", "1002")
    hand.key("dialEdit", "Return")
    assert spy.names() == ["dial"]


def test_text_is_read_back(desk: DeskWindows, hand: Automation) -> None:
    desk.show_model(models.connected())
    assert hand.text("callState") == "Talking"
    assert hand.text("hangUpButton") == "Hang up"
    assert hand.text("callTimer") == "2:13"
    assert hand.text("stateButton") == "Your state: On a call"


@pytest.mark.parametrize(
    ("name", "words"),
    [("noSuchButton", "there is no"), ("answerButton", "not visible"), ("dialButton", "off")],
)
def test_what_a_hand_cannot_do_is_an_error_in_words(
    hand: Automation, name: str, words: str
) -> None:
    with pytest.raises(AutomationError, match=words):
        hand.click(name)


def test_an_unknown_key_is_an_error(hand: Automation) -> None:
    with pytest.raises(AutomationError, match="no key"):
        hand.key("mainWindow", "Nonsense+Q!")


def test_choosing_from_a_list_box_by_data_or_words(app: QApplication) -> None:
    window = QWidget()
    box = QComboBox()
    box.setObjectName("box")
    for data, words in (("a", "Apple"), ("b", "Berry"), ("c", "Cherry")):
        box.addItem(words, data)
    QVBoxLayout(window).addWidget(box)
    window.show()
    picked: list[int] = []
    box.currentIndexChanged.connect(picked.append)
    hand = Automation(lambda: [window])
    hand.choose("box", "c")
    assert box.currentData() == "c"
    hand.choose("box", "Berry")
    assert box.currentData() == "b"
    assert picked[-1] == 1
    with pytest.raises(AutomationError, match="Apple, Berry, Cherry"):
        hand.choose("box", "Durian")


def test_a_screenshot_is_a_picture_of_the_window(
    desk: DeskWindows, hand: Automation, tmp_path: Path
) -> None:
    hand.screenshot(str(tmp_path / "shot.png"))
    image = QImage(str(tmp_path / "shot.png"))
    assert image.width() == desk.main.width() * desk.main.devicePixelRatio()
    with pytest.raises(AutomationError):
        hand.screenshot(str(tmp_path / "no" / "such" / "folder.png"))


# --------------------------------------------------------------------------- the windows


def test_a_wanted_password_opens_the_sign_in_once(desk: DeskWindows) -> None:
    desk.show_model(models.line_refused())
    desk.show_model(models.line_refused())
    boxes = [w for w in QApplication.topLevelWidgets() if w.objectName() == "signInDialog"]
    assert len([box for box in boxes if box.isVisible()]) == 1


def test_quitting_in_a_call_asks_first(
    desk: DeskWindows, hand: Automation, spy: SpyIntents
) -> None:
    desk.show_model(models.connected())
    desk.ask_to_quit()
    assert spy.asked == []
    hand.click("quitButton")
    assert spy.names() == ["quit"]


def test_quitting_on_a_break_just_quits(desk: DeskWindows, spy: SpyIntents) -> None:
    desk.show_model(models.not_ready())
    desk.ask_to_quit()
    assert spy.names() == ["quit"]


def test_dialogs_do_not_stop_the_keys_of_a_call(
    desk: DeskWindows, hand: Automation, spy: SpyIntents
) -> None:
    desk.open_settings()
    desk.open_about()
    desk.open_import()
    assert QApplication.activeModalWidget() is None
    desk.show_model(models.ringing_vip())
    hand.click("answerButton")
    assert spy.names() == ["answer"]


def test_search_opens_over_the_window(desk: DeskWindows, hand: Automation) -> None:
    hand.click("searchButton")
    assert desk.palette.isVisible()
