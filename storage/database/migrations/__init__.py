"""Schema migrations (Alembic); they only add."""
