"""The whole program: real processes, real Asterisk, real widgets, crashes on purpose."""
