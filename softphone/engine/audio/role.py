"""One use of sound (microphone, speaker, ringer): the best device for it, kept open."""

import logging
from collections.abc import Callable
from typing import Protocol

import miniaudio

from softphone.domain.audio_devices import DeviceInUse, DeviceRole
from softphone.engine.audio.devices import Found, is_wanted, ranked
from softphone.engine.audio.limiter import Limiter

log = logging.getLogger(__name__)

LATE_S = 0.3
"""A running device that has been quiet for so long may have been unplugged: the list will tell."""
DEAD_S = 1.0
"""… and is opened again, listed or not."""
WAKES_WITHIN_S = 3.0
"""The first call may take longer: sleeping sound cards, Bluetooth."""
AGAIN_AFTER_S = 10.0
"""A device that failed is not tried before that; the next best one takes over meanwhile."""
STRIKES = 2


class OpenStream(Protocol):
    """A running device; see ``streams.Stream``."""

    found: Found

    @property
    def limiter(self) -> Limiter: ...
    @property
    def started(self) -> bool: ...
    @property
    def last_s(self) -> float: ...
    def close(self) -> None: ...


class Role:
    """Used on the sound thread only. Times are monotonic seconds."""

    def __init__(self, role: DeviceRole, opens: Callable[[Found], OpenStream]) -> None:
        self.role = role
        self.in_use: DeviceInUse | None = None
        self.failed = False
        """Wanted and there, but nothing could be opened."""
        self._opens = opens
        self._stream: OpenStream | None = None
        self._not_before: dict[str, float] = {}
        self._strikes: dict[str, int] = {}

    @property
    def device_id(self) -> str:
        """Of the open device; empty while there is none."""
        return self._stream.found.device.id if self._stream else ""

    def limit(self, dbfs: float) -> None:
        """No louder than that at the ear; see ``Limiter``."""
        if self._stream is not None:
            self._stream.limiter.set_limit(dbfs)

    def late(self, now_s: float) -> bool:
        """Whether the device has stopped calling back."""
        stream = self._stream
        return stream is not None and stream.started and now_s - stream.last_s > LATE_S

    def forget(self) -> None:
        """Close; what failed before may be tried again at once."""
        self._close()
        self._not_before.clear()
        self._strikes.clear()

    def keep(
        self,
        wanted: str,
        there: tuple[Found, ...],
        on: bool,
        now_s: float,
        *,
        name: str = "",
        stand_in: bool = True,
    ) -> None:
        """Have the best device open while ``on``, or none.

        ``name`` is what the wanted device was called; ``stand_in`` false: no other one will do.
        """
        best = ranked(wanted, there)
        if not stand_in:
            best = tuple(found for found in best if is_wanted(wanted, found.device))
        self._drop_dead(best, now_s)
        if on:
            self._open_best(best, now_s)
        else:
            self._close()
            self._strikes.clear()
        self.failed = on and bool(best) and self._stream is None
        found = self._stream.found if self._stream else next(iter(best), None)
        if found is None or self.failed:
            self.in_use = None
            return
        away = not is_wanted(wanted, found.device)
        self.in_use = DeviceInUse(
            role=self.role,
            id=found.device.id,
            name=found.device.name,
            stand_in=away,
            wanted=name if away else "",
        )

    def _drop_dead(self, there: tuple[Found, ...], now_s: float) -> None:
        stream = self._stream
        if stream is None:
            return
        device = stream.found.device
        listed = any(found.device.id == device.id for found in there)
        if not listed:
            log.info("%s: %s is gone", self.role, device.name)
            self._close()
        elif now_s - stream.last_s > (DEAD_S if stream.started else WAKES_WITHIN_S):
            strikes = self._strikes.get(device.id, 0) + 1
            log.info("%s: %s has stopped (%d)", self.role, device.name, strikes)
            self._strikes[device.id] = strikes
            if strikes >= STRIKES:
                self._not_before[device.id] = now_s + AGAIN_AFTER_S
            self._close()

    def _open_best(self, best: tuple[Found, ...], now_s: float) -> None:
        for found in best:
            device = found.device
            if device.id == self.device_id:
                return
            if self._not_before.get(device.id, 0.0) > now_s:
                continue
            try:
                opened = self._opens(found)
            except miniaudio.MiniaudioError as error:
                log.info("%s: %s not opened: %s", self.role, device.name, error)
                self._not_before[device.id] = now_s + AGAIN_AFTER_S
                continue
            self._close()
            self._stream = opened
            log.info("%s: %s", self.role, device.name)
            return

    def _close(self) -> None:
        stream, self._stream = self._stream, None
        if stream is not None:
            stream.close()
