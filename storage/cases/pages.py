"""A page of rows that name cases, and only then the keys that open these: else PostgreSQL reads every key for it."""

from typing import Any

from sqlalchemy import Select, select

from storage.cases.cases import WITH_KEYS
from storage.cases.tables import cases

CASE = "of_case"
"""The name of the column that holds a row's case, in the statement of a page."""
OF_CASES = select(cases.c.id.label(CASE))
"""The statement that every page begins with. Joins, conditions, an order and a limit are added to it."""


def with_keys(page: Select[Any]) -> Select[Any]:
    """The cases of a page, each with its key and with what the page knows of it besides; in no order."""
    found = page.subquery()
    beside = [column for column in found.c if column.key != CASE]
    return WITH_KEYS.add_columns(*beside).join(found, found.c[CASE] == cases.c.id)
