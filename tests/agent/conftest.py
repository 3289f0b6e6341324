"""A desk on a real database, with a clock moved by hand and a phone that only listens."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from softphone.agent.actions.session_actions import DeskActions
from softphone.agent.desk import Desk
from softphone.agent.desk_model import ContactView, DeskModel, NoticeCode
from softphone.agent.outside import DeskPorts
from softphone.agent.rules import DeskRules
from softphone.domain import messages as m
from softphone.domain.account import Account
from softphone.domain.agent_state import AgentState
from softphone.domain.audio_devices import AudioDevices
from softphone.domain.call import Call, Caller, CallState, Direction, EndCause, EndedBy
from softphone.domain.customer import Customer, Tier
from softphone.domain.pinyin import Pinyin
from softphone.domain.registration import LineState, LineStatus
from softphone.domain.ticket import TicketField
from softphone.ports import NumberPlan
from softphone.store.sql_store import SqlStore
from tests.doubles.ports import FakeClock, FakeSecrets, PlainPlan, PromptWorker, SpyPhone, SpyQueue
from tests.doubles.ports import ids as counting

RULES = DeskRules(
    agent_name="1001",
    account=Account(server="pbx.test", user="1001"),
    required=frozenset({TicketField.CATEGORY, TicketField.DISPOSITION}),
    wrap_up_s=60,
    more_time_s=30,
)
REGISTERED = LineStatus(state=LineState.REGISTERED, sip_code=200)
VIP = Customer(id="c1", name="Sample Customer A", tier=Tier.VIP, numbers=("+8613900000001",))


@dataclass
class World:
    """A desk and everything around it; ``restart_desk`` is what a crash of the desk leaves."""

    store: SqlStore
    clock: FakeClock = field(default_factory=FakeClock)
    worker: PromptWorker = field(default_factory=PromptWorker)
    reader: PromptWorker = field(default_factory=PromptWorker)
    aside: PromptWorker = field(default_factory=PromptWorker)
    keys: PromptWorker = field(default_factory=PromptWorker)
    phone: SpyPhone = field(default_factory=SpyPhone)
    queue: SpyQueue = field(default_factory=SpyQueue)
    secrets: FakeSecrets = field(default_factory=lambda: FakeSecrets({"1001@pbx.test": "pw"}))
    models: list[DeskModel] = field(default_factory=list)
    rules: DeskRules = RULES
    numbers: NumberPlan = field(default_factory=PlainPlan)

    def __post_init__(self) -> None:
        self.new_id = counting("id")
        self.start_desk()

    def start_desk(self) -> None:
        """A new desk process."""
        outside = DeskPorts(
            clock=self.clock,
            worker=self.worker,
            reader=self.reader,
            aside=self.aside,
            keys=self.keys,
            store=self.store,
            phone=self.phone,
            queue=self.queue,
            numbers=self.numbers,
            secrets=self.secrets,
            new_id=self.new_id,
            pinyin=Pinyin(lambda: "zhang 张長\nwei 伟\nli 李"),
            keep_favourites=self.keep_favourites,
        )
        self.desk = Desk(outside, self.rules, self.models.append)
        self.wishes = DeskActions(self.desk, outside)
        self.desk.start(lambda: None)

    def keep_favourites(self, numbers: tuple[str, ...]) -> None:
        """As the program does: kept, and back as rules."""
        self.rules = msgspec.structs.replace(self.rules, favourites=numbers)
        self.desk.take_rules(self.rules)

    @property
    def model(self) -> DeskModel:
        """The picture of now."""
        return self.desk.model()

    def state(self) -> AgentState:
        """The agent's state now."""
        return self.model.agent.state

    def has_contact(self) -> bool:
        """Whether a contact is on the desk."""
        return self.model.contact is not None

    def contact(self) -> ContactView:
        """The contact on the desk."""
        view = self.model.contact
        assert view is not None
        return view

    def notices(self) -> list[NoticeCode]:
        """Codes of the notices that are up."""
        return [notice.code for notice in self.model.notices]

    # ------------------------------------------------------------------ what the engine does

    def engine_up(
        self,
        *calls: Call,
        configured: bool = False,
        line: LineStatus | None = None,
        ended: tuple[Call, ...] = (),
        do_not_disturb: bool = False,
    ) -> None:
        """The engine's snapshot arrives."""
        self.desk.on_event(
            m.SnapshotTaken(
                engine_pid=1,
                stack="test",
                configured=configured,
                line=line or LineStatus(),
                calls=calls,
                ended=ended,
                muted=False,
                do_not_disturb=do_not_disturb,
                microphones=(),
                speakers=(),
                devices=AudioDevices(),
            )
        )

    def line(self, status: LineStatus) -> None:
        """The registration moves."""
        self.desk.on_event(m.LineChanged(line=status))

    def ready(self) -> None:
        """Engine up, signed in, registered, ready."""
        self.engine_up()
        self.wishes.sign_in()
        self.line(REGISTERED)
        self.wishes.go_ready()

    def offer(self, call_id: str = "call1", number: str = "+8613900000001", **headers: str) -> Call:
        """An INVITE arrives."""
        call = Call(
            id=call_id,
            direction=Direction.INCOMING,
            state=CallState.OFFERED,
            caller=Caller(number=number, asserted=True, headers=headers),
            started_at=self.clock.now(),
        )
        self.desk.on_event(m.CallOffered(call=call, at=self.clock.now()))
        return call

    def connect(self, call: Call) -> Call:
        """200 OK."""
        call = msgspec.structs.replace(
            call, state=CallState.CONNECTED, answered_at=self.clock.now()
        )
        self.desk.on_event(m.CallChanged(call=call, at=self.clock.now()))
        return call

    def end(
        self,
        call: Call,
        cause: EndCause = EndCause.ANSWERED,
        by: EndedBy = EndedBy.FAR_END,
        code: int = 0,
    ) -> None:
        """BYE, CANCEL or a refusal."""
        now = self.clock.now()
        call = msgspec.structs.replace(
            call, state=CallState.ENDED, ended_at=now, cause=cause, ended_by=by, sip_code=code
        )
        self.desk.on_event(m.CallEnded(call=call, cause=cause, ended_by=by, at=now))

    def talk(self, seconds: float = 30) -> Call:
        """A whole answered call, up to its end."""
        call = self.offer()
        self.wishes.answer()
        call = self.connect(call)
        self.clock.advance(seconds)
        self.end(call)
        return call

    def fill_ticket(self, notes: str = "refund asked") -> None:
        """Type what is required."""
        self.wishes.edit_draft(
            msgspec.structs.replace(
                self.contact().draft,
                category_id="refund",
                disposition_id="solved",
                notes=notes,
            )
        )


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A desk with one VIP customer in its store."""
    clock = FakeClock()
    store = SqlStore.open(tmp_path / "desk.db", now=clock.now).store
    store.save_customer(VIP)
    yield World(store=store, clock=clock)
    store.close()
