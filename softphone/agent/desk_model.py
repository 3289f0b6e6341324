"""The picture of everything the agent sees, as one frozen value.

The desk makes a new one whenever something changed; windows, the tray and ``softphone ctl`` only
render it. Nothing here is decided or fetched.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from softphone.domain.agent_state import AgentStatus
from softphone.domain.audio_devices import (
    AudioDevice,
    AudioDevices,
    DeviceInUse,
)
from softphone.domain.call import Call
from softphone.domain.consult import Hearing, Phase
from softphone.domain.contact import Contact
from softphone.domain.customer import Customer, CustomerCard
from softphone.domain.dial_plan import CallerId
from softphone.domain.echo import EchoAdvice, EchoResult, EchoStage
from softphone.domain.quality import Quality
from softphone.domain.quality_log import Sample
from softphone.domain.recording import Recording, RecordingPolicy
from softphone.domain.registration import LineStatus
from softphone.domain.target import Mailbox, TargetView
from softphone.domain.ticket import TicketDraft, TicketField, TicketSummary
from softphone.ports import HistoryRow


class Severity(StrEnum):
    """How loud a notice is."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class NoticeCode(StrEnum):
    """What a notice says; the window has the words in each language, ``args`` fill them."""

    ENGINE_LOST = "engine_lost"
    ENGINE_BACK = "engine_back"
    LINE_WAITING = "line_waiting"
    """args: sip_code, sip_reason, retry_at (ISO time)."""
    LINE_ON_BACKUP = "line_on_backup"
    """args: server: the first server does not answer, this one does."""
    COMPUTER_WOKE = "computer_woke"
    """args: away_s (seconds slept), tested ("yes" once the line has answered again, else "")."""
    LINE_REFUSED = "line_refused"
    """args: sip_code, sip_reason."""
    PASSWORD_NEEDED = "password_needed"  # noqa: S105
    KEYRING_MISSING = "keyring_missing"
    QUEUE_NOT_TOLD = "queue_not_told"
    """args: action, code, sip_code, sip_reason."""
    QUEUE_PAUSED = "queue_paused"
    """args: reason (the PBX's words, may be empty): somebody else has paused this agent."""
    QUEUE_LEFT = "queue_left"
    """Somebody else has taken this agent out of the queue."""
    QUEUE_REJOINED = "queue_rejoined"
    """The PBX had forgotten this agent and was told again."""
    QUEUES_UNKNOWN = "queues_unknown"
    """args: problem (a QueueProblem value): how many wait is not known; calls go on."""
    CALL_FAILED = "call_failed"
    """args: number, sip_code, sip_reason."""
    CALL_MISSED = "call_missed"
    """args: number, name (of the customer, may be empty)."""
    NOT_ANSWERED = "not_answered"
    """args: number, seconds: the call rang too long, the agent was made not ready."""
    CALL_FORWARDED = "call_forwarded"
    """args: number, target: the caller was sent there; what came of it is not told."""
    FORWARD_REFUSED = "forward_refused"
    """args: target, problem (a ForwardProblem value): the call goes on ringing."""
    CALL_REFUSED_BUSY = "call_refused_busy"
    """args: number: a second call was answered with 486."""
    TRANSFER_FAILED = "transfer_failed"
    """args: target, sip_code, sip_reason."""
    TRANSFER_LOST = "transfer_lost"
    """args: target, number: the transfer failed, and the caller is gone."""
    MERGE_UNRELATED = "merge_unrelated"
    """Two calls that do not belong together were to be made one conference."""
    TRANSFER_DONE = "transfer_done"
    """args: target; result: "unknown" where the PBX does not tell whether anybody answered."""
    CONSULT_FAILED = "consult_failed"
    """args: target, sip_code, sip_reason: the consulted party did not answer."""
    CONSULT_ENDED = "consult_ended"
    """args: target: the consulted party hung up."""
    CALLER_GONE = "caller_gone"
    """args: target: the caller hung up in the middle of a consult."""
    CALLER_STILL_HELD = "caller_still_held"
    ROOM_FAILED = "room_failed"
    """args: room, target, sip_code, sip_reason: no three-way call; the caller comes back."""
    ROOM_PARTY_FAILED = "room_party_failed"
    """The same args: the target could not be moved into the room and waits."""
    ROOM_CALLER_UNSURE = "room_caller_unsure"
    """The caller's leg ended before anybody said whether the caller is in the room."""
    ROOM_LOST = "room_lost"
    """The same args: the caller is in a room that cannot be reached any more."""
    COMMAND_REFUSED = "command_refused"
    """args: command, reason."""
    STORE_FAILED = "store_failed"
    """args: problem."""
    STORE_WAITS = "store_waits"
    STORE_SET_ASIDE = "store_set_aside"
    """args: path: a broken database file was set aside."""
    TICKET_SAVED = "ticket_saved"
    """args: ticket_id."""
    TICKET_INCOMPLETE = "ticket_incomplete"
    """args: fields (comma-separated TicketField values)."""
    TICKET_LEFT = "ticket_left"
    """args: number, name (of the customer, may be empty), fields (as above, may be empty): wrap-up
    is over and the ticket waits unfinished, in ``DeskModel.open_drafts``."""
    SOUND_MISSING = "sound_missing"
    """args: note."""
    NO_SOUND_RECEIVED = "no_sound_received"
    """args: number: nothing has come from the far end for seconds."""
    SILENCE_RECEIVED = "silence_received"
    """args: number: the far end sends, but silence only."""
    NOT_HEARD = "not_heard"
    """args: number: the far end's reports say that nothing of ours arrives."""
    DEVICE_AWAY = "device_away"
    """args: wanted (names of what is away, may be empty); microphone, speaker, ringer: the device
    that stands in, empty where the chosen one is there."""
    SOUND_MOVED = "sound_moved"
    """args: microphone, speaker: the device of now, empty where it is the same as before."""
    MICROPHONE_SILENT = "microphone_silent"
    """args: name (of the microphone, may be empty)."""
    NOT_POSSIBLE = "not_possible"
    """args: action, state."""
    SETTINGS_PARTLY = "settings_partly"
    """args: problem. Parts of the settings or of the policy are not in force."""
    SETTINGS_BROKEN = "settings_broken"
    """args: problem: the settings file cannot be read, the defaults are used."""
    RECORDING_FAILED = "recording_failed"
    """args: problem (a RecordingProblem value): the call goes on, unrecorded."""
    DESK_RESTARTED = "desk_restarted"
    SUPERVISOR_LOST = "supervisor_lost"
    PRACTICE_HINT = "practice_hint"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One line to the agent; ``id`` counts up. Sticky ones stay until dismissed or mended."""

    id: int
    code: NoticeCode
    severity: Severity
    at: datetime
    args: dict[str, str] = {}
    sticky: bool = False


class CallView(msgspec.Struct, frozen=True, kw_only=True):
    """A call and what the desk knows about its far end."""

    call: Call
    title: str
    """Customer's name, else the far end's name, else the number; plain text."""
    number: str
    """For display, grouped."""
    region: str = ""
    queue: str = ""
    waited_s: float | None = None
    """Seconds the caller had waited when the call was offered to us."""
    vip: bool = False
    original_caller: str = ""
    """Of a consult or transfer: the number of the caller whom it is about, for display."""
    from_agent: str = ""
    """The colleague who asks or hands over, as the INVITE's headers tell."""
    note: str = ""
    """What the colleague wrote down so far."""
    quality: Quality | None = None
    """How it sounds; None before the first measurement."""
    quality_samples: tuple[Sample, ...] = ()
    """How it sounded so far, for the graph."""
    may_forward: bool = False
    """It rings, and the administrator lets it be sent elsewhere."""
    unverified: bool = False
    """The number came from From, not from the registrar's P-Asserted-Identity."""


