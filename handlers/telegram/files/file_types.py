"""The type of a file by its first bytes: only types that the line can take are recognised (SG38), all else is UNKNOWN.

Names and claimed types count for nothing, but that a name may confirm a document whose proof lies deeper in the file.
"""

import re
from itertools import chain

from handlers.telegram.files.plain_text import is_plain_text

UNKNOWN = "application/octet-stream"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
TEXT = "text/plain"
SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"OggS\0", "audio/ogg"),
    (b"#!AMR-WB\n", "audio/amr-wb"),
    (b"#!AMR\n", "audio/amr"),
)
IMAGE_BRAND = re.compile(r"avi[fs]|crx|jp2|jp[xm]|mjp2|jxl")
"""Pictures in the same container that the line does not take."""
HEIC_BRAND = re.compile(r"he[iv][cxms]")
HEIF_BRAND = re.compile(r"mif[12]|miaf|msf1")
MAJOR = (
    (re.compile(r"qt"), "video/quicktime"),
    (re.compile(r"M4[ABP]|F4[AB]"), "audio/mp4"),
    (re.compile(r"3g[pegrhstm2].?|KDDI"), "video/3gpp"),
)
VIDEO_BRAND = re.compile(
    r"iso[m2-9abc]|mp(21|4[12]|71)|avc[1-3]|hvc[12]|hev1|vvc1|av01|dash|msdh|msix|cmf[cf]|mmp4|M4V[HP]?|[fF]4[vV]|F4P"
    r"|MSNV|ND[SX][CHMPS]|XAVC|CAEP|caqv|niko|dby1|piff|lmsg|qt"
)
QUICKTIME_ATOMS = frozenset({b"moov", b"mdat", b"wide", b"pnot"})
"""How a QuickTime film begins that names no brand."""
PACKAGE_STARTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"customXml/")
"""The first entry of an Office document; of an application or another archive it is something else."""
EXTENSIONS = {
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic", "image/heif": "heif",
    "video/mp4": "mp4", "video/quicktime": "mov", "video/3gpp": "3gp", "audio/ogg": "ogg", "audio/mpeg": "mp3",
    "audio/mp4": "m4a", "audio/amr": "amr", "audio/amr-wb": "awb", PDF: "pdf", DOCX: "docx", TEXT: "txt",
}  # fmt: skip
"""How the name of a file ends that is handed out, by what it is; any other one ends in `bin`."""
BLANK = b"\xef\xbb\xbf\0\t\n\r\f "
"""What readers of PDF files pass over before its first line."""
BIT_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
LOW_BIT_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""Kilobits a second of layer III by their number in a frame's header: of MPEG 1, and of MPEG 2 and 2.5."""
SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
"""By the number of the version in a frame's header."""


def sniff(head: bytes, name: str = "") -> str:
    """The MIME type that the first bytes show (4096 are enough), or UNKNOWN."""
    for signature, mime in SIGNATURES:
        if head.startswith(signature):
            return mime
    kinds = (_riff(head), _iso_media(head), _pdf(head), _docx(head, name), _mp3(head))
    found = next((mime for mime in kinds if mime), "")
    return found or (TEXT if is_plain_text(head) else UNKNOWN)


def name_of(case: int, place: int, mime: str) -> str:
    """The name under which a file is handed out. Nothing in the name was chosen by the sender of the file."""
    return f"case{case}-file{place}.{EXTENSIONS.get(mime, 'bin')}"


def _riff(head: bytes) -> str:
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else ""


def _pdf(head: bytes) -> str:
    return PDF if head[:1024].lstrip(BLANK).startswith(b"%PDF-") else ""


def _docx(head: bytes, name: str) -> str:
    """A zip whose first entry is that of an Office document, and which has the folder of a text document."""
    if not (head.startswith(b"PK\3\4") and head[30:].startswith(PACKAGE_STARTS)):
        return ""
    return DOCX if b"word/" in head or name.casefold().endswith(".docx") else ""


def _iso_media(head: bytes) -> str:
    """MP4, MOV, M4A, 3GP and HEIC are one container; the brands in its first box say which."""
    size, kind = int.from_bytes(head[:4]), head[4:8]
    if kind in QUICKTIME_ATOMS and (size == 1 or size >= 8):
        return "video/quicktime"
    if kind != b"ftyp" or size < 16:
        return ""
    brands = [head[at : at + 4].decode("latin-1").rstrip(" \0") for at in chain((8,), range(16, min(size, 512), 4))]
    return _of_brands(brands[0], brands) or UNKNOWN


def _of_brands(major: str, brands: list[str]) -> str:
    """The type by the major brand. Where the major brand is unknown, the type follows from the compatible brands of the
    file."""
    if HEIC_BRAND.fullmatch(major) or HEIF_BRAND.fullmatch(major):
        return _of_picture_brands(brands)
    if IMAGE_BRAND.fullmatch(major):
        return ""
    mime = next((mime for brand, mime in MAJOR if brand.fullmatch(major)), "")
    return mime or ("video/mp4" if any(map(VIDEO_BRAND.fullmatch, brands)) else "")


def _of_picture_brands(brands: list[str]) -> str:
    if any(map(HEIC_BRAND.fullmatch, brands)):
        return "image/heic"
    return "" if any(map(IMAGE_BRAND.fullmatch, brands)) else "image/heif"


def _mp3(head: bytes) -> str:
    """With tags before the sound, or without: then two frames stand one behind the other."""
    if head[:3] == b"ID3" and len(head) > 4 and head[3] < 0x10:
        return "audio/mpeg"
    sound = head.lstrip(b"\0")
    length = _frame_length(sound)
    if not length:
        return ""
    return "audio/mpeg" if len(sound) < length + 4 or _frame_length(sound[length:]) else ""


def _frame_length(head: bytes) -> int:
    """Bytes of the MPEG layer III frame that begins here; 0 when none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, padding = head[1] >> 3 & 3, head[2] >> 1 & 1
    bit_rate, sample_rate = head[2] >> 4, head[2] >> 2 & 3
    if version not in SAMPLE_RATES or bit_rate in {0, 15} or sample_rate == 3:
        return 0
    rates, samples = (BIT_RATES, 144) if version == 3 else (LOW_BIT_RATES, 72)
    return samples * 1000 * rates[bit_rate] // SAMPLE_RATES[version][sample_rate] + padding
