"""Composition roots: here the parts are made and joined; nothing is decided."""
