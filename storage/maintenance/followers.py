"""Forgets people who looked into a report without success, or wrote too fast, after a while."""

from datetime import datetime, timedelta

from storage.cases.receipts import Receipts
from storage.cases.throttle import ThrottleRows
from storage.database.engine import Engine
from storage.session import Session, StorageContext

FOLLOWER_RETENTION = timedelta(days=1)
"""How long the bot remembers that somebody gave a wrong code, or found a report with a right one."""


async def forget_followers(engine: Engine, context: StorageContext, now: datetime) -> int:
    """Forget followers who have done nothing for a day, and buckets that are empty; how many followers these were."""
    async with engine.writing() as connection:
        forgotten = await Receipts(Session(connection, context)).delete_expired(now - FOLLOWER_RETENTION)
        await connection.commit()
    async with engine.writing() as connection:
        await ThrottleRows(Session(connection, context)).delete_expired(now)
        await connection.commit()
    return forgotten
