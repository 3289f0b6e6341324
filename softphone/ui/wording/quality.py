"""What is said about how a call sounds."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.quality import Grade, NoSound, Quality, grade
from softphone.domain.quality_log import CallQuality

translate = QCoreApplication.translate
BARS = {Grade.GOOD: 4, Grade.FAIR: 3, Grade.POOR: 2, Grade.BAD: 1}
TONES = {Grade.GOOD: "ok", Grade.FAIR: "ok", Grade.POOR: "warn", Grade.BAD: "bad"}
_NAMES = {"PCMA": "G.711 A-law", "PCMU": "G.711 µ-law", "G722": "G.722", "G729": "G.729"}


def grade_word(value: Grade) -> str:
    """One word."""
    return {
        Grade.GOOD: translate("Quality", "good"),
        Grade.FAIR: translate("Quality", "fair"),
        Grade.POOR: translate("Quality", "poor"),
        Grade.BAD: translate("Quality", "bad"),
    }[value]


def no_sound_words(value: NoSound) -> str:
    """What is missing, in a few words."""
    return {
        NoSound.NOTHING_RECEIVED: translate("Quality", "no audio from the other side"),
        NoSound.SILENCE_RECEIVED: translate("Quality", "only silence from the other side"),
        NoSound.NOT_HEARD: translate("Quality", "the other side cannot hear you"),
    }[value]


def headline(quality: Quality | None) -> str:
    """``Sound quality: good``; what is missing comes before any grade."""
    if quality is None:
        return translate("Quality", "Sound quality: not measured yet")
    words = translate("Quality", "Sound quality: {grade}")
    if quality.no_sound:
        return words.format(grade=no_sound_words(quality.no_sound[0]))
    return words.format(grade=grade_word(grade(quality.mos)))


def codec_name(codec: str) -> str:
    """``PCMA/8000`` as people know it."""
    name = codec.partition("/")[0]
    return _NAMES.get(name.upper(), "Opus" if name.lower() == "opus" else name[:20])


def percent(share: float | None) -> str:
    """``0.4 %``; a dash for what nobody has reported."""
    return "–" if share is None else f"{100 * share:.1f} %"


def milliseconds(value: float | None) -> str:
    """``18 ms``."""
    return "–" if value is None else f"{value:.0f} ms"


def figures(quality: Quality) -> list[tuple[str, str]]:
    """Name and value, a line each: a running call."""
    return [
        (translate("Quality", "Score (1 to 4.5)"), f"{quality.mos:.1f}"),
        (translate("Quality", "Loss, to you"), percent(quality.loss_in)),
        (translate("Quality", "Loss, from you"), percent(quality.loss_out)),
        (translate("Quality", "Jitter"), milliseconds(quality.jitter_in_ms)),
        (translate("Quality", "Round trip"), milliseconds(quality.round_trip_ms)),
        (translate("Quality", "Codec"), codec_name(quality.codec)),
    ]


def kept_figures(kept: CallQuality) -> list[tuple[str, str]]:
    """The same of a call that is over."""
    return [
        (translate("Quality", "Score, average"), f"{kept.mos_avg:.1f}"),
        (translate("Quality", "Score, lowest"), f"{kept.mos_min:.1f}"),
        (translate("Quality", "Loss, to you"), percent(kept.loss_in)),
        (translate("Quality", "Loss, from you"), percent(kept.loss_out)),
        (translate("Quality", "Jitter, 95 % below"), milliseconds(kept.jitter_p95_ms)),
        (translate("Quality", "Longest round trip"), milliseconds(kept.round_trip_ms)),
        (translate("Quality", "Codec"), codec_name(kept.codec)),
    ]


def score_words(mos: float) -> str:
    """For a line of the history: ``sound good (4.3)``."""
    words = translate("Quality", "sound {grade} ({score})")
    return words.format(grade=grade_word(grade(mos)), score=f"{mos:.1f}")


def in_lines(rows: list[tuple[str, str]]) -> str:
    """For a tool tip."""
    return "\n".join(
        translate("Quality", "{name}: {value}").format(name=name, value=value)
        for name, value in rows
    )
