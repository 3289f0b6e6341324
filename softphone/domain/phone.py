"""A phone number as a value; parsing is behind the ``NumberPlan`` port."""

import msgspec


class PhoneNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``e164`` is empty when the text is no full number (an extension, a feature code, withheld).

    ``dial`` is what goes to the PBX. ``display`` is grouped for reading.
    """

    raw: str
    dial: str
    e164: str = ""
    display: str = ""
