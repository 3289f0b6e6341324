"""Sample pictures of the desk, shared by the tests of the window. All at the fixed ``NOW``."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from softphone.agent.desk_model import (
    CallView,
    ConsultView,
    ContactView,
    DeskModel,
    Figures,
    Notice,
    NoticeCode,
    PopState,
    RecordingView,
    Severity,
)
from softphone.domain.agent_state import AgentState, AgentStatus, NextState, Reason
from softphone.domain.audio_devices import AudioDevice
from softphone.domain.call import (
    Call,
    Caller,
    CallPurpose,
    CallState,
    Direction,
    EndCause,
    EndedBy,
    Transfer,
    TransferState,
)
from softphone.domain.consult import Hearing, Phase, hearing_in_room
from softphone.domain.contact import Contact
from softphone.domain.customer import ContactSummary, Customer, CustomerCard, Order, Tier
from softphone.domain.messages import WaveformRead
from softphone.domain.quality import Quality
from softphone.domain.quality_log import CallQuality, Sample
from softphone.domain.recording import (
    Gap,
    GapCause,
    Recording,
    RecordingPolicy,
    RecordingProblem,
    RecordingState,
)
from softphone.domain.registration import LineState, LineStatus
from softphone.domain.sip_trace import SipMessage
from softphone.domain.target import Presence, Target, TargetKind, TargetView
from softphone.domain.ticket import (
    Choice,
    Priority,
    TicketDraft,
    TicketField,
    TicketSummary,
)
from softphone.ports import HistoryRow
from softphone.ui.context import UiContext

NOW = datetime(2026, 3, 2, 12, 45, 0, tzinfo=UTC)
HOSTILE = '<b>Bold</b>\u202e<img src="x">\x07'


def ago(seconds: float) -> datetime:
    """That long before ``NOW``."""
    return NOW - timedelta(seconds=seconds)


def change(model: DeskModel, **fields: Any) -> DeskModel:
    """The same picture with other fields."""
    return msgspec.structs.replace(model, **fields)


# ---------------------------------------------------------------------------------- context


CATEGORIES = (
    Choice(
        id="order",
        names={"en": "Order", "zh_CN": "订单", "zh_TW": "訂單"},
        children=(
            Choice(id="order.refund", names={"en": "Refund", "zh_CN": "退款", "zh_TW": "退款"}),
            Choice(id="order.delivery", names={"en": "Delivery", "zh_CN": "配送", "zh_TW": "配送"}),
        ),
    ),
    Choice(
        id="account",
        names={"en": "Account", "zh_CN": "账户", "zh_TW": "帳戶"},
        children=(
            Choice(id="account.login", names={"en": "Sign-in", "zh_CN": "登录", "zh_TW": "登入"}),
        ),
    ),
)
DISPOSITIONS = (
    Choice(id="solved", names={"en": "Solved", "zh_CN": "已解决", "zh_TW": "已解決"}),
    Choice(id="follow_up", names={"en": "Follow-up", "zh_CN": "待跟进", "zh_TW": "待跟進"}),
    Choice(id="passed_on", names={"en": "Passed on", "zh_CN": "已转交", "zh_TW": "已轉交"}),
)
SCRIPT = (
    "Good day, service line, how can I help you?\n\nAsk for the order number and repeat it.\n\n"
    "Say what happens next, and when."
)


@dataclass
class Moment:
    """A clock for the window that a test moves by hand."""

    value: datetime = NOW
    monotonic_s: float = 1000.0

    def now(self) -> datetime:
        """Aware UTC."""
        return self.value

    def monotonic(self) -> float:
        """Seconds."""
        return self.monotonic_s

    def advance(self, seconds: float) -> None:
        """Time goes on."""
        self.value += timedelta(seconds=seconds)
        self.monotonic_s += seconds


def context(language: str = "en", moment: Moment | None = None) -> UiContext:
    """What the widgets need besides the model."""
    return UiContext(
        language=language,
        categories=CATEGORIES,
        dispositions=DISPOSITIONS,
        script=SCRIPT,
        now=(moment or Moment()).now,
        shortcuts={},
    )


@dataclass
class SpyIntents:
    """Notes every intent: ``asked`` holds (name, positional arguments, keyword arguments)."""

    asked: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)
    targets: tuple[TargetView, ...] = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)

        def note(*args: Any, **kwargs: Any) -> None:
            self.asked.append((name, args, kwargs))

        return note

    def find_targets(self, text: str) -> tuple[TargetView, ...]:
        """By name or number, as the desk would."""
        return tuple(
            v for v in self.targets if text in v.target.name.lower() or text in v.target.number
        )

    def names(self) -> list[str]:
        """What was asked for, in order."""
        return [name for name, _, _ in self.asked]


# ------------------------------------------------------------------------------------ pieces


def targets() -> tuple[TargetView, ...]:
    """Somebody of each kind and state."""

    def one(number: str, name: str, presence: Presence, **more: Any) -> TargetView:
        kind = more.pop("kind", TargetKind.COLLEAGUE)
        target = Target(number=number, name=name, kind=kind, category=more.pop("category", ""))
        return TargetView(target=target, presence=presence, **more)

    return (
        one("1002", "agent b", Presence.FREE, favourite=True),
        one("1003", "agent c", Presence.RINGING, far_end="Caller B"),
        one("1004", "agent d", Presence.BUSY, category="refunds"),
        one("8000", "support", Presence.BUSY, kind=TargetKind.QUEUE),
        one("8100", "refunds team", Presence.UNKNOWN, kind=TargetKind.GROUP, category="refunds"),
        one("02212345678", "bank", Presence.UNKNOWN, kind=TargetKind.NUMBER),
    )


def messages() -> tuple[SipMessage, ...]:
    """A call that failed, as it went over the wire."""
    rest = "Call-ID: a1b2\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n"
    texts = (
        (True, f"INVITE sip:138***34@pbx.example.com SIP/2.0\r\n{rest}"),
        (False, f"SIP/2.0 100 Trying\r\n{rest}"),
        (False, f"SIP/2.0 404 Not Found\r\nX-Note: <b>plain</b>\r\n{rest}"),
    )
    return tuple(
        SipMessage(at=NOW, sent=sent, peer="UDP 192.0.2.1:5060", text=text) for sent, text in texts
    )


def caller(
    number: str = "+862259990134", name: str = "Caller A", *, asserted: bool = True
) -> Caller:
    """The far end."""
    return Caller(
        number=number, name=name, uri=f"sip:{number}@pbx.invalid", asserted=asserted, headers={}
    )


def offered() -> CallView:
    """A VIP from the queue, ringing since 4 s, having waited 48 s before."""
    call = Call(
        id="call-1",
        direction=Direction.INCOMING,
        state=CallState.OFFERED,
        caller=caller(),
        started_at=ago(4),
    )
    return CallView(
        call=call,
        title="Caller A",
        number="+86 22 5999 0134",
        region="Tianjin",
        queue="Support",
        waited_s=48.0,
        vip=True,
    )


def talking(seconds: float = 133.0, **fields: Any) -> CallView:
    """The same caller, answered that long ago; ``fields`` change the call."""
    view = offered()
    call = msgspec.structs.replace(
        view.call,
        state=CallState.CONNECTED,
        started_at=ago(seconds + 6),
        answered_at=ago(seconds),
        codec="PCMA",
    )
    return msgspec.structs.replace(view, call=msgspec.structs.replace(call, **fields))


def quality(**fields: Any) -> Quality:
    """A clean line."""
    given: dict[str, Any] = {
        "codec": "opus/48000",
        "mos": 4.35,
        "mos_in": 4.35,
        "mos_out": 4.41,
        "loss_in": 0.003,
        "loss_out": 0.0,
        "jitter_in_ms": 4.2,
        "round_trip_ms": 38.0,
    }
    return Quality(**(given | fields))


def samples(count: int = 66) -> tuple[Sample, ...]:
    """A good call with a bad half minute and a gap in it."""
    made = []
    for n in range(count):
        bad = 24 <= n < 38
        loss = (0.02 + 0.012 * (n % 5)) if bad else (0.005 if n % 9 == 0 else 0.0)
        silent = 30 <= n < 33
        mos = 1.2 if silent else 4.35 - 22 * loss
        made.append(Sample(2.0 * n, mos, 1.0 if silent else loss, loss / 2, 5.0, silent))
    return tuple(made)


def sounding(**fields: Any) -> DeskModel:
    """A running call that is measured; ``fields`` change the measurement."""
    model = connected()
    (view,) = model.calls
    heard = msgspec.structs.replace(view, quality=quality(**fields), quality_samples=samples())
    return change(model, calls=(heard,))


def kept_quality(call_id: str = "old-1") -> CallQuality:
    """What the store kept of a call."""
    return CallQuality(
        call_id=call_id,
        contact_id="contact-1",
        codec="PCMA/8000",
        mos_min=1.2,
        mos_avg=4.1,
        loss_in=0.012,
        loss_out=0.004,
        jitter_p95_ms=11.0,
        round_trip_ms=64.0,
        samples=samples(),
    )


def customer(number: int = 1) -> Customer:
    """A sample customer; 1 is the caller of ``offered``."""
    return Customer(
        id=f"customer-{number}",
        name=f"Caller {'ABCDEFG'[number - 1]}",
        tier=Tier.VIP if number == 1 else Tier.NORMAL,
        numbers=(f"+8622599901{33 + number}",),
        company="Sample company",
        email=f"caller{number}@example.com",
        city="Tianjin",
        language="zh",
        note="Third call this week about the refund of order 20260218.",
        is_sample=True,
    )


def ticket_summary(number: int = 1) -> TicketSummary:
    """One of the customer's tickets."""
    return TicketSummary(
        id=f"ticket-{number}",
        created_at=ago(86_400 * number),
        customer_id="customer-1",
        customer_name="Caller A",
        number="+862259990134",
        category_id="order.refund",
        priority=(Priority.URGENT, Priority.ROUTINE, Priority.COMPLEX)[number % 3],
        disposition_id="follow_up",
        excerpt="Refund was promised and has not arrived yet.",
        promise="Call back with the bank's answer" if number == 1 else "",
        promise_due=NOW + timedelta(hours=20) if number == 1 else None,
        agent="Agent A",
    )


