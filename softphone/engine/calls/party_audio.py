"""Each party of a conference by itself: muted, louder or softer, and whether it speaks."""

import logging

from softphone.domain.messages import SpeakersChanged
from softphone.engine.calls.call_record import CallRecord
from softphone.engine.calls.call_table import CallTable
from softphone.engine.errors import CommandError
from softphone.engine.pj.endpoint import StackError

log = logging.getLogger(__name__)

LOUDEST = 2.0
EVERY_S = 0.1
SPEAKS_AT = 12
"""Of the stack's level, the logarithm of the mean of a frame (full scale: 49): about -34 dBFS.

Hum and breath of a quiet line stay below.
"""
STILL_SPEAKS_S = 0.6
"""Between two words nobody stops being the one who speaks."""


class PartyAudio:
    """Used on the engine's thread only."""

    def __init__(self, table: CallTable) -> None:
        self._table = table
        self._next = 0.0
        self._heard: dict[str, float] = {}
        self._told: tuple[str, ...] = ()

    def set(self, call_id: str, *, muted: bool, volume: float) -> None:
        """Mute the far end for everybody else, or make it louder. Raises ``CommandError``."""
        record = self._table.find(call_id)
        if not record.up:
            raise CommandError("This call is not answered yet.")
        volume = min(LOUDEST, max(0.0, volume))
        record.change(party_muted=muted, party_volume=volume)
        self.sound_moved(record)
        self._table.tell(record)

    def sound_moved(self, record: CallRecord) -> None:
        """The leg's port is a new one, and knows nothing of its loudness."""
        call = record.call
        plain = not call.party_muted and call.party_volume == 1.0 and not record.loudness_set
        if plain or not record.leg.connected:
            return
        try:
            record.leg.set_loudness(0.0 if call.party_muted else call.party_volume)
            record.loudness_set = True
        except StackError as error:
            log.warning("call %s: loudness not set: %s", call.id, error)

    def tick(self, now: float) -> None:
        """See who speaks, in a conference only."""
        if now < self._next:
            return
        self._next = now + EVERY_S
        mixed = [r for r in self._table if r.call.merged_with and r.leg.connected]
        for record in mixed:
            try:
                if record.leg.sound_level() >= SPEAKS_AT:
                    self._heard[record.call.id] = now
            except StackError:
                continue
        self._heard = {
            call_id: at for call_id, at in self._heard.items() if now - at < STILL_SPEAKS_S
        }
        present = {record.call.id for record in mixed}
        speaking = tuple(sorted(present & self._heard.keys()))
        if speaking != self._told:
            self._told = speaking
            self._table.emit(SpeakersChanged(call_ids=speaking))
