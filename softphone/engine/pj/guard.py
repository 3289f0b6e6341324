"""Callbacks must not raise: the stack prints and swallows it."""

import functools
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from softphone.engine.pj.values import CallbackFailed, Put


class _Putter(Protocol):
    put: Put


F = TypeVar("F", bound=Callable[..., None])


def guarded(callback: F) -> F:
    """Turn an exception of a callback into a queued value."""

    @functools.wraps(callback)
    def wrapped(self: _Putter, *arguments: Any) -> None:
        try:
            callback(self, *arguments)
        except Exception as error:  # noqa: BLE001
            self.put(CallbackFailed(callback.__qualname__, f"{type(error).__name__}: {error}"))

    return wrapped  # type: ignore[return-value]
