"""Who hears whom, in one sentence."""

from PySide6.QtCore import QCoreApplication

from softphone.agent.desk_model import ConsultView
from softphone.domain.consult import Hearing, Phase
from softphone.ui.wording.conference_room import room_sentence
from softphone.ui.wording.plain_text import isolate

translate = QCoreApplication.translate


def consult_words(view: ConsultView) -> str:
    """What is under way, else who hears whom just now."""
    target = isolate(view.target)
    match view.phase:
        case Phase.HOLDING:
            return translate("Consult", "Putting the caller on hold …")
        case Phase.COMPLETING | Phase.LEAVING | Phase.CONFIRMING:
            words = translate("Consult", "Connecting the caller with {target} …")
            return words.format(target=target)
        case Phase.AWAITING:
            words = translate(
                "Consult", "{target} will get the caller on answering. The caller hears music."
            )
            return words.format(target=target)
        case Phase.DONE:
            return translate("Consult", "{target} has the caller.").format(target=target)
        case Phase.RETURNING:
            return translate("Consult", "Returning to the caller …")
        case Phase.ROOM if len(view.moved) > 2 and view.hearing is Hearing.ALL_THREE:
            return translate("Consult", "Everyone in the room hears everyone else.")
        case _:
            return room_sentence(view.phase, target) or hearing_words(view.hearing, target)


def hearing_words(hearing: Hearing, target: str) -> str:
    """Who hears whom; ``target`` is isolated already."""
    words = {
        Hearing.TARGET_RINGS: translate(
            "Consult", "{target} is being called. The caller hears music."
        ),
        Hearing.AGENT_AND_TARGET: translate(
            "Consult", "You and {target} talk. The caller hears music."
        ),
        Hearing.AGENT_AND_CALLER: translate(
            "Consult", "You and the caller talk. {target} hears music."
        ),
        Hearing.ALL_THREE: translate("Consult", "You, the caller and {target} hear each other."),
        Hearing.BOTH_HELD: translate("Consult", "The caller and {target} hear music."),
        Hearing.CALLER_HELD: translate("Consult", "The caller hears music."),
        Hearing.TARGET_ALONE: translate("Consult", "The caller hung up. You and {target} talk."),
        Hearing.CALLER_AND_TARGET: translate(
            "Consult", "The caller and {target} talk. You hear music."
        ),
        Hearing.NOBODY: translate("Consult", "No one is on the line."),
    }
    return words[hearing].format(target=target)
