"""Documents for tests, made by hand: plain ones, and ones with active parts."""

import io
import zipfile
import zlib
from collections.abc import Mapping

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>{more}'
    '<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{inner}</Relationships>"
)
"""The parts of a letter, as Word writes them."""


def relation(kind: str, target: str, *, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def words(inner: str) -> str:
    return f'<?xml version="1.0"?><w:document {WORD}><w:body><w:p>{inner}</w:p></w:body></w:document>'


def parts_of_letter() -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": TYPES.format(main=MAIN, more=""),
        "_rels/.rels": RELATIONS.format(inner=relation("officeDocument", "word/document.xml")),
        "docProps/core.xml": "<x/>",
        "word/document.xml": words("<w:r><w:t>He was at home on Monday.</w:t></w:r>"),
        "word/_rels/document.xml.rels": RELATIONS.format(inner=relation("styles", "styles.xml")),
        "word/styles.xml": "<x/>",
    }


def zipped(parts: Mapping[str, str | bytes], comment: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment
    return buffer.getvalue()


def letter(**more: str | bytes) -> bytes:
    """A Word document. `more`: parts by name, in place of its own or in addition."""
    return zipped({**parts_of_letter(), **more})


def pdf(*objects: bytes) -> bytes:
    """A PDF document with these objects in it."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at, content) for at, content in enumerate(objects, 3))
    start = (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    )
    return start + body + b"trailer\n<</Root 1 0 R>>\n%%EOF\n"


def packed(content: bytes, about: bytes = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode") -> bytes:
    """An object that is a packed stream."""
    data = zlib.compress(content)
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (about, len(data), data)
