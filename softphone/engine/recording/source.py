"""What every kind of recording can be read as."""

from typing import Protocol


class Source(Protocol):
    """Samples of both channels: 16 bits, left the agent, right everybody else."""

    rate_hz: int
    blocks: int

    def read(self, first: int, count: int) -> bytes:
        """That many blocks, fewer at the end. Raises ``OSError`` or ``ValueError``."""

    def close(self) -> None:
        """Let the file go."""