def card() -> CustomerCard:
    """The caller's card: orders, tickets, contacts."""
    orders = tuple(
        Order(
            id=f"2026021{n}",
            customer_id="customer-1",
            placed_at=ago(86_400 * (4 + 9 * n)),
            status=("delivered", "returned", "shipped")[n % 3],
            summary=("Kettle, 1.7 l", "Desk lamp", "Rice cooker, 3 l")[n % 3],
            amount_minor=(12_900, 25_900, 49_900)[n % 3],
        )
        for n in range(5)
    )
    contacts = tuple(
        ContactSummary(
            id=f"contact-old-{n}",
            started_at=ago(86_400 * (n + 1) + 3_000),
            direction=Direction.INCOMING if n != 1 else Direction.OUTGOING,
            number="+862259990134",
            queue="Support",
            cause=EndCause.ANSWERED if n != 2 else EndCause.ABANDONED,
            talk_s=0.0 if n == 2 else 190.0 + 60 * n,
            recorded=n == 0,
        )
        for n in range(4)
    )
    return CustomerCard(
        customer=customer(),
        orders=orders,
        tickets=tuple(ticket_summary(n) for n in (1, 2, 3)),
        contacts=contacts,
    )


def contact_view(view: CallView, **fields: Any) -> ContactView:
    """The contact of that call, customer found, half-written ticket."""
    contact = Contact(
        id="contact-1",
        call_id=view.call.id,
        direction=view.call.direction,
        number="+862259990134",
        name=view.title,
        queue=view.queue,
        customer_id="customer-1",
        waited_s=view.waited_s,
        vip=view.vip,
        started_at=view.call.started_at,
        answered_at=view.call.answered_at,
    )
    draft = TicketDraft(
        contact_id="contact-1",
        customer_id="customer-1",
        number="+862259990134",
        category_id="order.refund",
        priority=Priority.ROUTINE,
        notes="Asks where the refund is.",
    )
    made = ContactView(
        contact=contact,
        pop=PopState.FOUND,
        card=card(),
        draft=draft,
        missing=(TicketField.DISPOSITION,),
    )
    return msgspec.structs.replace(made, **fields)


