"""Errors of SQLAlchemy and of the drivers, translated into those of the program."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bot.domain.errors import Conflict, Unreachable

COLLIDED = {"40001", "40P01", "55P03", "23505"}
"""PostgreSQL: serialisation failure, deadlock, lock not available, and two who inserted the same row at once."""
AWAY = ("08", "28", "3D", "53", "57", "58", "XX", "25006", "42P01", "42703", "42501")
"""PostgreSQL: no connection; who we are is refused, or the database is not there; no room (disk, memory, connections);
ending, starting, recovering, or out of time; the machine's fault; damaged; only to be read; a table or column that is
gone, or that we may not touch any more. Of none of them does the driver say that it is an operational error. What was
to be done is kept, and tried again."""
STALE = "InvalidCachedStatementError"
"""PostgreSQL: the tables were changed under a statement that was kept ready; it is made anew."""
BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
"""SQLite: the file is damaged, or none of its own."""
STATES = {
    "28": "refused",
    "3D": "refused",
    "57014": "timed-out",
    "25006": "standby",
    "53": "full",
    "42501": "forbidden",
    "42": "damaged",
    "XX": "damaged",
}
CODES = {
    sqlite3.SQLITE_ERROR: "damaged",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_IOERR: "failing",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CANTOPEN: "cannot-open",
    sqlite3.SQLITE_NOTADB: "damaged",
}
"""What is wrong with a database that is away, in a word for the operator."""


@dataclass(frozen=True)
class RawErrors:
    """What a driver raises outside of SQLAlchemy."""

    all: tuple[type[Exception], ...]
    away: type[Exception]
    """Raised when the database is away."""


OF_SQLITE = RawErrors((sqlite3.Error,), sqlite3.OperationalError)


@contextmanager
def translated(raw: RawErrors) -> Iterator[None]:
    """Translate errors of SQLAlchemy or of a driver: Conflict (do it again) or Unreachable (try later)."""
    try:
        yield
    except Exception as error:
        raise_if_known(error, raw)
        raise


def raise_if_known(error: BaseException, raw: RawErrors) -> None:
    """Raise Conflict or Unreachable for an error of SQLAlchemy or of a driver that means either."""
    if isinstance(error, DBAPIError):
        is_away = error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)
        raise_translated(error.orig, error, is_away=is_away)
    elif isinstance(error, raw.all):
        raise_translated(error, error, is_away=isinstance(error, raw.away))


def raise_translated(own: object, error: Exception, *, is_away: bool) -> None:
    """Raise Conflict or Unreachable for a driver's own error, if it means either."""
    state = state_of(own)
    if state in COLLIDED or STALE in {type(own).__name__, type(getattr(own, "__cause__", None)).__name__}:
        raise Conflict from error
    code = getattr(own, "sqlite_errorcode", 0) & 0xFF
    if is_away or state.startswith(AWAY) or code in BROKEN:
        raise Unreachable("database", why=why(state, code)) from error


def why(state: str, code: int) -> str:
    """What is wrong, in a word: by the SQLSTATE of PostgreSQL, or by the code of SQLite."""
    return next((word for start, word in STATES.items() if state.startswith(start)), CODES.get(code, "away"))


def refusal_of_postgres() -> Any:
    """What a statement raises that PostgreSQL refuses. It is imported when asked for: SQLite needs no other driver."""
    from asyncpg import PostgresError  # noqa: PLC0415

    return PostgresError


def state_of(error: object) -> str:
    """The SQLSTATE of the error; empty when it is not one of PostgreSQL."""
    return getattr(error, "sqlstate", None) or ""
