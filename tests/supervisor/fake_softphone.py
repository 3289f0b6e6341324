"""Stands in for ``softphone`` in the supervisor's tests: children without Qt and SIP.

The children are whole where the supervisor touches them: role, sockets, stdin.
"""

import os
import sys
import threading
from pathlib import Path

from softphone.ctl.protocol import Reply, Request, accepted, refused
from softphone.ctl.server import CtlServer
from softphone.domain.messages import Command, ShutDown
from softphone.ipc.engine_server import EngineServer
from softphone.ipc.io_thread import IoThread
from softphone.ipc.runtime import RuntimeDir
from softphone.options import RunOptions
from softphone.supervisor.adopt import start_adopting_supervisor
from softphone.supervisor.child import AloneWatch, StdinWatch, wait_for_go
from softphone.supervisor.start import run


def command(role: str, options: RunOptions) -> list[str]:
    """How the supervisor starts this script again."""
    return [sys.executable, __file__, role, *options.to_argv()]


def engine(options: RunOptions) -> int:
    """Serves the socket until told to end."""
    runtime = RuntimeDir(options.data_dir)
    ended = threading.Event()
    stubborn = (options.data_dir / "stubborn").exists()

    def quit_now() -> None:
        if not stubborn:
            ended.set()

    def take(given: Command) -> None:
        if isinstance(given, ShutDown):
            quit_now()

    io = IoThread()
    io.start()
    server = EngineServer(io, runtime, take, lambda: None)
    server.start()
    StdinWatch(quit_now, lambda: None).start()
    alone = AloneWatch(
        runtime,
        lambda: server.has_desk,
        lambda: (options.data_dir / "call").exists(),
        ended.set,
        limit_s=4.0,
        look_every_s=0.05,
    )
    alone.start()
    ended.wait()
    server.close()
    io.stop()
    return 0


def desk(options: RunOptions) -> int:
    """Answers show, quit and notice; starts a supervisor when its own has gone."""
    runtime = RuntimeDir(options.data_dir)
    ended = threading.Event()
    code = [0]

    def handle(request: Request, reply: Reply) -> None:
        verb = request["do"]
        if verb == "quit":
            reply(accepted(accepted=True))
            ended.set()
        elif verb == "show":
            (options.data_dir / "shown").touch()
            reply(accepted(accepted=True))
        elif verb == "fail":
            code[0] = 3
            reply(accepted(accepted=True))
            ended.set()
        elif verb == "notice":
            reply(accepted(notice=options.notice))
        else:
            reply(refused("unknown_verb", str(verb)))

    def orphaned() -> None:
        engine_pid = runtime.pids().get("engine", 0)
        start_adopting_supervisor(options, engine_pid, os.getpid(), command)

    io = IoThread()
    io.start()
    server = CtlServer(io, runtime, handle)
    server.start()
    StdinWatch(ended.set, orphaned).start()
    ended.wait()
    server.close()
    io.stop()
    return code[0]


def main() -> int:
    """The verbs ``run``, ``engine`` and ``desk`` with the options that the tests use."""
    role, *words = sys.argv[1:]
    options = RunOptions(
        data_dir=Path(words[words.index("--data-dir") + 1]),
        notice=words[words.index("--notice") + 1] if "--notice" in words else "",
    )
    if role == "run":
        pids = words[words.index("--adopt") + 1].split(":") if "--adopt" in words else None
        return run(options, (int(pids[0]), int(pids[1])) if pids else None, command)
    if role == "leave":
        (options.data_dir / "left").write_text(str(RuntimeDir(options.data_dir).pids()["engine"]))
        return 0
    if role == "sorry":
        if options.data_dir.is_dir():
            (options.data_dir / "said").write_text(words[-1])
        return 0
    if (options.data_dir / f"broken-{role}").exists():
        return 7
    problem = options.data_dir / "cannot-start"
    if role == "desk" and problem.exists():
        return int(problem.read_text())
    if "--standby" in words and not wait_for_go():
        return 0
    code = engine(options) if role == "engine" else desk(options)
    RuntimeDir(options.data_dir).note_exit(role, code)
    return code


if __name__ == "__main__":
    sys.exit(main())
