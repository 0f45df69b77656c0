"""Bytes of small files, made by hand."""

import io

from PIL import Image


def box(major: str, *compatible: str) -> bytes:
    """The first box of a film, a recording or a picture of that brand, and something after it."""
    brands = "".join(brand.ljust(4) for brand in compatible).encode()
    return (16 + len(brands)).to_bytes(4) + b"ftyp" + major.ljust(4).encode() + bytes(4) + brands + bytes(64)


WORD = b"SECRETPLACE"


def jpeg(size: tuple[int, int] = (60, 40), orientation: int = 6) -> bytes:
    """A picture with a place, a rotation and a comment in its metadata."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = WORD.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 30.0, 0.0), 29: "2026:01:01"})
    buffer = io.BytesIO()
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1]))
    picture.save(buffer, "JPEG", exif=exif, comment=WORD, quality=95)
    return buffer.getvalue()
