"""A file as it was encrypted and stored."""

from dataclasses import dataclass

from bot.domain.ids import FileKey


@dataclass(frozen=True)
class StoredFile:
    """The result of encrypting a stream."""

    file: FileKey
    size: int
    sha256: str
    head: bytes
    """At most the first 4096 bytes, to detect the type; never stored."""


class FileTooLarge(Exception):
    """The stream passed the limit; nothing was stored."""
