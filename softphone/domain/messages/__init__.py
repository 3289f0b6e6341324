"""What desk and engine say to each other: commands in the imperative, events in the past tense.

Frozen structs, encoded as MessagePack with the class name as tag; unknown names and unknown
fields are refused. They are in ``domain`` because the agent logic speaks these words too.
"""

from softphone.domain.messages.base import (
    Message,
)
from softphone.domain.messages.call_commands import (
    AnswerCall,
    CompleteTransfer,
    ForwardCall,
    HangUpCall,
    HoldCall,
    MergeCalls,
    PlaceCall,
    RejectCall,
    ResumeCall,
    SendDtmf,
    SetDoNotDisturb,
    SetMute,
    SetPartyAudio,
    SplitCalls,
    SwapCalls,
    TransferCall,
)
from softphone.domain.messages.command_name import CommandName
from softphone.domain.messages.commands import (
    Configure,
    RequestSnapshot,
    RequestTrace,
    RetryRegistration,
    RunEchoTest,
    SelectDevices,
    ShutDown,
    Unregister,
    WatchTargets,
)
from softphone.domain.messages.events import (
    CallChanged,
    CallEnded,
    CallOffered,
    CallRejectedByDnd,
    CommandRefused,
    ComputerWoke,
    DevicesChanged,
    DtmfReceived,
    DtmfSent,
    EchoMeasured,
    EchoTestProgressed,
    HeadsetChanged,
    HeadsetPressed,
    LevelsMeasured,
    LineChanged,
    MailboxChanged,
    MuteChanged,
    PlaybackProgressed,
    QualityMeasured,
    RecordingChanged,
    SnapshotTaken,
    SpeakersChanged,
    TargetChanged,
    TraceReported,
    TransferProgressed,
    WaveformRead,
)
from softphone.domain.messages.recording_commands import (
    AddToRecording,
    ConfigureRecording,
    PauseRecording,
    PlayRecording,
    ReadWaveform,
    ResumeRecording,
    StartRecording,
    StopPlaying,
    StopRecording,
)

__all__ = [
    "AddToRecording",
    "AnswerCall",
    "CallChanged",
    "CallEnded",
    "CallOffered",
    "CallRejectedByDnd",
    "Command",
    "CommandName",
    "CommandRefused",
    "CompleteTransfer",
    "ComputerWoke",
    "Configure",
    "ConfigureRecording",
    "DevicesChanged",
    "DtmfReceived",
    "DtmfSent",
    "EchoMeasured",
    "EchoTestProgressed",
    "Event",
    "ForwardCall",
    "HangUpCall",
    "HeadsetChanged",
    "HeadsetPressed",
    "HoldCall",
    "LevelsMeasured",
    "LineChanged",
    "MailboxChanged",
    "MergeCalls",
    "Message",
    "MuteChanged",
    "PauseRecording",
    "PlaceCall",
    "PlayRecording",
    "PlaybackProgressed",
    "QualityMeasured",
    "ReadWaveform",
    "RecordingChanged",
    "RejectCall",
    "RequestSnapshot",
    "RequestTrace",
    "ResumeCall",
    "ResumeRecording",
    "RetryRegistration",
    "RunEchoTest",
    "SelectDevices",
    "SendDtmf",
    "SetDoNotDisturb",
    "SetMute",
    "SetPartyAudio",
    "ShutDown",
    "SnapshotTaken",
    "SpeakersChanged",
    "SplitCalls",
    "StartRecording",
    "StopPlaying",
    "StopRecording",
    "SwapCalls",
    "TargetChanged",
    "TraceReported",
    "TransferCall",
    "TransferProgressed",
    "Unregister",
    "WatchTargets",
    "WaveformRead",
]

Command = (
    Configure
    | Unregister
    | RetryRegistration
    | PlaceCall
    | AnswerCall
    | RejectCall
    | ForwardCall
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
    | SetPartyAudio
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
    | RequestSnapshot
    | WatchTargets
    | RequestTrace
    | RunEchoTest
    | ShutDown
)

Event = (
    SnapshotTaken
    | LineChanged
    | ComputerWoke
    | CallOffered
    | CallRejectedByDnd
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
    | TraceReported
    | EchoTestProgressed
    | EchoMeasured
    | RecordingChanged
    | WaveformRead
    | PlaybackProgressed
    | QualityMeasured
    | SpeakersChanged
    | CommandRefused
)
