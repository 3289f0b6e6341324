"""The call engine process: PJSIP and sound, driven by messages."""
