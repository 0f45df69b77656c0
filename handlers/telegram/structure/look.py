"""Looks through a file that was taken for a type of the list (SG38): names and claimed types count for nothing.

Only parts of a bounded size are read, so that no file takes more than its share of memory and time.
"""

from collections.abc import AsyncIterator

from handlers.telegram.file_types import DOCX, PDF, TEXT
from handlers.telegram.structure.archives import ends_as_archive
from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.pdf_documents import look_at_pdf
from handlers.telegram.structure.program_text import is_program
from handlers.telegram.structure.word_documents import is_plain_document

DOCUMENTS = frozenset({DOCX, PDF, TEXT})
"""Types that are looked through as a whole; of the others the end is enough."""
LARGEST = 32 << 20
"""Bytes of a document that is looked through."""
TAIL = 1 << 17
"""Bytes at the end of a file of any other type that are looked at: an archive's directory ends there."""


class End:
    """Keeps the last bytes of a stream that goes by."""

    def __init__(self) -> None:
        self.bytes = b""

    async def watched(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The same chunks."""
        async for chunk in chunks:
            self.bytes = (self.bytes + chunk)[-TAIL:]
            yield chunk


def look(mime: str, data: bytes, name: str = "") -> Finding:
    """What a whole document holds. What breaks the look is refused."""
    try:
        return _looked(mime, data, name)
    except Exception:  # whatever it is: a file that cannot be looked through is not handed to anybody
        return Finding.REFUSED


def look_at_end(tail: bytes) -> Finding:
    """Whether a picture, film or recording is an archive too, by its last bytes."""
    return Finding.REFUSED if ends_as_archive(tail) else Finding.PLAIN


def _looked(mime: str, data: bytes, name: str) -> Finding:
    if mime == DOCX:
        return Finding.PLAIN if is_plain_document(data) else Finding.REFUSED
    if ends_as_archive(data[-TAIL:]):
        return Finding.REFUSED
    if mime == PDF:
        return look_at_pdf(data)
    return Finding.REFUSED if is_program(data, name) else Finding.PLAIN
