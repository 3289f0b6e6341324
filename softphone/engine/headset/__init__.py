"""The keys and lamps of a headset: the telephony page of USB HID."""
