"""Desktop softphone for agents of a service line."""

__version__ = "0.1.0"
