"""Watching the PBX's queues over Asterisk's manager interface.

Reads only: it logs in with a challenge (the secret never goes over the wire), asks for the callers
of the watched queues, follows their coming and going, and asks again every half a minute. Whatever
fails, calls are not concerned.
"""

import asyncio
import itertools
import logging
import random
import ssl
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import Any, NoReturn

from softphone.acd.ami_words import (
    BANNER,
    LONGEST_LINE,
    AmiGarbledError,
    action,
    add_line,
    line_of,
    login_key,
)
from softphone.acd.queue_book import QueueBook
from softphone.domain.queues import AmiRules, QueueProblem, QueueState
from softphone.domain.text import clean

log = logging.getLogger(__name__)

CONNECT_WITHIN_S = 10.0
ANSWER_WITHIN_S = 10.0
ASK_EVERY_S = 30.0
SILENT_AT_MOST_S = ASK_EVERY_S + ANSWER_WITHIN_S
"""Something always comes by then: the answer to the last question at least."""
TELL_AFTER_S = 0.2
"""Several changes in a row are told at once."""
MOST_QUEUES = 50
_FIRST_RETRY_S, _LAST_RETRY_S = 2.0, 60.0
_REFUSED_RETRY_S = 300.0
"""A wrong secret does not become right by asking often, and PBXs lock such clients out."""
_TOLD_AFTER = 2
"""So many tries in vain are no short break any more."""


class _RefusedError(Exception):
    """The login was refused."""


class _AuthoritiesError(Exception):
    """The file of those that TLS is to believe cannot be used."""


