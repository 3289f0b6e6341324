"""Words about recordings."""

from PySide6.QtCore import QCoreApplication

from softphone.domain.recording import RecordingProblem

translate = QCoreApplication.translate


def recording_problem(problem: str) -> str:
    """Why a contact is not recorded, and what to do; for the notice."""
    words = {
        RecordingProblem.DISK_LOW: translate(
            "Recording",
            "The call is not recorded any more: the disk is nearly full. The call goes on. "
            "Tell your administrator.",
        ),
        RecordingProblem.WRITE_FAILED: translate(
            "Recording",
            "The call is not recorded any more: the file cannot be written. The call goes on. "
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
