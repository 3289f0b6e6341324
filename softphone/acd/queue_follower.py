"""Follows the queues that the settings name, with the secret from the keyring."""

from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from softphone.domain.queues import AmiRules, QueueProblem, QueueState
from softphone.ports import Secrets, Worker

if TYPE_CHECKING:
    from softphone.acd.ami import AmiQueues

_Wanted = tuple[AmiRules, tuple[str, ...], str]
Submit = Callable[[Coroutine[Any, Any, None]], Future[None]]


class QueueFollower:
    """``told`` and ``lost`` are called on the agent logic's thread, by ``call``."""

    def __init__(
        self,
        *,
        submit: Submit,
        call: Callable[[Callable[[], None]], None],
        worker: Worker,
        secrets: Secrets,
        told: Callable[[tuple[QueueState, ...]], None],
        lost: Callable[[QueueProblem | None], None],
    ) -> None:
        self._submit = submit
        self._call = call
        self._worker = worker
        self._secrets = secrets
        self._told = told
        self._lost = lost
        self._ami: AmiQueues | None = None
        self._wanted: _Wanted = (AmiRules(), (), "")

    def follow(self, rules: AmiRules, queues: tuple[str, ...], user: str = "") -> None:
        """These from now on, and that extension's place in them; none: nothing is asked, and what
        does it is not even loaded."""
        wanted = (rules, queues, user)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        if self._ami is not None:
            self._ami.close()
            self._ami = None
            self._lost(None)
        if queues:
            name = rules.secret_name
            self._worker.submit(
                lambda: self._secrets.get(name),
                lambda secret: self._begin(secret, wanted),
                lambda _: self._begin(None, wanted),
            )

    def secret_came(self, name: str, secret: str) -> None:
        """The keyring has answered after all."""
        if name == self._wanted[0].secret_name and self._wanted[1] and self._ami is None:
            self._begin(secret, self._wanted)

    def close(self) -> None:
        """Ask nothing any more."""
        if self._ami is not None:
            self._ami.close()

    def _begin(self, secret: str | None, wanted: _Wanted) -> None:
        if wanted != self._wanted:
            return
        if not secret:
            self._lost(QueueProblem.NO_SECRET)
            return
        from softphone.acd.ami import AmiQueues

        def relevant(tell: Callable[[], None]) -> None:
            # What was on its way when other queues were asked for is old.
            self._call(lambda: tell() if wanted == self._wanted else None)

        self._ami = AmiQueues(
            self._submit,
            told=lambda states: relevant(lambda: self._told(states)),
            lost=lambda problem: relevant(lambda: self._lost(problem)),
        )
        rules, queues, user = wanted
        self._ami.watch(rules, queues, secret=secret, user=user)
