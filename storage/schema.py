"""What all tables share: their registry, and moments as microseconds since 1970, UTC."""

from datetime import UTC, datetime, timedelta
from typing import Any, overload

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import text
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LONG_AGO, FAR_AHEAD = ((datetime(year, 1, 1, tzinfo=UTC) - EPOCH) // MICROSECOND for year in (1000, 9000))
"""The least and the greatest moment, in microseconds. They leave room for what is added to a moment."""


class Moment(TypeDecorator[datetime]):
    """An aware moment, exact to the microsecond; a naive one is refused at the door."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Converts the moment to microseconds since 1970."""
        return self.number(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Converts the stored number to an aware moment in UTC. SQLite also gives back words that somebody has written
        there by hand: they become the first moment."""
        return self.moment(value if value is None or isinstance(value, int | float) else LONG_AGO)

    @overload
    @staticmethod
    def number(value: datetime) -> int: ...

    @overload
    @staticmethod
    def number(value: None) -> None: ...

    @overload
    @staticmethod
    def number(value: datetime | None) -> int | None: ...

    @staticmethod
    def number(value: datetime | None) -> int | None:
        """The moment in microseconds since 1970."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment without a zone")
        return (value - EPOCH) // MICROSECOND

    @staticmethod
    def moment(value: float | None) -> datetime | None:
        """The stored number as an aware moment in UTC. A number outside of these centuries was written by hand. It
        becomes their first or last moment, so that one such row stops no other."""
        if value is None:
            return None
        return EPOCH + timedelta(microseconds=min(max(value, LONG_AGO), FAR_AHEAD))


# SQLite numbers its rows only in an INTEGER column; PostgreSQL wants room for more than two thousand million.
Number = BigInteger().with_variant(Integer(), "sqlite")


KeyedHash = String(32)


Key = String(64)


Word = String(40)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


ON_POSTGRES = "on_postgres"
"""The condition of a partial index on PostgreSQL, in the `info` of the index."""


def index_where(name: str, condition: str, *columns: str) -> Index:
    """A partial index, on both databases."""
    return Index(name, *columns, sqlite_where=text(condition), info={ON_POSTGRES: condition})


def index_true(name: str, flag: str, *columns: str) -> Index:
    """A partial index on the rows whose flag is set. For SQLite the condition is `flag = 1`, as SQLAlchemy writes it in
    a query: SQLite uses a partial index only where the conditions read the same."""
    return Index(name, *columns, sqlite_where=text(f"{flag} = 1"), info={ON_POSTGRES: flag})


def tables_for_postgres() -> MetaData:
    """All tables, with the conditions of partial indexes on PostgreSQL too. Only scripts that compare or make tables
    need these: naming that dialect imports it, which is a fortieth of a start."""
    for table in metadata.tables.values():
        for index in table.indexes:
            if ON_POSTGRES in index.info:
                index.dialect_kwargs["postgresql_where"] = text(index.info[ON_POSTGRES])
    return metadata


BOUND = "bound"
ROW_CODE = "row_code"


def bound(*names: str) -> dict[str, tuple[str, ...]]:
    """The columns that a row code covers, for the `info` of a table."""
    return {BOUND: names}


def row_code() -> Column[bytes]:
    """A column with the keyed hash over the columns that give authority. NULL in rows of an older program."""
    return Column(ROW_CODE, LargeBinary)
