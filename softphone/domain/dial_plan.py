"""From the number an agent means to what the PBX wants dialled."""

from enum import StrEnum
from typing import Annotated

import msgspec

from softphone.domain.phone import PhoneNumber

EMERGENCY = ("110", "119", "120", "122", "112", "911", "999", "995", "12395")
"""Police, fire, ambulance, traffic, sea rescue; dialled as they are, asked about never."""


class Shape(StrEnum):
    """How full numbers are dialled."""

    NATIONAL = "national"
    """As the numbering has it: ``02212345678``, foreign ones with ``+``."""
    E164 = "e164"
    """``+862212345678``"""
    DIGITS = "digits"
    """``862212345678``"""
    INTERNATIONAL = "international"
    """``00862212345678``"""


class DialRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """For numbers that start with ``starts`` and have so many digits: ``strip``, then ``prepend``.

    ``least`` and ``most`` count the digits of the number in its shape.
    """

    starts: str = ""
    least: Annotated[int, msgspec.Meta(ge=1, le=32)] = 7
    most: Annotated[int, msgspec.Meta(ge=1, le=32)] = 32
    strip: Annotated[int, msgspec.Meta(ge=0, le=32)] = 0
    prepend: str = ""


class CallerId(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A number that the agent may call as; ``name`` is what the agent chooses by."""

    number: str
    name: str = ""


class DialPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``rules`` in order, the first that fits counts. ``emergency`` numbers are never touched.

    ``premium``: beginnings of numbers that are asked about before they are dialled, in any shape.
    """

    shape: Shape = Shape.NATIONAL
    rules: tuple[DialRule, ...] = ()
    emergency: tuple[str, ...] = EMERGENCY
    premium: tuple[str, ...] = ()

    def is_emergency(self, number: PhoneNumber) -> bool:
        """Whether help is called."""
        return number.dial in self.emergency

    def is_premium(self, number: PhoneNumber) -> bool:
        """Whether a call there costs extra, as far as the administrator has said so."""
        if self.is_emergency(number):
            return False
        plus = (number.dial, number.e164)
        shapes = (*plus, *(shape.removeprefix("+") for shape in plus))
        return any(shape.startswith(start) for start in self.premium for shape in shapes if start)

    def dialled(self, number: PhoneNumber) -> str:
        """What goes to the PBX. Codes, extensions with letters and SIP addresses stay."""
        if self.is_emergency(number) or not number.dial.removeprefix("+").isdigit():
            return number.dial
        text = self._shaped(number)
        digits = text.removeprefix("+")
        for rule in self.rules:
            if text.startswith(rule.starts) and rule.least <= len(digits) <= rule.most:
                return rule.prepend + text[rule.strip :]
        return text

    def _shaped(self, number: PhoneNumber) -> str:
        digits = number.e164.removeprefix("+")
        if not digits:
            return number.dial
        return {
            Shape.NATIONAL: number.dial,
            Shape.E164: number.e164,
            Shape.DIGITS: digits,
            Shape.INTERNATIONAL: f"00{digits}",
        }[self.shape]
