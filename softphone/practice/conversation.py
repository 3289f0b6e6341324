"""Taking turns: when a scripted customer says the next line. Pure; times in seconds."""

import msgspec

VOICE_DBFS = -40.0
"""Louder than this (RMS) is somebody speaking; pilot tones stay below."""
SPOKEN_S = 0.4
"""The agent has said something once this much voice was heard."""
QUIET_S = 0.8
"""The agent has finished after this much quiet."""
LONG_S = 15.0
"""Nobody said anything: the customer goes on by themselves."""


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """Where a conversation stands. ``line`` is the index of the line said last."""

    lines: int
    line: int = -1
    said_at: float = 0.0
    """When the last line was, or will be, over."""
    heard_s: float = 0.0
    quiet_s: float = 0.0

    @property
    def over(self) -> bool:
        """Whether all has been said."""
        return self.line + 1 >= self.lines


def say(turn: Turn, now: float, length_s: float) -> Turn:
    """The next line is being said, ``length_s`` long."""
    return Turn(lines=turn.lines, line=turn.line + 1, said_at=now + length_s)


def listen(turn: Turn, now: float, level_dbfs: float, span_s: float) -> tuple[Turn, bool]:
    """Heard that level for ``span_s``; true when it is time for the next line."""
    if turn.over or now < turn.said_at:
        return turn, False
    voice = level_dbfs > VOICE_DBFS
    turn = msgspec.structs.replace(
        turn,
        heard_s=turn.heard_s + (span_s if voice else 0.0),
        quiet_s=0.0 if voice else turn.quiet_s + span_s,
    )
    finished = turn.heard_s >= SPOKEN_S and turn.quiet_s >= QUIET_S
    return turn, finished or now - turn.said_at >= LONG_S
