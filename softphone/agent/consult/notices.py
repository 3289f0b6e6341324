"""What the agent is told about a consult, a transfer or a conference that did not go as wished."""

from collections.abc import Callable

from softphone.agent.consult.conference_room import TIMED_OUT, RoomLeg
from softphone.agent.desk_model import NoticeCode, Severity
from softphone.agent.notice_board import NoticeBoard
from softphone.domain.call import Call, EndedBy
from softphone.domain.consult import Effect
from softphone.domain.phone import PhoneNumber

_ROOM = {
    Effect.TELL_ROOM_FAILED: (NoticeCode.ROOM_FAILED, Severity.ERROR),
    Effect.TELL_TARGET_NOT_MOVED: (NoticeCode.ROOM_PARTY_FAILED, Severity.WARNING),
    Effect.TELL_CALLER_UNSURE: (NoticeCode.ROOM_CALLER_UNSURE, Severity.WARNING),
    Effect.TELL_ROOM_LOST: (NoticeCode.ROOM_LOST, Severity.ERROR),
}


class ConsultNotices:
    """Keeps the newest reason; the machine says when to tell it."""

    def __init__(
        self, board: NoticeBoard, room: RoomLeg, who: Callable[[PhoneNumber], str]
    ) -> None:
        self._board = board
        self._who = who
        self._room = room
        self.last: Call | None = None
        """The call whose end is being worked on."""
        self._code = 0
        self._reason = ""

    def because(self, code: int, reason: str) -> None:
        """Why the next thing to be told has happened."""
        self._code, self._reason = code, reason

    def tell(self, effect: Effect, number: PhoneNumber) -> None:
        """Tell it of the colleague with that number; silent for what is nothing to tell."""
        target = self._who(number)
        match effect:
            case Effect.TELL_TARGET_LOST:
                if self.last is not None:
                    self.gone(self.last, number)
            case Effect.TELL_TRANSFER_FAILED:
                self._board.post(
                    NoticeCode.TRANSFER_FAILED,
                    Severity.ERROR,
                    target=target,
                    sip_code=str(self._code),
                    sip_reason=self._reason,
                )
            case Effect.TELL_CALLER_GONE:
                self._board.post(NoticeCode.CALLER_GONE, Severity.WARNING, target=target)
            case Effect.TELL_CALLER_HELD:
                self._board.post(NoticeCode.CALLER_STILL_HELD, Severity.ERROR, sticky=True)
            case _ if effect in _ROOM:
                self._tell_room(*_ROOM[effect], target)
            case _:
                pass

    def _tell_room(self, code: NoticeCode, severity: Severity, target: str) -> None:
        late = self._room.late
        self._board.post(
            code,
            severity,
            room=self._room.number,
            target=target,
            sip_code=str(TIMED_OUT if late else self._code),
            sip_reason="" if late else self._reason,
        )

    def gone(self, call: Call, number: PhoneNumber) -> None:
        """A colleague did not answer, or hung up; silent when the agent wanted it."""
        target = self._who(number)
        if call.ended_by is EndedBy.AGENT:
            return
        if call.answered_at is not None:
            self._board.post(NoticeCode.CONSULT_ENDED, target=target)
            return
        self._board.post(
            NoticeCode.CONSULT_FAILED,
            Severity.WARNING,
            target=target,
            sip_code=str(call.sip_code),
            sip_reason=call.sip_reason,
        )
