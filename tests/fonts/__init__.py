"""The fonts of the tests: the same ones on every machine."""
