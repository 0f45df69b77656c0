"""A Word document (docx) that only shows words and pictures: no macros, controls, objects, fields that run, no bomb.

An application, a Java archive, a workbook or a document with macros that was given the name of a plain document holds
something else than that, wherever it stands in the archive.
"""

import io
import re
from collections.abc import Mapping
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from handlers.telegram.structure.archives import Archive, Unsound
from handlers.telegram.structure.word_fields import Fields

TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
"""The content type of the main part of a document without macros, which is no template."""
FOLDERS = ("_rels/", "docProps/", "word/", "customXml/", "docMetadata/", "_xmlsignatures/", "[trash]/")
SHOWN = frozenset(
    "xml rels png jpg jpeg jpe jfif gif bmp tif tiff emf wmf wdp svg ico odttf ttf fntdata psmdcp sigs dat".split()  # noqa: SIM905 - read as a table
)
"""Endings of what a document is made of."""
PRINTER = re.compile(r"word/printerSettings/[^/]*\.bin")
ACTING = (
    "vba",
    "macro",
    "activex",
    "oleobject",
    "embeddings/",
    "controls/",
    "attachedtoolbars",
    "customui",
    "webextension",
)
"""Words in the name of a part, of a content type or of a relation that acts."""
ACTING_TYPES = ("vba", "macro", "activex", "oleobject", "control", "attachedtoolbar", "package", "executable", "html")
ACTING_RELATIONS = frozenset({"control", "afchunk", "package", "frame", "subdocument"})
PLAIN_TYPES = ("relationships", "core-properties", "digital-signature")
"""Kinds of parts of every package, whose names hold a word of those."""
IS_XML = (".xml", ".svg", ".rels")
"""Endings of parts whose words are always read. The words of other parts are read where they look like XML, because the
content types of a document can make any part one of its pages, whatever its name."""
BYTE_ORDERS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
"""Byte-order marks before XML."""
NEVER = frozenset("script foreignobject handler altchunk control oleobject connectstring subdoc".split())  # noqa: SIM905 - read as a table
"""Elements that run something, bring in another file, or ask a database."""
ELSEWHERE = re.compile(r"(?i)\s*(?:https?:|ftp:|file:[/\\]*[^/\\]*[/\\]{2}|[/\\]{2})")
"""An address outside of the document and of the machine."""
PICTURES = frozenset({"blip", "imagedata", "fill", "stroke", "image", "svgblip", "videofile", "audiofile"})
OUTSIDE = frozenset({"hyperlink"})
"""Relations that may lead out of the document: nothing follows them by itself."""
OWN_TEMPLATE = re.compile(r"(?i)(file:///)?[a-z]:[\\/]")
"""A template on the disk of whoever wrote the document, as Word notes it in every letter of an office."""
LARGEST_PART = 48 << 20
"""Bytes of one part of words that is read."""


def is_plain_document(data: bytes) -> bool:
    """Whether it is a Word document and nothing beside that."""
    try:
        archive = Archive(data)
        return _is_made_of_words(archive) and _has_plain_types(archive) and _has_plain_parts(archive)
    except (Unsound, ParseError, DefusedXmlException, ValueError, LookupError):
        return False


def _is_made_of_words(archive: Archive) -> bool:
    """Whether the names of the archive's parts are those of a Word document."""
    names = [entry.filename for entry in archive.entries]
    return TYPES in names and "word/document.xml" in names and all(map(_is_known_part, names))


def _is_known_part(name: str) -> bool:
    low = name.casefold()
    if name == TYPES or (name.endswith("/") and name.startswith(FOLDERS)):
        return True
    if not name.startswith(FOLDERS) or "\\" in name or ".." in name or any(word in low for word in ACTING):
        return False
    return low.rpartition(".")[2] in SHOWN or PRINTER.fullmatch(name) is not None


def _has_plain_types(archive: Archive) -> bool:
    """Whether the archive declares only plain content types."""
    main = False
    for declared in fromstring(archive.read(TYPES), forbid_dtd=True):
        kind = declared.get("ContentType", "").casefold()
        if any(word in kind for word in ACTING_TYPES) and not any(word in kind for word in PLAIN_TYPES):
            return False
        main |= kind == MAIN.casefold() and declared.get("PartName") == "/word/document.xml"
    return main


def _has_plain_parts(archive: Archive) -> bool:
    """Whether all XML parts are plain. Every entry is unpacked once, so that no size is a lie."""
    for entry in archive.entries:
        content, low = archive.read(entry.filename), entry.filename.casefold()
        if low.endswith(".rels") and not _has_plain_relations(content):
            return False
        if not (_has_plain_words(content) if low.endswith(IS_XML) else _is_plain_if_xml(content)):
            return False
        if content.startswith((b"MZ", b"PK\3\4", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"#!")):
            return False
    return True


def _has_plain_relations(content: bytes) -> bool:
    for relation in fromstring(content, forbid_dtd=True):
        kind = relation.get("Type", "").casefold().rpartition("/")[2]
        if kind in ACTING_RELATIONS or any(word in kind for word in ACTING):
            return False
        if relation.get("TargetMode", "").casefold() == "external" and not _may_lead_out(
            kind, relation.get("Target", "")
        ):
            return False
    return True


def _may_lead_out(kind: str, target: str) -> bool:
    return kind in OUTSIDE or (kind == "attachedtemplate" and OWN_TEMPLATE.match(target) is not None)


def _is_plain_if_xml(content: bytes) -> bool:
    """A part that is called otherwise: bytes of a font may begin like XML by chance, and then are none."""
    begin = content[:512].replace(b"\0", b"").lstrip()
    if not (content.startswith(BYTE_ORDERS) or begin.startswith(b"<")):
        return True
    try:
        return _has_plain_words(content)
    except ParseError:
        return b"<?xml" not in begin


def _has_plain_words(content: bytes) -> bool:
    """No field that runs, no picture from elsewhere, no script in a drawing."""
    if len(content) > LARGEST_PART:
        return False
    fields = Fields()
    for _, element in iterparse(io.BytesIO(content), forbid_dtd=True):
        name, attributes = _local(str(element.tag)), {_local(key): value for key, value in element.attrib.items()}
        if name in NEVER or (name in PICTURES and _is_fetched(attributes)):
            return False
        fields.read(name, element.text or "", attributes)
        element.clear()
    fields.end()
    return fields.are_plain


def _local(name: str) -> str:
    """Without the namespace, in small letters."""
    return name.rpartition("}")[2].casefold()


def _is_fetched(attributes: Mapping[str, str]) -> bool:
    """Whether a picture is brought in from outside of the document when that is opened."""
    return bool(attributes.get("link")) or any(ELSEWHERE.match(attributes.get(name, "")) for name in ("href", "src"))