def _row(n: int, direction: Direction, cause: EndCause, **fields: Any) -> HistoryRow:
    start = ago(600 + 1700 * n)
    answered = cause is EndCause.ANSWERED
    call = Call(
        id=f"old-{n}",
        direction=direction,
        state=CallState.ENDED,
        caller=caller(f"+86225999013{n}", ""),
        started_at=start,
        answered_at=start + timedelta(seconds=6) if answered else None,
        ended_at=start + timedelta(seconds=100 + 61 * n if answered else 20),
        cause=cause,
        ended_by=EndedBy.FAR_END,
    )
    call = msgspec.structs.replace(call, **fields)
    return HistoryRow(
        call=call,
        contact_id=f"contact-{n}",
        customer_id=f"customer-{n}" if n % 3 else "",
        customer_name=f"Caller {'HBCDEFGHIJ'[n]}" if n % 3 else "",
        region=("Tianjin", "Beijing", "Shanghai")[n % 3],
        called_back=False,
        dial=call.caller.number,
    )


def history() -> tuple[HistoryRow, ...]:
    """Eight ended calls, newest first, two of them missed."""
    incoming, outgoing = Direction.INCOMING, Direction.OUTGOING
    return (
        msgspec.structs.replace(_row(1, incoming, EndCause.ANSWERED), mos=4.1),
        _row(2, incoming, EndCause.MISSED),
        _row(3, outgoing, EndCause.ANSWERED),
        _row(4, incoming, EndCause.ABANDONED),
        _row(5, outgoing, EndCause.FAILED, sip_code=486, sip_reason="Busy Here"),
        _row(6, incoming, EndCause.ANSWERED),
        _row(7, incoming, EndCause.MISSED),
        _row(8, incoming, EndCause.REJECTED),
    )


