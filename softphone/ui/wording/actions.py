"""The actions of an agent, and what the queue is told, in words."""

from PySide6.QtCore import QCoreApplication

from softphone.agent.action import Action
from softphone.domain.agent_state import AgentState
from softphone.ui.wording.plain_text import isolate
from softphone.ui.wording.states import state_word

translate = QCoreApplication.translate


def action_word(action: str) -> str:
    """An action as ``NOT_POSSIBLE`` and ``QUEUE_NOT_TOLD`` name it; unknown ones stay."""
    words: dict[str, str] = {
        Action.SIGN_OUT: translate("Notices", "sign out"),
        Action.READY: translate("Notices", "go ready"),
        Action.NOT_READY: translate("Notices", "take a break"),
        Action.CANCEL_NEXT: translate("Notices", "cancel the next state"),
        Action.MORE_TIME: translate("Notices", "lengthen the wrap-up"),
        Action.DO_NOT_DISTURB: translate("Notices", "turn on “Do not disturb”"),
        Action.SAVE_TICKET: translate("Notices", "save the ticket"),
        Action.FINISH: translate("Notices", "leave wrap-up"),
        Action.SHOW_CONTACT: translate("Notices", "open that contact"),
        Action.OPEN_DRAFT: translate("Notices", "open another ticket"),
        Action.DISCARD_DRAFT: translate("Notices", "discard that ticket"),
        Action.UNDO_DISCARD: translate("Notices", "bring the discarded ticket back"),
        Action.UNDO_CUSTOMER: translate("Notices", "undo the choice of the customer"),
        Action.DIAL: translate("Notices", "dial"),
        Action.ANSWER: translate("Notices", "answer"),
        Action.REJECT: translate("Notices", "reject"),
        Action.FORWARD: translate("Notices", "forward"),
        Action.HANG_UP: translate("Notices", "hang up"),
        Action.HOLD: translate("Notices", "hold"),
        Action.RESUME: translate("Notices", "resume"),
        Action.SEND_TONES: translate("Notices", "send tones"),
        Action.TRANSFER: translate("Notices", "transfer"),
        Action.CONSULT: translate("Notices", "ask a colleague first"),
        Action.COMPLETE: translate("Notices", "complete the transfer"),
        Action.CANCEL_CONSULT: translate("Notices", "return to the caller"),
        Action.SWAP: translate("Notices", "swap"),
        Action.MERGE: translate("Notices", "merge"),
        Action.SPLIT: translate("Notices", "split"),
        Action.ADD_PARTY: translate("Notices", "add one more to the conference"),
        Action.SET_PARTY: translate("Notices", "mute that party or change its volume"),
        Action.CALL_BACK: translate("Notices", "call back"),
        Action.CALL_AS: translate("Notices", "call as that number"),
        Action.OPEN_LINK: translate("Notices", "open that link"),
        Action.MACRO: translate("Notices", "send that key sequence"),
        Action.STAR: translate("Notices", "change that favourite"),
        Action.PICK_UP: translate("Notices", "pick up that call"),
        Action.VOICEMAIL: translate("Notices", "call the voice mailbox"),
        Action.RECORD: translate("Notices", "record"),
        Action.STOP_RECORDING: translate("Notices", "stop the recording"),
        Action.PAUSE_RECORDING: translate("Notices", "pause the recording"),
        Action.RESUME_RECORDING: translate("Notices", "resume recording"),
        # What the queue is told has names of its own.
        "sign_in": translate("Notices", "sign in"),
        "sign_out": translate("Notices", "sign out"),
        "not_ready": translate("Notices", "not ready"),
    }
    return words.get(action) or isolate(action)


def not_possible(action: str, state: str) -> str:
    """A sentence on what the agent asked for at the wrong moment, and what to do first."""
    words = translate("Notices", "You cannot {action} now. {why}")
    return words.format(action=action_word(action), why=_why(action, state)).strip()


def _why(action: str, state: str) -> str:
    on_call = state == AgentState.ON_CONTACT
    if on_call and action == Action.DIAL:
        return translate(
            "Notices", "A call is up. End it first, or use Transfer to ask a colleague."
        )
    if state == AgentState.SIGNED_OUT:
        return translate("Notices", "Sign in first.")
    if on_call and action in (Action.READY, Action.SIGN_OUT, Action.FINISH):
        return translate("Notices", "A call is up.")
    try:
        word = state_word(AgentState(state))
    except ValueError:
        word = isolate(state)
    return translate("Notices", "Your state: {state}.").format(state=word) if word else ""
