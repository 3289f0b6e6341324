"""Authenticated messages over a local socket."""
