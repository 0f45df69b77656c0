"""A test of which one of many values is enough on PostgreSQL."""

import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import pytest

from tests.support.domain.examples import LONG

Test = TypeVar("Test", bound=Callable[..., object])


def once_on_postgres(
    names: str, values: Sequence[Any], ids: Sequence[str] | None = None, url: str = "database_url"
) -> Callable[[Test], Test]:
    """Parametrizes a test: all values on SQLite, the last of them on PostgreSQL too, in a long run all. `url` is the
    fixture that makes the database."""
    several = [value if "," in names else (value,) for value in values]
    last = 0 if LONG in os.environ else len(several) - 1
    cases = [*(("sqlite", *one) for one in several), *(("postgresql", *one) for one in several[last:])]
    named = None if ids is None else [*(f"sqlite-{one}" for one in ids), *(f"postgresql-{one}" for one in ids[last:])]
    return pytest.mark.parametrize((url, *names.replace(" ", "").split(",")), cases, indirect=[url], ids=named)
