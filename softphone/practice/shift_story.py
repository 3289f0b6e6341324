"""The story of the demo shift: two customers, a hold, a transfer, two tickets, a break.

Each step acts on the real widgets and returns what was observed elsewhere: by the SIP peers of
the room, in the sound that arrived, in the rows of the store.
"""

import time
from collections.abc import Callable, Sequence

from softphone.practice import evidence
from softphone.practice.feature_codes import CODES, Told
from softphone.practice.shift_setup import AGENT_TONE_DBFS, AGENT_TONE_HZ
from softphone.practice.shift_stage import NotObservedError, Stage, Step
from softphone.practice.sound import Tone

COLLEAGUE = "2001"
BREAK_S = 3.0
"""How long the break is watched for a customer who must not come."""
HOLD_S = 1.5

_CODE = {each.told: each.code for each in CODES if not each.reason}
_BREAK_CODE = next(each.code for each in CODES if each.reason == "break")


def open_window(stage: Stage) -> str:
    """The program is up, its line usable, the agent signed in but not ready."""
    stage.until(stage.desk.answers, "the program's control socket", 20.0)
    stage.until(lambda: stage.desk.line() == "direct", "a usable line", 10.0)
    stage.state("not_ready")
    stage.picture("signed-in")
    return f"line {stage.desk.line()}, state not ready, engine {stage.desk.stack()}"


def go_ready(stage: Stage) -> str:
    """Press Ready; the PBX is told by feature codes."""
    after = stage.room.mark()
    at = stage.click("readyButton")
    stage.room.wait_for("told", code=_CODE[Told.SIGN_IN], after=after)
    told = stage.room.wait_for("told", code=_CODE[Told.READY], after=after)
    stage.state("ready")
    return (
        f"SIP 200 to {_CODE[Told.SIGN_IN]} and {_CODE[Told.READY]} "
        f"at +{_ms(told['t'] - at)} ms, state ready"
    )


def rings(key: str) -> Callable[[Stage], str]:
    """The customer is offered; the card is on screen before anybody answers."""

    def act(stage: Stage) -> str:
        customer = stage.customer(key)
        offered = stage.room.wait_for("offered", customer=key, timeout_s=15.0)
        stage.call = offered["call"]
        rang = stage.room.wait_for("rang", call=stage.call)
        name = _customer_name(stage, customer.number)
        stage.until(lambda: stage.desk.text("cardName") == name, f"the card of {name}")
        shown = time.monotonic()
        stage.state("reserved")
        if any(e["event"] == "answered" and e["call"] == stage.call for e in stage.room.events):
            raise NotObservedError("the call was answered before the card was seen")
        stage.picture(f"{key}-rings")
        return (
            f"SIP {rang['code']} at +{rang['ms']} ms, card of {name} seen at "
            f"+{_ms(shown - offered['t'])} ms, still ringing"
        )

    return act


def answer(stage: Stage) -> str:
    """Press Answer."""
    stage.heard_from = evidence.heard_bytes(stage.folder.speaker)
    at = stage.click("answerButton")
    answered = stage.room.wait_for("answered", call=stage.call)
    stage.state("on_contact")
    return f"SIP {answered['code']} at +{_ms(answered['t'] - at)} ms after the click"


def talk(key: str) -> Callable[[Stage], str]:
    """Both hear each other."""

    def act(stage: Stage) -> str:
        heard = stage.agent_hears(stage.customer(key).tone_hz)
        there = stage.party_hears(stage.call, AGENT_TONE_HZ, AGENT_TONE_DBFS)
        stage.picture(f"{key}-talks")
        return (
            f"customer's {_level(heard)} in the agent's ear, agent's {_level(there)} "
            "at the customer"
        )

    return act


