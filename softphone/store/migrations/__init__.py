"""Alembic migrations of the store; run by ``store.schema`` only."""
