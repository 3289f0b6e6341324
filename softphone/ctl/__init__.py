"""Driving the running program from outside."""
