"""How rows are made of a statement that goes past SQLAlchemy."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect

from storage.database.prepared import reader
from storage.queues.tables import inbox


@pytest.mark.parametrize(
    ("insert", "dialect"),
    [(sqlite.insert, sqlite.dialect), (postgresql.insert, postgresql.dialect)],
    ids=["sqlite", "postgresql"],
)
def test_a_statement_made_of_one_that_returns_nothing_returns_its_rows(
    insert: Any, dialect: Callable[[], Dialect]
) -> None:
    """A stored update was once counted as known already, after another one had been parked before it."""
    silent = insert(inbox).on_conflict_do_nothing()
    assert reader(silent, dialect()) is None
    row = reader(silent.returning(inbox.c.id, inbox.c.lane), dialect())
    assert row is not None
    assert tuple(row((7, "p:1"))) == (7, "p:1")
