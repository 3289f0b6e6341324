"""Sentences in the agent's language; no widgets."""
