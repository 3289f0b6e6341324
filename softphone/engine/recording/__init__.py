"""Recordings: files, the thread that writes them, pauses, notices, playing (docs/recording.md)."""
