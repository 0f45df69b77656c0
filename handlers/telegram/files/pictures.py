"""The copy of a picture that officers are shown: decoded and encoded anew, so that nothing but what is seen is in it.

The original stays encrypted, with its SHA-256 (SG38). Run as a program, it reads a picture from its input and writes
the copy to its output, within limits of memory and time (see picture_copies.py): it imports nothing of the project.
"""

import ctypes
import io
import resource
import sys

import pillow_heif
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
"""What may be decoded; no other part of the library is ever asked."""
SIDE = 3072
"""Pixels of the longer side at most: words on a photographed page can be read."""
LONGEST_SIDE = 20_000
"""A picture with a longer side is not decoded: no camera makes one."""
PIXELS = 30_000_000
"""More is not decoded: 120 MB of memory."""
HEIF_PIXELS = 50_000_000
"""The largest picture of an ordinary telephone, 8064 x 6048, is shown."""
JPEG_PIXELS = 60_000_000
"""A JPEG is decoded smaller than it is, if it is large; more than this is refused before."""
QUALITY = 88
MEMORY = 1 << 30
"""Bytes of address space that making a copy may take."""
PR_SET_DUMPABLE = 4
"""A number from Linux's `prctl.h`."""
SECONDS = 20
"""Seconds of a processor's time, for one copy."""


class NotShowable(Exception):
    """No picture that can be decoded within bounds. Says nothing of it."""


def scrubbed(data: bytes) -> bytes:
    """A JPEG of what is to be seen, upright, without EXIF, place, thumbnail, comment or colour profile. Raises
    NotShowable."""
    try:
        return _encoded(_decoded(data))
    except (OSError, ValueError, SyntaxError, OverflowError, MemoryError, EOFError, RuntimeError, *BOMBS):
        raise NotShowable from None


BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


def _decoded(data: bytes) -> Image.Image:
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        if max(picture.size) > LONGEST_SIDE or picture.width * picture.height > JPEG_PIXELS:
            raise NotShowable
        picture.draft("RGB", (SIDE, SIDE))
        if picture.width * picture.height > (HEIF_PIXELS if picture.format == "HEIF" else PIXELS):
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


def confine() -> None:
    """From here on this process gets so much memory and time, writes no file, and leaves no image of its memory, to
    no other program of its user either."""
    limits = ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0))
    for what, most in (*limits, (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def main() -> None:
    """One copy, from input to output; ends with an error, without a word, where there is none."""
    confine()
    try:
        copy = scrubbed(sys.stdin.buffer.read())
    except NotShowable:
        sys.exit(1)
    sys.stdout.buffer.write(copy)


if __name__ == "__main__":
    main()
