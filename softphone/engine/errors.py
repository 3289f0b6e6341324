"""A command that cannot be carried out."""


class Refusal(Exception):  # noqa: N818
    """Nothing changed; the text tells the agent why in plain words."""
