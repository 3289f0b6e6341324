"""The system's sound devices, with ids that stay the same over restarts and re-plugging."""

import ctypes
import hashlib
import sys
from collections.abc import Sequence
from typing import Any

import miniaudio
import msgspec
from _miniaudio import ffi, lib

from softphone.domain.audio_devices import AudioDevice
from softphone.domain.text import clean

NULL_DEVICE = "null"
FOLLOW_DEFAULT = ("", "default")
_LONGEST_NAME = 120
_ALSA_CARDS = (b":", b"hw:", b"plughw:", b"default", b"sysdefault")
"""The rest of ALSA's list are plug-ins and file writers, there without any sound card."""
_NO_DEVICES = ("Discard all samples", "Null ", "Monitor of ")


class Found(msgspec.Struct, frozen=True):
    """A device as told to the desk, and the handle that opens it."""

    device: AudioDevice
    handle: Any
    pulse_name: str = ""
    """What PulseAudio calls it; empty: it is another system's."""


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


def stable_id(kind: str, name: str, key: str = "") -> str:
    """Name and the system's own key, hashed: ``name`` or ``name-key``.

    The key (PulseAudio's source or sink, WASAPI's endpoint, CoreAudio's UID) survives restarts and
    tells two headsets of one make apart; in another socket it may be a new one, so the name alone
    is matched too.
    """
    by_name = _digest(f"{kind}\n{name}\n0", 12)
    return f"{by_name}-{_digest(key, 8)}" if key else by_name


def _digest(text: str, letters: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:letters]


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
    system = devices.backend
    return DeviceList(
        microphones=_found("microphone", microphones[0], microphone_count[0], system),
        speakers=_found("speaker", speakers[0], speaker_count[0], system),
    )


def _found(kind: str, infos: Any, count: int, system: str) -> tuple[Found, ...]:
    found: list[Found] = []
    for index in range(count):
        info = infos[index]
        name = ffi.string(info.name).decode("utf-8", "replace")
        raw = bytes(ffi.buffer(ffi.addressof(info, "id")))
        if name.startswith(_NO_DEVICES):
            continue
        if system == "ALSA" and not raw.startswith(_ALSA_CARDS):
            continue
        device = AudioDevice(
            id=stable_id(kind, name, _key(raw, system)),
            name=clean(name, _LONGEST_NAME),
            is_default=bool(info.isDefault),
        )
        # The list's memory goes with its context: the handle is copied.
        handle = ffi.new("ma_device_id *", info.id)
        found.append(Found(device, handle, _key(raw, system) if system == "PulseAudio" else ""))
    return tuple(found)


def _key(raw: bytes, system: str) -> str:
    """The system's own name of a device; ALSA numbers its cards anew at every start: none."""
    if system == "ALSA":
        return ""
    if system == "WASAPI":
        return raw[: len(raw) & ~1].decode("utf-16-le", "replace").partition("\0")[0]
    return raw.partition(b"\0")[0].decode("utf-8", "replace")


def ranked(wanted: str, found: Sequence[Found]) -> tuple[Found, ...]:
    """The devices to try, best first: the wanted one, the system's default one, the others.

    Empty ``wanted`` (or ``default``) follows the system's default; ``null`` wants none.
    """
    if wanted == NULL_DEVICE:
        return ()
    return tuple(sorted(found, key=lambda entry: _rank(wanted, entry.device)))


def is_wanted(wanted: str, device: AudioDevice) -> bool:
    """Whether that is the device itself, not one that stands in for it."""
    return wanted in FOLLOW_DEFAULT or device.answers_to(wanted)


def _rank(wanted: str, device: AudioDevice) -> int:
    if wanted not in FOLLOW_DEFAULT:
        if device.id == wanted:
            return 0
        if device.answers_to(wanted):
            return 1
    return 2 if device.is_default else 3


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
