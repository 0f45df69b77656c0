"""Bringing the tables up to date, on start, inside one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 0x7469706C
"""Two programs that start at once on PostgreSQL take turns."""


async def upgrade(connection: AsyncConnection, revision: str = "head") -> None:
    """Bring the tables to `revision`, and commit. Tables that a newer program has made are left as they are: during a
    rolling upgrade, and after a step back, older programs run on newer tables (migrations only add)."""
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
    if callable(order) and not _is_newer(connection, config):
        order(config, revision)
    connection.commit()


def _is_newer(connection: Connection, config: Config) -> bool:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    return not set(MigrationContext.configure(connection).get_current_heads()) <= known
