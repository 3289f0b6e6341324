"""What each notice says: what happened, and what to do now."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from softphone.agent.desk_model import Notice, NoticeCode
from softphone.domain.forwarding import ForwardProblem
from softphone.domain.queues import QueueProblem
from softphone.domain.ticket import TicketField
from softphone.ui.wording.actions import action_word, not_possible
from softphone.ui.wording.conference_room import room_notice
from softphone.ui.wording.plain_text import isolate
from softphone.ui.wording.problems import known, say, sentence, together
from softphone.ui.wording.recording import recording_problem
from softphone.ui.wording.sip import line_text, sip_text
from softphone.ui.wording.sound import away_words, place_words, silent_words, sound_words
from softphone.ui.wording.states import retry_words
from softphone.ui.wording.tickets import field_word, listed
from softphone.ui.wording.times import span

translate = QCoreApplication.translate


def notice_text(notice: Notice, now: datetime) -> str:
    """One line in the agent's language; what came from outside stays plain and isolated."""
    args = {key: isolate(value) for key, value in notice.args.items()}
    match notice.code:
        case NoticeCode.ENGINE_LOST:
            return translate(
                "Notices",
                "The phone engine stopped and is restarting. What you typed is safe.",
            )
        case NoticeCode.ENGINE_BACK:
            return translate("Notices", "The phone works again.")
        case NoticeCode.LINE_WAITING:
            words = translate("Notices", "The line is lost: {reason}")
            reason = _sip(notice.args, line_text)
            return together(words.format(reason=reason), _retry(notice.args, now))
        case NoticeCode.LINE_ON_BACKUP:
            words = translate(
                "Notices",
                "The main phone system does not answer. You are on the backup "
                "{server}. Nothing changes for you.",
            )
            return words.format(server=args.get("server", ""))
        case NoticeCode.COMPUTER_WOKE:
            return _slept(notice.args)
        case NoticeCode.LINE_REFUSED:
            words = translate("Notices", "The phone system refused the line: {reason}")
            return words.format(reason=_sip(notice.args, line_text))
        case NoticeCode.PASSWORD_NEEDED:
            return translate("Notices", "The phone system asks for your password. Sign in again.")
        case NoticeCode.KEYRING_MISSING:
            return translate(
                "Notices",
                "This computer has no keyring for the password. It is kept until you "
                "quit, and you enter it again at the next start.",
            )
        case NoticeCode.QUEUE_NOT_TOLD:
            words = translate(
                "Notices",
                "The queue was not notified: {action} (code {code}). {reason} You "
                "may still get calls. Tell your supervisor.",
            )
            return words.format(
                action=action_word(notice.args.get("action", "")),
                code=args.get("code", ""),
                reason=_sip(notice.args),
            )
        case NoticeCode.QUEUE_PAUSED:
            if not args.get("reason", ""):
                return translate(
                    "Notices", "A supervisor has paused you. Press Ready to take calls again."
                )
            words = translate(
                "Notices",
                "A supervisor has paused you ({reason}). Press Ready to take calls again.",
            )
            return words.format(reason=args.get("reason", ""))
        case NoticeCode.QUEUE_LEFT:
            return translate(
                "Notices", "You have been taken out of the queue. Press Ready to join it again."
            )
        case NoticeCode.QUEUE_REJOINED:
            return translate(
                "Notices",
                "The phone system had lost its list of agents. You have been signed in again.",
            )
        case NoticeCode.QUEUES_UNKNOWN:
            return _no_queues(notice.args.get("problem", ""))
        case NoticeCode.CALL_FAILED:
            words = translate("Notices", "The call to {number} failed: {reason}")
            return words.format(number=_number(args), reason=_sip(notice.args))
        case NoticeCode.CALL_MISSED:
            words = translate("Notices", "Missed call from {number}. Call back from the history.")
            return words.format(number=_number(args))
        case NoticeCode.NOT_ANSWERED:
            words = translate(
                "Notices",
                "You did not answer {number} for {seconds} s, so you are not ready now. "
                "Press F9 when you are back.",
            )
            return words.format(number=_number(args), seconds=args.get("seconds", ""))
        case NoticeCode.CALL_FORWARDED:
            words = translate("Notices", "{number} was forwarded to {target}.")
            return words.format(number=_number(args), target=_target(args))
        case NoticeCode.FORWARD_REFUSED:
            return _not_forwarded(notice.args.get("problem", ""), _target(args))
        case NoticeCode.CALL_REFUSED_BUSY:
            words = translate(
                "Notices", "{number} called during your call and heard the busy tone."
            )
            return words.format(number=_number(args))
        case NoticeCode.TRANSFER_FAILED:
            words = translate(
                "Notices", "The transfer to {target} failed. The caller is still with you. {reason}"
            )
            return words.format(target=_target(args), reason=_sip(notice.args))
        case NoticeCode.TRANSFER_LOST:
            words = translate(
                "Notices",
                "The transfer to {target} failed, and {number} is gone. "
                "Call back from the history.",
            )
            return words.format(target=_target(args), number=_number(args))
        case NoticeCode.MERGE_UNRELATED:
            return translate(
                "Notices",
                "Unrelated callers cannot be merged. To talk to a caller and a "
                "colleague at once, ask the colleague first.",
            )
        case NoticeCode.TRANSFER_DONE if args.get("result") == "unknown":
            words = translate(
                "Notices",
                "The caller was handed over to {target}. It is not known whether anyone answered.",
            )
            return words.format(target=_target(args))
        case NoticeCode.TRANSFER_DONE:
            words = translate("Notices", "The caller was handed over to {target}.")
            return words.format(target=_target(args))
        case NoticeCode.COMMAND_REFUSED:
            words = translate("Notices", "That did not work: {reason}")
            return words.format(reason=sentence(notice.args.get("reason", "")))
        case NoticeCode.STORE_FAILED:
            safe = translate("Notices", "What you typed is still here.")
            return together(sentence(notice.args.get("problem", "")), safe)
        case NoticeCode.STORE_WAITS:
            return translate(
                "Notices",
                "Another program is using the database. Nothing you type is lost: "
                "it is saved as soon as that program is done.",
            )
        case NoticeCode.STORE_SET_ASIDE:
            words = translate(
                "Notices",
                "The database was damaged and was moved to {path}. A new one is in "
                "use. Tell your administrator.",
            )
            return words.format(path=args.get("path", ""))
        case NoticeCode.TICKET_SAVED:
            return translate("Notices", "Ticket saved.")
        case NoticeCode.TICKET_INCOMPLETE:
            fields = listed([_field(name) for name in notice.args.get("fields", "").split(",")])
            return translate("Notices", "The ticket still needs: {fields}.").format(fields=fields)
        case NoticeCode.TICKET_LEFT:
            return _left(notice.args)
        case NoticeCode.SOUND_MISSING:
            return sound_words(notice.args.get("note", ""))
        case NoticeCode.NO_SOUND_RECEIVED:
            words = translate(
                "Notices",
                "No audio comes from {number}. Hold and resume the call. If that "
                "does not help, call back.",
            )
            return words.format(number=_number(args))
        case NoticeCode.SILENCE_RECEIVED:
            words = translate(
                "Notices",
                "Only silence comes from {number}. The line is good, but their "
                "microphone may be off. Ask them to turn it on.",
            )
            return words.format(number=_number(args))
        case NoticeCode.NOT_HEARD:
            words = translate(
                "Notices",
                "{number} cannot hear you: no audio arrives there. Hold and resume "
                "the call. If that does not help, call back.",
            )
            return words.format(number=_number(args))
        case NoticeCode.DEVICE_AWAY:
            return away_words(args)
        case NoticeCode.SOUND_MOVED:
            words = translate("Notices", "Audio now uses another device.")
            return together(words, *place_words(args))
        case NoticeCode.MICROPHONE_SILENT:
            return silent_words(args.get("name", ""))
        case NoticeCode.NOT_POSSIBLE:
            return not_possible(notice.args.get("action", ""), notice.args.get("state", ""))
        case NoticeCode.SETTINGS_PARTLY:
            words = translate(
                "Notices", "Some settings cannot be used. Tell your administrator. ({problem})"
            )
            return words.format(problem=say(notice.args.get("problem", "")))
        case NoticeCode.SETTINGS_BROKEN:
            words = translate(
                "Notices",
                "Settings could not be read. Defaults are in use. Tell your "
                "administrator. ({problem})",
            )
            return words.format(problem=say(notice.args.get("problem", "")))
        case NoticeCode.RECORDING_FAILED:
            return recording_problem(notice.args.get("problem", ""))
        case NoticeCode.DESK_RESTARTED:
            return translate(
                "Notices", "The window was restarted. Your call and what you typed are still here."
            )
        case NoticeCode.SUPERVISOR_LOST:
            return translate(
                "Notices",
                "The background service stopped. Your call continues. Afterwards "
                "quit and start the program again.",
            )
        case NoticeCode.PRACTICE_HINT:
            return translate(
                "Notices",
                "Practice room: press F9 to go ready. The first customer calls within 15 seconds.",
            )
        case NoticeCode.CONSULT_FAILED:
            words = translate(
                "Notices", "{target} could not be reached. The caller comes back to you. {reason}"
            )
            return words.format(target=_target(args), reason=_sip(notice.args))
        case NoticeCode.CONSULT_ENDED:
            words = translate("Notices", "{target} hung up. The caller comes back to you.")
            return words.format(target=_target(args))
        case NoticeCode.CALLER_GONE:
            words = translate("Notices", "The caller hung up. You still talk to {target}.")
            return words.format(target=_target(args))
        case NoticeCode.CALLER_STILL_HELD:
            return translate("Notices", "The caller is still on hold. Press Resume to talk again.")
        case (
            NoticeCode.ROOM_FAILED
            | NoticeCode.ROOM_PARTY_FAILED
            | NoticeCode.ROOM_CALLER_UNSURE
            | NoticeCode.ROOM_LOST
        ):
            return room_notice(notice.code, _target(args), _sip(notice.args))


