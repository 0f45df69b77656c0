"""Officers see scrubbed copies of pictures; the original stays sealed as it came."""

import io

import pytest
from PIL import Image, PngImagePlugin

from handlers.pictures import SIDE, NotShowable, scrubbed

WORD = b"SECRETPLACE"


def jpeg(size: tuple[int, int] = (60, 40), orientation: int = 6) -> bytes:
    """A picture that tells where it was taken, lies on its side, and has a comment."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = WORD.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (29.0, 30.0, 0.0), 29: "2026:01:01"})
    buffer = io.BytesIO()
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (0, 0, size[0] // 2, size[1]))
    picture.save(buffer, "JPEG", exif=exif, comment=WORD, quality=95)
    return buffer.getvalue()


def png() -> bytes:
    """A see-through picture with words in it."""
    info, buffer = PngImagePlugin.PngInfo(), io.BytesIO()
    info.add_text("Place", WORD.decode())
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def read(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def test_a_copy_tells_nothing_but_what_is_seen_and_stands_upright() -> None:
    before = jpeg()
    assert WORD in before
    copy = scrubbed(before)
    shown = read(copy)
    assert (shown.format, shown.size) == ("JPEG", (40, 60))
    assert not shown.getexif()
    assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert WORD not in copy
    red, green, blue = shown.getpixel((20, 5))  # type: ignore[misc]
    assert blue > 200 > red + green


def test_what_is_see_through_becomes_white() -> None:
    copy = scrubbed(png())
    assert WORD not in copy
    assert read(copy).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_picture_becomes_smaller() -> None:
    assert max(read(scrubbed(jpeg((SIDE + 500, 40)))).size) == SIDE


@pytest.mark.parametrize("side", [6000, 8000])
def test_a_picture_that_would_fill_the_memory_is_not_decoded(side: int) -> None:
    buffer = io.BytesIO()
    Image.new("1", (side, side)).save(buffer, "PNG")
    assert len(buffer.getvalue()) < 100_000
    with pytest.raises(NotShowable):
        scrubbed(buffer.getvalue())


@pytest.mark.parametrize("data", [b"", b"no picture", jpeg()[:200], b"GIF89a" + bytes(50), b"%!PS-Adobe"])
def test_what_is_no_picture_is_not_shown(data: bytes) -> None:
    with pytest.raises(NotShowable):
        scrubbed(data)
