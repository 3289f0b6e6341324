"""The number plan: parsing, region, carrier, masking."""
