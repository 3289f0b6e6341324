"""Reads a HID report descriptor (Device Class Definition for HID 1.11, section 6.2.2).

What a device sends is not trusted: sizes are bounded, everything odd raises ``DescriptorError``.
"""

from enum import StrEnum

import msgspec

MOST_BYTES = 8192
MOST_FIELDS = 4096
MOST_BITS = 8 * 4096
_LONG_ITEM = 0xFE
_MAIN, _GLOBAL, _LOCAL = 0, 1, 2


class DescriptorError(ValueError):
    """The descriptor cannot be read; the text says why."""


class Kind(StrEnum):
    """Which way a field's report travels, seen from the computer."""

    INPUT = "input"
    OUTPUT = "output"
    FEATURE = "feature"


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a report.

    ``bit`` counts from the first bit after the report's id. A variable has one usage; an array's
    value is an index into its ``usages``, counted from ``least``. ``application`` is the usage of
    the outermost collection.
    """

    kind: Kind
    report_id: int
    bit: int
    bits: int
    usages: tuple[int, ...]
    array: bool = False
    relative: bool = False
    preferred: bool = True
    """It goes back by itself when nobody holds it (the No Preferred flag is not set)."""
    least: int = 0
    most: int = 0
    application: int = 0


class Report(msgspec.Struct, frozen=True):
    """All reports of a device. ``numbered``: each begins with its id."""

    fields: tuple[Field, ...]
    numbered: bool
    lengths: dict[tuple[Kind, int], int]
    """Bytes of each report, without the id."""


class _Globals(msgspec.Struct, frozen=True):
    page: int = 0
    least: int = 0
    most: int = 0
    size: int = 0
    count: int = 0
    report_id: int = 0


class _Reader:
    def __init__(self) -> None:
        self.now = _Globals()
        self.kept: list[_Globals] = []
        self.usages: list[int] = []
        self.first: int | None = None
        self.collections: list[int] = []
        self.fields: list[Field] = []
        self.used: dict[tuple[Kind, int], int] = {}
        self.numbered = False

    def main(self, tag: int, value: int) -> None:
        match tag:
            case 0x8:
                self._values(Kind.INPUT, value)
            case 0x9:
                self._values(Kind.OUTPUT, value)
            case 0xB:
                self._values(Kind.FEATURE, value)
            case 0xA:
                self.collections.append(self.usages[0] if self.usages else 0)
            case 0xC:
                if not self.collections:
                    raise DescriptorError("a collection ends that never began")
                self.collections.pop()
        self.usages, self.first = [], None

    def globals(self, tag: int, value: int, signed: int) -> None:
        names = {0x0: "page", 0x1: "least", 0x2: "most", 0x7: "size", 0x8: "report_id"}
        names[0x9] = "count"
        if tag == 0xA:
            self.kept.append(self.now)
        elif tag == 0xB:
            if not self.kept:
                raise DescriptorError("a pop without a push")
            self.now = self.kept.pop()
        elif tag in names:
            if tag == 0x8 and not 0 < value < 256:
                raise DescriptorError(f"report id {value}")
            self.numbered = self.numbered or tag == 0x8
            told = signed if tag in (0x1, 0x2) else value
            self.now = msgspec.structs.replace(self.now, **{names[tag]: told})

    def locals(self, tag: int, value: int, size: int) -> None:
        # A usage of four bytes names its page too.
        usage = value if size == 4 else self.now.page << 16 | value
        match tag:
            case 0x0:
                self.usages.append(usage)
            case 0x1:
                self.first = usage
            case 0x2:
                if self.first is None or not 0 <= usage - self.first < MOST_FIELDS:
                    raise DescriptorError("a range of usages without a beginning")
                self.usages += range(self.first, usage + 1)
                self.first = None
        if len(self.usages) > MOST_FIELDS:
            raise DescriptorError("too many usages")

    def _values(self, kind: Kind, flags: int) -> None:
        now, at = self.now, (kind, self.now.report_id)
        begin = self.used.get(at, 0)
        if begin + now.size * now.count > MOST_BITS:
            raise DescriptorError("a report of more than 4096 bytes")
        self.used[at] = begin + now.size * now.count
        if flags & 0x01 or not self.usages or now.size == 0:
            return  # constant: only fills up
        if len(self.fields) + now.count > MOST_FIELDS:
            raise DescriptorError("too many fields")
        array = not flags & 0x02
        for index in range(now.count):
            one = self.usages[min(index, len(self.usages) - 1)]
            self.fields.append(
                Field(
                    kind=kind,
                    report_id=now.report_id,
                    bit=begin + index * now.size,
                    bits=now.size,
                    usages=tuple(self.usages) if array else (one,),
                    array=array,
                    relative=bool(flags & 0x04),
                    preferred=not flags & 0x20,
                    least=now.least,
                    most=now.most,
                    application=self.collections[0] if self.collections else 0,
                )
            )


def read_descriptor(data: bytes) -> Report:
    """Every field of the device's reports. Raises ``DescriptorError``."""
    if not 0 < len(data) <= MOST_BYTES:
        raise DescriptorError(f"{len(data)} bytes")
    reader, at = _Reader(), 0
    while at < len(data):
        prefix = data[at]
        if prefix == _LONG_ITEM:
            if at + 1 >= len(data):
                raise DescriptorError("it ends within an item")
            at += 3 + data[at + 1]
            continue
        size = (0, 1, 2, 4)[prefix & 3]
        body = data[at + 1 : at + 1 + size]
        if len(body) < size:
            raise DescriptorError("it ends within an item")
        at += 1 + size
        value = int.from_bytes(body, "little")
        signed = int.from_bytes(body, "little", signed=True)
        tag = prefix >> 4
        match prefix >> 2 & 3:
            case 0:
                reader.main(tag, value)
            case 1:
                reader.globals(tag, value, signed)
            case 2:
                reader.locals(tag, value, size)
    lengths = {at: (bits + 7) // 8 for at, bits in reader.used.items()}
    return Report(tuple(reader.fields), reader.numbered, lengths)


def value_of(field: Field, payload: bytes) -> int:
    """The field's value in a report without its id; what a short report lacks is 0.

    Signed where the field's range is.
    """
    whole = int.from_bytes(payload, "little")
    value = whole >> field.bit & ((1 << field.bits) - 1)
    if field.least < 0 and value >> (field.bits - 1):
        value -= 1 << field.bits
    return value
