"""The desk's way out when its supervisor died: start another one."""

import logging
import subprocess
import threading
import time

from softphone.ipc.runtime import RuntimeDir
from softphone.options import RunOptions
from softphone.supervisor.command import CommandFor, command_for
from softphone.supervisor.process import spawn

log = logging.getLogger(__name__)

_LOOK_EVERY_S = 1.0
_START_S = 5.0


def start_adopting_supervisor(
    options: RunOptions,
    engine_pid: int,
    desk_pid: int,
    command: CommandFor = command_for,
) -> int:
    """Start a supervisor that adopts these two (0: unknown), and keep one alive: from now on a
    daemon thread of this process looks every second whether there is a supervisor.

    Returns the pid of the new one. Raises ``OSError``.
    """
    process = _start(options, engine_pid, desk_pid, command)
    threading.Thread(
        target=_keep, args=(process, options, desk_pid, command), name="supervised", daemon=True
    ).start()
    return process.pid


def _start(
    options: RunOptions, engine_pid: int, desk_pid: int, command: CommandFor
) -> "subprocess.Popen[bytes]":
    process = spawn([*command("run", options), "--adopt", f"{engine_pid}:{desk_pid}"])
    # A supervisor reads nothing; closed here, it sees no end of ours.
    assert process.stdin is not None
    process.stdin.close()
    log.warning("the supervisor has gone; started another one, pid %d", process.pid)
    return process


def _keep(
    process: "subprocess.Popen[bytes]", options: RunOptions, desk_pid: int, command: CommandFor
) -> None:
    runtime = RuntimeDir(options.data_dir)
    started = time.monotonic()
    while True:
        try:
            process.wait(_LOOK_EVERY_S)
        except subprocess.TimeoutExpired:
            continue
        # It may have ended because another supervisor was quicker: that one is watched then.
        while runtime.holder("supervisor") is not None:
            time.sleep(_LOOK_EVERY_S)
        time.sleep(max(0.0, started + _START_S - time.monotonic()))
        engine = runtime.holder("engine")
        started = time.monotonic()
        try:
            process = _start(options, engine.pid if engine else 0, desk_pid, command)
        except OSError:
            log.exception("no supervisor could be started")
