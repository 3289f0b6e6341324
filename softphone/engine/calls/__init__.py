"""Running calls: table, hold, transfer, conference, and what the stack tells about them."""
