"""A call from its first ring to its end: lifecycle, dialling, handing over, restarts."""
