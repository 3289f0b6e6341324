"""The calls as the engine told them, and what the desk knows about each far end."""

from collections.abc import Callable

import msgspec

from softphone.agent.desk_model import CallView
from softphone.agent.outside import far_end
from softphone.domain.call import Call, CallPurpose, CallState, Direction
from softphone.domain.forwarding import ForwardRule
from softphone.domain.phone import PhoneNumber, shown_text
from softphone.domain.quality import Quality
from softphone.domain.quality_log import Sample
from softphone.ports import NumberPlan

replace = msgspec.structs.replace


def is_true(text: str) -> bool:
    """A yes in a SIP header."""
    return text.strip().lower() in ("1", "yes", "true")


def seconds(text: str) -> float | None:
    """A non-negative decimal number of seconds in a SIP header, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value < 86_400 else None


class LiveCalls:
    """Contact calls by id, in the order they came. Service calls never get in."""

    def __init__(
        self,
        plan: NumberPlan,
        forward: Callable[[], ForwardRule],
        name_of: Callable[[str], str] = lambda key: "",
    ) -> None:
        """``name_of`` gives the name of a colleague by ``PhoneNumber.key``, else ""."""
        self._plan = plan
        self._name_of = name_of
        self._forward = forward
        self._views: dict[str, CallView] = {}
        self.refused: set[str] = set()
        """Calls that were answered with 486 or 480 because another matter was on the desk."""

    @property
    def views(self) -> tuple[CallView, ...]:
        """What the window shows: all but the refused ones."""
        return tuple(v for i, v in self._views.items() if i not in self.refused)

    def __contains__(self, call_id: str) -> bool:
        return call_id in self._views

    def get(self, call_id: str) -> Call | None:
        """A live call."""
        view = self._views.get(call_id)
        return view.call if view else None

    def add(self, call: Call) -> CallView | None:
        """Take a new call in; None for a service call."""
        if call.purpose is CallPurpose.SERVICE:
            return None
        self._views[call.id] = view = self.picture(call)
        return view

    def picture(self, call: Call) -> CallView:
        """What its own signalling tells about a call."""
        headers = call.caller.headers
        number = far_end(self._plan, call)
        shown = number.display or number.dial or shown_text(call.caller.number)
        return CallView(
            call=call,
            title=self._name_of(number.key) or shown_text(call.caller.name) or shown,
            number=shown,
            queue=headers.get("queue", ""),
            waited_s=seconds(headers.get("waited", "")),
            vip=is_true(headers.get("vip", "")),
            original_caller=self._shown(headers.get("original_caller", "")),
            from_agent=headers.get("from_agent", ""),
            note=headers.get("note", ""),
            may_forward=self._may_forward(call),
            unverified=call.direction is Direction.INCOMING and not call.caller.asserted,
        )

    def who(self, number: PhoneNumber) -> str:
        """A colleague's name, else the number for display."""
        return self._name_of(number.key) or number.display or number.dial

    def may_forward(self, call_id: str) -> bool:
        """Whether that call rings and may be sent elsewhere."""
        view = self._views.get(call_id)
        return view is not None and view.may_forward

    def _may_forward(self, call: Call) -> bool:
        queue = call.caller.headers.get("queue", "")
        return call.state is CallState.OFFERED and self._forward().allows(queue)

    def _shown(self, number: str) -> str:
        parsed = self._plan.received(number)
        return parsed.display or shown_text(number)

    def update(self, call: Call) -> Call | None:
        """Replace a known call; returns what it was before."""
        view = self._views.get(call.id)
        if view is None:
            return None
        if call.identity is not None and call.identity != view.call.identity:
            shown = self._shown(call.identity.number)
            key = self._plan.received(call.identity.number).key
            title = self._name_of(key) or shown_text(call.identity.name) or shown
            # The name of the customer stays for the same number.
            title = title if call.passed_on or view.title == view.number else view.title
            view = replace(view, title=title, number=shown, region="")
        self._views[call.id] = replace(view, call=call, may_forward=self._may_forward(call))
        return view.call

    def describe(
        self, call_id: str, *, title: str = "", region: str = "", vip: bool = False
    ) -> None:
        """The look-up told more about the far end."""
        view = self._views.get(call_id)
        if view is not None:
            self._views[call_id] = replace(
                view,
                title=title or view.title,
                region=region or view.region,
                vip=vip or view.vip,
            )

    def quality(self, call_id: str) -> Quality | None:
        """How a live call sounds; None before the first measurement."""
        view = self._views.get(call_id)
        return view.quality if view else None

    def sounds(self, call_id: str, quality: Quality, samples: tuple[Sample, ...]) -> None:
        """How a live call sounds now, and how it did so far."""
        view = self._views.get(call_id)
        if view is not None:
            self._views[call_id] = replace(view, quality=quality, quality_samples=samples)

    def remove(self, call_id: str) -> CallView | None:
        """The call is over."""
        self.refused.discard(call_id)
        return self._views.pop(call_id, None)

    def clear(self) -> tuple[CallView, ...]:
        """All gone at once (the engine died)."""
        gone = tuple(self._views.values())
        self._views.clear()
        return gone

    def next_held(self) -> Call | None:
        """The held call that comes after the one talked on, in the order of the rows."""
        shown = [view.call for view in self.views]
        talking = next((i for i, c in enumerate(shown) if c.state is CallState.CONNECTED), -1)
        turned = shown[talking + 1 :] + shown[: talking + 1]
        return next((call for call in turned if call.state is CallState.HELD), None)

    def any(self, *states: CallState) -> bool:
        """Whether a shown call is in one of these states."""
        return any(view.call.state in states for view in self.views)

    def only(self, *states: CallState) -> Call | None:
        """The one shown call in one of these states that can be meant, if there is one."""
        found = [v.call for v in self.views if v.call.state in states]
        if len(found) > 1:
            # Of several calls the one the agent talks on.
            found = [call for call in found if call.state is not CallState.HELD]
        return found[0] if len(found) == 1 else None