# ---------------------------------------------------------------------------------- pictures


def idle() -> DeskModel:
    """Ready for 12 minutes, line registered, nothing on the phone."""
    return DeskModel(
        agent_name="Agent A",
        agent=AgentStatus(state=AgentState.READY, since=ago(761)),
        line=LineStatus(
            state=LineState.REGISTERED, sip_code=200, sip_reason="OK", since=ago(3_600)
        ),
        engine_up=True,
        may_dial=True,
        stack="PJSIP 2.15.1",
        microphones=(AudioDevice(id="mic-1", name="Headset microphone", is_default=True),),
        speakers=(AudioDevice(id="spk-1", name="Headset", is_default=True),),
        history=history(),
        tickets_today=(ticket_summary(1), ticket_summary(2)),
        figures=Figures(
            contacts=24, answered=23, taken=23, in_time=22, missed=1, talk_s=7_920.0, tickets=22
        ),
    )


def signed_out() -> DeskModel:
    """Before the shift."""
    return change(
        idle(),
        agent=AgentStatus(state=AgentState.SIGNED_OUT, since=ago(60)),
        line=LineStatus(state=LineState.OFF),
        figures=Figures(),
        history=(),
        tickets_today=(),
    )


def not_ready(reason: Reason = Reason.BREAK) -> DeskModel:
    """On a break since 5 min 20 s."""
    return change(
        idle(), agent=AgentStatus(state=AgentState.NOT_READY, reason=reason, since=ago(320))
    )


def ringing_vip() -> DeskModel:
    """A VIP rings; the card is there already."""
    view = offered()
    return change(
        idle(),
        agent=AgentStatus(
            state=AgentState.RESERVED, since=ago(4), back_to=NextState(state=AgentState.READY)
        ),
        calls=(view,),
        contact=contact_view(view),
    )


def connected(**call: Any) -> DeskModel:
    """Talking for 2 min 13 s; a break is queued."""
    view = talking(**call)
    return change(
        idle(),
        agent=AgentStatus(
            state=AgentState.ON_CONTACT,
            since=ago(133),
            next=NextState(state=AgentState.NOT_READY, reason=Reason.BREAK),
        ),
        calls=(view,),
        contact=contact_view(view),
    )


