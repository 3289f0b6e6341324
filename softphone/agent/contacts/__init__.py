"""Contacts on the desk: customer, draft, wrap-up, the day's figures, imports."""
