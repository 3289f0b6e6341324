"""The right column: ticket, script, the tickets of the day."""
