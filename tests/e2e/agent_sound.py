"""The agent's ears and mouth: the files of ``--audio file:IN,OUT``."""

from __future__ import annotations

import time
from pathlib import Path

from softphone.practice import sound

AGENT_HZ = 1400
_RATE = 16000
_WINDOW_S = 0.4


class AgentSound:
    """A microphone that hums ``hz`` for ever, and a recording of what the agent hears."""

    def __init__(self, folder: Path, hz: float = AGENT_HZ) -> None:
        self.microphone = folder / "microphone.wav"
        self.speaker = folder / "speaker.wav"
        sound.write_wav(self.microphone, sound.sine(hz, -20, 1.0, _RATE), _RATE)

    @property
    def option(self) -> str:
        """For ``--audio``."""
        return f"file:{self.microphone},{self.speaker}"

    def mark(self) -> int:
        """A place in the recording, for ``heard``."""
        return len(self._pcm())

    def heard(self, since: int) -> bytes:
        """What was heard from that place on."""
        return self._pcm()[since:]

    def wait_tone(self, hz: float, timeout_s: float = 30.0) -> sound.Tone:
        """Wait until that tone is heard for most of half a second. Raises TimeoutError."""
        start = self.mark()
        deadline = time.monotonic() + timeout_s
        size = int(_WINDOW_S * _RATE) * 2
        while True:
            piece = self._pcm()[start:][-size:]
            found = sound.tone(piece, hz, _RATE)
            if len(piece) == size and found.level_dbfs > -45 and found.contrast_db > 10:
                return found
            if time.monotonic() > deadline:
                loud = sound.rms_dbfs(piece)
                raise TimeoutError(f"no {hz:g} Hz: {found}, {loud:.0f} dBFS, {len(piece)} bytes")
            time.sleep(0.05)

    def _pcm(self) -> bytes:
        # The header lags behind while the file grows, so the bytes behind it are taken.
        try:
            return self.speaker.read_bytes()[44:]
        except FileNotFoundError:
            return b""
