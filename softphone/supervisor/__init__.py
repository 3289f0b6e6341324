"""Starts, watches and restarts the engine and the desk."""
