"""``softphone open URI``: what a clicked ``tel:`` link starts."""

import subprocess
import sys
from pathlib import Path

from softphone.ctl.client import CtlClient
from softphone.ctl.protocol import CtlError
from softphone.ipc.runtime import NotRunningError

ASK_S = 1.0
START_S = 20.0


def open_link(uri: str, data_dir: Path) -> int:
    """Hand the link to the running program, starting one if there is none; the exit code.

    The number comes into the dial box. Nothing is ever dialled by a link alone.
    """
    try:
        _hand_over(uri, data_dir, ASK_S)
    except NotRunningError:
        program = [] if getattr(sys, "frozen", False) else ["-m", "softphone"]
        subprocess.Popen(
            [sys.executable, *program, "run", "--data-dir", str(data_dir)],
            start_new_session=True,
        )
        try:
            _hand_over(uri, data_dir, START_S)
        except (NotRunningError, CtlError) as error:
            return _complain(error)
    except CtlError as error:
        return _complain(error)
    return 0


def _hand_over(uri: str, data_dir: Path, within_s: float) -> None:
    with CtlClient(data_dir, connect_s=within_s) as client:
        client.do("open", uri=uri)


def _complain(error: Exception) -> int:
    print(error, file=sys.stderr)  # noqa: T201
    return 1
