"""How a program begins with a database. It brings the tables up to date, and checks that the keys belong to it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.counters.tables import counters
from storage.crypto.blind_index import KeyedBlindIndex
from storage.crypto.high_water import HighWater
from storage.crypto.vault import OtherKeys, Vault
from storage.database.engine import Engine
from storage.database.migrate import upgrade
from storage.session import inserting_new

RING = "ring"
"""The counter that holds the fingerprint of the key ring."""


async def begin(engine: Engine, vault: Vault) -> None:
    """Bring the tables up to date. Where that fails the engine is closed; a key file that was made for it is removed
    when the database has other keys (OtherKeys)."""
    try:
        await engine.require_sessions()
        async with engine.writing() as connection:
            await upgrade(connection)
            await require_own_keys(connection, vault.blind_index())
            await begin_numbers(connection, vault.high_water)
    except BaseException as error:
        await engine.close()
        if isinstance(error, OtherKeys):
            vault.take_back()
        raise


async def require_own_keys(connection: AsyncConnection, blind_index: KeyedBlindIndex) -> None:
    """Note with whose keys the database was begun, and commit. Raises OtherKeys when it was with others."""
    ours = {"name": RING, "value": blind_index.fingerprint}
    await connection.execute(inserting_new(connection.dialect.name, counters).values(ours))
    known = await connection.scalar(select(counters.c.value).where(counters.c.name == RING))
    if known != blind_index.fingerprint:
        raise OtherKeys
    await connection.commit()


async def begin_numbers(connection: AsyncConnection, high_water: HighWater) -> None:
    """Starts the case numbers of an empty database above those that this line has given out, and commits."""
    first = {"name": "case", "value": high_water.known() or 0}
    await connection.execute(inserting_new(connection.dialect.name, counters).values(first))
    await connection.commit()
