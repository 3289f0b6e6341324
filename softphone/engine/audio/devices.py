"""The system's sound devices, with ids that stay the same over restarts and re-plugging."""

import ctypes
import hashlib
import sys
from collections.abc import Sequence
from typing import Any

import miniaudio
import msgspec
from _miniaudio import ffi, lib

from softphone.domain.messages import AudioDevice
from softphone.domain.text import clean

NULL_DEVICE = "null"
_LONGEST_NAME = 120
_ALSA_CARDS = (b":", b"hw:", b"plughw:", b"default", b"sysdefault")
"""The rest of ALSA's list are plug-ins and file writers, there without any sound card."""
_NO_DEVICES = ("Discard all samples", "Null ", "Monitor of ")


class Found(msgspec.Struct, frozen=True):
    """A device as told to the desk, and the handle that opens it."""

    device: AudioDevice
    handle: Any


class DeviceList(msgspec.Struct, frozen=True):
    """What is there just now."""

    microphones: tuple[Found, ...] = ()
    speakers: tuple[Found, ...] = ()


def backends() -> list[miniaudio.Backend]:
    """The audio systems to try, best first."""
    if sys.platform == "win32":
        return [miniaudio.Backend.WASAPI]
    if sys.platform == "darwin":
        return [miniaudio.Backend.COREAUDIO]
    return [miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA]


def stable_id(kind: str, name: str, occurrence: int = 0) -> str:
    """An id made from the name: handles change with every plugging, names do not."""
    text = f"{kind}\n{name}\n{occurrence}"
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def list_devices() -> DeviceList:
    """Ask the system; may take a while, so never on the engine's thread."""
    try:
        devices = miniaudio.Devices(backends())
    except miniaudio.MiniaudioError:
        return DeviceList()
    speakers, speaker_count = ffi.new("ma_device_info**"), ffi.new("ma_uint32*")
    microphones, microphone_count = ffi.new("ma_device_info**"), ffi.new("ma_uint32*")
    result = lib.ma_context_get_devices(
        devices._context, speakers, speaker_count, microphones, microphone_count
    )
    if result != lib.MA_SUCCESS:
        return DeviceList()
    alsa = devices.backend == "ALSA"
    return DeviceList(
        microphones=_found("microphone", microphones[0], microphone_count[0], alsa),
        speakers=_found("speaker", speakers[0], speaker_count[0], alsa),
    )


def _found(kind: str, infos: Any, count: int, alsa: bool) -> tuple[Found, ...]:
    found: list[Found] = []
    seen: dict[str, int] = {}
    for index in range(count):
        info = infos[index]
        name = ffi.string(info.name).decode("utf-8", "replace")
        if name.startswith(_NO_DEVICES):
            continue
        if alsa and not bytes(ffi.buffer(ffi.addressof(info, "id"))).startswith(_ALSA_CARDS):
            continue
        occurrence = seen.get(name, 0)
        seen[name] = occurrence + 1
        device = AudioDevice(
            id=stable_id(kind, name, occurrence),
            name=clean(name, _LONGEST_NAME),
            is_default=bool(info.isDefault),
        )
        # The list's memory goes with its context: the handle is copied.
        found.append(Found(device, ffi.new("ma_device_id *", info.id)))
    return tuple(found)


def choose(wanted: str, found: Sequence[Found]) -> Found | None:
    """The wanted device; the default one when none is named; None when it is not there."""
    if wanted == NULL_DEVICE or not found:
        return None
    if wanted:
        return next((entry for entry in found if entry.device.id == wanted), None)
    return next((entry for entry in found if entry.device.is_default), found[0])


def silence_alsa() -> None:
    """Keep ALSA's library from writing to stderr when there is no sound card."""
    if not sys.platform.startswith("linux"):
        return
    try:
        library = ctypes.CDLL("libasound.so.2")
        library.snd_lib_error_set_handler(_ALSA_HANDLER)
    except (OSError, AttributeError):
        return


_ALSA_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)(lambda *_: None)
"""Kept for the life of the process: the library calls it."""
