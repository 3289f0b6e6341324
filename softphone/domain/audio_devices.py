"""Sound devices: those that are chosen, those that are there, those in use."""

from enum import StrEnum
from typing import Annotated

import msgspec


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
    ring_volume: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.6
    waiting_volume: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.2
    zip_volume: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.2
    processing: bool = True
    """Echo cancellation, noise suppression and gain for every microphone that is not among
    ``unprocessed`` (stable ids)."""
    unprocessed: tuple[str, ...] = ()
    limit_dbfs: Annotated[float, msgspec.Meta(ge=-30, le=0)] = -6.0
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


class HeadsetAction(StrEnum):
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
