"""How a program begins with a database: its tables are brought up to date, and its keys are seen to be ours."""

from storage.crypto.vault import OtherKeys, Vault
from storage.database.engine import Engine
from storage.database.migrate import upgrade
from storage.session import begin_numbers, require_own_keys


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