def _left(args: Mapping[str, str]) -> str:
    who = isolate(_number(args))
    waits = translate(
        "Notices", "The ticket for {who} is not saved. It waits under “Unfinished tickets”."
    ).format(who=who)
    fields = args.get("fields", "")
    if not fields:
        return waits
    names = listed([_field(name) for name in fields.split(",")])
    missing = translate("Notices", "Still needed: {fields}.").format(fields=names)
    return together(waits, missing)


def _slept(args: Mapping[str, str]) -> str:
    seconds = args.get("away_s", "")
    away = span(int(seconds[:9]) if seconds.isdecimal() else 0)
    if args.get("tested"):
        words = translate(
            "Notices", "The computer slept for {time}. The line has been tested and works."
        )
    else:
        words = translate(
            "Notices",
            "The computer slept for {time}. The line is being tested. Calls resume once it works.",
        )
    return words.format(time=away)


def _no_queues(problem: str) -> str:
    why = {
        QueueProblem.NO_SECRET: translate(
            "Notices", "the keyring has no password for it. Tell your administrator."
        ),
        QueueProblem.UNREACHABLE: translate(
            "Notices", "the phone system does not answer. The program keeps asking."
        ),
        QueueProblem.REFUSED: translate(
            "Notices", "the phone system refuses the request. Tell your administrator."
        ),
        QueueProblem.CERTIFICATE: translate(
            "Notices", "the phone system's certificate is not valid. Tell your administrator."
        ),
        QueueProblem.STRANGE: translate(
            "Notices", "the answer was not understood. Tell your administrator."
        ),
    }
    known_ones = {one.value: one for one in QueueProblem}
    words = translate(
        "Notices", "The number of waiting callers is not known: {why} Calls are not affected."
    )
    return words.format(why=why[known_ones.get(problem, QueueProblem.UNREACHABLE)])


