"""Windows of their own: import, recordings, quality, SIP messages, echo test."""
