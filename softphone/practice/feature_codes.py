"""The feature codes of the practice PBX, and what it understands by them."""

from enum import StrEnum

import msgspec


class Told(StrEnum):
    """What a feature code tells the queue."""

    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    READY = "ready"
    NOT_READY = "not_ready"


class FeatureCode(msgspec.Struct, frozen=True):
    """A code, its meaning, and the reason it carries (``Reason`` value, or empty)."""

    code: str
    told: Told
    reason: str = ""


CODES = (
    FeatureCode("*101", Told.SIGN_IN),
    FeatureCode("*110", Told.SIGN_OUT),
    FeatureCode("*121", Told.READY),
    FeatureCode("*120", Told.NOT_READY),
    FeatureCode("*1201", Told.NOT_READY, "break"),
    FeatureCode("*1202", Told.NOT_READY, "meal"),
    FeatureCode("*1203", Told.NOT_READY, "training"),
    FeatureCode("*1204", Told.NOT_READY, "meeting"),
)

BY_CODE = {each.code: each for each in CODES}
