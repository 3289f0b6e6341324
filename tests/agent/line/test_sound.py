"""What the agent is told about devices: away, standing in, moved, silent."""

import pytest

from softphone.agent.desk_model import NoticeCode
from softphone.agent.line.sound import AgentSound
from softphone.agent.notice_board import NoticeBoard
from softphone.domain.audio_devices import (
    AudioDevices,
    DeviceInUse,
    DeviceRole,
)
from softphone.domain.messages import DevicesChanged
from tests.doubles.ports import FakeClock

Use = tuple[str, str, str | None]


class Told:
    """A keeper and its board."""

    def __init__(self) -> None:
        self.board = NoticeBoard(FakeClock())
        self.keeper = AgentSound(self.board)

    def hear(
        self,
        *uses: Use,
        note: str = "",
        silent: bool = False,
        devices: AudioDevices | None = None,
    ) -> None:
        """The engine tells: role, device, and the name of the one that is away (None: it is it)."""
        self.keeper.changed(
            DevicesChanged(
                microphones=(),
                speakers=(),
                devices=devices or AudioDevices(speaker="s"),
                audio_note=note,
                in_use=tuple(
                    DeviceInUse(
                        role=DeviceRole(role),
                        id=name.lower(),
                        name=name,
                        stand_in=wanted is not None,
                        wanted=wanted or "",
                    )
                    for role, name, wanted in uses
                ),
                microphone_silent=silent,
            )
        )

    def codes(self) -> list[str]:
        return [notice.code.value for notice in self.board.notices]


@pytest.fixture
def told() -> Told:
    return Told()


def test_unplugged_and_back(told: Told) -> None:
    told.hear(("microphone", "Headset", None), ("speaker", "Headset", None))
    assert told.codes() == []
    told.hear(("microphone", "Laptop", "Headset"), ("speaker", "Headset", None))
    told.hear(("microphone", "Laptop", "Headset"), ("speaker", "Screen", "Headset"))
    (notice,) = told.board.notices
    assert (notice.code, notice.sticky) == (NoticeCode.DEVICE_AWAY, True)
    assert notice.args == {
        "wanted": "Headset",
        "microphone": "Laptop",
        "speaker": "Screen",
        "ringer": "",
    }
    told.hear(("microphone", "Headset", None), ("speaker", "Headset", None))
    (notice,) = told.board.notices
    assert notice.code is NoticeCode.SOUND_MOVED
    assert notice.args == {"microphone": "Headset", "speaker": "Headset"}


def test_another_default_is_told_too(told: Told) -> None:
    told.hear(("speaker", "One", None))
    told.hear(("speaker", "Two", None))
    assert [n.args for n in told.board.notices] == [{"microphone": "", "speaker": "Two"}]


def test_what_the_agent_chose_needs_no_words(told: Told) -> None:
    told.hear(("speaker", "One", None))
    told.hear(("speaker", "One", None), devices=AudioDevices(speaker="two"))
    told.hear(("speaker", "One", None), devices=AudioDevices(speaker="two"))
    assert told.codes() == []


def test_a_silent_microphone_is_named_until_it_speaks(told: Told) -> None:
    told.hear(("microphone", "Headset", None), silent=True)
    told.hear(("microphone", "Headset", None), silent=True)
    (notice,) = told.board.notices
    assert (notice.code, notice.args) == (NoticeCode.MICROPHONE_SILENT, {"name": "Headset"})
    told.hear(("microphone", "Headset", None))
    assert told.codes() == []


def test_no_device_at_all(told: Told) -> None:
    told.hear(note="No speaker found: you cannot hear callers.")
    assert told.codes() == ["sound_missing"]
    told.hear()
    assert told.codes() == []
