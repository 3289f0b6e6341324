"""The composition root of the engine process; the desk's is ``desk_app``.

Imports are inside the functions on purpose: the engine process must never load Qt, the desk never
pjsua2, and both are to start fast.
"""

import logging

from softphone.options import RunOptions

log = logging.getLogger(__name__)


def run_engine(options: RunOptions) -> int:
    """The call engine process; returns its exit code."""
    from softphone.config.paths import log_dir
    from softphone.domain.messages import Event, ShutDown
    from softphone.engine.options import EngineOptions, OptionError
    from softphone.engine.process import Engine
    from softphone.ipc.engine_server import EngineServer
    from softphone.ipc.io_thread import IoThread
    from softphone.ipc.runtime import RuntimeDir
    from softphone.supervisor.child import StdinWatch

    runtime = RuntimeDir(options.data_dir)
    runtime.prepare()
    role = runtime.lock("engine", wait_s=3.0)
    io = IoThread("engine-io")
    io.start()

    def emit(event: Event) -> None:
        server.emit(event)

    try:
        engine = Engine(
            EngineOptions(
                direct=options.direct, audio=options.audio, log_dir=log_dir(options.data_dir)
            ),
            emit,
        )
        server = EngineServer(io, runtime, engine.post, on_desk_gone=lambda: None)
        watch = StdinWatch(
            on_quit=lambda: engine.post(ShutDown()), on_parent_gone=engine.end_when_forgotten
        )
        server.start()
        watch.start()
        engine.run()
    except OptionError as error:
        log.error("the engine cannot start: %s", error)
        return 2
    finally:
        io.stop()
        role.release()
    return 0


def run_desk(options: RunOptions) -> int:
    """The desk process; returns its exit code, 0 when the agent quit."""
    from softphone.desk_app import DeskApp

    return DeskApp(options).run()
