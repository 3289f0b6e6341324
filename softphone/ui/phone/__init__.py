"""The left column: dialling, what rings, calls, transfers, history."""
