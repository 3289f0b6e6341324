"""Phone numbers: parsing, E.164, region of a number."""
