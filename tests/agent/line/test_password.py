"""The password that signs in: typed, from the keyring, or from one that answers late."""

from softphone.agent.desk_model import NoticeCode
from softphone.domain import messages as m
from tests.agent.conftest import World

NAME = "1001@pbx.test"


def passwords(world: World) -> list[str]:
    return [command.password for command in world.phone.of(m.Configure)]


def test_one_that_comes_late_is_used(world: World) -> None:
    world.secrets.locked = True
    world.engine_up()
    world.wishes.sign_in()
    needed = [world.model.password_needed]
    world.desk.line.password_came("1002@pbx.test", "another's")
    assert passwords(world) == []
    world.desk.line.password_came(NAME, "pw")
    assert passwords(world) == ["pw"]
    assert [*needed, world.model.password_needed] == [True, False]
    assert NoticeCode.PASSWORD_NEEDED not in world.notices()


def test_one_that_was_typed_meanwhile_stands(world: World) -> None:
    world.secrets.locked = True
    world.engine_up()
    world.wishes.sign_in()
    world.wishes.sign_in("typed", remember=False)
    world.desk.line.password_came(NAME, "pw")
    assert passwords(world) == ["typed"]


def test_it_is_there_at_the_next_sign_in(world: World) -> None:
    world.secrets.locked = True
    world.engine_up()
    world.wishes.sign_in()
    world.secrets.locked = False
    world.wishes.sign_in()
    assert passwords(world) == ["pw"]
