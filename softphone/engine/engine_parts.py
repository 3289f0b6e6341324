"""What a running engine is made of."""

from dataclasses import dataclass

from softphone.engine.audio.sound import Sound
from softphone.engine.calls.calls import Calls
from softphone.engine.headset.link import HeadsetLink
from softphone.engine.line.invite_filter import InviteFilter
from softphone.engine.line.line import Line
from softphone.engine.line.presence_watch import PresenceSubscriptions
from softphone.engine.pj.endpoint import Stack
from softphone.engine.pj.registrar import Registrar
from softphone.engine.recording.recordings import Recordings
from softphone.engine.sip_trace import SipTrace


@dataclass(frozen=True)
class Parts:
    """Each once, all used on the engine's thread."""

    stack: Stack
    registrar: Registrar
    line: Line
    calls: Calls
    sound: Sound
    headset: HeadsetLink
    trace: SipTrace
    front: InviteFilter
    recordings: Recordings
    watches: PresenceSubscriptions
