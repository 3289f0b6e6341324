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
    SetParty,
    SplitCalls,
    SwapCalls,
    TransferCall,
)
from softphone.domain.messages.commands import (
    Configure,
    RetryRegistration,
    RunEchoTest,
    SelectDevices,
    ShutDown,
    TellSnapshot,
    TellTrace,
    Unregister,
    WatchTargets,
)
from softphone.domain.messages.events import (
    CallChanged,
    CallEnded,
    CallOffered,
    CallTurnedAway,
    CommandRefused,
    ComputerWoke,
    DevicesChanged,
    DtmfReceived,
    DtmfSent,
    EchoMeasured,
    EchoTestMoved,
    HeadsetChanged,
    HeadsetPressed,
    LevelsMeasured,
    LineChanged,
    MailboxChanged,
    MuteChanged,
    PlaybackMoved,
    QualityMeasured,
    RecordingChanged,
    SnapshotTaken,
    SpeakersChanged,
    TargetChanged,
    TraceTold,
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
    "CallTurnedAway",
    "Command",
    "CommandRefused",
    "CompleteTransfer",
    "ComputerWoke",
    "Configure",
    "ConfigureRecording",
    "DevicesChanged",
    "DtmfReceived",
    "DtmfSent",
    "EchoMeasured",
    "EchoTestMoved",
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
    "PlaybackMoved",
    "QualityMeasured",
    "ReadWaveform",
    "RecordingChanged",
    "RejectCall",
    "ResumeCall",
    "ResumeRecording",
    "RetryRegistration",
    "RunEchoTest",
    "SelectDevices",
    "SendDtmf",
    "SetDoNotDisturb",
    "SetMute",
    "SetParty",
    "ShutDown",
    "SnapshotTaken",
    "SpeakersChanged",
    "SplitCalls",
    "StartRecording",
    "StopPlaying",
    "StopRecording",
    "SwapCalls",
    "TargetChanged",
    "TellSnapshot",
    "TellTrace",
    "TraceTold",
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

Event = (
    SnapshotTaken
    | LineChanged
    | ComputerWoke
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
