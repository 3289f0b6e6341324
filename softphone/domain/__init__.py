"""Values and pure state machines; imports the standard library and msgspec only."""
