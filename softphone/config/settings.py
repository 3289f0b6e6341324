"""Typed settings of one agent's program; read from ``settings.toml`` in the data folder."""

from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from softphone.domain.account import Account, FrontRules
from softphone.domain.audio_devices import AudioDevices
from softphone.domain.codecs import CodecProfile
from softphone.domain.dial_plan import CallerId, DialPlan
from softphone.domain.dtmf import DtmfWay
from softphone.domain.forwarding import ForwardRule
from softphone.domain.queues import AmiRules
from softphone.domain.recording import RecordingRules
from softphone.domain.target import Target
from softphone.domain.ticket import TicketField


class FeatureCodes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Codes that are dialled to tell the PBX's queue; an empty one is not told.

    ``not_ready_reasons`` gives single reasons a code of their own (``{"meal": "*1202"}``).
    ``repeat_min``: a ready agent is signed in again so many minutes after the last code, because a
    PBX that has forgotten its members does not say so; 0: never.
    """

    sign_in: str = ""
    sign_out: str = ""
    ready: str = ""
    not_ready: str = ""
    not_ready_reasons: dict[str, str] = {}
    pause_in_wrap_up: bool = True
    repeat_min: Annotated[int, msgspec.Meta(ge=0, le=1440)] = 10


class HeaderNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """SIP headers of an incoming call that the desk reads; empty: not read.

    A consult and a blind transfer carry ``contact_id``, ``customer_id``, ``case_id``, ``queue``,
    ``from_agent``, ``original_caller`` and ``note`` to the colleague; empty: not sent.
    """

    customer_id: str = "X-Customer-Id"
    case_id: str = "X-Case-Id"
    queue: str = "X-Queue"
    waited: str = "X-Waited"
    """Seconds the caller has waited, as a decimal number."""
    vip: str = "X-Vip"
    """``1``, ``yes`` or ``true``."""
    contact_id: str = "X-Contact-Id"
    from_agent: str = "X-From-Agent"
    original_caller: str = "X-Original-Caller"
    """The number of the caller whom it is about."""
    user_to_user: str = ""
    """``User-to-User`` (RFC 7433) carries all of it in one header; off unless named."""
    note: str = ""
    """The beginning of the ticket's notes; off unless named, because it is free text."""


