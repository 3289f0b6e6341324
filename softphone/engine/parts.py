"""What a running engine is made of."""

from dataclasses import dataclass

from softphone.engine.calls import Calls
from softphone.engine.front import Front
from softphone.engine.headset.link import HeadsetLink
from softphone.engine.line import Line
from softphone.engine.pj.endpoint import Stack
from softphone.engine.pj.registrar import Registrar
from softphone.engine.recording.recordings import Recordings
from softphone.engine.sound import Sound
from softphone.engine.trace import SipTrace
from softphone.engine.watches import Watches


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
    front: Front
    recordings: Recordings
    watches: Watches
