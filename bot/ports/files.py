"""The port of encrypted files."""

from collections.abc import AsyncIterator
from typing import Protocol

from bot.domain.ids import (
    CaseId,
    DraftId,
    FileKey,
)
from bot.domain.intake.stored_files import StoredFile


class Files(Protocol):
    """Files of people: encrypted while streaming, under the data key of a draft or case."""

    async def store(
        self, owner: DraftId | CaseId, chunks: AsyncIterator[bytes], *, limit: int, sealed: bool = False
    ) -> StoredFile:
        """Encrypts the chunks. `sealed`: first to the public keys whose private halves are elsewhere; then no head is
        given. Raises FileTooLarge past `limit` bytes, Unreachable when the store cannot be reached. A file that is not
        committed to a draft is deleted later."""
        ...

    def read(self, owner: DraftId | CaseId, file: FileKey) -> AsyncIterator[bytes]:
        """Yields the decrypted chunks. Raises on any change of the encrypted bytes."""
        ...

    async def erase(self, file: FileKey) -> None: ...
