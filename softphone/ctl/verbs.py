"""The verbs of ``softphone ctl``: requests become the agent's wishes. Called on the Qt thread."""

import inspect
from collections.abc import Callable
from typing import Any, Protocol

import msgspec

import softphone
from softphone.agent.intents import AgentIntents
from softphone.agent.model import DeskModel, NoticeCode
from softphone.ctl.picture import call_picture, contact_picture, plain, state_picture
from softphone.domain.agent_state import Reason
from softphone.domain.ticket import TicketDraft

Message = dict[str, Any]
Reply = Callable[[Message], None]
VIA = "ctl"


class Automation(Protocol):
    """Presses real widgets; raises ``LookupError`` in words when that cannot be done."""

    def click(self, name: str) -> None: ...
    def type(self, name: str, text: str) -> None: ...
    def key(self, name: str, sequence: str) -> None: ...
    def choose(self, name: str, text: str) -> None: ...
    def text(self, name: str) -> str: ...
    def screenshot(self, path: str) -> None: ...


class RequestError(Exception):
    """The request cannot be carried out as it stands; ``code`` for programs, text for people."""

    def __init__(self, words: str, code: str = "bad_request") -> None:
        super().__init__(words)
        self.code = code


class CtlVerbs:
    """Maps every verb to a method ``_do_<verb>`` whose arguments are the request's fields."""

    def __init__(
        self,
        intents: AgentIntents,
        model: Callable[[], DeskModel],
        automation: Automation | None,
        show: Callable[[], None],
        quit: Callable[[], None],  # noqa: A002
        pids: Callable[[], dict[str, int]] = dict,
    ) -> None:
        self._intents = intents
        self._model = model
        self._automation = automation
        self._show = show
        self._quit = quit
        self._pids = pids

    def handle(self, request: Message, reply: Reply) -> None:
        """Carry a request out and answer it; never raises."""
        try:
            reply({"ok": True, "result": self._carry_out(request)})
        except RequestError as error:
            reply({"ok": False, "error": str(error), "code": error.code})

    def _carry_out(self, request: Message) -> object:
        verb = str(request.get("do", ""))
        method = getattr(self, "_do_" + verb.replace("-", "_"), None)
        if method is None:
            raise RequestError(f"no such verb: {verb!r}", "unknown_verb")
        arguments = {k: v for k, v in request.items() if k not in ("id", "do", "key")}
        try:
            inspect.signature(method).bind(**arguments)
        except TypeError as error:
            raise RequestError(f"{verb}: {error}") from None
        before = max((n.id for n in self._model().notices), default=0)
        result = method(**arguments)
        if result is not None:
            return result
        for notice in self._model().notices:
            if notice.id > before and notice.code is NoticeCode.NOT_POSSIBLE:
                state = notice.args.get("state", "")
                raise RequestError(f"{verb} is not possible now (state: {state})", "not_possible")
        return {"accepted": True}

    # ------------------------------------------------------------------ looking

    def _do_state(self) -> object:
        return state_picture(self._model(), self._pids())

    def _do_calls(self) -> object:
        return [call_picture(view) for view in self._model().calls]

    def _do_contact(self) -> object:
        return {"contact": contact_picture(self._model())}

    def _do_history(self, limit: int = 50) -> object:
        return plain(self._model().history[: _whole(limit, "limit")])

    def _do_tickets(self) -> object:
        return plain(self._model().tickets_today)

    def _do_notices(self) -> object:
        return plain(self._model().notices)

    def _do_version(self) -> object:
        return {"version": softphone.__version__, "stack": self._model().stack}

    # ------------------------------------------------------------------ the agent's state

    def _do_sign_in(self) -> None:
        self._intents.sign_in(via=VIA)

    def _do_sign_out(self) -> None:
        self._intents.sign_out(via=VIA)

    def _do_ready(self) -> None:
        self._intents.go_ready(via=VIA)

    def _do_not_ready(self, reason: str) -> None:
        self._intents.go_not_ready(_one_of(Reason, reason, "reason"), via=VIA)

    def _do_cancel_next(self) -> None:
        self._intents.cancel_next(via=VIA)

    def _do_more_time(self) -> None:
        self._intents.more_time(via=VIA)

    # ------------------------------------------------------------------ calls

    def _do_dial(self, number: str) -> None:
        self._intents.dial(_text(number, "number"), via=VIA)

    def _do_answer(self, call: str | None = None) -> None:
        self._intents.answer(call, via=VIA)

    def _do_reject(self, call: str | None = None) -> None:
        self._intents.reject(call, via=VIA)

    def _do_hangup(self, call: str | None = None) -> None:
        self._intents.hang_up(call, via=VIA)

    def _do_hold(self, call: str | None = None) -> None:
        self._intents.hold(call, via=VIA)

    def _do_resume(self, call: str | None = None) -> None:
        self._intents.resume(call, via=VIA)

    def _do_mute(self, on: bool | None = None) -> None:
        muted = not self._model().muted if on is None else on
        if not isinstance(muted, bool):
            raise RequestError("mute: 'on' is true or false")
        self._intents.set_mute(muted, via=VIA)

    def _do_dtmf(self, digits: str, call: str | None = None) -> None:
        self._intents.send_dtmf(_text(digits, "digits"), call, via=VIA)

    def _do_transfer(self, target: str, call: str | None = None) -> None:
        self._intents.transfer(_text(target, "target"), call, via=VIA)

    def _do_call_back(self, call: str) -> None:
        self._intents.call_back(call, via=VIA)

    # ------------------------------------------------------------------ customer and ticket

    def _do_choose_customer(self, customer: str) -> None:
        self._intents.choose_customer(customer)

    def _do_ticket(self, **fields: object) -> None:
        view = self._model().contact
        if view is None:
            raise RequestError("no contact is on the desk", "not_possible")
        known = {name for name in TicketDraft.__struct_fields__ if name != "contact_id"}
        unknown = sorted(set(fields) - known)
        if unknown:
            raise RequestError(f"ticket has no field {', '.join(unknown)}")
        try:
            wanted = {**msgspec.to_builtins(view.draft), **fields}
            draft = msgspec.convert(wanted, TicketDraft)
        except msgspec.ValidationError as error:
            raise RequestError(f"ticket: {error}") from None
        self._intents.edit_draft(draft)

    def _do_save_ticket(self, ready: bool = True) -> None:
        self._intents.save_ticket(go_ready=ready, via=VIA)

    def _do_finish(self) -> None:
        self._intents.finish_without_ticket(via=VIA)

    # ------------------------------------------------------------------ the program

    def _do_show(self) -> None:
        self._show()

    def _do_quit(self) -> None:
        self._quit()

    def _do_ui(self, action: str, name: str = "", text: str = "") -> object:
        automation = self._automation
        if automation is None:
            raise RequestError("started without --automation", "not_allowed")
        try:
            match action:
                case "click":
                    automation.click(name)
                case "type":
                    automation.type(name, text)
                case "key":
                    automation.key(name, text)
                case "choose":
                    automation.choose(name, text)
                case "text":
                    return {"text": automation.text(name)}
                case "screenshot":
                    automation.screenshot(text or name)
                case _:
                    raise RequestError(f"ui has no action {action!r}")
        except LookupError as error:
            raise RequestError(str(error.args[0] if error.args else error), "no_widget") from None
        return {"done": True}


def _one_of(kind: type[Reason], text: object, name: str) -> Reason:
    try:
        return kind(str(text))
    except ValueError:
        words = ", ".join(member.value for member in kind)
        raise RequestError(f"{name} is one of: {words}") from None


def _text(value: object, name: str) -> str:
    if not isinstance(value, str) or not value:
        raise RequestError(f"{name} is a text that is not empty")
    return value


def _whole(value: object, name: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise RequestError(f"{name} is a whole number")
    return value
