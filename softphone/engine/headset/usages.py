"""Numbers of the HID Usage Tables 1.5 (USB-IF): page in the upper, id in the lower 16 bits."""

TELEPHONY_PAGE = 0x0B
_TELEPHONY, _LED = TELEPHONY_PAGE << 16, 0x08 << 16

# Section 14, Telephony Device Page: what a headset says.
PHONE = _TELEPHONY | 0x01
HEADSET = _TELEPHONY | 0x05
HOOK_SWITCH = _TELEPHONY | 0x20
FLASH = _TELEPHONY | 0x21
DROP = _TELEPHONY | 0x26
PHONE_MUTE = _TELEPHONY | 0x2F
RINGER = _TELEPHONY | 0x9E
"""An output: the ring lamp or sound of some headsets."""

# Section 11, LED Page: what it is told.
LAMP_MUTE = _LED | 0x09
LAMP_OFF_HOOK = _LED | 0x17
LAMP_RING = _LED | 0x18
LAMP_HOLD = _LED | 0x20
