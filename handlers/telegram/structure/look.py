"""Looks through a file that was taken for a type of the list (SG38): names and claimed types count for nothing.

Only parts of a bounded size are read, so that no file takes more than its share of memory and time.
"""

from collections.abc import AsyncIterator

from handlers.telegram.files.file_types import DOCX, PDF, TEXT
from handlers.telegram.structure.archives import ends_as_archive
from handlers.telegram.structure.carried import Carried
from handlers.telegram.structure.findings import Finding

DOCUMENTS = frozenset({DOCX, PDF, TEXT})
"""Types that are looked through as a whole; of the others it is enough that they are no archive too."""
LARGEST = 32 << 20
"""Bytes of a document that is looked through."""
TAIL = 1 << 17
"""Bytes at the end of a file of any other type that are looked at: an archive's directory ends there."""


class FileTail:
    """Keeps the last bytes of a stream that goes by, and notices an archive anywhere in it."""

    def __init__(self) -> None:
        self.bytes = b""
        self._carried = Carried()

    async def watched(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Yields the same chunks and looks at each."""
        async for chunk in chunks:
            self.bytes = (self.bytes + chunk)[-TAIL:]
            self._carried.see(chunk)
            yield chunk

    def look(self) -> Finding:
        """Whether a picture, film or recording is an archive or a disk too."""
        return Finding.REFUSED if self._carried.has_archive else look_at_end(self.bytes)


def look(mime: str, data: bytes, name: str = "") -> Finding:
    """What a whole document holds. What breaks the look is refused."""
    from handlers.telegram.structure.documents import look_at_document  # noqa: PLC0415 - a start looks at no document

    try:
        return look_at_document(mime, data, name, data[-TAIL:])
    except Exception:  # whatever it is: a file that cannot be looked through is not handed to anybody
        return Finding.REFUSED


def look_at_end(tail: bytes) -> Finding:
    """Whether a picture, film or recording is an archive too, by its last bytes."""
    return Finding.REFUSED if ends_as_archive(tail) else Finding.PLAIN
