"""A real gnome-keyring on a session bus of its own, and who answers when it asks."""