def hold(stage: Stage) -> str:
    """Hold: the customer no longer hears the agent."""
    stage.click("holdButton")
    held = stage.room.wait_for("held", call=stage.call)
    # What was under way when the hold was asked for may still arrive.
    since = held["t"] + 0.3
    stage.until(lambda: time.monotonic() - since >= HOLD_S, "time")
    heard = stage.room.measure(stage.call, [AGENT_TONE_HZ], since=since)
    level = heard["tones"][0]["level_dbfs"]
    if level > -65.0:
        raise NotObservedError(f"the customer still hears the agent at {level} dBFS")
    stage.picture("hold")
    return f"re-INVITE (hold) at the customer, agent's tone there fell to {level:.0f} dBFS"


def resume(stage: Stage) -> str:
    """Take the customer back."""
    after = stage.room.mark()
    stage.click("holdButton")
    stage.room.wait_for("resumed", call=stage.call, after=after)
    heard = stage.party_hears(stage.call, AGENT_TONE_HZ, AGENT_TONE_DBFS)
    return f"re-INVITE (resume), agent's {_level(heard)} at the customer again"


def hang_up(stage: Stage) -> str:
    """Hang up; wrap-up begins and the queue is told."""
    after = stage.room.mark()
    at = stage.click("hangUpButton")
    ended = stage.room.wait_for("ended", call=stage.call, after=after)
    stage.state("wrap_up")
    told = stage.room.wait_for("told", code=_CODE[Told.NOT_READY], after=after)
    return (
        f"BYE at the customer at +{_ms(ended['t'] - at)} ms, state wrap-up, "
        f"SIP 200 to {told['code']}"
    )


def ticket(
    category: str, priority: str, disposition: str, notes: str, *, save: str, state: str
) -> Callable[[Stage], str]:
    """Fill the form in and save; the rows are read back from the store."""

    def act(stage: Stage) -> str:
        desk = stage.desk
        desk.choose("categoryBox", category)
        stage.click(priority)
        desk.choose("dispositionBox", disposition)
        desk.type_text("notesEdit", notes)
        stage.picture(f"ticket-{len(stage.tickets) + 1}")
        after = stage.room.mark()
        at = stage.click(save)
        stage.state(state)
        found = stage.until(
            lambda: stage.rows("select * from tickets where notes = ?", notes), "the ticket's row"
        )
        row = found[0]
        outbox = stage.rows("select * from outbox where ticket_id = ?", str(row["id"]))
        if (row["category_id"], row["disposition_id"]) != (category, disposition) or not outbox:
            raise NotObservedError(f"ticket {row}, outbox {outbox}")
        stage.tickets.append({"ticket": row, "outbox": outbox})
        seen = (
            f"row {str(row['id'])[:8]} in the store: {row['category_id']}, {row['priority']}, "
            f"{row['disposition_id']}, customer {row['customer_id']}, outbox {outbox[0]['state']}; "
        )
        if state == "ready":
            told = stage.room.wait_for("told", code=_CODE[Told.READY], after=after)
            return seen + f"SIP 200 to {told['code']} at +{_ms(told['t'] - at)} ms"
        return seen + f"state {state.replace('_', ' ')}"

    return act


def transfer(key: str) -> Callable[[Stage], str]:
    """Blind transfer: the customer really talks with the colleague."""

    def act(stage: Stage) -> str:
        room, after, desk_after = stage.room, stage.room.mark(), stage.desk.mark()
        stage.click("transferButton")
        stage.desk.type_text("transferTarget", COLLEAGUE)
        at = stage.click("transferConfirmButton")
        accepted = room.wait_for("transfer_accepted", call=stage.call, after=after)
        new = accepted["new_call"]
        answered = room.wait_for("state", call=new, state="confirmed", after=after)
        # One room plays both parties: the colleague's leg is the one that came in.
        colleague = room.wait_for("incoming", user=COLLEAGUE, after=after)["call"]
        stage.until(lambda: _transferred_to(stage, key) == COLLEAGUE, "the transfer in the store")
        party = next(each for each in stage.scenario.parties if each.user == COLLEAGUE)
        there = stage.party_hears(new, party.tone_hz)
        here = stage.party_hears(colleague, stage.customer(key).tone_hz)
        stage.state("wrap_up")
        notified = stage.until(
            lambda: [code for code in stage.desk.transfer_codes(desk_after) if code],
            "a NOTIFY at the desk",
        )
        if notified[-1] != 200:
            raise NotObservedError(f"the desk saw these NOTIFY codes: {notified}")
        codes = [
            event["code"]
            for event in room.events[after:]
            if event["event"] == "state" and event["call"] == new and event["code"]
        ]
        return (
            f"REFER accepted at +{_ms(accepted['t'] - at)} ms, new call {_words(codes)} at "
            f"+{_ms(answered['t'] - at)} ms, NOTIFY {_words(notified)} at the desk; "
            f"customer hears the colleague's {_level(there)}, "
            f"colleague hears the customer's {_level(here)}"
        )

    return act


