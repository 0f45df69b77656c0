"""A PDF document: whether it can start a program, and whether it has parts that act (scripts, forms, other files).

Names are read with their escapes undone, also inside the packed streams that hold objects. Where that is not possible
(a password, a filter that is not known, more than the bounds allow) the document counts as one that acts.
"""

import re
from collections.abc import Iterator

from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.pdf_streams import packed_pieces
from handlers.telegram.structure.pdf_text import unescaped

STARTS_PROGRAMS = re.compile(rb"/Launch(?![A-Za-z])")
ACTS = re.compile(
    rb"/(?:JavaScript|EmbeddedFiles?|FileAttachment|RichMedia(?:Content)?|Movie|Rendition|XFA|SubmitForm|ImportData"
    rb"|GoToE|GoToR|Encrypt|Filespec|AcroJS)(?![A-Za-z])"
    rb"|/EF[\0\s]{0,9}(?:<<|\d{1,9}[\0\s]{1,9}\d{1,5}[\0\s]{1,9}R\b)|/Subtype[\0\s]{0,9}/3D(?![A-Za-z])"
)
"""Names by which a PDF file starts a program, opens a file or calls an address. None is so short that it stands in the
bytes of a picture by chance."""


def look_at_pdf(data: bytes) -> Finding:
    """What the PDF file can do beside being read."""
    finding = Finding.PLAIN
    for piece in _pieces(data):
        if piece is None or ACTS.search(piece):
            finding = Finding.ACTIVE
        if piece is not None and STARTS_PROGRAMS.search(piece):
            return Finding.REFUSED
    return finding


def _pieces(data: bytes) -> Iterator[bytes | None]:
    """All of it, with escapes undone, and what is packed in it; None where that cannot be read."""
    yield from unescaped(data, 0, len(data))
    yield from packed_pieces(data)
