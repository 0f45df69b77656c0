"""Connections to PostgreSQL: their settings, and whether what lies between gives each its own session."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import asyncpg
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi

from bot.domain.errors import Unreachable
from storage.database.errors import RawErrors

DEAD_PEER = {"tcp_keepalives_idle": "3", "tcp_keepalives_interval": "1", "tcp_keepalives_count": "3"}
"""PostgreSQL ends the session of a machine that vanished after six seconds, not two hours."""
HANGING = {"idle_in_transaction_session_timeout": "240000"}
"""Milliseconds; longer than any handler may take."""
SETTINGS = DEAD_PEER | HANGING
SET = "SELECT " + ", ".join(f"set_config('{name}', '{value}', false)" for name, value in SETTINGS.items())
WHO_SERVES = "SELECT pg_backend_pid()"
LOOKS = 3
RAW_ERRORS = RawErrors((asyncpg.PostgresError, AsyncAdapt_asyncpg_dbapi.Error), AsyncAdapt_asyncpg_dbapi.InterfaceError)


def prepare_postgres(connection: Any, _record: object) -> None:
    """Settings of every connection. They are asked for once it stands: a pooler refuses them at the start."""
    cursor = connection.cursor()
    cursor.execute(SET)
    cursor.close()
    connection.commit()


async def require_sessions(connect: Callable[[], Awaitable[Any]]) -> None:
    """Raise Unreachable where a pooler gives a server's connection for one transaction only: locks, listening and
    prepared statements would be another's. Found by two connections: while one is in a transaction, the other must
    still be served by its own process of the server."""
    first, second = await connect(), await connect()
    try:
        for _ in range(LOOKS):
            if not await _is_own(first, second):
                raise Unreachable("database", why="pooled")
    except (asyncpg.InvalidSQLStatementNameError, asyncpg.DuplicatePreparedStatementError):
        raise Unreachable("database", why="pooled") from None
    finally:
        for connection in (first, second):
            with suppress(Exception):  # whatever is wrong was told
                await connection.close(timeout=5)


async def _is_own(first: Any, second: Any) -> bool:
    before = await first.fetchval(WHO_SERVES)
    async with second.transaction():
        other = await second.fetchval(WHO_SERVES)
        after = await first.fetchval(WHO_SERVES)
    return bool(before == after != other)
