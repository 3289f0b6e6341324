"""A real engine, registered at a scripted registrar, and the question whether it is still well."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

from softphone.domain.account import Account, FrontRules
from softphone.domain.call import Call
from softphone.domain.messages import (
    AnswerCall,
    CallChanged,
    CallEnded,
    CallOffered,
    Configure,
    HangUpCall,
    RequestSnapshot,
    SnapshotTaken,
)
from softphone.domain.registration import LineState
from tests.engine.harness import EngineProcess, read_samples, write_tone
from tests.engine.sip_ua import Dialog, Registrar, Ua, dialog, level
from tests.starting import undone_by
from tests.support.waiting import until

MICROPHONE_HZ, CALLER_HZ = 700.0, 1100.0
LOUD, QUIET = 2000.0, 60.0
_NUMBERS = itertools.count(5_550_000)


class Phone:
    """The engine under attack. ``address`` is where it takes SIP over UDP."""

    def __init__(self, folder: Path, ua: Ua, front: FrontRules | None = None) -> None:
        self.ua = ua
        self.registrar = Registrar(ua)
        self.registrar.mode = "open"
        said, self.heard = folder / "said.wav", folder / "heard.wav"
        write_tone(said, MICROPHONE_HZ)
        self.engine = EngineProcess("", f"file:{said},{self.heard}", folder / "log")
        self.configure = Configure(
            account=Account(server="127.0.0.1", port=ua.port, user="1001"),
            password="right",
            front=front or FrontRules(),
        )
        with undone_by(self.engine.close):
            self.engine.send(self.configure)
            self.engine.wait_line(LineState.REGISTERED)
            assert self.registrar.contact is not None
        self.address = ("127.0.0.1", self.registrar.contact[1])
        self.pid = self.engine.process.pid

    # ------------------------------------------------------------ questions

    def snapshot(self) -> SnapshotTaken:
        """What the engine says of itself; everything sent to it before has been handled."""
        self.engine.send(RequestSnapshot())
        return self.engine.wait(SnapshotTaken)

    @property
    def offered(self) -> list[Call]:
        """Every call that rang so far."""
        return [e.call for e in self.engine.events if isinstance(e, CallOffered)]

    def resident_kb(self) -> int:
        """Memory of the engine process."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") // 1024

    def agent_hears(self, hertz: float, last_s: float = 0.5) -> float:
        """Amplitude of that tone in the agent's ear."""
        return level(read_samples(self.heard, last_s), hertz, 16_000)

    def caller_hears(self, caller: Dialog, hertz: float = MICROPHONE_HZ) -> float:
        """Amplitude of that tone at the far end."""
        return level(caller.media.listen(0.3), hertz, 8000)

    # ------------------------------------------------------------ actions

    def talk(self, caller: Dialog, extra: str = "") -> Call:
        """A call that is answered, with sound both ways."""
        number = str(next(_NUMBERS))
        caller.local = caller.local.replace("sip:caller@", f"sip:{number}@")
        caller.media.hertz = CALLER_HZ
        caller.invite(extra)
        caller.ringing()
        call = self.engine.wait(CallOffered, lambda e: e.call.caller.number == number).call
        self.engine.send(AnswerCall(call_id=call.id))
        assert caller.final().code == 200
        call = self.engine.wait(
            CallChanged, lambda e: e.call.id == call.id and e.call.codec != ""
        ).call
        until(lambda: self.caller_hears(caller) > LOUD, "the caller hears no microphone")
        until(lambda: self.agent_hears(CALLER_HZ) > LOUD, "the agent hears no caller")
        return call

    def clear(self) -> None:
        """End every call the attack left, those too that only come up while it is cleared."""
        hung_up: set[str] = set()

        def empty() -> bool:
            calls = self.snapshot().calls
            for call in calls:
                if call.id not in hung_up:
                    hung_up.add(call.id)
                    self.engine.send(HangUpCall(call_id=call.id))
            return not calls

        until(empty, "calls of the attack stay", 40)

    def still_well(self) -> None:
        """The same process, still registered, and the next call rings and carries sound."""
        taken = self.snapshot()
        assert self.engine.process.poll() is None
        assert taken.engine_pid == self.pid
        assert taken.line.state is LineState.REGISTERED, taken.line
        self.clear()
        with dialog(self.ua, self.address) as caller:
            call = self.talk(caller)
            caller.bye()
            self.engine.wait(CallEnded, lambda e: e.call.id == call.id)

    def close(self) -> None:
        """End it in the ordinary way; nothing may have gone wrong inside."""
        code = self.engine.close()
        log = self.engine.log()
        assert code == 0, f"the engine ended with {code}: {log[-3000:]}"
        assert " ERROR " not in log, [x for x in log.splitlines() if " ERROR " in x][:5]
        assert "Traceback" not in log, log[-3000:]
