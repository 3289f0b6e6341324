"""Desk models and a context for the tests of the customer and work columns; samples only."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from softphone.agent.desk_model import CallView, ContactView, DeskModel, Figures, PopState
from softphone.domain.agent_state import AgentState, AgentStatus, Reason
from softphone.domain.audio_devices import AudioDevice, AudioDevices
from softphone.domain.call import Call, Caller, CallState, Direction, EndCause
from softphone.domain.contact import Contact
from softphone.domain.customer import ContactSummary, Customer, CustomerCard, Order, Tier
from softphone.domain.registration import LineState, LineStatus
from softphone.domain.ticket import (
    Choice,
    Priority,
    TicketDraft,
    TicketField,
    TicketSummary,
    missing_fields,
)
from softphone.ports import ImportPreview, ImportProblem, SearchResult
from softphone.ui.context import UiContext

NOW = datetime.now().astimezone().replace(hour=15, minute=12, second=0, microsecond=0)
REQUIRED = frozenset({TicketField.CATEGORY, TicketField.PRIORITY, TicketField.DISPOSITION})
SCRIPT = """OPENING
Good afternoon, this is the service line. How can I help you?
The caller has waited long: Thank you for waiting. I am here for you now.

DELIVERY
I have your order here. Let me look where the parcel is.
You will get a message as soon as the parcel leaves the depot.
Let me make sure I have understood: …. Is that right?
"""


def _choice(key: str, en: str, cn: str, tw: str, *children: Choice) -> Choice:
    return Choice(id=key, names={"en": en, "zh_CN": cn, "zh_TW": tw}, children=children)


CATEGORIES = (
    _choice(
        "orders",
        "Orders",
        "订单",
        "訂單",
        _choice("late", "Delivery late", "配送延迟", "配送延遲"),
        _choice("damaged", "Goods damaged", "商品破损", "商品毀損"),
        _choice("cancel", "Cancel an order", "取消订单", "取消訂單"),
    ),
    _choice(
        "money",
        "Payment",
        "支付",
        "付款",
        _choice("refund", "Refund", "退款", "退款"),
        _choice("invoice", "Invoice", "发票", "發票"),
    ),
    _choice("other", "Something else", "其他", "其他"),
)
DISPOSITIONS = (
    _choice("solved", "Solved on the phone", "当场解决", "當場解決"),
    _choice("follow", "Needs a follow-up", "需要跟进", "需要追蹤"),
    _choice("passed", "Passed on", "已转交", "已轉交"),
    _choice("wrong", "Wrong number", "打错电话", "打錯電話"),
)

CUSTOMERS = (
    Customer(
        id="c1",
        name="Caller A",
        tier=Tier.VIP,
        numbers=("+8613900001234", "+862250001234"),
        company="Sample Trading Co.",
        email="a@example.com",
        city="Tianjin",
        note="Prefers to be called back in the afternoon.\nAsk for the order number first.",
        is_sample=True,
    ),
    Customer(id="c2", name="Caller B", tier=Tier.GOLD, numbers=("+8613900001234",), city="Beijing"),
    Customer(id="c3", name="来电者丙", numbers=("+8613900001234",), company="示例公司"),
)


def card(customer: Customer = CUSTOMERS[0]) -> CustomerCard:
    """A well-filled card: nine orders, four tickets, five contacts."""
    words = (
        "Desk lamp, warm white",
        "Office chair, grey, with arm rests and a high back",
        "Kettle",
    )
    states = ("shipped", "paid", "delivered")
    orders = tuple(
        Order(
            id=f"2024-{7100 - i}",
            customer_id=customer.id,
            placed_at=NOW - timedelta(days=i * 9, hours=i),
            status=states[i % 3] if i else "shipped",
            summary=words[i % 3],
            amount_minor=12900 + i * 4550,
        )
        for i in range(9)
    )
    return CustomerCard(
        customer=customer,
        orders=orders,
        tickets=tuple(summary(i, customer) for i in range(4)),
        contacts=tuple(
            ContactSummary(
                id=f"k{i}",
                started_at=NOW - timedelta(days=i * 2, hours=2),
                direction=Direction.OUTGOING if i == 1 else Direction.INCOMING,
                number=customer.numbers[0] if customer.numbers else "",
                queue="Support" if i % 2 == 0 else "",
                cause=EndCause.ABANDONED if i == 2 else EndCause.ANSWERED,
                talk_s=0.0 if i == 2 else 95.0 + i * 61,
            )
            for i in range(5)
        ),
    )


def summary(i: int, customer: Customer = CUSTOMERS[0]) -> TicketSummary:
    """The i-th ticket back from now."""
    return TicketSummary(
        id=f"t{i}",
        created_at=NOW - timedelta(hours=2 + i * 30),
        customer_id=customer.id,
        customer_name=customer.name,
        number=customer.numbers[0] if customer.numbers else "",
        category_id=("refund", "late", "damaged", "invoice")[i % 4],
        priority=(Priority.URGENT, Priority.ROUTINE, Priority.COMPLEX, Priority.ROUTINE)[i % 4],
        disposition_id=("follow", "solved", "passed", "solved")[i % 4],
        excerpt="The parcel has stood in the depot since Monday; wants the money back otherwise.",
        promise="Call back with the day" if i == 0 else "",
        promise_due=NOW + timedelta(hours=3) if i == 0 else None,
        agent="Agent A",
    )


def context(language: str = "en", now: Callable[[], datetime] | None = None) -> UiContext:
    """A context with sample choices and script."""
    return UiContext(
        language=language,
        categories=CATEGORIES,
        dispositions=DISPOSITIONS,
        script=SCRIPT,
        now=now or (lambda: NOW.astimezone(UTC)),
        shortcuts={},
    )


def contact(pop: PopState = PopState.FOUND, key: str = "k0", ended: bool = False) -> ContactView:
    """The contact on the desk."""
    found = card() if pop is PopState.FOUND else None
    draft = TicketDraft(contact_id=key, customer_id="c1" if found else "", number="+8613900001234")
    return ContactView(
        contact=Contact(
            id=key,
            call_id="call-" + key,
            direction=Direction.INCOMING,
            number="+8613900001234",
            name="Caller A",
            queue="Support",
            customer_id="c1" if found else "",
            waited_s=42.0,
            vip=found is not None,
            started_at=NOW - timedelta(minutes=3),
            answered_at=NOW - timedelta(minutes=2),
            ended_at=NOW - timedelta(seconds=20) if ended else None,
        ),
        pop=pop,
        card=found,
        matches=CUSTOMERS if pop is PopState.SEVERAL else (),
        draft=draft,
        missing=missing_fields(draft, REQUIRED),
    )


def with_draft(model: DeskModel, draft: TicketDraft, *, saved: bool = True) -> DeskModel:
    """The same model after the desk took over a draft."""
    assert model.contact is not None
    view = msgspec.structs.replace(
        model.contact, draft=draft, missing=missing_fields(draft, REQUIRED), draft_saved=saved
    )
    return msgspec.structs.replace(model, contact=view)


def idle() -> DeskModel:
    """Not ready, nothing on the phone, two tickets today."""
    return DeskModel(
        agent_name="Agent A",
        agent=AgentStatus(
            state=AgentState.NOT_READY, since=NOW - timedelta(minutes=4), reason=Reason.BREAK
        ),
        line=LineStatus(state=LineState.REGISTERED),
        engine_up=True,
        stack="PJSIP 2.15.1",
        microphones=(AudioDevice(id="m1", name="Headset microphone", is_default=True),),
        speakers=(
            AudioDevice(id="s1", name="Headset", is_default=True),
            AudioDevice(id="s2", name="Loudspeaker"),
        ),
        devices=AudioDevices(speaker="s1"),
        tickets_today=(summary(0), summary(0, CUSTOMERS[1])),
        figures=Figures(contacts=12, answered=11, missed=1, talk_s=2400, tickets=9),
    )


def in_call(pop: PopState = PopState.FOUND) -> DeskModel:
    """On a contact, the call connected."""
    view = contact(pop)
    call = Call(
        id=view.contact.call_id,
        direction=Direction.INCOMING,
        state=CallState.CONNECTED,
        caller=Caller(number="13900001234", name="Caller A"),
        started_at=view.contact.started_at,
        answered_at=view.contact.answered_at,
    )
    return msgspec.structs.replace(
        idle(),
        agent=AgentStatus(state=AgentState.ON_CONTACT, since=NOW - timedelta(minutes=2)),
        calls=(
            CallView(
                call=call,
                title="Caller A",
                number="139 0000 1234",
                region="Tianjin · China Mobile",
                queue="Support",
                waited_s=42.0,
                vip=True,
                unverified=True,
            ),
        ),
        contact=view,
    )


def wrap_up(pop: PopState = PopState.FOUND) -> DeskModel:
    """The call has ended; 40 of 60 s of wrap-up are left."""
    return msgspec.structs.replace(
        idle(),
        agent=AgentStatus(
            state=AgentState.WRAP_UP,
            since=NOW - timedelta(seconds=20),
            wrap_up_until=NOW + timedelta(seconds=40),
        ),
        contact=contact(pop, ended=True),
    )


def search_result(text: str) -> SearchResult:
    """What a search finds."""
    return SearchResult(text=text, customers=CUSTOMERS, tickets=(summary(0), summary(1)))


def preview(path: Path, problems: int = 2) -> ImportPreview:
    """An import of customers with a few bad rows."""
    return ImportPreview(
        kind="customers",
        path=path,
        new=118,
        changed=14,
        unchanged=301,
        problems=tuple(
            ImportProblem(line=7 + i, field="number", value="12", problem="not a phone number")
            for i in range(problems)
        ),
        sample=(("id", "name", "number"), ("c9", "Caller I", "+8613900009999")),
        token="digest",
    )
