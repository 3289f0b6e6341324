"""The names of the commands are those of the messages."""

from typing import get_args

from softphone.domain.messages import Command, CommandName


def test_every_command_has_its_name() -> None:
    assert [name.value for name in CommandName] == [kind.__name__ for kind in get_args(Command)]