def second_call(state: CallState, **fields: Any) -> CallView:
    """Another caller, from the queue Orders, for 50 s."""
    call = Call(
        id="call-2",
        direction=Direction.INCOMING,
        state=state,
        caller=caller("+8613900000002", "Caller B"),
        started_at=ago(50),
        answered_at=None if state is CallState.OFFERED else ago(44),
    )
    call = msgspec.structs.replace(call, **fields)
    return CallView(call=call, title="Caller B", number="+86 139 0000 0002", queue="Orders")


def _beside(first: CallView, second: CallView) -> DeskModel:
    one = contact_view(first)
    contact = msgspec.structs.replace(
        one.contact, id="contact-2", call_id=second.call.id, name="Caller B", customer_id=""
    )
    draft = TicketDraft(contact_id="contact-2", number="+8613900000002")
    two = msgspec.structs.replace(
        one, contact=contact, pop=PopState.UNKNOWN, card=None, draft=draft
    )
    front = two if second.call.state is CallState.CONNECTED else one
    return change(connected(), calls=(first, second), contact=front, contacts=(one, two))


def waiting_call() -> DeskModel:
    """Talking, and another call rings."""
    return _beside(talking(), second_call(CallState.OFFERED))


def two_calls() -> DeskModel:
    """The first caller on hold for 41 s, the agent talks to the second."""
    first = talking(state=CallState.HELD, held_since=ago(41))
    return _beside(first, second_call(CallState.CONNECTED))


def recorded(
    policy: RecordingPolicy = RecordingPolicy.ALWAYS, *, paused_s: float = 0.0
) -> DeskModel:
    """A call that is recorded; ``paused_s``: paused for so long still."""
    recording = Recording(
        id=f"{NOW:%Y%m%dT%H%M%SZ}-contact1",
        contact_id="contact-1",
        state=RecordingState.PAUSED if paused_s else RecordingState.RECORDING,
        started_at=ago(95),
        paused_until=ago(-paused_s) if paused_s else None,
    )
    view = RecordingView(policy=policy, recording=recording, pause_most_s=120)
    return change(connected(), recording=view)


def may_record() -> DeskModel:
    """The agent decides, and has not begun."""
    view = RecordingView(policy=RecordingPolicy.BUTTON, possible=True, pause_most_s=120)
    return change(connected(), recording=view)


def recordings() -> tuple[Recording, ...]:
    """Two of a contact, newest first."""
    gap = Gap(at_s=60.0, length_s=24.0, cause=GapCause.PAUSE)
    ended = RecordingState.ENDED
    return (
        Recording(
            id="20260302T124500Z-contact1",
            contact_id="contact-1",
            state=ended,
            started_at=ago(3600),
            sealed=True,
            duration_s=133.0,
            gaps=(gap,),
        ),
        Recording(
            id="20260302T114500Z-contact1",
            contact_id="contact-1",
            state=ended,
            started_at=ago(7200),
            duration_s=12.5,
            problem=RecordingProblem.CUT_OFF,
        ),
    )


def waveform(recording_id: str) -> WaveformRead:
    """They talk in turns."""
    turn = [abs((n * 37) % 180 - 20) for n in range(60)]
    quiet = [2] * 60
    first = next((r for r in recordings() if r.id == recording_id), recordings()[0])
    return WaveformRead(
        recording_id=recording_id,
        duration_s=first.duration_s,
        agent=bytes((turn + quiet) * 5),
        far_end=bytes((quiet + turn) * 5),
        gaps=first.gaps,
    )


def held() -> DeskModel:
    """On hold for 41 s."""
    return connected(state=CallState.HELD, held_since=ago(41), encrypted=True)


def muted() -> DeskModel:
    """Talking, microphone muted."""
    return change(connected(), muted=True)


def transferring() -> DeskModel:
    """A blind transfer whose target rings."""
    return connected(transfer=Transfer("1002", TransferState.RINGING, 180, "Ringing"))


