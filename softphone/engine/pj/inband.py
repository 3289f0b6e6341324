"""DTMF as tones in the sound of a call (ITU-T Q.23, Q.24)."""

import pjsua2 as pj

CLOCK_RATE_HZ = 16_000
ON_MS, OFF_MS = 120, 80


class InbandTones:
    """A generator on the bridge; it must live as long as its call has sound."""

    def __init__(self) -> None:
        self._generator = pj.ToneGenerator()
        self._generator.createToneGenerator(CLOCK_RATE_HZ, 1)

    def play(self, digits: str, media: pj.AudioMedia) -> None:
        """Let the far end hear these keys; the agent does not. Raises ``pj.Error``."""
        tones = pj.ToneDigitVector()
        for digit in digits:
            tone = pj.ToneDigit()
            tone.digit = digit
            tone.on_msec, tone.off_msec = ON_MS, OFF_MS
            tones.append(tone)
        # The call's port may be another one since the last time.
        self._generator.startTransmit(media)
        self._generator.playDigits(tones)
