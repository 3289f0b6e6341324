"""The settings' page of answering: what rings too long, what answers itself, several calls."""

import msgspec
from PySide6.QtWidgets import QWidget

from softphone.config.settings import Conference, ConferencePlace, Settings, WaitingState
from softphone.domain.forwarding import ForwardRule
from softphone.ui.look.theme import GRID
from softphone.ui.settings.fields import Check, ChoiceCombo, NumberBox, Rows, text_field
from softphone.ui.settings.page import (
    Problem,
    SecondsBox,
    SettingsPage,
    bad_code,
    list_field,
    listed,
)

_MOST_RING_S = 3600
_CODES = (480, 486, 603)
_ROOM_LIMIT = 64


class AnsweringPage(SettingsPage):
    """How calls to this extension are taken."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        answering, calls = settings.answering, settings.calls
        self.not_ready = NumberBox(answering.not_ready_after_s, 0, _MOST_RING_S, self.tr("s"))
        self.not_ready.setObjectName("settingsNotReadyAfter")
        self.not_ready.setSpecialValueText(self.tr("Never"))
        self.queues = list_field(answering.auto_answer_queues, "settingsAutoQueues")
        self.by_header = Check(self.tr("Answer at once when the phone system asks for it"))
        self.by_header.setObjectName("settingsAutoHeader")
        self.by_header.setChecked(answering.auto_answer_by_header)
        self.after = SecondsBox(answering.auto_answer_after_s, 30.0, self.tr("s"))
        self.after.setObjectName("settingsAutoAfter")
        words = {
            480: self.tr("Not available (480)"),
            486: self.tr("Busy (486)"),
            603: self.tr("Declined (603)"),
        }
        self.code = ChoiceCombo(
            [(str(code), words[code]) for code in _CODES], str(answering.do_not_disturb_code)
        )
        self.code.setObjectName("settingsDoNotDisturbCode")
        rules = {
            ForwardRule.OFF: self.tr("No calls"),
            ForwardRule.DIRECT: self.tr("Calls to the extension"),
            ForwardRule.ALL: self.tr("All calls, including queue calls"),
        }
        self.forward = ChoiceCombo(
            [(rule.value, words) for rule, words in rules.items()], answering.forward.value
        )
        self.forward.setObjectName("settingsForward")
        self.not_answered_to = text_field(answering.not_answered_to, "settingsNotAnsweredTo")
        self.waiting = Check(self.tr("Let further calls ring (call waiting)"))
        self.waiting.setObjectName("settingsCallWaiting")
        self.waiting.setChecked(calls.waiting)
        states = {
            WaitingState.RESERVED: self.tr("While another call rings"),
            WaitingState.ON_CONTACT: self.tr("During a call"),
            WaitingState.WRAP_UP: self.tr("During wrap-up"),
        }
        self.waiting_in = {state: Check(words) for state, words in states.items()}
        for state, box in self.waiting_in.items():
            box.setObjectName(f"settingsWaitingIn.{state.value}")
            box.setChecked(state in calls.waiting_in)
        self.most = NumberBox(calls.max_calls, 1, 6, "")
        self.most.setObjectName("settingsMaxCalls")
        self.parties = NumberBox(calls.conference_max, 3, 6, "")
        self.parties.setObjectName("settingsConferenceMax")
        places = {
            ConferencePlace.HERE: self.tr("Mixed by this program"),
            ConferencePlace.PBX: self.tr("In a conference room of the phone system"),
        }
        self.place = ChoiceCombo(
            [(place.value, words) for place, words in places.items()], settings.conference.where
        )
        self.place.setObjectName("settingsConferencePlace")
        self.room = text_field(settings.conference.room, "settingsConferenceRoom")
        self.room.setMaxLength(_ROOM_LIMIT)
        self._lay_out()

    def _lay_out(self) -> None:
        rows = Rows(self)
        rows.add(
            self.tr("Set not ready after ringing for"),
            self.not_ready,
            self.tr("The call returns to the phone system, and the queue is notified."),
            key="answering.not_ready_after_s",
        )
        rows.add(
            self.tr("Auto-answer calls from these queues"),
            self.queues,
            self.tr(
                "Queue names as the phone system sends them, separated by commas. "
                "Only while you are ready."
            ),
            key="answering.auto_answer_queues",
        )
        rows.add_bare(
            self.by_header,
            self.tr("Only the phone system may ask (Call-Info, Alert-Info)."),
            key="answering.auto_answer_by_header",
        )
        rows.addSpacing(12)
        rows.add(
            self.tr("Minimum ring time before auto-answer"),
            self.after,
            key="answering.auto_answer_after_s",
        )
        rows.add(
            self.tr("Response to callers in “Do not disturb”"),
            self.code,
            key="answering.do_not_disturb_code",
        )
        rows.add(
            self.tr("Calls that can be forwarded while ringing"),
            self.forward,
            self.tr("The phone system decides what happens to forwarded calls."),
            key="answering.forward",
        )
        rows.add(
            self.tr("Forward unanswered calls to"),
            self.not_answered_to,
            self.tr(
                "A number to forward to after that ring time. Empty: return the call "
                "to the phone system."
            ),
            key="answering.not_answered_to",
        )
        rows.add_section(self.tr("Several calls"))
        rows.add_bare(self.waiting, key="calls.waiting")
        states = QWidget()
        inner = Rows(states)
        inner.setContentsMargins(3 * GRID, 0, 0, 0)
        for box in self.waiting_in.values():
            inner.add_bare(box)
        rows.add_bare(states, key="calls.waiting_in")
        rows.addSpacing(12)
        rows.add(self.tr("Maximum simultaneous calls"), self.most, key="calls.max_calls")
        rows.add(self.tr("Maximum conference parties"), self.parties, key="calls.conference_max")
        rows.add(self.tr("Three-way calls"), self.place, key="conference.where")
        rows.add(
            self.tr("Number of a room"),
            self.room,
            self.tr(
                "{id} is replaced by ten random digits for each call, {user} by your extension."
            ),
            key="conference.room",
        )
        rows.addStretch(1)
        self.waiting.toggled.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        for box in self.waiting_in.values():
            box.setEnabled(self.waiting.isChecked())

    def problem(self) -> Problem | None:
        """See ``SettingsPage``."""
        return bad_code(self.room, "{id}", "{user}")

    def read(self, settings: Settings) -> Settings:
        """See ``SettingsPage``."""
        code = next(code for code in _CODES if str(code) == self.code.choice())
        answering = msgspec.structs.replace(
            settings.answering,
            not_ready_after_s=self.not_ready.value(),
            auto_answer_queues=listed(self.queues),
            auto_answer_by_header=self.by_header.isChecked(),
            auto_answer_after_s=round(self.after.value(), 1),
            do_not_disturb_code=code,
            forward=ForwardRule(self.forward.choice()),
            not_answered_to=self.not_answered_to.text().strip(),
        )
        calls = msgspec.structs.replace(
            settings.calls,
            waiting=self.waiting.isChecked(),
            waiting_in=tuple(s for s, box in self.waiting_in.items() if box.isChecked()),
            max_calls=self.most.value(),
            conference_max=self.parties.value(),
        )
        conference = Conference(
            where=ConferencePlace(self.place.choice()),
            room=self.room.text().strip() or Conference().room,
        )
        return msgspec.structs.replace(
            settings, answering=answering, calls=calls, conference=conference
        )