class ConsultView(msgspec.Struct, frozen=True, kw_only=True):
    """A consult or conference: the ids of its two calls, empty while there is none.

    ``target`` is the number for display. ``hearing`` tells who hears whom just now.
    """

    phase: Phase
    caller_id: str
    target_id: str
    target: str
    hearing: Hearing
    more_ids: tuple[str, ...] = ()
    """Further parties of the conference, ringing ones too."""
    may_add: bool = False
    """Whether the conference takes one more."""
    room_id: str = ""
    """The agent's own call to a conference room of the PBX, where that is used."""
    moved: tuple[CallView, ...] = ()
    """Who is in that room: their last pictures, for their own calls with us are over."""


class RecordingView(msgspec.Struct, frozen=True, kw_only=True):
    """The recording of the contact on the desk, and what the agent may do about it.

    ``possible``: it can be started now. ``pause_most_s`` 0: no pauses.
    """

    policy: RecordingPolicy
    recording: Recording | None = None
    possible: bool = False
    pause_most_s: float = 0.0


class PopState(StrEnum):
    """Where the look-up of the customer stands."""

    NONE = "none"
    LOOKING = "looking"
    FOUND = "found"
    SEVERAL = "several"
    UNKNOWN = "unknown"
    INTERNAL = "internal"
    """A colleague, and no customer: no ticket is needed."""
    FAILED = "failed"