class AmiQueues:
    """``told`` gets all that is known at every change; ``lost`` that nothing is known any more.

    ``lost`` comes with the problem once it lasts, with None while it may be a short break. Both
    are called on the loop that ``submit`` runs coroutines on. ``retry_s``: the first pause.
    """

    def __init__(
        self,
        submit: Callable[[Coroutine[Any, Any, None]], Future[None]],
        told: Callable[[tuple[QueueState, ...]], None],
        lost: Callable[[QueueProblem | None], None],
        *,
        retry_s: float = _FIRST_RETRY_S,
    ) -> None:
        self._submit = submit
        self._told = told
        self._lost = lost
        self._retry_s = retry_s
        self._task: Future[None] | None = None

    def watch(
        self, rules: AmiRules, queues: tuple[str, ...], *, secret: str, user: str = ""
    ) -> None:
        """Follow these queues, and that extension's place in them, instead of others."""
        self.close()
        self._task = self._submit(self._run(rules, secret, queues[:MOST_QUEUES], user))

    def close(self) -> None:
        """Watch no queue any more."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    # ------------------------------------------------------------------ on the loop

    async def _run(self, rules: AmiRules, secret: str, queues: tuple[str, ...], user: str) -> None:
        failures = 0
        while True:
            session = _Session(rules, secret, queues, user, self._told)
            problem = await _problem_of(session)
            failures = 1 if session.logged_in else failures + 1
            lasting = failures >= _TOLD_AFTER or problem is QueueProblem.REFUSED
            self._lost(problem if lasting else None)
            pause_s = min(self._retry_s * 2 ** min(failures - 1, 10), _LAST_RETRY_S)
            if problem is QueueProblem.REFUSED:
                pause_s = _REFUSED_RETRY_S
            await asyncio.sleep(pause_s * random.uniform(1.0, 1.2))


async def _problem_of(session: "_Session") -> QueueProblem:
    """Why the session ended; it never ends well."""
    try:
        await session.run()
    except _RefusedError as error:
        problem, why = QueueProblem.REFUSED, f"{error} was refused"
    except (ssl.SSLError, _AuthoritiesError) as error:
        problem, why = QueueProblem.CERTIFICATE, str(error)
    except (OSError, EOFError, TimeoutError) as error:
        problem, why = QueueProblem.UNREACHABLE, str(error) or "no answer"
    except (AmiGarbledError, ValueError) as error:
        problem, why = QueueProblem.STRANGE, str(error)
    log.info("the manager interface: %s, %s", problem.value, clean(why, 200))
    return problem


class _Session:
    """One connection, from the banner to its end."""

    def __init__(
        self,
        rules: AmiRules,
        secret: str,
        queues: tuple[str, ...],
        user: str,
        told: Callable[[tuple[QueueState, ...]], None],
    ) -> None:
        self._rules = rules
        self._secret = secret
        self._queues = queues
        self._told = told
        self._user = user
        self._book = QueueBook(queues, user)
        self._ids = itertools.count(1)
        self._telling: asyncio.TimerHandle | None = None
        self._asking: asyncio.TimerHandle | None = None
        self.logged_in = False

    async def run(self) -> NoReturn:
        """Until it breaks. Raises what broke it."""
        rules = self._rules
        async with asyncio.timeout(CONNECT_WITHIN_S):
            self._reader, self._writer = await asyncio.open_connection(
                rules.host, rules.port, ssl=_tls(rules), limit=LONGEST_LINE
            )
        try:
            async with asyncio.timeout(ANSWER_WITHIN_S):
                await self._log_in()
            self._ask_all()
            while True:
                async with asyncio.timeout(SILENT_AT_MOST_S):
                    message = await self._message()
                if self._book.take(message, datetime.now(UTC)) and self._telling is None:
                    loop = asyncio.get_running_loop()
                    self._telling = loop.call_later(TELL_AFTER_S, self._tell)
        finally:
            for timer in (self._telling, self._asking):
                if timer is not None:
                    timer.cancel()
            # At once: a farewell over TLS would outlast a program that ends.
            self._writer.transport.abort()

    async def _log_in(self) -> None:
        banner = await self._line()
        if not banner.startswith(BANNER):
            raise AmiGarbledError("it does not say that it is one")
        challenge = await self._asked("Challenge", AuthType="MD5")
        key = login_key(challenge.get("Challenge", ""), self._secret)
        # Of all events only those of queues: the class "agent".
        user = self._rules.user
        await self._asked("Login", AuthType="MD5", Username=user, Key=key, Events="agent")
        self.logged_in = True
        log.info("the manager interface tells about %d queues", len(self._queues))

    def _tell(self) -> None:
        self._telling = None
        self._told(self._book.states)

    def _ask_all(self) -> None:
        for queue in self._queues:
            action_id = self._next_id()
            self._book.asked(action_id, queue)
            # No member is called "-": without an extension nothing is wanted of the members.
            nobody = {} if self._user else {"Member": "-"}
            self._send("QueueStatus", ActionID=action_id, Queue=queue, **nobody)
        self._asking = asyncio.get_running_loop().call_later(ASK_EVERY_S, self._ask_all)

    async def _asked(self, name: str, **fields: str) -> dict[str, str]:
        action_id = self._next_id()
        self._send(name, ActionID=action_id, **fields)
        while True:
            message = await self._message()
            if message.get("ActionID") == action_id and "Response" in message:
                if message["Response"] != "Success":
                    raise _RefusedError(name)
                return message

    def _send(self, name: str, **fields: str) -> None:
        self._writer.write(action(name, fields))

    def _next_id(self) -> str:
        return f"softphone-{next(self._ids)}"

    async def _message(self) -> dict[str, str]:
        message: dict[str, str] = {}
        while True:
            line = await self._line()
            if line:
                add_line(message, line)
            elif message:
                return message

    async def _line(self) -> str:
        try:
            return line_of(await self._reader.readuntil(b"\n"))
        except asyncio.LimitOverrunError:
            raise AmiGarbledError("a line without end") from None


def _tls(rules: AmiRules) -> ssl.SSLContext | None:
    if not rules.tls:
        return None
    try:
        context = ssl.create_default_context(cafile=rules.ca_file or None)
    except OSError as error:  # an SSLError is one too
        raise _AuthoritiesError(f"{rules.ca_file}: {error.strerror}") from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
