"""A desk that records what it is asked, served over the real socket."""

import queue
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from softphone.agent.desk_model import (
    CallView,
    ContactView,
    DeskModel,
    DialQuestion,
    NoticeCode,
    PopState,
)
from softphone.agent.outcome import DONE, Asks, Outcome, Refused
from softphone.ctl.client import CtlClient
from softphone.ctl.server import CtlServer
from softphone.ctl.verbs import CtlVerbs
from softphone.domain.agent_state import AgentState, AgentStatus
from softphone.domain.call import Call, Caller, CallState, Direction
from softphone.domain.contact import Contact
from softphone.domain.customer import Customer, CustomerCard, Tier
from softphone.domain.registration import LineState, LineStatus
from softphone.domain.target import TargetView
from softphone.domain.ticket import TicketDraft, TicketField
from softphone.ipc.io_thread import IoThread
from softphone.ipc.runtime import RuntimeDir
from softphone.ports import SearchResult

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
CUSTOMER = Customer(id="c1", name="Customer A", tier=Tier.VIP)


def empty_model() -> DeskModel:
    return DeskModel(
        agent_name="Agent",
        agent=AgentStatus(state=AgentState.READY, since=NOW),
        line=LineStatus(state=LineState.REGISTERED, sip_code=200, since=NOW),
        engine_up=True,
        stack="stack 1",
    )


def call_view(state: CallState = CallState.OFFERED) -> CallView:
    call = Call(
        id="k1",
        direction=Direction.INCOMING,
        state=state,
        caller=Caller(number="13800000000", name="Caller A"),
        started_at=NOW,
    )
    return CallView(call=call, title="Customer A", number="138 0000 0000", queue="support")


def contact_view() -> ContactView:
    return ContactView(
        contact=Contact(
            id="t1",
            call_id="k1",
            direction=Direction.INCOMING,
            number="+8613800000000",
            started_at=NOW,
        ),
        pop=PopState.FOUND,
        card=CustomerCard(customer=CUSTOMER),
        draft=TicketDraft(contact_id="t1", customer_id="c1"),
        missing=(TicketField.CATEGORY,),
    )


class RecordedIntents:
    """Takes every intent; refuses those named in ``refuse``, and answers ``asks`` to dial."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[object, ...], dict[str, object]]] = []
        self.refuse: dict[str, NoticeCode] = {}
        self.asks: DialQuestion | None = None
        self.model = empty_model()
        self.found = SearchResult(text="", customers=(CUSTOMER,), tickets=())

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def take(*given: object, **named: object) -> Outcome:
            self.asked.append((name, given, named))
            if (code := self.refuse.get(name)) is not None:
                return Refused(code, {"action": name, "state": "wrap_up", "fields": "category"})
            return Asks(self.asks) if name == "dial" and self.asks is not None else DONE

        return take

    def find_targets(self, text: str) -> tuple[TargetView, ...]:
        return tuple(v for v in self.model.targets if text in v.target.name)

    def search(
        self, text: str, done: Callable[[SearchResult], None], failed: Callable[[str], None]
    ) -> None:
        if text == "broken":
            failed("the store is broken")
        else:
            done(self.found)


class RecordedHands:
    """Widgets ``ok`` and nothing else."""

    def __init__(self) -> None:
        self.done: list[tuple[str, ...]] = []

    def _find(self, name: str) -> None:
        if name != "ok":
            raise LookupError(f"no widget {name}")

    def click(self, name: str) -> None:
        self._find(name)
        self.done.append(("click", name))

    def type(self, name: str, text: str) -> None:
        self._find(name)
        self.done.append(("type", name, text))

    def key(self, name: str, sequence: str) -> None:
        self._find(name)
        self.done.append(("key", name, sequence))

    def choose(self, name: str, text: str) -> None:
        self._find(name)
        self.done.append(("choose", name, text))

    def text(self, name: str) -> str:
        self._find(name)
        return "says"

    def screenshot(self, path: str) -> None:
        self.done.append(("screenshot", path))


class StubDesk:
    """Server and verbs; the agent logic's thread is a thread with a queue, as in the desk."""

    def __init__(self, data_dir: Path) -> None:
        self.runtime = RuntimeDir(data_dir)
        self.intents = RecordedIntents()
        self.hands: RecordedHands | None = None
        self.shown = 0
        self.quit_asked = threading.Event()
        self._work: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._io = IoThread()
        self.server = CtlServer(self._io, self.runtime, self._take)
        self._thread = threading.Thread(target=self._run)

    def start(self) -> None:
        self.runtime.prepare()
        self.runtime.ensure_key()
        self._io.start()
        self.server.start()
        self._thread.start()

    def close(self) -> None:
        self.server.close()
        self._io.stop()
        self._work.put(None)
        self._thread.join(10)

    def _show(self) -> None:
        self.shown += 1

    def _take(self, request: dict[str, Any], reply: Callable[[dict[str, Any]], None]) -> None:
        if request["do"] == "explode":
            raise RuntimeError("broken")
        verbs = CtlVerbs(
            self.intents,
            lambda: self.intents.model,
            self.hands,
            self._show,
            self.quit_asked.set,
            self.runtime.pids,
        )
        self._work.put(lambda: verbs.handle(request, reply))

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[StubDesk]:
    made = StubDesk(tmp_path / "data")
    made.start()
    yield made
    made.close()


@pytest.fixture
def client(desk: StubDesk) -> Iterator[CtlClient]:
    with CtlClient(desk.runtime.data_dir) as made:
        yield made
