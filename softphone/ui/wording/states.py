"""Words of the trade in the agent's language: states, reasons, causes, the line, progress."""

import math
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from softphone.domain.agent_state import AgentState, AgentStatus, NextState, Reason
from softphone.domain.call import (
    RESULT_UNKNOWN,
    TURNED_AWAY,
    Call,
    CallState,
    Direction,
    EndCause,
    Progress,
    Transfer,
    TransferState,
)
from softphone.domain.registration import LineState, LineStatus
from softphone.ui.wording.plain_text import isolate
from softphone.ui.wording.problems import known, say, together
from softphone.ui.wording.sip import line_text, sip_text

translate = QCoreApplication.translate

_UNKNOWN_NAME = "The name "
"""How the engine begins when the server's name has no address; there is no SIP code for it."""


def reason_word(reason: Reason) -> str:
    """Why an agent is not ready."""
    match reason:
        case Reason.BREAK:
            return translate("Words", "Break")
        case Reason.MEAL:
            return translate("Words", "Meal")
        case Reason.TRAINING:
            return translate("Words", "Training")
        case Reason.MEETING:
            return translate("Words", "Meeting")
        case Reason.SYSTEM:
            return translate("Words", "Not ready")


def state_word(state: AgentState, reason: Reason | None = None) -> str:
    """What the agent is to the queue; when not ready, why."""
    match state:
        case AgentState.SIGNED_OUT:
            return translate("Words", "Signed out")
        case AgentState.READY:
            return translate("Words", "Ready")
        case AgentState.NOT_READY:
            return reason_word(reason or Reason.SYSTEM)
        case AgentState.RESERVED:
            return translate("Words", "Ringing")
        case AgentState.ON_CONTACT:
            return translate("Words", "On a call")
        case AgentState.WRAP_UP:
            return translate("Words", "Wrap-up")


def state_look(status: AgentStatus) -> tuple[str, str]:
    """Icon name and colour tone of an agent state."""
    match status.state:
        case AgentState.SIGNED_OUT:
            return "sign-out", "off"
        case AgentState.READY:
            return "ready", "ok"
        case AgentState.NOT_READY:
            return reason_icon(status.reason or Reason.SYSTEM), "warn"
        case AgentState.RESERVED:
            return "ring", "ringing"
        case AgentState.ON_CONTACT:
            return "headset", "accent"
        case AgentState.WRAP_UP:
            return "wrap-up", "wrap"


def reason_icon(reason: Reason) -> str:
    """Icon name of a reason."""
    return {
        Reason.BREAK: "coffee",
        Reason.MEAL: "meal",
        Reason.TRAINING: "training",
        Reason.MEETING: "meeting",
        Reason.SYSTEM: "pause",
    }[reason]


def next_words(following: NextState) -> str:
    """The state asked for during a call: ``Then: Break``."""
    word = state_word(following.state, following.reason)
    return translate("Words", "Then: {state}").format(state=word)


def call_state_word(call: Call) -> str:
    """What a call is just now."""
    match call.state:
        case CallState.OFFERED:
            return translate("Words", "Ringing")
        case CallState.DIALING:
            return translate("Words", "Dialling")
        case CallState.EARLY:
            return _early_words(call)
        case CallState.CONNECTED:
            if call.held_by_far_end:
                return translate("Words", "Held by the other side")
            return translate("Words", "Talking")
        case CallState.HELD:
            return translate("Words", "On hold")
        case CallState.ENDED:
            return cause_words(call)


def _early_words(call: Call) -> str:
    match call.progress:
        case Progress.FORWARDED:
            return translate("Words", "Being forwarded")
        case Progress.QUEUED:
            return translate("Words", "Waiting in a queue there")
        case None:
            return translate("Words", "Ringing there")


def cause_words(call: Call) -> str:
    """How a call ended, honestly, in a few words."""
    out = call.direction is Direction.OUTGOING
    match call.cause:
        case None:
            return translate("Words", "Ended")
        case EndCause.ANSWERED:
            return translate("Words", "Answered")
        case EndCause.MISSED:
            return translate("Words", "Missed")
        case EndCause.ELSEWHERE:
            return translate("Words", "Answered elsewhere")
        case EndCause.REJECTED:
            return translate("Words", "Declined there") if out else translate("Words", "Rejected")
        case EndCause.ABANDONED:
            return (
                translate("Words", "Cancelled")
                if out
                else translate("Words", "Caller hung up first")
            )
        case EndCause.FAILED:
            return translate("Words", "Failed")
        case EndCause.FORWARDED:
            target = isolate(call.forwarded_to)
            return translate("Words", "Forwarded to {target}").format(target=target)
        case EndCause.ENGINE_FAILURE:
            return translate("Words", "Call engine failed")


