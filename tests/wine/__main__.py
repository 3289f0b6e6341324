"""Windows, as far as Wine can show it: the engine on the real Asterisk, then the stack's contract.

    python -m tests.wine [engine] [contract]

Needs wine (Debian package ``wine``) and the cross-compiled stack (``installer/dev.py stack
--windows``). Prints one line for each thing seen; exit code 1 when one was not (docs/stack.md).
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from softphone.domain.account import (
    Account,
    Srtp,
    Transport,
)
from softphone.domain.call import CallState
from softphone.domain.messages import (
    Configure,
    HangUpCall,
    HoldCall,
    PlaceCall,
    ResumeCall,
)
from softphone.domain.registration import LineState
from tests.pbx.server import Pbx
from tests.wine.engine import SAID_HZ, WindowsEngine
from tests.wine.windows import ROOT, Windows, drive_path

ECHO = "*43"


def main(argv: list[str]) -> int:
    """Run the parts that are named, all without a name."""
    windows = Windows()
    failed = []
    try:
        if not argv or "engine" in argv:
            failed += _engine_parts(windows)
        if (not argv or "contract" in argv) and _contract(windows):
            failed.append("contract")
    finally:
        windows.close()
    print("FAILED: " + ", ".join(failed) if failed else "all seen")
    return 1 if failed else 0


def _contract(windows: Windows) -> int:
    command = shlex.join(windows.command())
    environment = {
        **windows.environment,
        "SOFTPHONE_STACK": "own",
        "SOFTPHONE_CONTRACT_PYTHON": command,
        # For the phones it is Windows' path; this process has the project's folder as it is.
        "SOFTPHONE_CONTRACT_PYTHONPATH": windows.environment["PYTHONPATH"],
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    argv = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/contract"]
    return subprocess.call(argv, cwd=ROOT, env=environment)


def _engine_parts(windows: Windows) -> list[str]:
    """What was not seen."""
    failed = []
    with Pbx() as pbx:
        authority = drive_path(pbx.info.ca)
        trust = str(ROOT / "tests" / "wine" / "trust.py")
        steps: list[tuple[str, Callable[[], str]]] = [
            ("UDP", lambda: _calls(windows, pbx, Transport.UDP, "1001")),
            ("TCP", lambda: _calls(windows, pbx, Transport.TCP, "1001")),
            ("UDP, SRTP", lambda: _calls(windows, pbx, Transport.UDP, "1008", Srtp.MANDATORY)),
            ("TLS, authority unknown: refused", lambda: _refused(windows, pbx)),
        ]
        for name, step in steps:
            failed += _step(name, step)
        windows.run(trust, "add", authority)
        try:
            failed += _step("TLS", lambda: _calls(windows, pbx, Transport.TLS, "1001"))
            failed += _step("TLS, wrong name: refused", lambda: _refused(windows, pbx, "127.0.0.1"))
        finally:
            windows.run(trust, "remove", authority)
    return failed


def _step(name: str, step: Callable[[], str]) -> list[str]:
    start = time.monotonic()
    try:
        seen = step()
    except (TimeoutError, AssertionError) as error:
        print(f"engine, {name}: NOT SEEN\n    {error}", flush=True)
        return [name]
    print(f"engine, {name}: {seen} ({time.monotonic() - start:.1f} s)", flush=True)
    return []


def _configure(
    pbx: Pbx, transport: Transport, user: str, server: str, srtp: Srtp = Srtp.OFF
) -> Configure:
    port = pbx.info.tls_port if transport is Transport.TLS else pbx.info.sip_port
    account = Account(server=server, port=port, user=user, transport=transport, srtp=srtp)
    return Configure(account=account, password=pbx.info.accounts[user])


def _calls(
    windows: Windows, pbx: Pbx, transport: Transport, user: str, srtp: Srtp = Srtp.OFF
) -> str:
    """Register, hear our own tone come back from the PBX, hold, take back; what was seen."""
    server = "localhost" if transport is Transport.TLS else pbx.info.bind
    with tempfile.TemporaryDirectory() as folder:
        engine = WindowsEngine(windows, Path(folder))
        try:
            engine.send(_configure(pbx, transport, user, server, srtp))
            engine.until(lambda: engine.line.state is LineState.REGISTERED, "registered")
            engine.send(PlaceCall(call_id="echo", target=ECHO))
            engine.until(
                lambda: "echo" in engine.calls and engine.calls["echo"].codec, "the echo's call"
            )
            back = engine.wait_heard(SAID_HZ)
            call = engine.calls["echo"]
            engine.send(HoldCall(call_id="echo"))
            engine.until(lambda: engine.calls["echo"].state is CallState.HELD, "held")
            engine.send(ResumeCall(call_id="echo"))
            engine.until(lambda: engine.calls["echo"].state is CallState.CONNECTED, "taken back")
            engine.wait_heard(SAID_HZ)
            engine.send(HangUpCall(call_id="echo"))
            engine.until(lambda: "echo" in engine.ended, "the end")
            assert call.encrypted is (srtp is Srtp.MANDATORY), "SRTP is not as it was asked for"
            encrypted = ", encrypted" if call.encrypted else ""
        finally:
            code = engine.close()
        assert code == 0, f"exit code {code}: {engine.output()[-2000:]}"
        stack = engine.snapshot.stack if engine.snapshot else "?"
    return f"registered; {call.codec}{encrypted}, own tone back at {back:.1f} dBFS; hold; {stack}"


def _refused(windows: Windows, pbx: Pbx, server: str = "localhost") -> str:
    """A registration over TLS that must not come about; the reason that is told."""
    with tempfile.TemporaryDirectory() as folder:
        engine = WindowsEngine(windows, Path(folder))
        try:
            engine.send(_configure(pbx, Transport.TLS, "1001", server))
            unwanted = (LineState.REGISTERED, LineState.WAITING, LineState.REFUSED)
            engine.until(lambda: engine.line.state in unwanted, "an answer")
            line = engine.line
            assert line.state is not LineState.REGISTERED, "it registered all the same"
            return f"{line.sip_code} {line.sip_reason}"
        finally:
            engine.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
