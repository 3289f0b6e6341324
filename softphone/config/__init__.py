"""Typed settings, paths and secrets."""
