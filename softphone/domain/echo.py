"""The guided echo test: its stages, what it finds, and what that means for the agent."""

from enum import StrEnum

import msgspec


class EchoStage(StrEnum):
    """Where the test is."""

    OFF = "off"
    LISTENING = "listening"
    """A test sound plays; the agent is quiet."""
    SPEAKING = "speaking"
    """The agent speaks; it is recorded."""
    PLAYING = "playing"
    """What was recorded is played back."""
    DONE = "done"
    STOPPED = "stopped"
    """By the agent, or because a call came."""


NOTHING_DB = -90.0


class EchoResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``return_db``: how loud the played sound comes back in the microphone, against what was
    played (-90: not at all); ``delay_ms``: how much later. Levels are RMS in dBFS.
    """

    return_db: float = NOTHING_DB
    delay_ms: int = 0
    noise_dbfs: float = NOTHING_DB
    voice_dbfs: float = NOTHING_DB


class EchoAdvice(StrEnum):
    """What to tell the agent; the first of a list is the most urgent."""

    MICROPHONE_SILENT = "microphone_silent"
    ECHO_LOUD = "echo_loud"
    ECHO_SOME = "echo_some"
    NO_ECHO = "no_echo"
    VOICE_SOFT = "voice_soft"
    VOICE_LOUD = "voice_loud"
    NOISY = "noisy"


LOUD_ECHO_DB = -25.0
"""A loudspeaker in the room; the canceller has hard work, in double talk most of all."""
SOME_ECHO_DB = -45.0
"""Below that a telephone terminal needs no canceller (ITU-T P.310: weighted loss of 45 dB)."""
SILENT_DBFS = -70.0
SOFT_DBFS = -45.0
LOUD_DBFS = -12.0
NOISY_DBFS = -45.0


def advice(result: EchoResult) -> tuple[EchoAdvice, ...]:
    """The findings in words to come."""
    if result.voice_dbfs < SILENT_DBFS:
        return (EchoAdvice.MICROPHONE_SILENT,)
    found = []
    if result.return_db > LOUD_ECHO_DB:
        found.append(EchoAdvice.ECHO_LOUD)
    elif result.return_db > SOME_ECHO_DB:
        found.append(EchoAdvice.ECHO_SOME)
    else:
        found.append(EchoAdvice.NO_ECHO)
    if result.voice_dbfs < SOFT_DBFS:
        found.append(EchoAdvice.VOICE_SOFT)
    elif result.voice_dbfs > LOUD_DBFS:
        found.append(EchoAdvice.VOICE_LOUD)
    if result.noise_dbfs > NOISY_DBFS:
        found.append(EchoAdvice.NOISY)
    return tuple(found)
