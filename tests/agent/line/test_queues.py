"""How many wait: beside the targets and in the bar, or honestly not known."""

from datetime import timedelta

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode, QueueView
from softphone.domain.queues import AmiRules, QueueProblem, QueueState
from softphone.domain.target import Target, TargetKind
from tests.agent.conftest import RULES, World

TARGETS = (
    Target(number="8000", name="Support", kind=TargetKind.QUEUE, queue="support"),
    Target(number="8002", name="Fax", kind=TargetKind.QUEUE),
    Target(number="1002", name="Agent B"),
)
AMI = AmiRules(host="pbx.test", user="desk", queues=("vip", "support"))


@pytest.fixture
def watching(world: World) -> World:
    world.desk.take_rules(msgspec.structs.replace(RULES, targets=TARGETS, ami=AMI))
    world.ready()
    return world


def waiting(world: World) -> dict[str, int | None]:
    return {view.target.number: view.waiting for view in world.model.targets}


def test_those_of_the_bar_and_those_of_the_list_are_watched(watching: World) -> None:
    assert watching.desk.queues.watched == ("vip", "support")
    assert watching.model.queues == (
        QueueView(name="vip", title="vip"),
        QueueView(name="support", title="Support"),
    )


def test_without_a_host_nothing_is_watched(world: World) -> None:
    without = msgspec.structs.replace(AMI, host="")
    world.desk.take_rules(msgspec.structs.replace(RULES, targets=TARGETS, ami=without))
    assert world.desk.queues.watched == ()
    assert world.model.queues == ()


def test_lengths_come_into_the_picture_and_go(watching: World) -> None:
    since = watching.clock.now() - timedelta(seconds=80)
    state = QueueState(name="support", waiting=3, longest_since=since)
    watching.desk.queues_told((state, QueueState(name="vip", waiting=0)))
    assert waiting(watching) == {"8000": 3, "8002": None, "1002": None}
    assert watching.model.queues == (
        QueueView(name="vip", title="vip", waiting=0),
        QueueView(name="support", title="Support", waiting=3, longest_since=since),
    )
    assert watching.wishes.find_targets("supp")[0].waiting == 3
    watching.desk.queues_lost(None)
    assert set(waiting(watching).values()) == {None}
    assert watching.model.queues[1].waiting is None
    assert watching.notices() == []


def test_a_lasting_problem_is_said_once_until_it_is_over(watching: World) -> None:
    for _ in range(3):
        watching.desk.queues_lost(QueueProblem.UNREACHABLE)
    assert watching.notices() == [NoticeCode.QUEUES_UNKNOWN]
    assert watching.model.notices[0].args == {"problem": "unreachable"}
    watching.desk.queues_told(())
    assert watching.notices() == []
    watching.desk.queues_lost(QueueProblem.REFUSED)
    assert watching.notices() == [NoticeCode.QUEUES_UNKNOWN]


def test_calls_do_not_care(watching: World) -> None:
    watching.desk.queues_lost(QueueProblem.STRANGE)
    watching.talk()
    assert watching.model.contact is not None
