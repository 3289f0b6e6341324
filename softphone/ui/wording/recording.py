"""Words about recordings."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.recording import GapCause, Recording, RecordingProblem
from softphone.ui.wording.problems import together
from softphone.ui.wording.times import span

translate = QCoreApplication.translate


def recording_problem(problem: str) -> str:
    """Why a contact is not recorded, and what to do; for the notice."""
    words = {
        RecordingProblem.DISK_LOW: translate(
            "Recording",
            "Recording stopped: the disk is nearly full. The call continues. "
            "Tell your administrator.",
        ),
        RecordingProblem.WRITE_FAILED: translate(
            "Recording",
            "Recording stopped: the file cannot be written. The call continues. "
            "Tell your administrator.",
        ),
        RecordingProblem.NO_FOLDER: translate(
            "Recording",
            "Calls are not recorded: the folder for recordings cannot be used. "
            "Tell your administrator.",
        ),
        RecordingProblem.NO_KEY: translate(
            "Recording",
            "Calls are not recorded: they must be encrypted, and this computer's keyring has no "
            "place for the key. Tell your administrator.",
        ),
    }
    for known, text in words.items():
        if known.value == problem:
            return text
    return translate("Recording", "The call is not recorded. Tell your administrator.")


def side_word(*, agent: bool) -> str:
    """Whose channel it is."""
    return translate("Recording", "You") if agent else translate("Recording", "The other side")


def facts_of(recording: Recording) -> str:
    """What is worth knowing before one listens: gaps, encryption, a sudden end."""
    facts = []
    pauses = [gap for gap in recording.gaps if gap.cause is GapCause.PAUSE]
    if pauses:
        known = sum(gap.length_s or 0.0 for gap in pauses)
        words = translate("Recording", "Paused: {length} are not recorded.")
        facts.append(words.format(length=span(known)))
    if len(pauses) < len(recording.gaps):
        facts.append(translate("Recording", "The disk was too slow. Parts are missing."))
    match recording.problem:
        case RecordingProblem.NONE:
            pass
        case RecordingProblem.CUT_OFF:
            facts.append(
                translate(
                    "Recording", "The program stopped during the recording. The end is missing."
                )
            )
        case _:
            facts.append(translate("Recording", "The recording ended before the call."))
    if recording.sealed:
        facts.append(translate("Recording", "Encrypted on this computer."))
    return together(*facts) or translate("Recording", "Complete.")
