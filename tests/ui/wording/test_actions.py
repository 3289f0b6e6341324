"""Every action an agent can be refused has words."""

import pytest

from softphone.agent.action import Action
from softphone.ui.wording.actions import action_word


@pytest.mark.parametrize("action", Action)
def test_an_action_has_words_of_its_own(action: Action) -> None:
    words = action_word(action.value)
    assert "\u2068" not in words, "an unknown action is isolated as a text from outside"
    assert words


def test_an_unknown_action_stays_as_it_is() -> None:
    assert "juggle" in action_word("juggle")
