"""How many callers wait in the queues, where the PBX tells; nothing else depends on it."""

from collections.abc import Callable

from softphone.agent.desk_model import NoticeCode, QueueView, Severity
from softphone.agent.line.targets import Targets
from softphone.agent.notice_board import NoticeBoard
from softphone.agent.rules import DeskRules
from softphone.domain.queues import QueueProblem, QueueState


class QueueBoard:
    """The queues of the bar, and the lengths beside the targets."""

    def __init__(
        self, rules: Callable[[], DeskRules], targets: Targets, notices: NoticeBoard
    ) -> None:
        self._rules = rules
        self._targets = targets
        self._notices = notices
        self._states: dict[str, QueueState] = {}
        self._said = False

    @property
    def watched(self) -> tuple[str, ...]:
        """The PBX's names of the queues whose length is wanted; the bar's come first."""
        rules = self._rules()
        if not rules.ami.host:
            return ()
        beside = (target.queue for target in rules.targets if target.queue)
        return tuple(dict.fromkeys((*rules.ami.queues, *beside)))

    @property
    def views(self) -> tuple[QueueView, ...]:
        """What the bar shows."""
        rules = self._rules()
        names = {t.queue: t.name for t in reversed(rules.targets) if t.queue and t.name}
        found = []
        for name in rules.ami.queues if rules.ami.host else ():
            state = self._states.get(name)
            found.append(
                QueueView(
                    name=name,
                    title=names.get(name, name),
                    waiting=state.waiting if state is not None else None,
                    longest_since=state.longest_since if state is not None else None,
                )
            )
        return tuple(found)

    def told(self, states: tuple[QueueState, ...]) -> None:
        """All that is known now."""
        self._states = {state.name: state for state in states}
        self._targets.queues_told({state.name: state.waiting for state in states})
        self._notices.mended(NoticeCode.QUEUES_UNKNOWN)
        self._said = False

    def lost(self, problem: QueueProblem | None) -> None:
        """Nothing is known any more; ``problem`` None: perhaps in a moment again.

        Said once: a figure that is missing must not disturb all day.
        """
        self._states = {}
        self._targets.queues_told({})
        if problem is not None and not self._said:
            self._said = True
            self._notices.post(NoticeCode.QUEUES_UNKNOWN, Severity.WARNING, problem=problem.value)
