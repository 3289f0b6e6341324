"""Codec profiles: what is offered to the far end, and how Opus is set, by the kind of network."""

from enum import StrEnum


class CodecProfile(StrEnum):
    """Where the agent works."""

    OFFICE = "office"
    """A local network: bandwidth to spare, next to nothing lost."""
    HOME = "home"
    """The internet: enough bandwidth, loss in bursts."""
    THIN = "thin"
    """A thin line (a phone's hot spot, a shared ADSL): every byte counts."""
