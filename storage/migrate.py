"""Bringing the tables up to date, on start, inside one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 0x7469706C
"""Two programs that start at once on PostgreSQL take turns."""


async def upgrade(connection: AsyncConnection, revision: str = "head") -> None:
    """Bring the tables to `revision`, and commit."""
    await connection.run_sync(_run, command.upgrade, revision)


async def downgrade(connection: AsyncConnection, revision: str) -> None:
    """Take the tables back to `revision`, and commit."""
    await connection.run_sync(_run, command.downgrade, revision)


def _run(connection: Connection, order: object, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    if callable(order):
        order(config, revision)
    connection.commit()
