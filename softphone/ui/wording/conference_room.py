"""What is said about a conference room of the phone system."""

from PySide6.QtCore import QCoreApplication

from softphone.agent.desk_model import NoticeCode
from softphone.domain.consult import Phase

translate = QCoreApplication.translate


def room_notice(code: NoticeCode, target: str, reason: str) -> str:
    """What went wrong with the room, and what to do now; ``target`` is isolated already."""
    match code:
        case NoticeCode.ROOM_FAILED:
            words = translate(
                "Room", "The three-way call failed. The caller is back with you. {reason}"
            )
        case NoticeCode.ROOM_PARTY_FAILED:
            words = translate(
                "Room",
                "{target} could not be moved into the conference room and is on hold. "
                "Press Merge to try again, or Cancel to let {target} go. {reason}",
            )
        case NoticeCode.ROOM_CALLER_UNSURE:
            words = translate(
                "Room",
                "The caller’s line ended on the way into the conference room. "
                "Ask whether the caller is there.",
            )
        case _:
            words = translate(
                "Room",
                "The conference room can no longer be reached. Call the caller back. {reason}",
            )
    return words.format(target=target, reason=reason).rstrip()


def room_sentence(phase: Phase, target: str) -> str:
    """Who is on the way, or talks in the room; ``target`` is isolated already. Else empty."""
    words = {
        Phase.ENTERING: translate(
            "Room", "Calling the conference room … The caller and {target} hear music."
        ),
        Phase.MOVING_CALLER: translate("Room", "Moving the caller into the conference room …"),
        Phase.MOVING_TARGET: translate("Room", "Moving {target} into the conference room …"),
        Phase.ROOM_TWO: translate("Room", "You and the caller talk in the conference room."),
        Phase.ROOM_LOST: translate(
            "Room", "You were disconnected from the conference room. Waiting …"
        ),
        Phase.REENTERING: translate(
            "Room", "You were disconnected from the conference room. Calling it again …"
        ),
    }
    return words.get(phase, "").format(target=target)


def why_not_in_room() -> str:
    """Why a button for one party is switched off."""
    return translate(
        "Room",
        "Not in a conference room: the phone system mixes the audio, so "
        "single parties cannot be controlled here.",
    )


def why_not_now() -> str:
    """Why nobody can be held or hung up on just now."""
    return translate("Room", "Not while someone is being moved into the conference room.")


def why_not_yet() -> str:
    """Why the agent does not leave."""
    return translate("Room", "Not yet: someone would be left alone in the conference room.")
