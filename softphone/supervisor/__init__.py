"""Starts, watches and restarts the engine and the desk."""

from softphone.options import RunOptions


def run(options: RunOptions, adopt: tuple[int, int] | None = None) -> int:
    """Be the supervisor of that data folder, or hand over to the one there is; the exit code."""
    from softphone.supervisor.start import run as run_supervisor

    return run_supervisor(options, adopt)
