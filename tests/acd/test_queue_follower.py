"""Which queues are followed, with which secret; nothing is loaded where none are."""

import subprocess
import sys
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any

from softphone.acd.queue_follower import QueueFollower
from softphone.domain.queues import AmiRules, QueueProblem
from tests.doubles.ports import FakeSecrets, PromptWorker

RULES = AmiRules(host="pbx.test", user="desk")


class Follower:
    """A follower whose coroutines are only counted."""

    def __init__(self, **secrets: str) -> None:
        self.begun: list[Future[None]] = []
        self.lost: list[QueueProblem | None] = []
        self.worker = PromptWorker()
        self.follower = QueueFollower(
            submit=self._submit,
            call=lambda work: work(),
            worker=self.worker,
            secrets=FakeSecrets({"ami:desk@pbx.test": "s3cret"} if not secrets else {}),
            told=lambda states: None,
            lost=self.lost.append,
        )

    def _submit(self, work: Coroutine[Any, Any, None]) -> Future[None]:
        work.close()
        self.begun.append(Future())
        return self.begun[-1]


def test_the_secret_comes_from_the_keyring_and_only_changes_count() -> None:
    made = Follower()
    made.follower.follow(RULES, ())
    assert not made.begun
    made.follower.follow(RULES, ("support",))
    made.follower.follow(RULES, ("support",))
    assert len(made.begun) == 1
    made.follower.follow(RULES, ("support", "vip"))
    assert [task.cancelled() for task in made.begun] == [True, False]
    assert made.lost == [None]
    made.follower.follow(AmiRules(), ())
    assert [task.cancelled() for task in made.begun] == [True, True]


def test_without_a_secret_nobody_is_asked() -> None:
    made = Follower(none="here")
    made.follower.follow(RULES, ("support",))
    assert made.lost == [QueueProblem.NO_SECRET]
    assert not made.begun


def test_a_secret_that_comes_late_is_for_nobody() -> None:
    made = Follower()
    made.worker.hold = True
    made.follower.follow(RULES, ("support",))
    made.follower.follow(RULES, ())
    made.worker.release()
    assert not made.begun
    made.follower.close()


def test_a_desk_without_it_loads_nothing_of_it() -> None:
    code = "import sys, softphone.app.desk_app; print('softphone.acd.ami' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