def cause_details(call: Call) -> str:
    """The same with the SIP code in words where there is one to explain."""
    words = cause_words(call)
    if call.sip_reason == TURNED_AWAY and call.cause is EndCause.MISSED:
        return translate("Words", "Missed: do not disturb was on")
    if call.cause not in (EndCause.FAILED, EndCause.REJECTED) or not call.sip_code:
        return words
    return f"{words}: {sip_text(call.sip_code, call.sip_reason)}"


def cause_look(call: Call) -> tuple[str, str]:
    """Icon name and colour token for a line of the call history."""
    if call.direction is Direction.OUTGOING:
        good = call.cause is EndCause.ANSWERED
        return ("phone-out", "text_dim") if good else ("phone-out", "bad")
    match call.cause:
        case EndCause.ANSWERED:
            return "phone-in", "text_dim"
        case EndCause.MISSED:
            return "phone-missed", "bad"
        case EndCause.ELSEWHERE:
            return "phone-in", "text_dim"
        case EndCause.FORWARDED:
            return "transfer", "text_dim"
        case _:
            return "phone-missed", "warn"


def transfer_words(transfer: Transfer) -> str:
    """How a blind transfer stands, as its NOTIFYs told it."""
    target = isolate(transfer.target)
    match transfer.state:
        case TransferState.ASKED:
            return translate("Words", "Transferring to {target} …").format(target=target)
        case TransferState.TRYING:
            return translate("Words", "{target} is being called …").format(target=target)
        case TransferState.RINGING:
            return translate("Words", "{target} is ringing").format(target=target)
        case TransferState.DONE if transfer.sip_code == RESULT_UNKNOWN:
            return translate(
                "Words", "Handed over to {target}. It is not known whether anyone answered."
            ).format(target=target)
        case TransferState.DONE:
            return translate("Words", "{target} took the call").format(target=target)
        case TransferState.FAILED:
            return translate(
                "Words", "{target} could not be reached. The caller is still with you."
            ).format(target=target)


def line_word(line: LineStatus, *, engine_up: bool) -> str:
    """The line in a word or two."""
    if not engine_up:
        return translate("Words", "Phone restarting")
    match line.state:
        case LineState.OFF:
            return translate("Words", "Line not in use")
        case LineState.DIRECT:
            return translate("Words", "Practice line")
        case LineState.REGISTERING:
            return translate("Words", "Connecting …")
        case LineState.REGISTERED:
            return translate("Words", "Line ready")
        case LineState.WAITING:
            return translate("Words", "Line lost")
        case LineState.REFUSED:
            return translate("Words", "Line refused")


def line_look(line: LineStatus, *, engine_up: bool) -> tuple[str, str]:
    """Icon name and colour tone of the line."""
    if not engine_up:
        return "line-off", "bad"
    match line.state:
        case LineState.REGISTERED | LineState.DIRECT:
            return "line", "ok"
        case LineState.REGISTERING:
            return "line", "info"
        case LineState.WAITING:
            return "line-off", "warn"
        case LineState.REFUSED:
            return "line-off", "bad"
        case LineState.OFF:
            return "line-off", "off"


def retry_words(retry_at: datetime | None, now: datetime) -> str:
    """When the next try is."""
    if retry_at is None:
        return translate("Words", "Trying again soon.")
    seconds = max(0, math.ceil((retry_at - now).total_seconds()))
    if seconds == 0:
        return translate("Words", "Trying again now.")
    return translate("Words", "Next try in {seconds} s.").format(seconds=seconds)


def fault_words(line: LineStatus, now: datetime, *, engine_up: bool) -> str:
    """One line that says what is wrong and what to do; empty when nothing is."""
    if not engine_up:
        return translate(
            "Words",
            "The phone engine stopped and is restarting. What you typed is safe.",
        )
    if line.state is LineState.WAITING:
        if line.sip_code not in (0, 408):
            return together(
                line_text(line.sip_code, line.sip_reason), retry_words(line.retry_at, now)
            )
        what = translate("Words", "The phone system cannot be reached. Check the network.")
        if line.sip_reason.startswith(_UNKNOWN_NAME):
            words = translate("Words", "{reason}. Check the server's name and the network.")
            what = words.format(reason=say(line.sip_reason))
        elif known(line.sip_reason):
            what = say(line.sip_reason)
        return together(what, retry_words(line.retry_at, now))
    if line.state is LineState.REFUSED:
        return line_text(line.sip_code, line.sip_reason)
    return ""
