"""Encrypted files."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Protocol

from bot.domain.ids import (
    CaseId,
    DraftId,
    FileKey,
)


@dataclass(frozen=True)
class SealedFile:
    """What sealing a stream gave."""

    file: FileKey
    size: int
    sha256: str
    head: bytes
    """The first 4096 bytes at most, for type sniffing; never stored."""


class FileTooLarge(Exception):
    """The stream passed the limit; nothing was kept."""


class Files(Protocol):
    """Sealed files: encrypted while streaming, under the data key of a draft or case."""

    async def seal(
        self, owner: DraftId | CaseId, chunks: AsyncIterator[bytes], *, limit: int, locked: bool = False
    ) -> SealedFile:
        """`locked`: first to the public keys whose other halves are elsewhere; then no head is given.

        Raises FileTooLarge past `limit` bytes, Unreachable when the store is away. A file that is not committed to a
        draft is swept later."""
        ...

    def read(self, owner: DraftId | CaseId, file: FileKey) -> AsyncIterator[bytes]:
        """Plain chunks; raises on any change of the sealed bytes."""
        ...

    async def erase(self, file: FileKey) -> None: ...
