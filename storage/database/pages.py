"""A whole table in pages, in the order of its primary key: no more than one page is ever in memory."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, literal, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

PAGE = 200


async def pages(
    connection: AsyncConnection, table: Table, only: ColumnElement[bool] | None = None
) -> AsyncIterator[Sequence[Any]]:
    """All rows, or those for which `only` holds, a page at a time."""
    keys = list(table.primary_key.columns)
    wanted = select(table).where(true() if only is None else only).order_by(*keys).limit(PAGE)
    rows = (await connection.execute(wanted)).all()
    while rows:
        yield rows
        last = [literal(rows[-1]._mapping[key], key.type) for key in keys]
        rows = (await connection.execute(wanted.where(tuple_(*keys) > tuple_(*last)))).all()