def conference_controls() -> DeskModel:
    """All talk; the caller speaks, the colleague is muted for all."""
    model = consulting(Phase.CONFERENCE, Hearing.ALL_THREE)
    first, second = model.calls
    muted = msgspec.structs.replace(second.call, party_muted=True, party_volume=0.5)
    second = msgspec.structs.replace(second, call=muted)
    return change(model, calls=(first, second), speaking=(first.call.id,))


def consulting(
    phase: Phase = Phase.WITH_TARGET, hearing: Hearing = Hearing.AGENT_AND_TARGET
) -> DeskModel:
    """A colleague is asked while the caller waits; 1002 answered 25 s ago."""
    three = hearing is Hearing.ALL_THREE
    waits = hearing not in (Hearing.AGENT_AND_CALLER, Hearing.ALL_THREE)
    caller_call = talking(
        state=CallState.HELD if waits else CallState.CONNECTED,
        held_since=ago(41) if waits else None,
        merged_with=("call-2",) if three else (),
    )
    target_state = {
        Hearing.TARGET_RINGS: CallState.EARLY,
        Hearing.AGENT_AND_CALLER: CallState.HELD,
        Hearing.BOTH_HELD: CallState.HELD,
    }.get(hearing, CallState.CONNECTED)
    call = Call(
        id="call-2",
        direction=Direction.OUTGOING,
        purpose=CallPurpose.CONSULT,
        state=target_state,
        caller=Caller(number="1002"),
        started_at=ago(38),
        answered_at=ago(25) if target_state is not CallState.EARLY else None,
        held_since=ago(9) if target_state is CallState.HELD else None,
        merged_with=("call-1",) if three else (),
    )
    target = CallView(call=call, title="1002", number="1002")
    calls = (target,) if hearing is Hearing.TARGET_ALONE else (caller_call, target)
    return change(
        connected(),
        calls=calls,
        consult=ConsultView(
            phase=phase, caller_id="call-1", target_id="call-2", target="1002", hearing=hearing
        ),
    )


def in_room(phase: Phase = Phase.ROOM, room_state: CallState = CallState.CONNECTED) -> DeskModel:
    """The agent is in, or calls, a conference room of the PBX; who was moved has no call."""
    model = consulting(Phase.WITH_TARGET, Hearing.BOTH_HELD)
    caller_view, target = model.calls
    entered = phase not in (Phase.ENTERING, Phase.REENTERING)
    call = Call(
        id="call-3",
        direction=Direction.OUTGOING,
        purpose=CallPurpose.ROOM,
        consult_of="call-1",
        state=room_state if entered else CallState.DIALING,
        caller=Caller(number="*881234567890"),
        started_at=ago(9),
        answered_at=ago(8) if entered else None,
        held_since=ago(3) if room_state is CallState.HELD else None,
    )
    room = CallView(call=call, title=caller_view.title, number="*881234567890")
    moved = {
        Phase.ENTERING: (),
        Phase.MOVING_CALLER: (),
        Phase.ROOM_LOST: (),
        Phase.ROOM: (caller_view, target),
    }.get(phase, (caller_view,))
    gone = (target,) if phase is Phase.ROOM_TWO else ()
    here = tuple(view for view in model.calls if view not in (*moved, *gone))
    consult = model.consult
    assert consult is not None
    return change(
        model,
        calls=(*here, room),
        consult=msgspec.structs.replace(
            consult,
            phase=phase,
            hearing=hearing_in_room(phase, call) or Hearing.NOBODY,
            room_id="call-3",
            moved=moved,
        ),
    )


def conference() -> DeskModel:
    """All three hear each other."""
    return consulting(Phase.CONFERENCE, Hearing.ALL_THREE)


def dialing() -> DeskModel:
    """Calling out; the far end rings."""
    call = Call(
        id="call-9",
        direction=Direction.OUTGOING,
        state=CallState.EARLY,
        caller=caller("+862259990135", ""),
        started_at=ago(7),
        sip_code=180,
        sip_reason="Ringing",
    )
    view = CallView(call=call, title="Caller B", number="+86 22 5999 0135", region="Tianjin")
    return change(
        idle(), agent=AgentStatus(state=AgentState.ON_CONTACT, since=ago(7)), calls=(view,)
    )


