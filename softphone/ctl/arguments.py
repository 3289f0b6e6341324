"""Arguments of one request, checked as they are taken; every error says what is expected."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, TypeVar

from softphone.ctl.protocol import CtlError

E = TypeVar("E", bound=StrEnum)

TEXT_LIMIT = 4096
_DIGITS = frozenset("0123456789*#ABCD")
_REQUIRED: Any = object()


class Arguments:
    """Every method raises ``CtlError`` (``bad_argument``) for a missing or wrong argument."""

    def __init__(self, given: dict[str, Any]) -> None:
        self._left = dict(given)

    def text(self, name: str, default: str = _REQUIRED) -> str:
        """A text of at most ``TEXT_LIMIT`` characters; one that must be given isn't empty."""
        value = self._take(name, default)
        if not isinstance(value, str) or len(value) > TEXT_LIMIT:
            raise _bad(f"{name} must be a text of at most {TEXT_LIMIT} characters")
        if default is _REQUIRED and not value.strip():
            raise _bad(f"{name} must not be empty")
        return value

    def call(self) -> str | None:
        """The id of a call; None: the one it can only be meant for."""
        return self.text("call") if "call" in self._left else None

    def digits(self, name: str) -> str:
        """DTMF digits (RFC 4733): 0-9, *, #, A-D."""
        value = self.text(name).upper()
        if not set(value) <= _DIGITS:
            raise _bad(f"{name} may hold 0-9, *, # and A-D")
        return value

    def truth(self, name: str, default: bool = _REQUIRED) -> bool:
        """``true`` or ``false``."""
        value = self._take(name, default)
        if not isinstance(value, bool):
            raise _bad(f"{name} must be true or false")
        return value

    def number(self, name: str, default: int = _REQUIRED) -> int:
        """A whole number."""
        value = self._take(name, default)
        if not isinstance(value, int) or isinstance(value, bool):
            raise _bad(f"{name} must be a whole number")
        return value

    def seconds(self, name: str, default: float) -> float:
        """Seconds, 0 to 3600."""
        value = self._take(name, default)
        if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 3600:
            raise _bad(f"{name} must be seconds from 0 to 3600")
        return float(value)

    def choice(self, name: str, choices: type[E]) -> E:
        """One of an enumeration's values."""
        return choices(self.one_of(name, [choice.value for choice in choices]))

    def one_of(self, name: str, choices: Sequence[str], default: str = _REQUIRED) -> str:
        """One of these texts."""
        value = self._take(name, default)
        if value not in choices:
            raise _bad(f"{name} must be one of {', '.join(choice for choice in choices if choice)}")
        return str(value)

    def fields(self, name: str, known: Sequence[str]) -> dict[str, str]:
        """An object of texts with known names."""
        value = self._take(name, {})
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise _bad(f"{name} must be an object of texts")
        for key in value:
            if key not in known:
                raise _bad(f"{name} has no field {key!r}; it has {', '.join(known)}")
        return value

    def nothing_else(self) -> None:
        """Whatever was given and not taken is a mistake."""
        if self._left:
            raise _bad(f"not understood: {', '.join(sorted(self._left))}")

    def _take(self, name: str, default: Any) -> Any:
        if name in self._left:
            return self._left.pop(name)
        if default is _REQUIRED:
            raise _bad(f"{name} is missing")
        return default


def _bad(words: str) -> CtlError:
    return CtlError("bad_argument", words)
