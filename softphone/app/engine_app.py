"""The composition root of the engine process; the desk's is ``desk_app``.

Imports are inside the functions on purpose: the engine process must never load Qt, the desk never
pjsua2, and both are to start fast.
"""

import gc
import logging

from softphone.options import RunOptions

log = logging.getLogger(__name__)


def run_engine(options: RunOptions) -> int:
    """The call engine process; returns its exit code."""
    from softphone.config.paths import log_dir
    from softphone.domain.messages import Event, ShutDown
    from softphone.engine.loop import Engine
    from softphone.engine.options import EngineOptions, OptionError
    from softphone.ipc.engine_server import EngineServer
    from softphone.ipc.io_thread import IoThread
    from softphone.ipc.runtime import RuntimeDir
    from softphone.supervisor.child import AloneWatch, StdinWatch

    runtime = RuntimeDir(options.data_dir)
    io = IoThread("engine-io")
    io.start()

    def emit(event: Event) -> None:
        server.emit(event)

    def end() -> None:
        engine.post(ShutDown())

    engine_options = EngineOptions(
        direct=options.direct, audio=options.audio, log_dir=log_dir(options.data_dir)
    )
    try:
        engine = Engine(engine_options, emit)
        server = EngineServer(io, runtime, engine.post, on_desk_gone=lambda: None)
        alone = AloneWatch(runtime, lambda: server.has_desk, lambda: engine.has_calls, end)
        server.start()
        # Without a supervisor the desk starts another; without a desk too, AloneWatch ends us.
        StdinWatch(on_quit=end, on_parent_gone=lambda: None).start()
        alone.start()
        try:
            engine.run()
        finally:
            alone.stop()
            server.close()
    except OptionError as error:
        log.error("the engine cannot start: %s", error)
        return 2
    finally:
        io.stop()
    return 0


def run_desk(options: RunOptions) -> int:
    """The desk process; returns its exit code, 0 when the agent quit.

    What is in the way of its start ends the process (``domain.start_problem``).
    """
    # A desk that crashed must be back at once: no collections while everything is being made.
    gc.disable()
    from softphone.app.desk_start import make_desk

    app = make_desk(options)
    gc.freeze()
    gc.enable()
    return app.run()
