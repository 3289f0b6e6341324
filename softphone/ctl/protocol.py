"""The words of the ctl socket: JSON lines, simple enough for any language (docs/ctl.md)."""

import json
from collections.abc import Callable
from typing import Any

LINE_LIMIT = 1 << 18
"""Bytes of the longest request line."""

Request = dict[str, Any]
Reply = Callable[[dict[str, Any]], None]


class CtlError(Exception):
    """A refusal: ``code`` for programs, the text for people."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


def accepted(**result: Any) -> dict[str, Any]:
    """The answer to a request that was carried out."""
    return {"ok": True, "result": result}


def refused(code: str, words: str) -> dict[str, Any]:
    """The answer to a request that was not."""
    return {"ok": False, "error": words, "code": code}


def to_line(message: dict[str, Any]) -> bytes:
    """One message as one line."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def from_line(line: bytes) -> dict[str, Any]:
    """One line as a message. Raises ``CtlError`` (``bad_request``) for anything but an object."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise CtlError("bad_request", "not a line of JSON") from error
    if not isinstance(message, dict):
        raise CtlError("bad_request", "a JSON object was expected")
    return message
