"""The lines that tell the agent what happened and what to do now."""

from collections.abc import Callable

from softphone.agent.desk_model import Notice, NoticeCode, Severity
from softphone.ports import Clock, NumberPlan

KEPT = 20
"""Older notices fall away; the log has them all."""


class NoticeBoard:
    """Newest last. A sticky notice stays until dismissed or until its matter is mended."""

    def __init__(
        self,
        clock: Clock,
        name_of: Callable[[str], str] = lambda number: "",
        plan: NumberPlan | None = None,
    ) -> None:
        """``name_of`` gives the name of a colleague's number, else ""; ``plan`` says how a number
        is written."""
        self._clock = clock
        self._name_of = name_of
        self._plan = plan
        self._count = 0
        self._moment: object = None
        self._notices: tuple[Notice, ...] = ()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """All that are up."""
        return self._notices

    def post(
        self,
        code: NoticeCode,
        severity: Severity = Severity.INFO,
        /,
        *,
        sticky: bool = False,
        **args: str,
    ) -> None:
        """Put one up; a sticky one replaces an older one of the same code."""
        self._count += 1
        if args.get("number") and not args.get("name") and (name := self._name_of(args["number"])):
            args["name"] = name
        if name := self._name_of(args.get("target", "")):
            args["target_name"] = name
        if args.get("number") and self._plan is not None:
            shown = self._plan.received(args["number"]).display
            if shown and shown != args["number"]:
                args["display_number"] = shown
        notice = Notice(
            id=self._count,
            code=code,
            severity=severity,
            at=self._clock.now(),
            args=args,
            sticky=sticky,
        )
        if sticky:
            self.mended(code)
        self._notices = (*self._notices, notice)[-KEPT:]

    def now(self, moment: object) -> None:
        """Another moment (the agent's state, what the calls do): what could not be done in the one
        before is past."""
        if moment != self._moment:
            self._moment = moment
            self.mended(NoticeCode.NOT_POSSIBLE)

    def dismiss(self, notice_id: int) -> None:
        """Take one down."""
        self._notices = tuple(n for n in self._notices if n.id != notice_id)

    def mended(self, code: NoticeCode) -> None:
        """Take down every notice of that code."""
        self._notices = tuple(n for n in self._notices if n.code is not code)
