"""Telling the PBX's queue whether the agent takes calls."""
