"""A real Asterisk on loopback for the tests, without root and without installing anything."""
