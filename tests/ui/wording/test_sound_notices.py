"""What the agent reads when a device goes, comes or gives nothing."""

import pytest
from pytestqt.qtbot import QtBot

from softphone.agent.desk_model import Notice, NoticeCode, Severity
from softphone.ui.wording.notices import notice_text
from tests.ui.models import NOW


def said(code: NoticeCode, **args: str) -> str:
    notice = Notice(id=1, code=code, severity=Severity.WARNING, at=NOW, args=args)
    return notice_text(notice, NOW).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (
            {"wanted": "A", "microphone": "B", "speaker": "B", "ringer": "B"},
            "A is not plugged in. You talk through B. Plug it in again to go back.",
        ),
        (
            {"wanted": "", "microphone": "B", "speaker": "C", "ringer": "D"},
            "The chosen sound device is not plugged in. You speak into B. "
            "You hear callers through C. Calls ring at D. Plug it in again to go back.",
        ),
    ],
)
def test_a_device_that_is_away(qtbot: QtBot, args: dict[str, str], words: str) -> None:
    assert said(NoticeCode.DEVICE_AWAY, **args) == words


def test_sound_that_moved(qtbot: QtBot) -> None:
    words = said(NoticeCode.SOUND_MOVED, microphone="", speaker="B")
    assert words == "Audio now uses another device. You hear callers through B."


@pytest.mark.parametrize(
    ("name", "words"),
    [("A", "No sound comes from your microphone (A)."), ("", "No sound comes from")],
)
def test_a_silent_microphone(qtbot: QtBot, name: str, words: str) -> None:
    assert said(NoticeCode.MICROPHONE_SILENT, name=name).startswith(words)
