"""A plain text: whether it is a program, and whether it brings other files with it or could not be looked through."""

import re

from handlers.telegram.files.plain_text import words_of
from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.program_text import is_program

MOST_BYTES = 1 << 20
"""Bytes of a text that are looked through."""
HEADERS = 1 << 14
"""Characters in which the headers of a saved mail stand."""
BRINGS_FILES = re.compile(r"(?im)^content-type:\s{0,9}multipart/|^content-transfer-encoding:\s{0,9}base64")
"""How a saved mail or a saved page says that there are other files in it."""
SENT = re.compile(r"(?im)^(?:to|cc|bcc|delivered-to|received):")
"""What a mail has and a saved page has not."""


def look_at_text(data: bytes, name: str = "") -> Finding:
    """What a text file can do besides being read. Bytes that are not text are searched too, decoded as Latin-1."""
    words = words_of(data[:MOST_BYTES])
    seen = words or data[:MOST_BYTES].replace(b"\0", b"").decode("latin-1")
    brings_files = BRINGS_FILES.search(seen[:HEADERS]) is not None
    if is_program(seen, name) or (brings_files and not SENT.search(seen[:HEADERS])):
        return Finding.REFUSED
    is_read = bool(words or not data) and len(data) <= MOST_BYTES
    return Finding.PLAIN if is_read and not brings_files else Finding.ACTIVE
