"""Consult and conference in the phone column: the sentence, the buttons, the keys of the bar."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSlider

from softphone.domain.call import CallState
from softphone.domain.consult import Happened, Hearing, Phase, allowed
from softphone.domain.consult_room import IN_ROOM, TO_ROOM
from softphone.ui.context import UiContext
from softphone.ui.phone.phone_panel import PhonePanel
from softphone.ui.widgets.labels import ElidedLabel
from softphone.ui.wording.consult import consult_words
from tests.ui import models
from tests.ui.models import Moment, SpyIntents
from tests.ui.phone.test_phone_panel import named, panel, place, press, visible

__all__ = ["panel"]

BUTTONS = ("swapButton", "completeButton", "cancelConsultButton")


def sentence(panel: PhonePanel) -> str:
    """Who hears whom, without the invisible isolates."""
    label = named(panel, "consultSentence")
    assert isinstance(label, QLabel)
    return label.text().replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("hearing", "words"),
    [
        (Hearing.TARGET_RINGS, "1002 is being called. The caller hears music."),
        (Hearing.AGENT_AND_TARGET, "You and 1002 talk. The caller hears music."),
        (Hearing.AGENT_AND_CALLER, "You and the caller talk. 1002 hears music."),
        (Hearing.ALL_THREE, "You, the caller and 1002 hear each other."),
        (Hearing.BOTH_HELD, "The caller and 1002 hear music."),
        (Hearing.TARGET_ALONE, "The caller hung up. You and 1002 talk."),
    ],
)
def test_one_sentence_tells_who_hears_whom(panel: PhonePanel, hearing: Hearing, words: str) -> None:
    panel.show_model(models.consulting(Phase.WITH_TARGET, hearing))
    assert sentence(panel) == words


@pytest.mark.parametrize(
    "phase", [p for p in Phase if p is not Phase.NONE and p not in IN_ROOM | TO_ROOM]
)
def test_every_phase_has_words_and_only_the_buttons_that_mean_something(
    panel: PhonePanel, phase: Phase
) -> None:
    model = models.consulting(phase)
    panel.show_model(model)
    assert model.consult is not None
    assert consult_words(model.consult)
    for name, wish in zip(
        BUTTONS,
        (Happened.SWAP_ASKED, Happened.COMPLETE_ASKED, Happened.CANCEL_ASKED),
        strict=True,
    ):
        assert named(panel, name).isEnabled() is allowed(phase, wish)
    assert visible(panel, "mergeButton") is not visible(panel, "splitButton")


def test_the_buttons_ask_for_what_they_say(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.consulting())
    moment.advance(1)
    for name in ("swapButton", "mergeButton", "completeButton", "cancelConsultButton"):
        press(panel, name)
    press(panel, "targetHangUpButton")
    press(panel, "callerHangUpButton")
    assert spy.asked == [
        ("swap", (), {"via": "button"}),
        ("merge", (), {"via": "button"}),
        ("complete", (), {"via": "button"}),
        ("cancel_consult", (), {"via": "button"}),
        ("hang_up", ("call-2",), {"via": "button"}),
        ("hang_up", ("call-1",), {"via": "button"}),
    ]
    panel.show_model(models.conference())
    press(panel, "splitButton")
    assert spy.names()[-1] == "split"


def test_a_click_meant_for_the_call_presses_nothing_of_the_consult(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.connected())
    moment.advance(1)
    panel.show_model(models.consulting())
    press(panel, "completeButton")
    assert spy.asked == []


def test_the_panel_takes_the_place_of_the_calls_row_and_gives_it_back(panel: PhonePanel) -> None:
    panel.show_model(models.connected())
    assert visible(panel, "callRow")
    panel.show_model(models.consulting())
    assert not visible(panel, "callRow")
    assert visible(panel, "callerRow")
    assert visible(panel, "targetRow")
    panel.show_model(models.connected())
    assert visible(panel, "callRow")
    assert not visible(panel, "consultPanel")


def test_nothing_moves_from_swap_to_conference(panel: PhonePanel, app: QApplication) -> None:
    panel.show_model(models.consulting())
    app.processEvents()
    before = place(panel, "completeButton")
    for model in (
        models.consulting(Phase.WITH_CALLER, Hearing.AGENT_AND_CALLER),
        models.conference(),
        models.change(models.consulting(), muted=True),
    ):
        panel.show_model(model)
        app.processEvents()
        assert place(panel, "completeButton") == before


def test_muted_stays_in_sight(panel: PhonePanel, spy: SpyIntents, moment: Moment) -> None:
    panel.show_model(models.change(models.conference(), muted=True))
    moment.advance(1)
    assert visible(panel, "mutedBand")
    press(panel, "unmuteButton")
    assert spy.asked == [("set_mute", (False,), {"via": "button"})]


def test_ask_first_from_the_transfer_bar(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.connected())
    moment.advance(1)
    press(panel, "transferButton")
    assert not named(panel, "consultButton").isEnabled()
    QTest.keyClicks(named(panel, "transferTarget"), "1002")
    press(panel, "consultButton")
    assert spy.asked == [("consult", ("1002", "call-1"), {"via": "button"})]


@pytest.mark.parametrize(("ask_first", "wish"), [(True, "consult"), (False, "transfer")])
def test_enter_does_what_the_bar_was_opened_for(
    panel: PhonePanel, spy: SpyIntents, ask_first: bool, wish: str
) -> None:
    panel.show_model(models.connected())
    panel.toggle_transfer(ask_first=ask_first)
    QTest.keyClicks(named(panel, "transferTarget"), "1002")
    QTest.keyClick(named(panel, "transferTarget"), Qt.Key.Key_Return)
    assert spy.names() == [wish]


def test_it_fits_the_smallest_window(panel: PhonePanel, ui_context: UiContext) -> None:
    panel.show_model(models.consulting())
    assert panel.consult.minimumSizeHint().height() <= 400
    assert panel.consult.minimumSizeHint().width() <= 264


def test_who_asks_is_named_while_it_rings_and_in_the_call(panel: PhonePanel) -> None:
    model = models.ringing_vip()
    view = msgspec.structs.replace(model.calls[0], from_agent="Agent B", note=models.HOSTILE)
    panel.show_model(models.change(model, calls=(view,)))
    asked = named(panel, "ringFrom")
    assert isinstance(asked, QLabel)
    assert "Agent B" in asked.text()
    assert "\u202e" not in asked.text()
    talking = msgspec.structs.replace(models.talking(), from_agent="Agent B", note="refund late")
    panel.show_model(models.change(models.connected(), calls=(talking,)))
    said = [label.full_text() for label in panel.findChildren(ElidedLabel) if label.isVisible()]
    assert any("Agent B" in text and "refund late" in text for text in said)


# --------------------------------------------------------------------- party by party


def test_each_party_has_its_buttons(panel: PhonePanel, spy: SpyIntents, moment: Moment) -> None:
    panel.show_model(models.consulting(Phase.CALLING, Hearing.TARGET_RINGS))
    assert named(panel, "callerMuteButton").isEnabled()
    assert not named(panel, "targetMuteButton").isEnabled()
    panel.show_model(models.conference_controls())
    moment.advance(1)
    press(panel, "callerMuteButton")
    press(panel, "callerHoldButton")
    press(panel, "targetMuteButton")
    press(panel, "targetHangUpButton")
    assert spy.asked == [
        ("set_party", ("call-1",), {"muted": True, "volume": 1.0, "via": "button"}),
        ("hold", ("call-1",), {"via": "button"}),
        ("set_party", ("call-2",), {"muted": False, "volume": 0.5, "via": "button"}),
        ("hang_up", ("call-2",), {"via": "button"}),
    ]


def test_the_volume_is_asked_for_once(panel: PhonePanel, spy: SpyIntents) -> None:
    panel.show_model(models.conference_controls())
    assert spy.asked == [], "showing it asks for nothing"
    slider = named(panel, "targetVolume")
    assert isinstance(slider, QSlider)
    assert slider.value() == 50
    assert "1002" in slider.accessibleName()
    slider.setValue(150)
    assert spy.asked == [
        ("set_party", ("call-2",), {"muted": True, "volume": 1.5, "via": "button"})
    ]


def test_who_speaks_and_who_is_muted_is_said_in_words(panel: PhonePanel) -> None:
    panel.show_model(models.conference_controls())
    said = {
        row: [label.full_text() for label in named(panel, row).findChildren(ElidedLabel)]
        for row in ("callerRow", "targetRow")
    }
    assert "Speaking · Caller" in said["callerRow"]
    assert "Muted · Colleague" in said["targetRow"]


def test_a_fourth_has_a_row_and_is_added_by_the_dial_box(
    panel: PhonePanel, spy: SpyIntents
) -> None:
    model = models.conference_controls()
    consult = model.consult
    assert consult is not None
    may_add = msgspec.structs.replace(consult, may_add=True)
    panel.show_model(models.change(model, consult=may_add, may_dial=False))
    panel.dial_box.edit.setText("1003")
    assert panel.dial_box.dial_button.accessibleName() == "Add to the conference"
    panel.dial_box.dial()
    assert spy.asked[-1] == ("add_party", ("1003",), {"via": "button"})
    fourth = models.second_call(CallState.CONNECTED)
    fourth = msgspec.structs.replace(
        fourth, call=msgspec.structs.replace(fourth.call, id="call-4"), title="1003"
    )
    four = msgspec.structs.replace(consult, more_ids=("call-4",))
    panel.show_model(models.change(model, consult=four, calls=(*model.calls, fourth)))
    assert visible(panel, "party4Row")
    assert not named(panel, "completeButton").isEnabled()
    assert named(panel, "cancelConsultButton").isEnabled()
    panel.show_model(model)
    assert not visible(panel, "party4Row")


# --------------------------------------------------------------------- in a room of the server


def test_in_a_room_every_phase_has_words_and_the_buttons_that_mean_something(
    panel: PhonePanel,
) -> None:
    for phase in sorted(IN_ROOM | TO_ROOM):
        panel.show_model(models.in_room(phase))
        assert len(sentence(panel)) > 10
        for name, wish in zip(
            BUTTONS,
            (Happened.SWAP_ASKED, Happened.COMPLETE_ASKED, Happened.CANCEL_ASKED),
            strict=True,
        ):
            assert named(panel, name).isEnabled() is allowed(phase, wish)
        assert visible(panel, "roomRow")
        assert not visible(panel, "callRow"), "the room has its row in the panel"


def test_a_fourth_in_the_room_has_a_row(panel: PhonePanel) -> None:
    model = models.in_room()
    consult = model.consult
    assert consult is not None
    fourth = models.second_call(CallState.CONNECTED)
    fourth = msgspec.structs.replace(
        fourth, call=msgspec.structs.replace(fourth.call, id="call-4"), title="1003"
    )
    coming = msgspec.structs.replace(consult, more_ids=("call-4",))
    panel.show_model(models.change(model, consult=coming, calls=(*model.calls, fourth)))
    assert visible(panel, "party4Row")
    assert not named(panel, "completeButton").isEnabled(), "the fourth would be lost"
    there = msgspec.structs.replace(consult, moved=(*consult.moved, fourth))
    panel.show_model(models.change(model, consult=there))
    assert visible(panel, "party4Row")
    assert place(panel, "party4Row").y() < place(panel, "roomRow").y()
    assert sentence(panel) == "Everyone in the room hears everyone else."
    assert named(panel, "completeButton").isEnabled()
    panel.show_model(model)
    assert not visible(panel, "party4Row")


def test_what_cannot_work_in_a_room_is_off_and_says_why(panel: PhonePanel) -> None:
    panel.show_model(models.in_room())
    assert sentence(panel) == "You, the caller and 1002 hear each other."
    for party in ("caller", "target"):
        for part in ("MuteButton", "HoldButton", "HangUpButton", "Volume"):
            control = named(panel, party + part)
            assert not control.isEnabled()
            assert "phone system mixes" in control.toolTip()
    for name in ("splitButton", "swapButton", "cancelConsultButton"):
        assert not named(panel, name).isEnabled()
        assert "phone system mixes" in named(panel, name).toolTip()
    for name in ("muteButton", "completeButton", "roomHoldButton", "roomVolume"):
        assert named(panel, name).isEnabled()
    panel.show_model(models.conference())
    assert "Split" in named(panel, "splitButton").toolTip()
    assert named(panel, "callerHangUpButton").isEnabled()


def test_the_rooms_row_is_the_agents_own_call(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.in_room())
    moment.advance(1)
    press(panel, "roomHoldButton")
    press(panel, "roomHangUpButton")
    press(panel, "completeButton")
    assert spy.names() == ["hold", "hang_up", "complete"]
    assert spy.asked[0][1] == ("call-3",)
    panel.show_model(models.in_room(room_state=CallState.HELD))
    assert sentence(panel) == "The caller and 1002 talk. You hear music."
    panel.show_model(models.in_room(Phase.ROOM_TWO))
    assert not named(panel, "roomHoldButton").isEnabled()
    assert "alone" in named(panel, "roomHoldButton").toolTip()
    assert "alone" in named(panel, "completeButton").toolTip()
    assert named(panel, "roomHangUpButton").isEnabled()


def test_while_somebody_is_moved_nobody_can_be_hung_up_on(panel: PhonePanel) -> None:
    panel.show_model(models.in_room(Phase.MOVING_CALLER))
    for name in ("callerHangUpButton", "targetHangUpButton", "roomHangUpButton"):
        assert not named(panel, name).isEnabled()
        assert "being moved" in named(panel, name).toolTip()


def test_a_colleague_who_waits_outside_the_room_can_be_tried_again_or_let_go(
    panel: PhonePanel, spy: SpyIntents, moment: Moment
) -> None:
    panel.show_model(models.in_room(Phase.ROOM_WAITING))
    moment.advance(1)
    press(panel, "mergeButton")
    press(panel, "cancelConsultButton")
    press(panel, "targetHangUpButton")
    assert spy.names() == ["merge", "cancel_consult", "hang_up"]
    assert not named(panel, "targetHoldButton").isEnabled()
