"""Bringing the tables up to date, on start, inside one transaction.

Alembic is read only when there is something to do: reading it is a tenth of a start.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncConnection

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 0x7469706C
"""The number of an advisory lock on PostgreSQL. When two programs start at once, one waits for the other."""
HEAD = "head"


async def upgrade(connection: AsyncConnection, revision: str = HEAD) -> None:
    """Bring the tables to `revision`, and commit. Tables that a newer program has made are left as they are: during a
    rolling upgrade, and after a step back, older programs run on newer tables (migrations only add)."""
    await connection.run_sync(_upgrade, revision)


async def downgrade(connection: AsyncConnection, revision: str) -> None:
    """Take the tables back to `revision`, and commit."""
    await connection.run_sync(_migrate, "downgrade", revision)
    await connection.commit()


async def move(connection: AsyncConnection, revision: str) -> None:
    """Take the tables back or bring them up to `revision`, in the transaction of the caller, who commits. Both that
    revision and the one of the tables must be known to this program."""
    await connection.run_sync(_move, revision)


def revisions() -> list[str]:
    """The revisions that this program knows, in order: the names of the script files begin with them."""
    return sorted(path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("[0-9]*.py"))


def current(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _upgrade(connection: Connection, revision: str) -> None:
    _lock_migrations(connection)
    known, now = revisions(), current(connection)
    is_newer = now is not None and now not in known
    if not is_newer and now != (known[-1] if revision == HEAD else revision):
        _migrate(connection, "upgrade", revision)
    connection.commit()


def _move(connection: Connection, revision: str) -> None:
    known, now = revisions(), current(connection)
    if now is not None and now != revision:
        is_older = known.index(revision) < known.index(now)
        _migrate(connection, "downgrade" if is_older else "upgrade", revision)


def _lock_migrations(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _migrate(connection: Connection, order: str, revision: str) -> None:
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415

    _lock_migrations(connection)
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    getattr(command, order)(config, revision)
