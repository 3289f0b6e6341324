"""Scenarios of the practice room: who calls, what they say, who else is there. Plain JSON."""

from pathlib import Path

import msgspec

from softphone import shipped

SHIPPED = shipped.path("practice", "scenarios.json")


class ScenarioError(Exception):
    """A scenario file cannot be used; the text says why."""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something said: the sound file (beside the scenario file), its text, the voice that spoke."""

    wav: str
    text: str
    voice: str = ""


class Customer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A scripted customer. Times in seconds; None: never.

    The first line is said at the answer, each further one when the agent has spoken and stopped.
    ``patience_s`` is how long they let it ring, ``hold_patience_s`` how long they bear a hold,
    ``hang_up_s`` how long after their last line they hang up. ``tone_hz`` is their pilot tone.
    """

    key: str
    number: str
    name: str = ""
    customer_id: str = ""
    queue: str = ""
    waited_s: int = 0
    vip: bool = False
    difficult: bool = False
    patience_s: float = 20.0
    hold_patience_s: float | None = None
    hang_up_s: float | None = None
    tone_hz: int = 1000
    lines: tuple[Line, ...]


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Somebody who can be called: a colleague by user part, or ``*`` for any outside number."""

    user: str
    ring_ms: int = 1000
    busy: bool = False
    declines: bool = False
    """Rings ``ring_ms``, then 603."""
    hang_up_ms: int | None = None
    tone_hz: int = 1400
    line: Line | None = None


class Scenario(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The whole room. ``repeat``: begin again when all customers have been served."""

    customers: tuple[Customer, ...]
    parties: tuple[Party, ...]
    agent: Line | None = None
    """What a scripted agent says, where no human speaks."""
    repeat: bool = True


def load(path: Path) -> Scenario:
    """Read a scenario; its sound files come back as absolute paths. Raises ``ScenarioError``."""
    try:
        scenario = msgspec.json.decode(path.read_bytes(), type=Scenario)
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise ScenarioError(f"{path}: {error}") from error
    keys = [customer.key for customer in scenario.customers]
    if len(set(keys)) != len(keys):
        raise ScenarioError(f"{path}: two customers with the same key")
    folder = path.resolve().parent
    replace = msgspec.structs.replace

    def located(line: Line) -> Line:
        found = replace(line, wav=str(folder / line.wav))
        if not Path(found.wav).is_file():
            raise ScenarioError(f"{path}: no sound file {line.wav}")
        return found

    return replace(
        scenario,
        customers=tuple(
            replace(customer, lines=tuple(located(line) for line in customer.lines))
            for customer in scenario.customers
        ),
        parties=tuple(
            replace(party, line=located(party.line) if party.line else None)
            for party in scenario.parties
        ),
        agent=located(scenario.agent) if scenario.agent else None,
    )
