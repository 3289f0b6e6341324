"""The settings, page by page, and sign-in."""
