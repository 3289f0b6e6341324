"""The thread that looks for a headset, reads its keys and switches its lamps.

A device that hangs costs its keys, never a call: nothing here is waited for by the engine.
"""

import logging
import threading
import time
from collections.abc import Callable

import msgspec

from softphone.engine.headset import machine
from softphone.engine.headset.device import HidBus, HidDevice, HidEntry
from softphone.engine.headset.machine import Effect, Phone, TellLamps
from softphone.engine.headset.telephony import Lamps, Telephony

log = logging.getLogger(__name__)

LOOK_EVERY_S = 3.0
READ_MS = 50
"""A lamp follows the calls within that time."""
CLOSED_WITHIN_S = 1.0
REFUSED = "This computer does not let the program use its keys."


class HeadsetInfo(msgspec.Struct, frozen=True):
    """The headset in use; ``problem`` in words when its keys cannot be used."""

    name: str = ""
    problem: str = ""


class _Wanted(msgspec.Struct, frozen=True):
    on: bool = False
    phone: Phone = Phone()
    near: tuple[str, ...] = ()
    closing: bool = False


class HeadsetWorker:
    """``pressed`` and ``changed`` are called on this object's own thread, started when needed."""

    def __init__(
        self,
        bus: HidBus,
        pressed: Callable[[Effect], None],
        changed: Callable[[HeadsetInfo], None],
    ) -> None:
        self._bus = bus
        self._pressed = pressed
        self._changed = changed
        self._wanted = _Wanted()
        self._news = threading.Condition()
        self._thread: threading.Thread | None = None
        self._info = HeadsetInfo()
        self._device: HidDevice | None = None
        self._telephony: Telephony | None = None
        self._shown: dict[int, bytes] = {}
        self._state = machine.State()
        self._useless: set[bytes] = set()

    # ------------------------------------------------------------ engine's thread

    def follow(self, *, on: bool, phone: Phone, near: tuple[str, ...]) -> None:
        """Whether keys are wanted, how the calls are, and the names of the sound devices in use."""
        wanted = _Wanted(on=on, phone=phone, near=near)
        if wanted == self._wanted:
            return
        with self._news:
            self._wanted = wanted
            self._news.notify()
        if on and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="headset", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Lamps off, device closed."""
        with self._news:
            self._wanted = _Wanted(closing=True)
            self._news.notify()
        if self._thread is not None:
            self._thread.join(CLOSED_WITHIN_S)

    # ------------------------------------------------------------ headset's thread

    def _run(self) -> None:
        wanted = self._wanted
        while not wanted.closing:
            try:
                self._turn(wanted)
            except Exception:
                log.exception("the headset's keys could not be used")
                self._let_go()
            with self._news:
                if self._device is None and self._wanted == wanted:
                    self._news.wait(LOOK_EVERY_S)
                wanted = self._wanted
        self._let_go()

    def _turn(self, wanted: _Wanted) -> None:
        if not wanted.on:
            self._let_go()
            self._tell(HeadsetInfo())
            return
        if self._device is None:
            self._look(wanted.near)
        device, telephony = self._device, self._telephony
        if device is None or telephony is None:
            return
        try:
            self._state = machine.follow(self._state, wanted.phone, time.monotonic())
            self._show(device, telephony)
            for change in telephony.read(device.read(READ_MS)):
                self._state, effect = machine.press(self._state, change, time.monotonic())
                if isinstance(effect, TellLamps):
                    self._shown.clear()
                elif effect is not None:
                    self._pressed(effect)
        except (OSError, ValueError) as error:
            log.info("%s is gone: %s", self._info.name, error)
            self._let_go()
            self._tell(HeadsetInfo())

    def _show(self, device: HidDevice, telephony: Telephony) -> None:
        for report_id, report in telephony.write(machine.lamps(self._state.phone)).items():
            if self._shown.get(report_id) != report:
                self._shown[report_id] = report
                device.write(report)

    def _look(self, near: tuple[str, ...]) -> None:
        try:
            entries = self._bus.find()
        except OSError as error:
            log.debug("no headsets: %s", error)
            return
        self._useless &= {entry.path for entry in entries}
        usable = [entry for entry in entries if entry.path not in self._useless]
        usable.sort(key=lambda entry: not _is_near(entry, near))
        for entry in usable:
            if self._open(entry):
                return
        if not usable:
            self._tell(HeadsetInfo())

    def _open(self, entry: HidEntry) -> bool:
        try:
            device = self._bus.open(entry)
        except OSError as error:
            if self._info != HeadsetInfo(entry.name, REFUSED):
                log.info("headset %s not opened: %s", entry.name, error)
            self._tell(HeadsetInfo(entry.name, REFUSED))
            return False
        try:
            telephony = Telephony(device.descriptor())
        except (OSError, ValueError) as error:
            log.info("headset %s not understood: %s", entry.name, error)
            device.close()
            self._useless.add(entry.path)
            return False
        if not telephony.has_hook:
            device.close()
            self._useless.add(entry.path)
            return False
        self._device, self._telephony = device, telephony
        self._shown, self._state = {}, machine.State()
        log.info("headset %s", entry.name)
        self._tell(HeadsetInfo(entry.name))
        return True

    def _let_go(self) -> None:
        device, telephony = self._device, self._telephony
        self._device = self._telephony = None
        if device is None or telephony is None:
            return
        try:
            for report in telephony.write(Lamps()).values():
                device.write(report)
        except (OSError, ValueError) as error:
            log.debug("lamps: %s", error)
        device.close()

    def _tell(self, info: HeadsetInfo) -> None:
        if info != self._info:
            self._info = info
            self._changed(info)


def _is_near(entry: HidEntry, near: tuple[str, ...]) -> bool:
    """Whether its sound is the one in use: its name is in that of a sound device, or so round."""
    return bool(entry.name) and any(entry.name in name or name in entry.name for name in near)
