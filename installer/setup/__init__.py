"""The steps of setting up a machine for development. Standard library only."""
