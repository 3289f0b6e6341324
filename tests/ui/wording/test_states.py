"""Every state, cause, code and notice has its words."""

from datetime import timedelta

import msgspec
import pytest
from PySide6.QtGui import Qt

from softphone.agent.desk_model import NoticeCode
from softphone.domain.agent_state import AgentState, AgentStatus, Reason
from softphone.domain.call import (
    TURNED_AWAY,
    CallState,
    Direction,
    EndCause,
    Transfer,
    TransferState,
)
from softphone.domain.registration import LineState, LineStatus
from softphone.domain.sip_words import NOT_CONFIRMED, NOT_ENCRYPTED, all_sip_words, sip_words
from softphone.ui.look.icons import ICON_DIR
from softphone.ui.look.tokens import LIGHT
from softphone.ui.wording import sip as sip_texts
from softphone.ui.wording import states as words
from softphone.ui.wording.notices import notice_text
from tests.ui.models import HOSTILE, NOW, notice, talking


@pytest.mark.parametrize("code", list(NoticeCode))
def test_every_notice_says_something(code: NoticeCode) -> None:
    text = notice_text(notice(code), NOW)
    assert len(text) > 5
    assert "{" not in text
    assert code.value not in text


@pytest.mark.parametrize("code", list(NoticeCode))
def test_a_notice_without_arguments_does_not_raise(code: NoticeCode) -> None:
    assert notice_text(msgspec.structs.replace(notice(code), args={}), NOW)


@pytest.mark.parametrize("code", list(NoticeCode))
def test_a_notice_with_hostile_arguments_stays_one_plain_line(code: NoticeCode) -> None:
    plain = notice(code)
    hostile = msgspec.structs.replace(plain, args=dict.fromkeys(plain.args, HOSTILE * 100))
    text = notice_text(hostile, NOW)
    assert "\u202e" not in text
    assert "\x07" not in text
    assert len(text) < 1500


def test_the_retry_counts_down() -> None:
    waiting = notice(NoticeCode.LINE_WAITING)
    assert "12 s" in notice_text(waiting, NOW)
    assert "5 s" in notice_text(waiting, NOW + timedelta(seconds=7))
    assert "now" in notice_text(waiting, NOW + timedelta(seconds=60))


def test_every_sip_text_is_marked_for_translation() -> None:
    assert set(sip_texts.MARKED) == set(all_sip_words())


def test_only_the_engine_s_own_sentences_stand_for_a_code() -> None:
    assert sip_texts.sip_text(408, NOT_CONFIRMED) == NOT_CONFIRMED
    assert sip_texts.sip_text(488, NOT_ENCRYPTED) == NOT_ENCRYPTED
    assert sip_texts.sip_text(408, "Call the boss") == sip_words(408)


@pytest.mark.parametrize("state", list(AgentState))
@pytest.mark.parametrize("reason", list(Reason))
def test_every_agent_state_has_word_icon_and_tone(state: AgentState, reason: Reason) -> None:
    assert words.state_word(state, reason)
    icon, tone = words.state_look(AgentStatus(state=state, reason=reason, since=NOW))
    assert (ICON_DIR / f"{icon}.svg").exists()
    assert f"{tone}_soft" in LIGHT


@pytest.mark.parametrize("state", list(CallState))
def test_every_call_state_has_a_word(state: CallState) -> None:
    assert words.call_state_word(talking(state=state).call)


@pytest.mark.parametrize("direction", list(Direction))
def test_causes_are_different_things(direction: Direction) -> None:
    calls = [talking(state=CallState.ENDED, cause=c, direction=direction).call for c in EndCause]
    said = [words.cause_words(call) for call in calls]
    assert len(set(said)) == len(EndCause)
    for call in calls:
        icon, token = words.cause_look(call)
        assert (ICON_DIR / f"{icon}.svg").exists()
        assert token in LIGHT


def test_a_failed_call_explains_its_code() -> None:
    call = talking(state=CallState.ENDED, cause=EndCause.FAILED, sip_code=404).call
    assert "does not exist" in words.cause_details(call)


@pytest.mark.parametrize("state", list(TransferState))
def test_transfer_progress_names_the_target(state: TransferState) -> None:
    assert "1002" in words.transfer_words(Transfer("1002", state))


@pytest.mark.parametrize("state", list(LineState))
@pytest.mark.parametrize("engine_up", [True, False])
def test_the_line_has_word_icon_and_tone(state: LineState, engine_up: bool) -> None:
    line = LineStatus(state=state)
    assert words.line_word(line, engine_up=engine_up)
    icon, tone = words.line_look(line, engine_up=engine_up)
    assert (ICON_DIR / f"{icon}.svg").exists()
    assert tone in LIGHT


def test_a_fault_says_what_and_when() -> None:
    waiting = LineStatus(state=LineState.WAITING, retry_at=NOW + timedelta(seconds=9))
    assert "9 s" in words.fault_words(waiting, NOW, engine_up=True)
    assert "password" in words.fault_words(
        LineStatus(state=LineState.REFUSED, sip_code=401), NOW, engine_up=True
    )
    assert "safe" in words.fault_words(LineStatus(), NOW, engine_up=False)
    assert words.fault_words(LineStatus(state=LineState.REGISTERED), NOW, engine_up=True) == ""


def test_words_are_no_mark_up() -> None:
    assert not any(Qt.mightBeRichText(text) for text in all_sip_words())


def test_a_call_turned_away_says_why() -> None:
    call = talking(
        state=CallState.ENDED, cause=EndCause.MISSED, sip_code=480, sip_reason=TURNED_AWAY
    ).call
    assert words.cause_details(call) == "Missed: do not disturb was on"
