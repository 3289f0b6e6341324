"""A command that cannot be carried out."""


class CommandError(Exception):
    """Nothing changed; the text tells the agent why in plain words."""
