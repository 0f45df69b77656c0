"""On which kinds of database a test runs. A test without one of these decorators runs on SQLite and on PostgreSQL."""

import pytest

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For a test of which each statement reaches PostgreSQL in another test, with values of the same types; and which asks
nothing of locks, of transactions that are given up, or of refusals by the database."""
CROSSED = pytest.mark.parametrize(
    ("database_url", "empty_url"), [("sqlite", "postgresql"), ("postgresql", "sqlite")], indirect=True
)
"""For a test of what goes from one database to another. Each kind gives once and takes once."""