def _not_forwarded(problem: str, target: str) -> str:
    words = {
        ForwardProblem.NO_NUMBER: translate(
            "Notices",
            "Calls cannot be forwarded to “{target}”. The call still rings here.",
        ),
        ForwardProblem.COSTS_EXTRA: translate(
            "Notices", "Calls to {target} cost extra, so no caller is forwarded there."
        ),
        ForwardProblem.MYSELF: translate(
            "Notices", "{target} is your own number: the call would come back to you."
        ),
    }
    known_ones = {one.value: one for one in ForwardProblem}
    return words[known_ones.get(problem, ForwardProblem.NO_NUMBER)].format(target=target)


def _number(args: Mapping[str, str]) -> str:
    shown = args.get("name") or args.get("display_number") or args.get("number")
    return shown or translate("Notices", "a withheld number")


def _target(args: Mapping[str, str]) -> str:
    return args.get("target_name") or args.get("target", "")


def _sip(args: Mapping[str, str], text: Callable[[int, str], str] = sip_text) -> str:
    code, reason = args.get("sip_code", ""), args.get("sip_reason", "")
    number = int(code) if code.isdecimal() and code.isascii() else 0
    # Without a code no server has spoken: the reason is the engine's own.
    return sentence(reason) if not number and known(reason) else text(number, reason)


def _retry(args: Mapping[str, str], now: datetime) -> str:
    try:
        at = datetime.fromisoformat(args.get("retry_at", ""))
    except ValueError:
        return ""
    return retry_words(at, now) if at.tzinfo is not None else ""


def _field(name: str) -> str:
    try:
        return field_word(TicketField(name))
    except ValueError:
        return isolate(name)
