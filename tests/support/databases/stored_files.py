"""Files given to the store in pieces and read back."""

import hashlib
from collections.abc import AsyncIterator

from bot.domain.ids import CaseId, DraftId, FileKey
from storage.unit_of_work import Database

OWNER = DraftId("draft-1")

LIMIT = 10_000_000


async def chunks(data: bytes, size: int = 10_000) -> AsyncIterator[bytes]:
    """The data in pieces, as a download gives it."""
    for start in range(0, len(data), size):
        yield data[start : start + size]


def noise(size: int) -> bytes:
    """Bytes that differ from piece to piece."""
    return b"".join(hashlib.sha256(str(number).encode()).digest() for number in range(size // 32 + 1))[:size]


async def read(database: Database, file: FileKey, owner: DraftId | CaseId = OWNER) -> bytes:
    """The whole file."""
    return b"".join([chunk async for chunk in database.files.read(owner, file)])
