"""Looks at whole documents by their type. It is imported with the first document: reading its patterns takes time."""

from handlers.telegram.files.file_types import DOCX, PDF
from handlers.telegram.structure.archives import ends_as_archive
from handlers.telegram.structure.carried import carries_archive
from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.pdf_documents import look_at_pdf
from handlers.telegram.structure.text_documents import look_at_text
from handlers.telegram.structure.word_documents import is_plain_document


def look_at_document(mime: str, data: bytes, name: str, tail: bytes) -> Finding:
    """What a document of one of the types in `DOCUMENTS` holds. `tail`: its last bytes."""
    if mime == DOCX:
        return Finding.PLAIN if is_plain_document(data) else Finding.REFUSED
    if ends_as_archive(tail) or carries_archive(data):
        return Finding.REFUSED
    return look_at_pdf(data) if mime == PDF else look_at_text(data, name)
