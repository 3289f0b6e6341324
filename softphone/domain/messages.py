"""What desk and engine say to each other: commands in the imperative, events in the past tense.

Frozen structs, encoded as MessagePack with the class name as tag; unknown names and unknown
fields are refused. The file is in ``domain`` because the agent logic speaks these words too.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from softphone.domain.call import Call, CallPurpose, EndCause, EndedBy, TransferState
from softphone.domain.codecs import CodecProfile
from softphone.domain.dtmf import DtmfWay
from softphone.domain.echo import EchoResult, EchoStage
from softphone.domain.quality import Quality
from softphone.domain.recording import Gap, NoticeKind, NoticeTo, Recording
from softphone.domain.registration import LineStatus
from softphone.domain.sip_trace import SipMessage
from softphone.domain.target import Mailbox, Presence


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag=True):
    """Base of every command and event."""


class Transport(StrEnum):
    """SIP transport of the account."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class Srtp(StrEnum):
    """Encryption of the sound (RFC 3711, keys by RFC 4568)."""

    OFF = "off"
    OPTIONAL = "optional"
    """Offered and taken; a far end without it is still talked to."""
    MANDATORY = "mandatory"
    """A call that cannot be encrypted does not come about."""


class Account(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The agent's SIP account; the password travels in ``Configure`` alone.

    ``server`` is a host or address, ``port`` 0 means the transport's default. ``expires_s`` is the
    asked registration interval in seconds. ``ca_file`` (PEM) is what TLS believes instead of the
    system's store of authorities; empty: the system's. ``backup_servers`` (``host[:port]``) are
    tried in their order when ``server`` does not answer.
    """

    server: str
    user: str
    port: int = 0
    auth_user: str = ""
    display_name: str = ""
    transport: Transport = Transport.UDP
    expires_s: int = 120
    ca_file: str = ""
    backup_servers: tuple[str, ...] = ()
    srtp: Srtp = Srtp.OPTIONAL


class FrontRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which INVITEs may ring at all (docs/sip.md, "The front").

    ``only_registrar``: those of the registrar, of its route set (RFC 3608) and of ``also_from``
    (names or addresses). ``most_ringing`` calls ring at a time and at most ``invites_in_5_s``
    within five seconds; the rest gets 486. ``largest_invite`` in bytes, at most 4000 (the
    stack's own limit); a larger one gets 513.
    """

    only_registrar: bool = True
    also_from: tuple[str, ...] = ()
    most_ringing: int = 3
    invites_in_5_s: int = 10
    largest_invite: int = 4000


class AudioDevices(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Chosen devices by stable id; empty: the system's default, followed when it changes;
    ``null``: no sound.

    ``ringer`` empty: where the calls are heard. ``ring_also`` is a second device that rings too;
    empty: none, ``default``: the system's. ``names`` tells the names of the chosen devices, by id,
    for the time when they are away. ``headset_buttons``: whether a headset's keys are listened to.
    """

    microphone: str = ""
    speaker: str = ""
    ringer: str = ""
    ring_also: str = ""
    ring_volume: float = 0.6
    waiting_volume: float = 0.2
    zip_volume: float = 0.2
    processing: bool = True
    """Echo cancellation, noise suppression and gain for every microphone that is not among
    ``unprocessed`` (stable ids)."""
    unprocessed: tuple[str, ...] = ()
    limit_dbfs: float = -6.0
    """Ear protection: no sample leaves the program with a higher peak (-30 … 0)."""
    names: dict[str, str] = {}
    headset_buttons: bool = True


class AudioDevice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A device that can be chosen."""

    id: str
    name: str
    is_default: bool = False

    def answers_to(self, device_id: str) -> bool:
        """Whether a kept id means this device, perhaps plugged in elsewhere: what stands before the
        dash is made from its name."""
        return self.id.partition("-")[0] == device_id.partition("-")[0]


class DeviceRole(StrEnum):
    """What a device is used for."""

    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    RINGER = "ringer"
    RING_ALSO = "ring_also"


class HeadsetWish(StrEnum):
    """What a key of the headset asks for; which call it means, the desk decides."""

    ANSWER = "answer"
    HANG_UP = "hang_up"
    HOLD = "hold"
    """Hold, or take back."""
    REJECT = "reject"


class DeviceInUse(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which device has a role now. ``stand_in``: the chosen one is away; ``wanted`` is its name,
    empty when it is not known."""

    role: DeviceRole
    id: str
    name: str
    stand_in: bool = False
    wanted: str = ""


# ------------------------------------------------------------------ commands, desk → engine


class Configure(Message, frozen=True):
    """Take this account into use (again); register when ``register`` is true.

    ``header_names`` maps a purpose (``customer_id``, ``queue``, ``waited``, ``vip``, ``case_id``)
    to the SIP header that carries it. ``proxy`` is used in direct mode, where nothing is
    registered: ``host:port`` that outgoing calls go to. An identical Configure changes nothing.
    """

    account: Account
    password: str = ""
    register: bool = True
    proxy: str = ""
    header_names: dict[str, str] = {}
    devices: AudioDevices = AudioDevices()
    front: FrontRules = FrontRules()
    codecs: CodecProfile = CodecProfile.OFFICE


class Unregister(Message, frozen=True):
    """Give the binding back and stay away from the registrar."""


class RetryRegistration(Message, frozen=True):
    """Try to register now, whatever the back-off says; a ``password`` replaces the old one."""

    password: str | None = None


class PlaceCall(Message, frozen=True):
    """Dial; ``target`` is a number or user part, or a whole ``sip:`` URI. The desk picks the id.

    A call that is talked on is held first (not for a service call). ``consult_of`` names the call
    that a consult is about. ``join``: a call of a conference that goes on meanwhile; the new one
    enters it once it is answered. ``shown``: the number as the agent knows it, where the dial plan
    made another one of it.
    """

    call_id: str
    target: str
    shown: str = ""
    purpose: CallPurpose = CallPurpose.CONTACT
    consult_of: str = ""
    join: str = ""
    headers: dict[str, str] = {}


class AnswerCall(Message, frozen=True):
    """Answer an offered call with 200; a call that is talked on is held first.

    ``zip_tone``: nobody pressed a button, so the agent hears a short tone.
    """

    call_id: str
    zip_tone: bool = False


class RejectCall(Message, frozen=True):
    """Refuse an offered call: 486 busy, 603 decline, 480 not available."""

    call_id: str
    sip_code: int = 486


class HangUpCall(Message, frozen=True):
    """End a call in any state (BYE or CANCEL)."""

    call_id: str


class HoldCall(Message, frozen=True):
    """Put a connected call on hold (re-INVITE, sendonly: RFC 3264 section 8.4)."""

    call_id: str


class ResumeCall(Message, frozen=True):
    """Take a held call back; a call that is talked on is held first, unless they are mixed."""

    call_id: str


class SetMute(Message, frozen=True):
    """Mute or open the microphone; one state for the whole engine."""

    muted: bool


class SetDoNotDisturb(Message, frozen=True):
    """Refuse each INVITE that could ring, with that code and without ringing, until switched off.

    480, 486 or 603 (RFC 3261 section 21.4.18 names do not disturb for 480). Calls that ring
    already, and those that are up, go on.
    """

    on: bool
    sip_code: int = 480


class SendDtmf(Message, frozen=True):
    """Send digits ``0-9*#A-D``, 32 at a time."""

    call_id: str
    digits: str
    way: DtmfWay = DtmfWay.AUTO


class TransferCall(Message, frozen=True):
    """Blind transfer: REFER to ``target`` (RFC 3515, RFC 5589 section 6).

    ``headers`` go along: in the REFER itself, and in the Refer-To as headers of the new INVITE
    (RFC 3261 section 19.1.1).
    """

    call_id: str
    target: str
    headers: dict[str, str] = {}


class CompleteTransfer(Message, frozen=True):
    """Connect the caller with the consulted party (REFER with Replaces, RFC 5589 section 7).

    Answered by ``TransferProgressed``; without a final NOTIFY within 30 s it has failed with 408.
    """

    call_id: str
    consult_id: str


class SwapCalls(Message, frozen=True):
    """Hold ``call_id``, and once it is held take ``other_id`` back."""

    call_id: str
    other_id: str


class MergeCalls(Message, frozen=True):
    """Take back what is held and mix: each of the two parties hears the other and the agent."""

    call_id: str
    other_id: str


class SplitCalls(Message, frozen=True):
    """Undo the mix at once; ``call_id`` is put on hold, the agent goes on with ``other_id``."""

    call_id: str
    other_id: str


class SetParty(Message, frozen=True):
    """How one far end is heard by everybody else: not at all, or ``volume`` times (0 … 2)."""

    call_id: str
    muted: bool = False
    volume: float = 1.0


class SelectDevices(Message, frozen=True):
    """Use these devices from now on, in a running call too."""

    devices: AudioDevices


class ConfigureRecording(Message, frozen=True):
    """How recordings are made from now on; those that run keep folder and key.

    ``key`` is 32 bytes in base64, empty: none; with ``seal`` new files are encrypted with it,
    without it only reads those that are. ``notice_file`` is a WAV file, read for
    a spoken notice. Files of an earlier engine that were cut off are repaired and told, and so is
    the end of those in ``unfinished``, which the desk never heard of.
    """

    folder: str
    key: str = ""
    seal: bool = False
    notice: NoticeKind = NoticeKind.NONE
    notice_to: NoticeTo = NoticeTo.BOTH
    notice_file: str = ""
    tone_every_s: float = 15.0
    pause_most_s: float = 120.0
    keep_free_bytes: int = 200_000_000
    unfinished: tuple[str, ...] = ()


class StartRecording(Message, frozen=True):
    """Record these calls of a contact into one file: agent left, everybody else right.

    Ends with the last of its calls. Answered by ``RecordingChanged``, which has its id.
    """

    contact_id: str
    call_ids: tuple[str, ...]


class AddToRecording(Message, frozen=True):
    """Another call of the same contact (a consult) belongs to the recording too."""

    recording_id: str
    call_id: str


class StopRecording(Message, frozen=True):
    """End it; the calls go on."""

    recording_id: str


class PauseRecording(Message, frozen=True):
    """Write no sample for so many seconds, at most ``pause_most_s``; asked again: from now on."""

    recording_id: str
    for_s: float


class ResumeRecording(Message, frozen=True):
    """Go on before the pause is over."""

    recording_id: str


class ReadWaveform(Message, frozen=True):
    """Ask for ``WaveformRead``."""

    recording_id: str
    columns: int = 600


class PlayRecording(Message, frozen=True):
    """Play a finished recording to the speaker; refused while there is a call."""

    recording_id: str
    from_s: float = 0.0


class StopPlaying(Message, frozen=True):
    """Stop what is played."""


class TellSnapshot(Message, frozen=True):
    """Ask for ``SnapshotTaken``."""


class WatchTargets(Message, frozen=True):
    """Tell ``TargetChanged`` of these numbers from now on (SUBSCRIBE, RFC 4235), of no others.

    What is known already is told at once. At most 200. ``mailbox``: subscribe to the agent's own
    voice mailbox too (RFC 3842).
    """

    numbers: tuple[str, ...] = ()
    mailbox: bool = False


class TellTrace(Message, frozen=True):
    """Ask for ``TraceTold``: the SIP messages of a call, also one that is over.

    ``call_id`` empty: those that belong to no call (registration, subscriptions). ``request``
    comes back with the answer.
    """

    request: str
    call_id: str = ""
    mask_numbers: bool = True


class RunEchoTest(Message, frozen=True):
    """Begin the guided echo test, or end it; refused while there is a call."""

    on: bool = True


class ShutDown(Message, frozen=True):
    """Hang up, unregister, end the engine process."""


Command = (
    Configure
    | Unregister
    | RetryRegistration
    | PlaceCall
    | AnswerCall
    | RejectCall
    | HangUpCall
    | HoldCall
    | ResumeCall
    | SetMute
    | SetDoNotDisturb
    | SendDtmf
    | TransferCall
    | CompleteTransfer
    | SwapCalls
    | MergeCalls
    | SplitCalls
    | SetParty
    | SelectDevices
    | ConfigureRecording
    | StartRecording
    | AddToRecording
    | StopRecording
    | PauseRecording
    | ResumeRecording
    | ReadWaveform
    | PlayRecording
    | StopPlaying
    | TellSnapshot
    | WatchTargets
    | TellTrace
    | RunEchoTest
    | ShutDown
)

# ------------------------------------------------------------------ events, engine → desk


class SnapshotTaken(Message, frozen=True):
    """All the engine knows; the first event on every connection."""

    engine_pid: int
    stack: str
    """Name and version of the SIP stack, for the About box."""
    configured: bool
    line: LineStatus
    calls: tuple[Call, ...]
    muted: bool
    microphones: tuple[AudioDevice, ...]
    speakers: tuple[AudioDevice, ...]
    devices: AudioDevices
    audio_note: str = ""
    """Why there is no sound, in words, when a chosen device could not be opened."""
    recordings: tuple[Recording, ...] = ()
    """Those that run, and the newest ones that ended."""
    in_use: tuple[DeviceInUse, ...] = ()
    headset: str = ""
    headset_problem: str = ""
    do_not_disturb: bool = False
    microphone_silent: bool = False
    """Nothing but digital silence has come from the microphone for seconds of an open call."""
    ended: tuple[Call, ...] = ()
    """The newest ended calls, oldest first, filled in by the socket's server: a desk that was
    away when a call ended finds its cause here. Calls the desk knows as ended may be among them."""


class LineChanged(Message, frozen=True):
    """The registration moved."""

    line: LineStatus


class CallOffered(Message, frozen=True):
    """An INVITE came in and 180 has been sent."""

    call: Call
    at: datetime


class CallTurnedAway(Message, frozen=True):
    """An INVITE was refused without ringing, because of ``SetDoNotDisturb``; ``call`` is over."""

    call: Call
    at: datetime


class CallChanged(Message, frozen=True):
    """State, hold, codec, encryption or transfer progress of a call changed."""

    call: Call
    at: datetime


class CallEnded(Message, frozen=True):
    """A call is over; ``call`` holds cause, who ended it, code and times."""

    call: Call
    cause: EndCause
    ended_by: EndedBy
    at: datetime


class TransferProgressed(Message, frozen=True):
    """A NOTIFY told how the transfer stands; a failed one leaves the call with us."""

    call_id: str
    target: str
    state: TransferState
    sip_code: int
    sip_reason: str


class DtmfSent(Message, frozen=True):
    """The digits have been sent."""

    call_id: str
    digits: str


class DtmfReceived(Message, frozen=True):
    """The far end pressed a key."""

    call_id: str
    digit: str


class MuteChanged(Message, frozen=True):
    """The microphone was muted or opened."""

    muted: bool


class HeadsetPressed(Message, frozen=True):
    """A key of the headset asks for something. Its mute key is obeyed by the engine itself."""

    wish: HeadsetWish


class HeadsetChanged(Message, frozen=True):
    """Another headset whose keys are listened to, none when ``name`` and ``problem`` are empty."""

    name: str
    problem: str = ""
    """Why its keys cannot be used, in words."""


class DevicesChanged(Message, frozen=True):
    """The list of devices, or the ones in use, changed."""

    microphones: tuple[AudioDevice, ...]
    speakers: tuple[AudioDevice, ...]
    devices: AudioDevices
    audio_note: str = ""
    in_use: tuple[DeviceInUse, ...] = ()
    microphone_silent: bool = False


class LevelsMeasured(Message, frozen=True):
    """Peak levels of the last 100 ms in dBFS (0 = full scale, -90 = silence)."""

    microphone_dbfs: float
    speaker_dbfs: float


class TargetChanged(Message, frozen=True):
    """How a watched number is; ``far_end``: who calls there while it rings, where it is told."""

    number: str
    presence: Presence
    far_end: str = ""


class MailboxChanged(Message, frozen=True):
    """What waits in the agent's voice mailbox."""

    mailbox: Mailbox


class TraceTold(Message, frozen=True):
    """SIP messages in the order they went, without secrets; none: nothing is known any more."""

    request: str
    call_id: str
    messages: tuple[SipMessage, ...]


class RecordingChanged(Message, frozen=True):
    """A recording began, paused, went on, ended, or was repaired after a crash."""

    recording: Recording


class WaveformRead(Message, frozen=True):
    """What a recording looks like: peaks per column, 0 … 255, agent and far end.

    ``problem`` in words when it could not be read; the peaks are empty then.
    """

    recording_id: str
    duration_s: float
    agent: bytes
    far_end: bytes
    gaps: tuple[Gap, ...] = ()
    problem: str = ""


class PlaybackMoved(Message, frozen=True):
    """How far a recording has been played, several times a second.

    ``playing`` false: it came to its end, was stopped, or a call rang.
    """

    recording_id: str
    position_s: float
    duration_s: float
    playing: bool


class QualityMeasured(Message, frozen=True):
    """How a running call sounds, every two seconds, and at once when sound goes missing."""

    call_id: str
    quality: Quality


class EchoTestMoved(Message, frozen=True):
    """The guided echo test went on, ended or was ended."""

    stage: EchoStage


class EchoMeasured(Message, frozen=True):
    """What the echo test found; the agent's own voice is played back after that."""

    result: EchoResult


class SpeakersChanged(Message, frozen=True):
    """Who speaks in the conference just now: ids of calls, the agent not among them."""

    call_ids: tuple[str, ...]


class CommandRefused(Message, frozen=True):
    """A command could not be carried out; nothing changed."""

    command: str
    call_id: str
    reason: str


Event = (
    SnapshotTaken
    | LineChanged
    | CallOffered
    | CallTurnedAway
    | CallChanged
    | CallEnded
    | TransferProgressed
    | DtmfSent
    | DtmfReceived
    | MuteChanged
    | HeadsetPressed
    | HeadsetChanged
    | DevicesChanged
    | LevelsMeasured
    | TargetChanged
    | MailboxChanged
    | TraceTold
    | EchoTestMoved
    | EchoMeasured
    | RecordingChanged
    | WaveformRead
    | PlaybackMoved
    | QualityMeasured
    | SpeakersChanged
    | CommandRefused
)
