"""``softphone ctl``: one verb, its answer as a line of JSON (docs/ctl.md)."""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from softphone.ctl.client import CtlClient
from softphone.ctl.protocol import CtlError
from softphone.domain.sip_trace import SipMessage, as_text
from softphone.ipc.runtime import NotRunningError

UI_ACTIONS = ("click", "type", "key", "choose", "text", "screenshot")
_CONNECT_S = 2.0
OK, REFUSED, USAGE, NOT_RUNNING = range(4)

_PLAIN = {
    "state": "everything about agent, line, calls and contact",
    "calls": "the calls",
    "contact": "the contact, its customer and ticket draft",
    "notices": "the notices on screen",
    "tickets": "the tickets saved today",
    "drafts": "the unfinished tickets, oldest first",
    "version": "version of the program and of its SIP stack",
    "sign-out": "sign out",
    "ready": "go ready (during a call: afterwards)",
    "cancel-next": "take back the state asked for during a call",
    "more-time": "more time for wrap-up",
    "finish": "leave wrap-up without a ticket; the draft stays",
    "undo-customer": "take back the choice of the contact's customer",
    "undo-discard": "bring back the unfinished ticket that was discarded last",
    "retry-line": "try to register now",
    "complete": "connect the caller with the consulted party and leave",
    "cancel": "give the consult up and take the caller back",
    "swap": "talk to the one that waits",
    "merge": "talk to caller and consulted party at once",
    "split": "end the three-way call; the caller is held",
    "leave": "leave the three-way call; the two others stay connected",
    "voicemail": "call the voice mailbox",
    "show": "bring the window to the front",
    "quit": "end the program, all its processes",
}
_ONE_CALL = {
    "answer": "answer the ringing call",
    "hangup": "hang up",
    "hold": "put the call on hold",
    "resume": "take the held call back",
}
_ONE_TEXT = {
    "not-ready": ("reason", "go not ready: break, meal, training, meeting, system"),
    "choose-customer": ("customer", "take this customer for the contact, or 'none'"),
    "call-back": ("call", "dial the number of a call of the history"),
    "show-contact": ("contact", "bring a contact on the desk to the front"),
    "open-draft": ("contact", "go on with an unfinished ticket"),
    "discard-draft": ("contact", "throw an unfinished ticket away; undo-discard brings it back"),
    "pickup": ("number", "take the call that rings at that target"),
    "search": ("text", "search customers and tickets"),
    "recordings": ("contact", "the recordings of a contact, newest first"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verbs and their arguments."""
    verbs = parser.add_subparsers(dest="do", metavar="VERB", required=True)

    def verb(name: str, words: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=words, description=words)

    for name, words in _PLAIN.items():
        verb(name, words)
    for name, words in _ONE_CALL.items():
        verb(name, words).add_argument("call", nargs="?", help="id; default: the one it can be")
    for name, (argument, words) in _ONE_TEXT.items():
        verb(name, words).add_argument(argument)
    verb("mute", "mute or open the microphone").add_argument(
        "on", nargs="?", choices=("on", "off"), default="on"
    )
    verb("dnd", "do not disturb: refuse every call without ringing").add_argument(
        "on", nargs="?", choices=("on", "off"), default="on"
    )
    dial = verb("dial", "dial a number, in any shape; keys behind it (…,,1,2#) after the answer")
    dial.add_argument("number")
    dial.add_argument(
        "--confirmed", action="store_true", default=None, help="also where it costs extra"
    )
    verb("call-as", "make calls as this number").add_argument("number", nargs="?", default="")
    verb("open", "put a tel:, sip: or callto: link into the dial box").add_argument("uri")
    macro = verb("macro", "send a named key sequence, or one like 1,,2#")
    macro.add_argument("macro")
    macro.add_argument("call", nargs="?")
    dtmf = verb("dtmf", "send DTMF digits")
    dtmf.add_argument("digits")
    dtmf.add_argument("call", nargs="?")
    for name, words in (
        ("forward", "send the ringing call to another number"),
        ("transfer", "transfer the call blind"),
        ("consult", "put the caller on hold and ask a colleague first"),
    ):
        handing_over = verb(name, words)
        handing_over.add_argument("target")
        handing_over.add_argument("call", nargs="?")
    record = verb("record", "record the contact, or pause for card data")
    record.add_argument("what", choices=("start", "stop", "pause", "resume"))
    record.add_argument("for_s", nargs="?", type=float, help="pause: seconds; default: the most")
    verb("targets", "whom a caller can be handed to, and how they are").add_argument(
        "text", nargs="?", help="name, pinyin, number or category"
    )
    star = verb("star", "make a target a favourite, or no longer")
    star.add_argument("number")
    star.add_argument("on", nargs="?", choices=("on", "off"), default="on")
    reject = verb("reject", "reject the ringing call")
    reject.add_argument("call", nargs="?", help="id; default: the one it can be")
    reject.add_argument("--reason", choices=("busy", "not_me", "decline"))
    verb("add", "call one more party into the conference").add_argument("target")
    party = verb("party", "mute one party of a conference for the others, or change its volume")
    party.add_argument("call")
    party.add_argument("muted", nargs="?", choices=("muted", "heard"))
    party.add_argument("--volume", type=int, help="percent, 0 to 200")
    trace = verb("trace", "the SIP messages of a call, secrets masked")
    trace.add_argument(
        "call", nargs="?", help="id; default: the newest; 'line': registration and the like"
    )
    trace.add_argument("--numbers", action="store_true", default=None, help="whole phone numbers")
    trace.add_argument("--text", action="store_true", help="as text, not as JSON")
    verb("history", "the newest calls").add_argument("limit", nargs="?", type=int, default=50)
    verb("dismiss", "take a notice off the screen").add_argument("notice", type=int)
    ticket = verb("ticket", "show, fill or save the ticket: ticket priority=urgent notes=… --save")
    ticket.add_argument("set", nargs="*", metavar="FIELD=TEXT")
    ticket.add_argument("--save", dest="save", action="store_const", const="stay")
    ticket.add_argument("--save-ready", dest="save", action="store_const", const="ready")
    watch = verb("watch", "events as lines until interrupted")
    watch.add_argument("--count", type=int, default=0, help="end after that many events")
    ui = verb("ui", "press real widgets (needs --automation)")
    ui.add_argument(
        "action", choices=("click", "type", "key", "choose", "text", "screenshot", "wait")
    )
    ui.add_argument("name", help="object name of the widget; screenshot: the file to write")
    ui.add_argument("text", nargs="?", default="", help="text, keys or entry")
    ui.add_argument("--timeout", dest="timeout_s", type=float, default=10.0, help="for wait, s")
    sign_in = verb("sign-in", "sign in with the stored password")
    sign_in.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )


def main(arguments: argparse.Namespace, data_dir: Path) -> int:
    """Carry out one parsed verb; the exit code."""
    given = {k: v for k, v in vars(arguments).items() if k in _REQUEST_KEYS and v is not None}
    verb = arguments.do
    try:
        request = _request(verb, given)
    except ValueError as error:
        _complain(str(error))
        return USAGE
    if verb == "sign-in" and arguments.password_stdin:
        # Never an argument: every program of the machine can read those.
        request["password"] = sys.stdin.readline().rstrip("\r\n")
    with CtlClient(data_dir, connect_s=_CONNECT_S) as client:
        try:
            if verb == "watch":
                return _watch(client, arguments.count, _say)
            if verb == "ui" and request["action"] == "wait":
                _say(_wait_for(client, request["name"], arguments.timeout_s))
            elif verb == "trace" and arguments.text:
                print(_trace_text(client.do(verb, **request)))  # noqa: T201
            else:
                _say(client.do(verb, **request))
        except CtlError as error:
            print(json.dumps({"error": str(error), "code": error.code}), file=sys.stderr)  # noqa: T201
            return USAGE if error.code == "bad_argument" else REFUSED
        except NotRunningError as error:
            _complain(f"the softphone is not running here: {error}")
            return NOT_RUNNING
        except TimeoutError as error:
            _complain(str(error))
            return REFUSED
        except KeyboardInterrupt:
            return OK
    return OK


_REQUEST_KEYS = frozenset(
    {"call", "number", "reason", "customer", "contact", "text", "on", "digits", "target"}
    | {"muted", "volume"}
    | {"what", "for_s", "limit", "notice", "set", "save", "action", "name", "numbers"}
    | {"confirmed", "uri", "macro"}
)


def _request(verb: str, given: dict[str, Any]) -> dict[str, Any]:
    """The arguments as the socket takes them. Raises ``ValueError``."""
    if verb in ("mute", "dnd", "star"):
        return {**given, "on": given["on"] == "on"}
    if verb == "party" and "muted" in given:
        given["muted"] = given["muted"] == "muted"
    if verb == "ui" and given["action"] == "screenshot":
        # The desk has another working folder than this command.
        return {"action": "screenshot", "text": str(Path(given["name"]).absolute())}
    if verb == "trace":
        given.pop("text", None)
    if verb == "ticket":
        fields: dict[str, str] = {}
        for word in given.pop("set", []):
            name, equals, text = word.partition("=")
            if not equals:
                raise ValueError(f"FIELD=TEXT was expected, not {word!r}")
            fields[name] = text
        return {**given, "set": fields} if fields else given
    return given


def _wait_for(client: CtlClient, name: str, timeout_s: float) -> dict[str, Any]:
    """Until the widget is there; what it says. Raises ``CtlError`` of the last look."""
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            result: dict[str, Any] = client.do("ui", action="text", name=name)
            return result
        except CtlError as error:
            if error.code != "no_widget" or time.monotonic() >= deadline:
                raise
        time.sleep(0.05)


def _trace_text(result: dict[str, Any]) -> str:
    return as_text(msgspec.convert(result["messages"], tuple[SipMessage, ...], strict=False))


def _watch(client: CtlClient, count: int, say: Callable[[dict[str, Any]], None]) -> int:
    for number, event in enumerate(client.watch(), 1):
        say(event)
        if number == count:
            return OK
    return NOT_RUNNING


def _say(message: dict[str, Any]) -> None:
    print(json.dumps(message, ensure_ascii=False), flush=True)  # noqa: T201


def _complain(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201
