"""What the settings say about reading numbers, for the window and for the import command alike."""

from pathlib import Path

from softphone.config import files, paths
from softphone.config.policy import PolicyError, load_policy
from softphone.config.settings import Settings
from softphone.numbering.number_plan import Numbering


def number_plan(settings: Settings) -> Numbering:
    """The number plan that goes by them."""
    plan = Numbering(settings.country)
    configure(plan, settings)
    return plan


def configure(plan: Numbering, settings: Settings) -> None:
    """Let a plan go by other settings."""
    dialing = settings.dialing
    plan.configure(
        settings.country, area_code=dialing.area_code, prefixes=dialing.received_prefixes
    )


def number_plan_of(data_dir: Path) -> Numbering:
    """The plan in force for a data folder: presets, the agent's settings, policy.

    What cannot be used of them is left out, as in the window. Raises SettingsError for a file of
    the agent's that cannot be read at all.
    """
    try:
        policy = load_policy(paths.policy_dir())
    except PolicyError as error:
        policy = error.policy
    try:
        return number_plan(files.load_settings(data_dir, policy))
    except files.SettingsError as error:
        if not error.partly:
            raise
        return number_plan(error.settings)