class ContactView(msgspec.Struct, frozen=True, kw_only=True):
    """A contact on the desk: from ring time until wrap-up is left."""

    contact: Contact
    pop: PopState
    card: CustomerCard | None = None
    matches: tuple[Customer, ...] = ()
    draft: TicketDraft
    missing: tuple[TicketField, ...] = ()
    draft_saved: bool = True
    replaced: str | None = None
    """The agent has chosen the customer: whose contact it was before, "" for nobody's. None:
    there is no choice to undo."""


ANSWER_TARGET_S = 30.0
"""Callers are to be answered within this, counted from when they began to wait."""


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """The agent's day so far.

    ``taken`` are the incoming calls answered, ``in_time`` those of them answered within
    ``ANSWER_TARGET_S``: the wait in the queue, as the PBX told it in a header, and the ringing.
    """

    contacts: int = 0
    answered: int = 0
    taken: int = 0
    in_time: int = 0
    missed: int = 0
    talk_s: float = 0.0
    tickets: int = 0


class QueueView(msgspec.Struct, frozen=True, kw_only=True):
    """A queue in the bar; ``waiting`` None: not known."""

    name: str
    title: str
    """The name the agent knows it by."""
    waiting: int | None = None
    longest_since: datetime | None = None
    """Since when the caller waits who has waited longest."""


class EchoView(msgspec.Struct, frozen=True, kw_only=True):
    """The guided echo test: where it is, and what it found."""

    stage: EchoStage = EchoStage.OFF
    result: EchoResult | None = None
    advice: tuple[EchoAdvice, ...] = ()


class DialQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """A number that costs extra: dial it? ``text`` is what was typed."""

    text: str
    number: str


class Prefill(msgspec.Struct, frozen=True, kw_only=True):
    """A number from outside for the dial box; ``serial`` counts up."""

    serial: int
    text: str


class DeskModel(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on screen. ``shown_card`` is only looked at, whoever is on the phone."""

    agent_name: str
    agent: AgentStatus
    line: LineStatus
    engine_up: bool
    stack: str = ""
    calls: tuple[CallView, ...] = ()
    """Contact calls, oldest first; service calls never show."""
    may_dial: bool = False
    """Whether the calls that are up leave room for another one."""
    consult: ConsultView | None = None
    recording: RecordingView | None = None
    contact: ContactView | None = None
    """The contact in front."""
    contacts: tuple[ContactView, ...] = ()
    """All on the desk, oldest first."""
    shown_card: CustomerCard | None = None
    speaking: tuple[str, ...] = ()
    """Ids of the calls of a conference whose far end speaks just now."""
    do_not_disturb: bool = False
    """Every call that comes in is refused without ringing."""
    muted: bool = False
    microphones: tuple[AudioDevice, ...] = ()
    speakers: tuple[AudioDevice, ...] = ()
    devices: AudioDevices = AudioDevices()
    audio_note: str = ""
    in_use: tuple[DeviceInUse, ...] = ()
    echo: EchoView = EchoView()
    headset: str = ""
    """The headset whose keys are listened to."""
    headset_problem: str = ""
    """Why its keys cannot be used, in words."""
    notices: tuple[Notice, ...] = ()
    history: tuple[HistoryRow, ...] = ()
    tickets_today: tuple[TicketSummary, ...] = ()
    open_drafts: tuple[TicketDraft, ...] = ()
    draft_names: dict[str, str] = {}
    """Names of the customers of open drafts, by contact id; unknown ones are not in it."""
    discarded_draft: TicketDraft | None = None
    """The one thrown away last, as long as that can be undone."""
    figures: Figures = Figures()
    targets: tuple[TargetView, ...] = ()
    """Favourites first, then by kind, category and name."""
    queues: tuple[QueueView, ...] = ()
    """Those that the administrator wants in the bar."""
    mailbox: Mailbox | None = None
    """None: no voice mail is configured."""
    dial_question: DialQuestion | None = None
    prefill: Prefill | None = None
    caller_ids: tuple[CallerId, ...] = ()
    """The numbers calls can be made as; ``caller_id`` is the chosen one, empty: none."""
    caller_id: str = ""
    macros: tuple[str, ...] = ()
    """Names of key sequences for voice menus."""
    attempt: int = 0
    """The last sign-in; ``line.attempt`` is the one the line's state answers."""
    password_needed: bool = False
    """The window asks for the password (no keyring, or refused)."""
