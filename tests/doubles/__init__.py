"""Doubles for the ports: clock moved by hand, worker that works at once, spy phone."""
