"""A small client of Asterisk's manager interface (AMI) for the tests."""

from __future__ import annotations

import contextlib
import itertools
import queue
import socket
import threading
import time
from dataclasses import dataclass
from types import TracebackType

from tests.pbx.config import PbxError, PbxInfo

Message = dict[str, str]


@dataclass(frozen=True)
class Member:
    """An agent in a queue, as the queue sees it."""

    interface: str
    paused: bool
    paused_reason: str
    in_call: bool
    status: int  # Asterisk's device state: 1 not in use, 2 in use, 5 unavailable, 6 ringing


@dataclass(frozen=True)
class QueueStatus:
    """A queue at one moment: members by interface (PJSIP/1001), waiting callers by number."""

    members: dict[str, Member]
    callers: tuple[str, ...]


class Ami:
    """A logged-in connection. One reader thread collects every event in order."""

    def __init__(self, info: PbxInfo, login: tuple[str, str] | None = None) -> None:
        """Connect and log in, with all rights unless `login` (user, secret) is given.

        Raises PbxError when refused, OSError when nobody listens.
        """
        self.events: list[Message] = []
        self._waiting: dict[str, queue.SimpleQueue[Message]] = {}
        self._ids = itertools.count(1)
        self._changed = threading.Condition()
        self._socket = socket.create_connection((info.bind, info.ami_port), 5)
        self._socket.settimeout(None)
        self._reader = threading.Thread(target=self._read, name="ami", daemon=True)
        self._reader.start()
        user, secret = login or info.ami_login
        answer = self.action("Login", Username=user, Secret=secret)
        if answer.get("Response") != "Success":
            self.close()
            raise PbxError(f"AMI login: {answer}")

    def action(self, name: str, timeout_s: float = 15, **fields: object) -> Message:
        """Send an action; returns its response. Raises PbxError when none comes in time."""
        return self._exchange(name, None, timeout_s, fields)[0]

    def list_action(
        self, name: str, last: str, timeout_s: float = 15, **fields: object
    ) -> list[Message]:
        """Send an action that is answered with events; returns those before event `last`.

        Raises PbxError when refused or not complete in time.
        """
        answer, *rows = self._exchange(name, last, timeout_s, fields)
        if answer.get("Response") != "Success":
            raise PbxError(f"AMI {name}: {answer}")
        return rows

    def mark(self) -> int:
        """A place in the flow of events, for `since` of `wait_for`."""
        with self._changed:
            return len(self.events)

    def wait_for(
        self, event: str, timeout_s: float = 30, *, since: int = 0, **fields: str
    ) -> Message:
        """The first event of that name after `since` whose fields contain the given texts.

        Events that came before the call count too. Raises PbxError, naming the events that did
        come, after `timeout_s` seconds.
        """
        deadline = time.monotonic() + timeout_s
        with self._changed:
            seen = since
            while True:
                for message in self.events[seen:]:
                    if _matches(message, event, fields):
                        return message
                seen = max(seen, len(self.events))
                left = deadline - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    came = [m["Event"] for m in self.events[since:]]
                    raise PbxError(f"no {event} {fields} in {timeout_s} s; came: {came[-30:]}")

    def queue_status(self, name: str) -> QueueStatus:
        """Members and waiting callers of a queue, now."""
        members: dict[str, Member] = {}
        callers: list[str] = []
        for row in self.list_action("QueueStatus", "QueueStatusComplete", Queue=name):
            if row.get("Event") == "QueueMember":
                interface = row.get("Location") or row.get("Interface", "")
                members[interface] = Member(
                    interface,
                    row.get("Paused") == "1",
                    row.get("PausedReason", ""),
                    row.get("InCall") == "1",
                    int(row.get("Status", "0")),
                )
            elif row.get("Event") == "QueueEntry":
                callers.append(row.get("CallerIDNum", ""))
        return QueueStatus(members, tuple(callers))

    def reset(self) -> None:
        """Hang up every call and empty every queue, so that the next test finds it as new."""
        for row in self.list_action("CoreShowChannels", "CoreShowChannelsComplete"):
            self.action("Hangup", Channel=row["Channel"])
        for row in self.list_action("QueueStatus", "QueueStatusComplete"):
            if row.get("Event") == "QueueMember":
                interface = row.get("Location") or row.get("Interface", "")
                self.action("QueueRemove", Queue=row["Queue"], Interface=interface)

    def close(self) -> None:
        """End the connection and its thread."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._reader.join(5)

    def __enter__(self) -> Ami:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _exchange(
        self, name: str, last: str | None, timeout_s: float, fields: dict[str, object]
    ) -> list[Message]:
        action_id = f"t{next(self._ids)}"
        answers: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._waiting[action_id] = answers
        lines = [f"Action: {name}", f"ActionID: {action_id}"]
        lines += [f"{key}: {value}" for key, value in fields.items()]
        try:
            self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            got = [answers.get(timeout=timeout_s)]
            while last and got[0].get("Response") == "Success":
                message = answers.get(timeout=timeout_s)
                if message.get("Event") == last:
                    break
                got.append(message)
        except (queue.Empty, OSError) as error:
            raise PbxError(f"AMI {name}: no answer in {timeout_s} s") from error
        finally:
            del self._waiting[action_id]
        return got

    def _read(self) -> None:
        message: Message = {}
        with (
            contextlib.suppress(OSError, ValueError),
            self._socket.makefile("r", encoding="utf-8", errors="replace", newline="\r\n") as lines,
        ):
            for line in lines:
                key, colon, value = line.rstrip("\r\n").partition(":")
                if colon:
                    message[key] = value.strip()
                elif message and not key:
                    self._take(message)
                    message = {}

    def _take(self, message: Message) -> None:
        if (answers := self._waiting.get(message.get("ActionID", ""))) is not None:
            answers.put(message)
        if "Event" in message:
            with self._changed:
                self.events.append(message)
                self._changed.notify_all()


def _matches(message: Message, event: str, fields: dict[str, str]) -> bool:
    return message["Event"] == event and all(
        text in message.get(key, "") for key, text in fields.items()
    )
