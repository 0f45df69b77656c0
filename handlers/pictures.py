"""The copy of a picture that officers are shown: decoded and encoded anew, so that nothing but what is seen is in it.

The original stays sealed, with its SHA-256. SG38 would open no file on the server; the issue asks for scrubbed copies,
and they are made of pictures alone, one at a time, in a thread, within bounds.
"""

import io
from threading import Lock

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
"""What may be decoded; no other part of the library is ever asked."""
SIDE = 3072
"""Pixels of the longer side at most: words on a photographed page can be read."""
PIXELS = 30_000_000
"""More is not decoded: 120 MB of memory."""
JPEG_PIXELS = 60_000_000
"""A JPEG is decoded smaller than it is, if it is large; more than this is refused before."""
QUALITY = 88
ONE_AT_A_TIME = Lock()


class NotShowable(Exception):
    """No picture that can be decoded within bounds. Says nothing of it."""


def scrubbed(data: bytes) -> bytes:
    """A JPEG of what is to be seen, upright, without EXIF, place, thumbnail, comment or colour profile. To be run in a
    thread. Raises NotShowable."""
    with ONE_AT_A_TIME:
        try:
            return _encoded(_decoded(data))
        except (OSError, ValueError, SyntaxError, OverflowError, MemoryError, EOFError, *BOMBS):
            raise NotShowable from None


BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def _decoded(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if picture.width * picture.height > JPEG_PIXELS:
            raise NotShowable
        picture.draft("RGB", (SIDE, SIDE))
        if picture.width * picture.height > PIXELS:
            raise NotShowable
        upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((SIDE, SIDE))
    return upright


def _encoded(picture: Image.Image) -> bytes:
    """Painted onto an empty sheet: what hangs on the picture beside its pixels stays behind."""
    pixels, sheet = picture.convert("RGBA"), Image.new("RGB", picture.size, "white")
    sheet.paste(pixels, mask=pixels.getchannel("A"))
    buffer = io.BytesIO()
    sheet.save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()