def take_break(stage: Stage) -> str:
    """A break from the menu; the queue is told and nobody is offered."""
    after = stage.room.mark()
    at = stage.click("breakMenuButton")
    stage.click("breakReason")
    told = stage.room.wait_for("told", code=_BREAK_CODE, after=after)
    stage.state("not_ready")
    stage.picture("break")
    stage.until(lambda: time.monotonic() - told["t"] >= BREAK_S, "time")
    offered = [event for event in stage.room.events[after:] if event["event"] == "offered"]
    if offered:
        raise NotObservedError(f"a customer was offered in the break: {offered}")
    return (
        f"SIP 200 to {told['code']} at +{_ms(told['t'] - at)} ms, state not ready (break), "
        f"nobody offered for {BREAK_S:g} s though one waits"
    )


def quit_program(stage: Stage) -> str:
    """Quit: signed out of the queue, all processes gone."""
    after = stage.room.mark()
    pids = stage.desk.pids()
    if len(pids) < 3:
        raise NotObservedError(f"three processes expected, the desk knows {pids}")
    stage.desk.verb("quit")
    told = stage.room.wait_for("told", code=_CODE[Told.SIGN_OUT], after=after)
    stage.until(lambda: not (stage.running() or evidence.alive(pids)), "the end of all processes")
    return f"SIP 200 to {told['code']}, processes {_words(pids)} have ended"


STORY = (
    Step("Open the window", open_window),
    Step("Go ready", go_ready),
    Step("Customer 1 rings", rings("refund")),
    Step("Answer", answer),
    Step("Talk", talk("refund")),
    Step("Hold", hold),
    Step("Resume", resume),
    Step("Hang up", hang_up),
    Step(
        "Save the ticket, ready again",
        ticket(
            "refunds.progress",
            "priorityUrgent",
            "follow_up",
            "退款第三次来电，已查单，今天内回复。 Third call about the refund.",
            save="saveReadyButton",
            state="ready",
        ),
    ),
    Step("Customer 2 rings", rings("address")),
    Step("Answer", answer),
    Step("Talk", talk("address")),
    Step(f"Transfer to colleague {COLLEAGUE}", transfer("address")),
    Step(
        "Save the ticket",
        ticket(
            "orders.change.address",
            "priorityRoutine",
            "passed_on.second_line",
            "New delivery address wanted; handed to the second line.",
            save="saveButton",
            state="not_ready",
        ),
    ),
    Step("Break", take_break),
    Step("Quit", quit_program),
)


def _ms(seconds: float) -> int:
    return round(1000 * seconds)


def _level(tone: Tone) -> str:
    return f"{tone.hz:g} Hz at {tone.level_dbfs:.0f} dBFS"


def _words(codes: Sequence[int]) -> str:
    return ", ".join(str(code) for code in dict.fromkeys(codes))


def _customer_name(stage: Stage, number: str) -> str:
    found = stage.rows(
        "select name from customers join customer_numbers on customers.id = customer_id "
        "where e164 = ?",
        number,
    )
    if not found:
        raise NotObservedError(f"no sample customer with the number {number}")
    return str(found[0]["name"])


def _transferred_to(stage: Stage, key: str) -> str:
    found = stage.rows(
        "select transferred_to from contacts where number = ? order by started_at desc",
        stage.customer(key).number,
    )
    return str(found[0]["transferred_to"]) if found else ""