class WrapUp(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Wrap-up: countdown, prolongation (seconds) and the fields a ticket must have.

    A call with a colleague has no ticket and no wrap-up, unless ``internal_tickets``. Colleagues
    are the targets of the company and, with ``extension_digits``, all numbers of so few digits.
    """

    time_s: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 60
    more_time_s: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 60
    required: tuple[TicketField, ...] = (
        TicketField.CATEGORY,
        TicketField.PRIORITY,
        TicketField.DISPOSITION,
    )
    internal_tickets: bool = False
    extension_digits: Annotated[int, msgspec.Meta(ge=0, le=6)] = 0


class Answering(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``not_ready_after_s``: a call that rings so long makes the agent not ready (0: never).

    Calls of ``auto_answer_queues`` answer themselves, with ``auto_answer_by_header`` also those
    whose INVITE asks for it, after ``auto_answer_after_s`` at least; only while the agent is ready.
    """

    not_ready_after_s: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 0
    auto_answer_queues: tuple[str, ...] = ()
    auto_answer_by_header: bool = False
    auto_answer_after_s: Annotated[float, msgspec.Meta(ge=0, le=30)] = 0.0
    do_not_disturb_code: Literal[480, 486, 603] = 480
    """What a call gets while the agent is not to be disturbed."""
    forward: ForwardRule = ForwardRule.OFF
    """Which calls an agent may send elsewhere while they ring: ``off``, ``direct``, ``all``."""
    not_answered_to: str = ""
    """Where those calls go after ``not_ready_after_s``; empty: back to the PBX."""


class WaitingState(StrEnum):
    """A state of the agent in which a further call may ring."""

    RESERVED = "reserved"
    ON_CONTACT = "on_contact"
    WRAP_UP = "wrap_up"


class Calls(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``waiting``: further calls ring in the states ``waiting_in``; otherwise they get 486.

    ``max_calls`` counts every call at once, consults too (one consult is always possible).
    """

    waiting: bool = False
    waiting_in: tuple[WaitingState, ...] = (WaitingState.ON_CONTACT,)
    max_calls: Annotated[int, msgspec.Meta(ge=1, le=6)] = 2
    conference_max: Annotated[int, msgspec.Meta(ge=3, le=6)] = 3
    """Parties of a conference that is mixed here, the agent among them."""


class ConferencePlace(StrEnum):
    """Where three parties meet."""

    HERE = "here"
    """Mixed by the softphone."""
    PBX = "pbx"
    """In a conference room of the PBX."""


_ROOM = r"^([0-9A-Za-z*#+_.-]|\{id\}|\{user\}){1,64}$"


class Conference(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``room``: what is dialled for a room of the PBX, by the agent and for the others.

    ``{id}`` becomes ten digits, other ones for each conference; ``{user}`` the agent's extension.
    """

    where: ConferencePlace = ConferencePlace.HERE
    room: Annotated[str, msgspec.Meta(pattern=_ROOM)] = "*88{id}"


class Sound(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``codecs``: which are offered, and how Opus is set: ``office``, ``home`` or ``thin``."""

    codecs: CodecProfile = CodecProfile.OFFICE


class Targets(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whom a caller can be handed to: ``saved`` here, ``file`` a CSV shared by a team.

    ``watch``: ask the PBX how they are. ``pickup_code`` before a number takes the call that
    rings there, ``voicemail`` is dialled to listen; empty: not offered.
    """

    saved: tuple[Target, ...] = ()
    file: str = ""
    favourites: tuple[str, ...] = ()
    watch: bool = True
    pickup_code: str = ""
    voicemail: str = ""


class LinkAction(StrEnum):
    """What a link (``tel:``, ``sip:``) does."""

    FILL = "fill"
    """Its number comes into the dial box; a click dials."""
    DIAL = "dial"


class Dialing(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Calls the agent makes. ``macros``: name = keys, a comma is a pause (``1,,2#``).

    ``caller_id_header`` tells the PBX which of ``caller_ids`` the agent has chosen.
    ``area_code`` (``022``) is put before local numbers, typed, received or imported.
    ``received_prefixes`` are what the PBX or the trunk leaves before callers' numbers (``9``);
    they are taken off where only that makes a full number of it.
    """

    plan: DialPlan = DialPlan()
    caller_ids: tuple[CallerId, ...] = ()
    caller_id_header: str = "P-Preferred-Identity"
    dtmf: DtmfWay = DtmfWay.AUTO
    macros: dict[str, str] = {}
    area_code: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{0,6}$")] = ""
    received_prefixes: tuple[Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,8}$")], ...] = ()
    links: LinkAction = LinkAction.FILL
    """``dial`` holds only where the administrator's policy says so."""


class Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``language`` and ``theme`` empty: the system's. ``theme``: ``light`` or ``dark``."""

    language: str = ""
    theme: str = ""
    shortcuts: dict[str, str] = {}


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that can be set. ``country`` (ISO 3166) decides how national numbers are read."""

    account: Account | None = None
    proxy: str = ""
    """``host:port`` for outgoing calls in direct mode."""
    agent_name: str = ""
    country: str = "CN"
    queue: FeatureCodes = FeatureCodes()
    ami: AmiRules = AmiRules()
    headers: HeaderNames = HeaderNames()
    wrap_up: WrapUp = WrapUp()
    answering: Answering = Answering()
    front: FrontRules = FrontRules()
    calls: Calls = Calls()
    conference: Conference = Conference()
    recording: RecordingRules = RecordingRules()
    targets: Targets = Targets()
    dialing: Dialing = Dialing()
    devices: AudioDevices = AudioDevices()
    sound: Sound = Sound()
    window: Window = Window()
    script_file: str = ""
    """Markdown-free plain text shown in the script tab; empty: the shipped one."""
