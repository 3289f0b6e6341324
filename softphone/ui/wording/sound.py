"""What the agent is told about sound devices."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from softphone.ui.wording.problems import no_sound_at_all, sentence, together

translate = QCoreApplication.translate


def sound_words(note: str) -> str:
    """Why there is no sound, or not as chosen."""
    if no_sound_at_all(note):
        return translate(
            "Notices",
            "No sound device. Calls connect, but no one hears anything. Plug in "
            "a headset, or choose a device in the settings.",
        )
    what_now = translate("Notices", "Choose a device in the settings.")
    return together(sentence(note), what_now)


def away_words(args: Mapping[str, str]) -> str:
    """A device is not plugged in, and what is used meanwhile."""
    if wanted := args.get("wanted"):
        words = translate("Notices", "{device} is not plugged in.").format(device=wanted)
    else:
        words = translate("Notices", "The chosen sound device is not plugged in.")
    back = translate("Notices", "Plug it in again to go back.")
    return together(words, *place_words(args), back)


def place_words(args: Mapping[str, str]) -> list[str]:
    """Which device is used for what, a sentence each."""
    words = {
        "both": translate("Notices", "You talk through {device}."),
        "microphone": translate("Notices", "You speak into {device}."),
        "speaker": translate("Notices", "You hear callers through {device}."),
        "ringer": translate("Notices", "Calls ring at {device}."),
    }
    said = {role: args.get(role, "") for role in words}
    if said["ringer"] == said["speaker"]:
        said["ringer"] = ""
    if said["microphone"] == said["speaker"]:
        said["both"], said["microphone"], said["speaker"] = said["speaker"], "", ""
    return [words[role].format(device=name) for role, name in said.items() if name]


def silent_words(name: str) -> str:
    """The microphone gives no sound."""
    if name:
        words = translate("Notices", "No sound comes from your microphone ({device}).").format(
            device=name
        )
    else:
        words = translate("Notices", "No sound comes from your microphone.")
    what_now = translate(
        "Notices",
        "Look for a mute switch on the headset or in the system, or choose another one.",
    )
    return together(words, what_now)
