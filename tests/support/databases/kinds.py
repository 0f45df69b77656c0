"""On which kinds of database a test runs. A test without one of these decorators runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For a test of which each statement reaches PostgreSQL in another test, with values of the same types; and which asks
nothing of locks, of transactions that are given up, or of refusals by the database."""
CROSSED = pytest.mark.parametrize(
    ("database_url", "empty_url"), [("sqlite", "postgresql"), ("postgresql", "sqlite")], indirect=True
)
"""For a test of what goes from one database to another. Each kind gives once and takes once."""

Test = TypeVar("Test", bound=Callable[..., object])


def once_on_postgres(
    names: str, values: Sequence[Any], ids: Sequence[str] | None = None, url: str = "database_url"
) -> Callable[[Test], Test]:
    """Parametrizes a test: all values on SQLite, the last of them on PostgreSQL too. `url` is the fixture that makes
    the database."""
    several = [value if "," in names else (value,) for value in values]
    cases = [*(("sqlite", *one) for one in several), ("postgresql", *several[-1])]
    named = None if ids is None else [*(f"sqlite-{one}" for one in ids), f"postgresql-{ids[-1]}"]
    return pytest.mark.parametrize((url, *names.replace(" ", "").split(",")), cases, indirect=[url], ids=named)
