"""Parts of windows without a subject of their own."""