def wrap_up() -> DeskModel:
    """The call is over since 15 s; 45 s of wrap-up left; the disposition is missing."""
    view = talking()
    return change(
        idle(),
        agent=AgentStatus(
            state=AgentState.WRAP_UP, since=ago(15), wrap_up_until=NOW + timedelta(seconds=45)
        ),
        contact=contact_view(view),
    )


def line_waiting() -> DeskModel:
    """The server does not answer; the next try is in 12 s."""
    return change(
        not_ready(Reason.SYSTEM),
        line=LineStatus(
            state=LineState.WAITING,
            sip_code=408,
            sip_reason="Request Timeout",
            retry_at=NOW + timedelta(seconds=12),
            since=ago(30),
        ),
    )


def line_refused() -> DeskModel:
    """Wrong password."""
    return change(
        not_ready(Reason.SYSTEM),
        line=LineStatus(state=LineState.REFUSED, sip_code=403, sip_reason="Forbidden"),
        password_needed=True,
    )


def engine_down() -> DeskModel:
    """The call engine is being restarted."""
    return change(idle(), engine_up=False, line=LineStatus(state=LineState.OFF))


def hostile() -> DeskModel:
    """Everything the network says is mark-up and direction overrides."""
    view = msgspec.structs.replace(
        talking(), title=HOSTILE * 20, number=HOSTILE, region=HOSTILE, queue=HOSTILE
    )
    return change(connected(), calls=(view,), contact=contact_view(view))


def notice(code: NoticeCode, number: int = 1, *, severity: Severity = Severity.INFO) -> Notice:
    """A notice with every argument a code may want."""
    args = {
        "sip_code": "503",
        "sip_reason": "Service Unavailable",
        "retry_at": (NOW + timedelta(seconds=12)).isoformat(),
        "action": "ready",
        "code": "*120",
        "number": "+86 22 5999 0134",
        "target": "1002",
        "command": "HoldCall",
        "reason": "no such call",
        "problem": "disk full",
        "path": "softphone.db.broken",
        "ticket_id": "ticket-1",
        "fields": "category,disposition",
        "note": "no microphone",
        "state": "on_contact",
        "seconds": "20",
        "server": "pbx2.example.com:5061",
        "away_s": "480",
        "tested": "",
    }
    return Notice(id=number, code=code, severity=severity, at=NOW, args=args)


def with_notices(count: int = 3) -> DeskModel:
    """Idle, with a few notices."""
    codes = (NoticeCode.CALL_MISSED, NoticeCode.TICKET_SAVED, NoticeCode.QUEUE_NOT_TOLD)
    severities = (Severity.INFO, Severity.INFO, Severity.WARNING)
    return change(
        idle(),
        notices=tuple(
            notice(codes[n % 3], n + 1, severity=severities[n % 3]) for n in range(count)
        ),
    )


def looking() -> DeskModel:
    """In a call the card of another customer is open."""
    other = Customer(id="c9", name="Caller B", tier=Tier.GOLD, numbers=("+862259990131",))
    return change(connected(), shown_card=CustomerCard(customer=other))


def taken() -> DeskModel:
    """The agent has chosen another customer for the contact."""
    model = connected()
    assert model.contact is not None
    return change(model, contact=msgspec.structs.replace(model.contact, replaced="Caller Z"))


ALL = {
    "looking": looking,
    "taken": taken,
    "idle": idle,
    "signed_out": signed_out,
    "not_ready": not_ready,
    "ringing_vip": ringing_vip,
    "connected": connected,
    "held": held,
    "muted": muted,
    "recorded": recorded,
    "paused": lambda: recorded(RecordingPolicy.BUTTON, paused_s=42),
    "may_record": may_record,
    "transferring": transferring,
    "consulting": consulting,
    "conference": conference,
    "dialing": dialing,
    "wrap_up": wrap_up,
    "line_waiting": line_waiting,
    "line_refused": line_refused,
    "engine_down": engine_down,
    "hostile": hostile,
    "with_notices": with_notices,
}
