"""What the engine tells the desk, in the past tense."""

from datetime import datetime

from softphone.domain.audio_devices import AudioDevice, AudioDevices, DeviceInUse, HeadsetAction
from softphone.domain.call import Call, EndCause, EndedBy, TransferState
from softphone.domain.echo import EchoResult, EchoStage
from softphone.domain.messages.base import Message
from softphone.domain.messages.command_name import CommandName
from softphone.domain.quality import Quality
from softphone.domain.recording import Gap, Recording
from softphone.domain.registration import LineStatus
from softphone.domain.sip_trace import SipMessage
from softphone.domain.target import Mailbox, Presence


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


class ComputerWoke(Message, frozen=True):
    """The computer has slept; the line is tested anew, which ``LineChanged`` tells."""

    away_s: float


class CallOffered(Message, frozen=True):
    """An INVITE came in and 180 has been sent."""

    call: Call
    at: datetime


class CallRejectedByDnd(Message, frozen=True):
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

    wish: HeadsetAction


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


class TraceReported(Message, frozen=True):
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


class PlaybackProgressed(Message, frozen=True):
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


class EchoTestProgressed(Message, frozen=True):
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

    command: CommandName
    call_id: str
    reason: str
