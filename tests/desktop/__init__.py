"""Links and the desktop: entry, icon, the real tools."""
