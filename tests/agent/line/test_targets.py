"""The targets on the desk: watched, found, starred, picked up; the mailbox."""

import msgspec
import pytest

from softphone.agent.desk_model import NoticeCode
from softphone.agent.line.targets import MOST_WATCHED, merged
from softphone.domain import messages as m
from softphone.domain.target import Mailbox, Presence, Target, TargetKind
from tests.agent.conftest import World

TARGETS = (
    Target(number="02212345678", name="Bank", kind=TargetKind.NUMBER),
    Target(number="8000", name="Support", kind=TargetKind.QUEUE),
    Target(number="1003", name="张伟", category="refunds"),
    Target(number="1002", name="Agent B"),
)


@pytest.fixture
def team(world: World) -> World:
    world.rules = msgspec.structs.replace(
        world.rules, targets=TARGETS, pickup_code="*8", voicemail="*97"
    )
    world.desk.take_rules(world.rules)
    world.ready()
    return world


def numbers(world: World) -> list[str]:
    return [view.target.number for view in world.model.targets]


def tell(world: World, number: str, presence: Presence, far_end: str = "") -> None:
    world.desk.on_event(m.TargetChanged(number=number, presence=presence, far_end=far_end))


def test_the_engine_watches_all_but_outside_numbers(team: World) -> None:
    asked = team.phone.of(m.WatchTargets)[-1]
    assert set(asked.numbers) == {"1002", "1003", "8000"}
    assert asked.mailbox
    team.rules = msgspec.structs.replace(team.rules, targets=TARGETS[:2], voicemail="")
    team.desk.take_rules(team.rules)
    assert team.phone.of(m.WatchTargets)[-1] == m.WatchTargets(numbers=("8000",))


def test_not_more_are_watched_than_the_stack_can(world: World) -> None:
    many = tuple(Target(number=str(n)) for n in range(3 * MOST_WATCHED))
    world.rules = msgspec.structs.replace(world.rules, targets=many, favourites=("599",))
    world.desk.take_rules(world.rules)
    world.ready()
    asked = world.phone.of(m.WatchTargets)[-1].numbers
    assert len(asked) == MOST_WATCHED
    assert asked[0] == "599"


@pytest.mark.expects_log("the engine is gone")
def test_states_come_and_go_with_the_engine(team: World) -> None:
    tell(team, "1002", Presence.RINGING, "Caller A")
    tell(team, "nobody", Presence.BUSY)
    view = next(v for v in team.model.targets if v.target.number == "1002")
    assert (view.presence, view.far_end) == (Presence.RINGING, "Caller A")
    team.desk.on_engine_down("gone")
    assert {v.presence for v in team.model.targets} == {Presence.UNKNOWN}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["1002", "1003", "8000", "02212345678"]),
        ("agent", ["1002"]),
        ("zw", ["1003"]),
        ("zhangwei", ["1003"]),
        ("REFUNDS", ["1003"]),
        ("100", ["1002", "1003"]),
        ("0221", ["02212345678"]),
        ("nobody", []),
    ],
)
def test_who_fits(team: World, text: str, found: list[str]) -> None:
    assert [view.target.number for view in team.wishes.find_targets(text)] == found


def test_a_favourite_comes_first_and_is_kept(team: World) -> None:
    kept = []
    for on in (True, False):
        team.wishes.star_target("8000", on)
        kept.append((numbers(team)[0], team.rules.favourites))
    assert kept == [("8000", ("8000",)), ("1002", ())]
    team.wishes.star_target("nobody", True)
    assert team.notices()[-1] is NoticeCode.NOT_POSSIBLE


def test_only_a_call_that_rings_can_be_picked_up(team: World) -> None:
    team.wishes.pick_up("1002")
    assert team.notices()[-1] is NoticeCode.NOT_POSSIBLE
    tell(team, "1002", Presence.RINGING)
    team.wishes.pick_up("1002")
    assert team.phone.of(m.PlaceCall)[-1].target == "*81002"


def test_voice_mail_waits_and_is_listened_to(team: World) -> None:
    team.desk.on_event(m.MailboxChanged(mailbox=Mailbox(waiting=True, new=2)))
    assert team.model.mailbox == Mailbox(waiting=True, new=2)
    team.wishes.listen_voicemail()
    assert team.phone.of(m.PlaceCall)[-1].target == "*97"


def test_without_a_mailbox_nothing_is_shown(world: World) -> None:
    world.ready()
    world.desk.on_event(m.MailboxChanged(mailbox=Mailbox(waiting=True)))
    assert world.model.mailbox is None
    world.wishes.listen_voicemail()
    assert world.notices()[-1] is NoticeCode.NOT_POSSIBLE


def test_of_two_lists_the_first_entry_of_a_number_counts() -> None:
    own, team = (Target(number="1", name="own"),), (Target(number="1"), Target(number="2"))
    assert merged(own, team) == (own[0], team[1])
