"""Options of a run, as given on the command line and handed on to the child processes.

Nothing secret may ever be added here: argv can be read by everybody on the machine.
"""

from pathlib import Path

import msgspec


class RunOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How this run differs from the ordinary one.

    ``data_dir`` holds settings, database, logs, recordings and the runtime folder.
    ``direct`` is ``HOST:PORT`` (loopback only) to take calls on without a registrar.
    ``audio`` is empty (the chosen devices), ``null``, or ``file:IN,OUT`` (16-bit mono WAV files:
    what the microphone says, looped; what the speaker would play). ``processed:file:IN,OUT`` treats
    the file as a real microphone: echo and noise are taken out.
    """

    data_dir: Path
    direct: str = ""
    audio: str = ""
    language: str = ""
    theme: str = ""
    samples: bool = False
    """Fill an empty store with the sample customers."""
    automation: bool = False
    """Let ``softphone ctl ui`` press real widgets; for tests and the demo only."""
    notice: str = ""
    """Name of a ``NoticeCode`` shown once the window is open."""
    auto_sign_in: bool = False
    """Sign in without asking, where the password is known or not needed."""
    hidden: bool = False
    """Start without showing the main window (the tray has it)."""

    def to_argv(self) -> list[str]:
        """The same options as arguments; ``softphone.__main__`` reads them back."""
        argv = ["--data-dir", str(self.data_dir)]
        for name in ("direct", "audio", "language", "theme", "notice"):
            value = getattr(self, name)
            if value:
                argv += [f"--{name}", value]
        for name in ("samples", "automation", "auto_sign_in", "hidden"):
            if getattr(self, name):
                argv.append("--" + name.replace("_", "-"))
        return argv
