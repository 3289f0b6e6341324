"""Asking a colleague while the caller waits, conferences, and rooms of the phone system."""
