"""Requests of the ctl socket become intents of the agent. Called on the agent logic's thread."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Protocol

import msgspec

from softphone import __version__
from softphone.agent.desk_model import DeskModel, NoticeCode
from softphone.agent.intents import AgentIntents
from softphone.agent.outcome import Asks, Outcome, Refused
from softphone.ctl.arguments import Arguments
from softphone.ctl.protocol import LINE_LIMIT, CtlError, Reply, Request, accepted, refused
from softphone.ctl.state import call_of, contact_of, notice_of, plain, state_of, target_of
from softphone.domain.agent_state import Reason
from softphone.domain.call import RejectReason
from softphone.domain.forwarding import ForwardProblem
from softphone.domain.sip_trace import SipMessage
from softphone.domain.ticket import ANY_CHOICE, KnownChoices, Priority
from softphone.ports import SearchResult

VIA = "ctl"
Act = Callable[[], Outcome | None]

_NOT_FORWARDED = {
    ForwardProblem.NO_NUMBER.value: "it is no number",
    ForwardProblem.COSTS_EXTRA.value: "calls there cost extra",
    ForwardProblem.MYSELF.value: "it is your own number",
}
_DRAFT_TEXTS = (
    "customer_id",
    "number",
    "new_customer_name",
    "category_id",
    "disposition_id",
    "notes",
    "promise",
)
SCHEMES = ("tel:", "sip:", "sips:", "callto:")
UI_ACTIONS = ("click", "type", "key", "choose", "text", "screenshot")


class Automation(Protocol):
    """Presses real widgets; there only with ``--automation``. Widgets go by object name.

    Every method raises ``LookupError`` in words when a hand could not have done it.
    """

    def click(self, name: str) -> None: ...
    def type(self, name: str, text: str) -> None: ...
    def key(self, name: str, sequence: str) -> None: ...
    def choose(self, name: str, text: str) -> None: ...
    def text(self, name: str) -> str: ...
    def screenshot(self, path: str) -> None: ...


class CtlVerbs:
    """``handle`` answers every request exactly once. ``pids`` tells the pids of the processes."""

    def __init__(
        self,
        intents: AgentIntents,
        model: Callable[[], DeskModel],
        automation: Automation | None,
        show: Callable[[], None],
        quit: Callable[[], None],  # noqa: A002 - the verb's name
        pids: Callable[[], dict[str, int]] = dict,
        known: KnownChoices = ANY_CHOICE,
    ) -> None:
        self._intents = intents
        self._model = model
        self._automation = automation
        self._show = show
        self._quit = quit
        self._pids = pids
        self._known = {"category_id": known.categories, "disposition_id": known.dispositions}
        self._asking: dict[str, Callable[[Arguments], dict[str, Any]]] = {
            "state": lambda _: state_of(model(), pids()),
            "calls": lambda _: {"calls": [call_of(view) for view in model().calls]},
            "contact": lambda _: {"contact": contact_of(model().contact)},
            "history": self._history,
            "tickets": lambda _: {"tickets": plain(model().tickets_today)},
            "drafts": lambda _: {"drafts": plain(model().open_drafts)},
            "notices": lambda _: {"notices": [notice_of(notice) for notice in model().notices]},
            "targets": lambda a: {
                "targets": [target_of(v) for v in intents.find_targets(a.text("text", default=""))]
            },
            "version": lambda _: {"version": __version__, "stack": model().stack},
        }
        self._acting: dict[str, Callable[[Arguments], Act]] = {
            "sign-in": self._sign_in,
            "sign-out": lambda _: partial(intents.sign_out, via=VIA),
            "ready": lambda _: partial(intents.go_ready, via=VIA),
            "not-ready": lambda a: partial(
                intents.go_not_ready, a.choice("reason", Reason), via=VIA
            ),
            "cancel-next": lambda _: partial(intents.cancel_next, via=VIA),
            "more-time": lambda _: partial(intents.more_time, via=VIA),
            "dial": lambda a: partial(
                intents.dial,
                a.text("number"),
                confirmed=a.truth("confirmed", default=False),
                via=VIA,
            ),
            "call-as": lambda a: partial(intents.call_as, a.text("number", default=""), via=VIA),
            "macro": lambda a: partial(intents.play_macro, a.text("macro"), a.call(), via=VIA),
            "open": self._open,
            "answer": lambda a: partial(intents.answer, a.call(), via=VIA),
            "reject": self._reject,
            "forward": lambda a: partial(intents.forward, a.text("target"), a.call(), via=VIA),
            "hangup": lambda a: partial(intents.hang_up, a.call(), via=VIA),
            "hold": lambda a: partial(intents.hold, a.call(), via=VIA),
            "resume": lambda a: partial(intents.resume, a.call(), via=VIA),
            "mute": lambda a: partial(intents.set_mute, a.truth("on", default=True), via=VIA),
            "dnd": lambda a: partial(
                intents.set_do_not_disturb, a.truth("on", default=True), via=VIA
            ),
            "dtmf": lambda a: partial(intents.send_dtmf, a.digits("digits"), a.call(), via=VIA),
            "transfer": lambda a: partial(intents.transfer, a.text("target"), a.call(), via=VIA),
            "consult": lambda a: partial(intents.consult, a.text("target"), a.call(), via=VIA),
            "complete": lambda _: partial(intents.complete, via=VIA),
            "cancel": lambda _: partial(intents.cancel_consult, via=VIA),
            "swap": lambda _: partial(intents.swap, via=VIA),
            "merge": lambda _: partial(intents.merge, via=VIA),
            "split": lambda _: partial(intents.split, via=VIA),
            "leave": lambda _: partial(intents.complete, via=VIA),
            "record": self._record,
            "add": lambda a: partial(intents.add_party, a.text("target"), via=VIA),
            "party": self._party,
            "call-back": lambda a: partial(intents.call_back, a.text("call"), via=VIA),
            "star": lambda a: partial(
                intents.star_target, a.text("number"), a.truth("on", default=True), via=VIA
            ),
            "pickup": lambda a: partial(intents.pick_up, a.text("number"), via=VIA),
            "voicemail": lambda _: partial(intents.listen_voicemail, via=VIA),
            "choose-customer": self._choose_customer,
            "undo-customer": lambda _: partial(intents.undo_customer, via=VIA),
            "finish": lambda _: partial(intents.finish_without_ticket, via=VIA),
            "show-contact": lambda a: partial(intents.show_contact, a.text("contact")),
            "open-draft": lambda a: partial(intents.open_draft, a.text("contact")),
            "discard-draft": lambda a: partial(intents.discard_draft, a.text("contact"), via=VIA),
            "undo-discard": lambda _: partial(intents.undo_discard, via=VIA),
            "dismiss": lambda a: partial(intents.dismiss_notice, a.number("notice")),
            "retry-line": lambda _: partial(intents.retry_line),
            "show": lambda _: show,
        }

    def handle(self, request: Request, reply: Reply) -> None:
        """Answer one request, now or later."""
        verb = request.get("do")
        arguments = Arguments({key: value for key, value in request.items() if key != "do"})
        try:
            if verb == "ui":
                reply(accepted(**self._ui(arguments)))
            elif verb == "search":
                self._search(arguments, reply)
            elif verb == "trace":
                self._trace(arguments, reply)
            elif verb == "recordings":
                self._recordings(arguments, reply)
            elif verb == "quit":
                arguments.nothing_else()
                reply(accepted(accepted=True))
                self._quit()
            elif verb == "ticket":
                reply(accepted(**self._ticket(arguments)))
            elif isinstance(verb, str) and verb in self._asking:
                result = self._asking[verb](arguments)
                arguments.nothing_else()
                reply(accepted(**result))
            elif isinstance(verb, str) and verb in self._acting:
                act = self._acting[verb](arguments)
                arguments.nothing_else()
                self._carry_out(act)
                reply(accepted(accepted=True))
            else:
                raise CtlError("unknown_verb", f"there is no verb {verb!r}")
        except CtlError as error:
            reply(refused(error.code, str(error)))

    # ------------------------------------------------------------------ inside

    def _carry_out(self, act: Act) -> None:
        """Act, and raise ``CtlError`` for any other answer than done."""
        match act():
            case Refused(code=code, args=args):
                raise CtlError(code.value, _words(code, args))
            case Asks(question=question):
                self._intents.dismiss_dial(via=VIA)
                raise CtlError("unconfirmed", f"{question.number} costs extra: dial it confirmed")

    def _history(self, arguments: Arguments) -> dict[str, Any]:
        limit = arguments.number("limit", default=50)
        return {"history": plain(self._model().history[: max(0, limit)])}

    def _open(self, arguments: Arguments) -> Act:
        uri = arguments.text("uri")
        if not uri.lower().startswith(SCHEMES):
            raise CtlError("bad_argument", f"a link begins with one of {', '.join(SCHEMES)}")

        def act() -> Outcome:
            outcome = self._intents.open_uri(uri, via="link")
            self._show()
            return outcome

        return act

    def _sign_in(self, arguments: Arguments) -> Act:
        password = arguments.text("password", default="")
        return partial(self._intents.sign_in, password or None, remember=False, via=VIA)

    def _record(self, arguments: Arguments) -> Act:
        what = arguments.one_of("what", ("start", "stop", "pause", "resume"))
        intents = self._intents
        if what == "pause":
            # 0: for as long as allowed.
            for_s = arguments.seconds("for_s", default=0.0)
            return partial(intents.pause_recording, for_s or None, via=VIA)
        acts = {
            "start": intents.start_recording,
            "stop": intents.stop_recording,
            "resume": intents.resume_recording,
        }
        return partial(acts[what], via=VIA)

    def _recordings(self, arguments: Arguments, reply: Reply) -> None:
        contact = arguments.text("contact")
        arguments.nothing_else()
        self._intents.recordings(
            (contact,),
            lambda found: reply(accepted(recordings=plain(tuple(found)))),
            lambda words: reply(refused("failed", words)),
        )

    def _reject(self, arguments: Arguments) -> Act:
        reasons = [reason.value for reason in RejectReason]
        reason = arguments.one_of("reason", reasons, default=RejectReason.BUSY.value)
        return partial(self._intents.reject, arguments.call(), reason=RejectReason(reason), via=VIA)

    def _party(self, arguments: Arguments) -> Act:
        call_id = arguments.text("call")
        call = next((v.call for v in self._model().calls if v.call.id == call_id), None)
        muted = arguments.truth("muted", default=call is not None and call.party_muted)
        percent = round(100 * call.party_volume) if call is not None else 100
        volume = arguments.number("volume", default=percent) / 100
        if not 0 <= volume <= 2:
            raise CtlError("bad_argument", "volume must be 0 to 200")
        return partial(self._intents.set_party, call_id, muted=muted, volume=volume, via=VIA)

    def _choose_customer(self, arguments: Arguments) -> Act:
        customer = arguments.text("customer")
        if customer == "none":
            return self._intents.no_customer
        return partial(self._intents.choose_customer, customer)

    def _search(self, arguments: Arguments, reply: Reply) -> None:
        text = arguments.text("text")
        arguments.nothing_else()

        def done(found: SearchResult) -> None:
            reply(accepted(customers=plain(found.customers), tickets=plain(found.tickets)))

        self._intents.search(text, done, lambda words: reply(refused("failed", words)))

    def _trace(self, arguments: Arguments, reply: Reply) -> None:
        call_id = arguments.text("call", default="last")
        numbers = arguments.truth("numbers", default=False)
        arguments.nothing_else()
        if call_id == "last":
            model = self._model()
            live = [view.call.id for view in model.calls]
            past = [row.call.id for row in model.history]
            call_id = next(iter((*reversed(live), *past)), "")
        elif call_id == "line":
            call_id = ""

        def done(messages: tuple[SipMessage, ...]) -> None:
            kept = list(messages)
            while len(kept) > 1 and sum(len(m.text) for m in kept) > LINE_LIMIT // 2:
                del kept[0]
            reply(accepted(call=call_id, messages=plain(kept)))

        self._intents.trace(
            call_id, done, lambda words: reply(refused("failed", words)), mask_numbers=not numbers
        )

    def _ticket(self, arguments: Arguments) -> dict[str, Any]:
        fields = arguments.fields("set", (*_DRAFT_TEXTS, "priority", "promise_due"))
        save = arguments.one_of("save", ("", "ready", "stay"), default="")
        arguments.nothing_else()
        view = self._model().contact
        if view is None:
            raise CtlError("no_contact", "there is no contact to write a ticket for")
        if fields:
            new: dict[str, Any] = {k: v for k, v in fields.items() if k in _DRAFT_TEXTS}
            for name, known in self._known.items():
                _check_known(name, new.get(name, ""), known)
            if "priority" in fields:
                new["priority"] = _priority(fields["priority"])
            if "promise_due" in fields:
                new["promise_due"] = _due(fields["promise_due"])
            draft = msgspec.structs.replace(view.draft, **new)
            self._carry_out(lambda: self._intents.edit_draft(draft))
        if save:
            self._carry_out(
                lambda: self._intents.save_ticket(go_ready=save == "ready", via=VIA),
            )
        if fields or save:
            return {"accepted": True}
        return {
            "draft": plain(view.draft),
            "draft_saved": view.draft_saved,
            "missing": [field.value for field in view.missing],
        }

    def _ui(self, arguments: Arguments) -> dict[str, Any]:
        automation = self._automation
        if automation is None:
            raise CtlError("not_allowed", "start the softphone with --automation for this")
        action = arguments.one_of("action", UI_ACTIONS)
        name = arguments.text("name", default="")
        text = arguments.text("text", default="")
        arguments.nothing_else()
        result: dict[str, Any] = {"done": True}
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
                case "screenshot":
                    automation.screenshot(text)
                case _:
                    result = {"text": automation.text(name)}
        except LookupError as error:
            raise CtlError("no_widget", str(error.args[0] if error.args else error)) from error
        return result


def _words(code: NoticeCode, args: Mapping[str, str]) -> str:
    match code:
        case NoticeCode.TICKET_INCOMPLETE:
            return f"the ticket lacks: {args.get('fields', '')}"
        case NoticeCode.FORWARD_REFUSED:
            why = _NOT_FORWARDED.get(args.get("problem", ""), "it cannot be dialled")
            return f"nobody is forwarded to {args.get('target', '')!r}: {why}"
        case NoticeCode.MERGE_UNRELATED:
            return "unrelated callers cannot be merged"
    action, state = args.get("action", "this"), args.get("state", "in this state")
    return f"not possible now: {action} ({state})"


def _check_known(field: str, choice_id: str, known: frozenset[str]) -> None:
    if choice_id and known and choice_id not in known:
        choices = ", ".join(sorted(known))
        raise CtlError("bad_argument", f"{field} must be one of {choices}, not {choice_id!r}")


def _priority(text: str) -> Priority | None:
    if not text:
        return None
    try:
        return Priority(text)
    except ValueError as error:
        choices = ", ".join(Priority)
        raise CtlError("bad_argument", f"priority must be one of {choices}") from error


def _due(text: str) -> datetime | None:
    if not text:
        return None
    try:
        due = datetime.fromisoformat(text)
    except ValueError as error:
        raise CtlError("bad_argument", "promise_due must be an ISO 8601 time") from error
    if due.tzinfo is None:
        raise CtlError("bad_argument", "promise_due needs a time zone (…Z or …+08:00)")
    return due
