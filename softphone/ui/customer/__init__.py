"""The middle column: the customer's card, and searching for one."""
