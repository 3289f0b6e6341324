"""A recording of one contact: what it is, its gaps, and why it ended early."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

SEALED_SUFFIX = ".sealed"
"""After the format's own suffix."""
_ID = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9A-Za-z]{1,64}(-[0-9]{1,3})?")
_CONTACT_ID = re.compile(r"[0-9A-Za-z]{1,64}")


class RecordingState(StrEnum):
    """Whether samples are being written."""

    RECORDING = "recording"
    PAUSED = "paused"
    ENDED = "ended"


class RecordingProblem(StrEnum):
    """Why a recording ended before its calls did, or never began."""

    NONE = ""
    DISK_LOW = "disk_low"
    """Too little room is left on the disk."""
    WRITE_FAILED = "write_failed"
    CUT_OFF = "cut_off"
    """The program or the computer stopped; all but the last second is there."""
    NO_KEY = "no_key"
    """It should be encrypted, and there is no key."""
    NO_FOLDER = "no_folder"
    """The folder cannot be made or written to."""


class RecordingFormat(StrEnum):
    """How a finished recording is kept; while it is written it is always WAV."""

    WAV = "wav"
    OPUS = "opus"
    """In Ogg (RFC 7845): an eighth of the size."""


class GapCause(StrEnum):
    """Why samples are missing."""

    PAUSE = "pause"
    TOO_SLOW = "too_slow"
    """The disk did not keep up."""


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds of the call that are not in the file.

    ``at_s`` is where in the file they would be; ``length_s`` None: until its end.
    """

    at_s: float
    length_s: float | None
    cause: GapCause


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """``id`` is the file's name without suffix: UTC time and contact id. ``duration_s`` counts
    what is in the file, so without the gaps; while it is written it may be a second old."""

    id: str
    contact_id: str
    state: RecordingState
    started_at: datetime
    call_ids: tuple[str, ...] = ()
    sealed: bool = False
    """Encrypted at rest."""
    duration_s: float = 0.0
    gaps: tuple[Gap, ...] = ()
    paused_until: datetime | None = None
    """When it goes on by itself."""
    problem: RecordingProblem = RecordingProblem.NONE
    format: RecordingFormat = RecordingFormat.WAV

    @property
    def file_name(self) -> str:
        """Name in the folder of recordings."""
        return self.id + suffix_of(self.format, sealed=self.sealed)


def suffix_of(kind: RecordingFormat, *, sealed: bool) -> str:
    """What a recording's file name ends with."""
    return f".{kind.value}" + (SEALED_SUFFIX if sealed else "")


class NoticeKind(StrEnum):
    """How those on the line learn that they are recorded."""

    NONE = "none"
    TONE = "tone"
    SPOKEN = "spoken"


class NoticeTo(StrEnum):
    """Who hears that notice."""

    BOTH = "both"
    FAR_END = "far_end"


def is_recording_id(text: str) -> bool:
    """Whether that can be the id of a recording: nothing else becomes a file name."""
    return _ID.fullmatch(text) is not None


def is_contact_id(text: str) -> bool:
    """Whether that can be part of a file name."""
    return _CONTACT_ID.fullmatch(text) is not None


class RecordingPolicy(StrEnum):
    """Who decides whether a contact is recorded."""

    OFF = "off"
    BUTTON = "button"
    """The agent."""
    ALWAYS = "always"
    """Nobody: every answered call is, and the agent can only pause."""


class RecordingRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings ``[recording]``.

    ``format`` is what a recording becomes after its end.
    ``folder`` empty: ``recordings`` in the data folder. ``notice_file`` empty: the shipped
    sentence in ``notice_language`` (``en``, ``zh``; empty: the window's). ``tone_every_s`` 0: once.
    ``pause_most_s`` 0: no pauses. ``retention_days`` 0: kept for ever. ``encrypt``: at rest, with
    a key in the keyring.
    """

    policy: RecordingPolicy = RecordingPolicy.OFF
    format: RecordingFormat = RecordingFormat.WAV
    notice: NoticeKind = NoticeKind.NONE
    notice_to: NoticeTo = NoticeTo.BOTH
    notice_language: str = ""
    notice_file: str = ""
    tone_every_s: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 15
    pause_most_s: Annotated[int, msgspec.Meta(ge=0, le=3600)] = 120
    folder: str = ""
    encrypt: bool = False
    retention_days: Annotated[int, msgspec.Meta(ge=0, le=36500)] = 0
    keep_free_mb: Annotated[int, msgspec.Meta(ge=0, le=10000000)] = 200
