"""What a headset's reports mean: keys it sends, lamps it shows."""

from enum import StrEnum

import msgspec

from softphone.engine.headset import usages
from softphone.engine.headset.descriptor import Field, Kind, Report, read_descriptor, value_of


class Key(StrEnum):
    """A key of the headset."""

    HOOK = "hook"
    MUTE = "mute"
    FLASH = "flash"
    DROP = "drop"


class Lamps(msgspec.Struct, frozen=True):
    """What the headset is told. Many headsets play their own ring while ``ring`` is on."""

    off_hook: bool = False
    ring: bool = False
    mute: bool = False
    hold: bool = False


class KeyChange(msgspec.Struct, frozen=True):
    """A key's field has another value.

    ``toggles``: each press is told by a pulse. ``latched``: a switch that stays as it is.
    """

    key: Key
    down: bool
    toggles: bool = False
    latched: bool = False


_KEYS = {
    usages.HOOK_SWITCH: Key.HOOK,
    usages.PHONE_MUTE: Key.MUTE,
    usages.FLASH: Key.FLASH,
    usages.DROP: Key.DROP,
}


class Telephony:
    """The telephony part of one device. Raises ``DescriptorError`` when it is made."""

    def __init__(self, descriptor: bytes) -> None:
        self._report: Report = read_descriptor(descriptor)
        self._keys = tuple(
            field
            for field in self._report.fields
            if field.kind is Kind.INPUT and any(usage in _KEYS for usage in field.usages)
        )
        self._lamps = tuple(f for f in self._report.fields if f.kind is Kind.OUTPUT)
        self._down: dict[Key, bool] = {}

    @property
    def has_hook(self) -> bool:
        """Whether calls can be answered with it."""
        return any(usages.HOOK_SWITCH in field.usages for field in self._keys)

    def read(self, data: bytes) -> tuple[KeyChange, ...]:
        """What an input report changes; ``data`` begins with its id where reports are numbered."""
        if not data:
            return ()
        report_id, payload = (data[0], data[1:]) if self._report.numbered else (0, data)
        changes: list[KeyChange] = []
        for field in self._keys:
            if field.report_id == report_id:
                changes += self._read_field(field, payload)
        return tuple(changes)

    def _read_field(self, field: Field, payload: bytes) -> list[KeyChange]:
        value = value_of(field, payload)
        if field.relative and field.least < 0:
            # Two directions (section 3.4.1.2): 1 on, -1 off, 0 nothing new.
            if not value:
                return []
            down = {_KEYS[field.usages[0]]: value > 0}
        elif field.array:
            index = value - field.least
            there = 0 <= index < len(field.usages) and field.least <= value <= field.most
            pressed = field.usages[index] if there else 0
            down = {_KEYS[usage]: usage == pressed for usage in field.usages if usage in _KEYS}
        else:
            down = {_KEYS[field.usages[0]]: value != 0}
        one_way = field.array or (field.relative and field.least >= 0)
        latched = not one_way and (field.relative or not field.preferred)
        changes = [
            KeyChange(key, now, toggles=one_way, latched=latched)
            for key, now in down.items()
            if now is not self._down.get(key, False)
        ]
        self._down.update(down)
        return changes

    def write(self, lamps: Lamps) -> dict[int, bytes]:
        """Each output report with its id in front (0 where reports are not numbered)."""
        on = {
            usages.LAMP_OFF_HOOK: lamps.off_hook,
            usages.LAMP_RING: lamps.ring,
            usages.RINGER: lamps.ring,
            usages.LAMP_MUTE: lamps.mute,
            usages.LAMP_HOLD: lamps.hold,
        }
        values: dict[int, int] = {}
        for field in self._lamps:
            for index, usage in enumerate(field.usages):
                if usage not in on:
                    continue
                shown = (field.least + index if field.array else 1) if on[usage] else 0
                values[field.report_id] = values.get(field.report_id, 0) | shown << field.bit
        return {
            report_id: bytes([report_id])
            + value.to_bytes(self._report.lengths[Kind.OUTPUT, report_id], "little")
            for report_id, value in values.items()
        }
