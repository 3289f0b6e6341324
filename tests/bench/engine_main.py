"""The real engine process, with one thing more: SIGUSR1 collects and trims, and says so.

python -m tests.bench.engine_main ACK_FD OPTIONS OF "softphone engine"
"""

import ctypes
import gc
import os
import signal
import sys

from softphone.__main__ import main

if __name__ == "__main__":
    acknowledge = int(sys.argv[1])

    def trim(signum: int, frame: object) -> None:
        """Runs between two steps of the engine's own thread, the only one that may collect."""
        gc.collect()
        ctypes.CDLL(None).malloc_trim(0)
        os.write(acknowledge, b".")

    signal.signal(signal.SIGUSR1, trim)
    sys.exit(main(["engine", *sys.argv[2:]]))
