"""Commands from the desk to the engine that concern recordings."""

from softphone.domain.messages.base import Message
from softphone.domain.recording import NoticeKind, NoticeTo, RecordingFormat


class ConfigureRecording(Message, frozen=True):
    """How recordings are made from now on; those that run keep folder and key.

    ``key`` is 32 bytes in base64, empty: none; with ``seal`` new files are encrypted with it,
    without it only reads those that are. ``notice_file`` is a WAV file, read for
    a spoken notice. Files of an earlier engine that were cut off are repaired and told, and so is
    the end of those in ``unfinished``, which the desk never heard of. ``format``: what new ones
    become after their end; told by another ``RecordingChanged``.
    """

    folder: str
    key: str = ""
    seal: bool = False
    format: RecordingFormat = RecordingFormat.WAV
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
