"""PySide6 windows and what feeds them."""
