"""What the desktop does for us: opening links, showing notifications. One file a system."""
