"""Leave the queue without a desk: it has gone for good, and an empty chair must not ring."""

import logging
import time
import uuid
from pathlib import Path

import msgspec

from softphone.config import files, paths
from softphone.config.policy import PolicyError, load_policy
from softphone.domain import messages as m
from softphone.domain.call import CallPurpose, CallState
from softphone.ipc.blocking import connect_as_desk, read_event
from softphone.ipc.frames import pack
from softphone.ipc.handshake import HandshakeError
from softphone.ipc.runtime import NotRunningError, RuntimeDir

log = logging.getLogger(__name__)

WITHIN_S = 10.0
LINGER_S = 2.0
"""How long an answered code may play its confirmation before we hang up."""


def leave_queue(data_dir: Path) -> int:
    """End every call and dial the code that signs out of the queue; 0 when the PBX took it."""
    code = _sign_out_code(data_dir)
    try:
        return 0 if _leave(RuntimeDir(data_dir), code) else 1
    except (NotRunningError, HandshakeError, OSError, msgspec.DecodeError) as error:
        log.error("the queue could not be left: %s", error)
        return 1


def _leave(runtime: RuntimeDir, code: str) -> bool:
    deadline = time.monotonic() + WITHIN_S
    call_id, taken = uuid.uuid4().hex, False
    with connect_as_desk(runtime) as connection:
        while (left_s := deadline - time.monotonic()) > 0:
            connection.settimeout(left_s)
            try:
                event = read_event(connection)
            except TimeoutError:
                break
            match event:
                case m.SnapshotTaken(calls=calls, line=line):
                    for call in calls:
                        connection.sendall(pack(_ended(call.id, call.state)))
                    if not code or not line.usable:
                        return not code
                    place = m.PlaceCall(call_id=call_id, target=code, purpose=CallPurpose.SERVICE)
                    connection.sendall(pack(place))
                case m.CallChanged(call=call) if call.id == call_id:
                    if call.state is CallState.CONNECTED and not taken:
                        taken, deadline = True, min(deadline, time.monotonic() + LINGER_S)
                case m.CallEnded(call=call) if call.id == call_id:
                    return taken
                case m.CommandRefused(call_id=refused) if refused == call_id:
                    return False
    return taken


def _ended(call_id: str, state: CallState) -> m.Command:
    if state is CallState.OFFERED:
        return m.RejectCall(call_id=call_id, sip_code=480)
    return m.HangUpCall(call_id=call_id)


def _sign_out_code(data_dir: Path) -> str:
    try:
        policy = load_policy(paths.policy_dir())
    except PolicyError as error:
        policy = error.policy
    try:
        return files.load_settings(data_dir, policy).queue.sign_out
    except files.SettingsError as error:
        return error.settings.queue.sign_out
