"""Officers see scrubbed copies of pictures; the original stays encrypted as it came."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, PngImagePlugin

from handlers.telegram.files import picture_copies, pictures
from handlers.telegram.files.picture_copies import NoCopy, scrubbed_copy
from handlers.telegram.files.pictures import SIDE, NotShowable, scrubbed
from tests.support.incoming.file_bytes import WORD, jpeg


def png() -> bytes:
    """A see-through picture with words in it."""
    info, buffer = PngImagePlugin.PngInfo(), io.BytesIO()
    info.add_text("Place", WORD.decode())
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()


def heic(size: tuple[int, int] = (64, 48), **more: object) -> bytes:
    """A phone's picture: it holds where it was taken; its left half is blue."""
    picture, buffer = Image.new("RGB", size, "red"), io.BytesIO()
    picture.paste("blue", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x010F] = WORD.decode()
    pillow_heif.from_pillow(picture).save(buffer, exif=exif.tobytes(), quality=90, **more)
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


def test_transparent_pixels_become_white() -> None:
    copy = scrubbed(png())
    assert WORD not in copy
    assert read(copy).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_picture_becomes_smaller() -> None:
    assert max(read(scrubbed(jpeg((SIDE + 500, 40)))).size) == SIDE


@pytest.mark.parametrize("size", [(20_001, 1), (1, 20_001), (60_000, 8)])
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_with_a_side_that_no_camera_makes_is_not_decoded(size: tuple[int, int], kind: str) -> None:
    buffer = io.BytesIO()
    Image.new("L", size).save(buffer, kind)
    with pytest.raises(NotShowable):
        scrubbed(buffer.getvalue())


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


def test_a_telephones_picture_is_shown_as_a_jpeg_that_tells_nothing_else() -> None:
    before = heic()
    assert WORD in before
    copy = scrubbed(before)
    shown = read(copy)
    assert (shown.format, shown.size) == ("JPEG", (64, 48))
    assert WORD not in copy
    assert not shown.getexif()
    red, green, blue = shown.getpixel((10, 24))  # type: ignore[misc]
    assert blue > 200 > red + green


@pytest.mark.parametrize("make", [jpeg, png, heic])
async def test_a_copy_made_by_a_process_of_its_own_is_the_same(make: object) -> None:
    data = make()  # type: ignore[operator]
    assert await scrubbed_copy(data) == scrubbed(data)


@pytest.mark.parametrize("data", [b"", b"no picture", jpeg()[:200], heic()[:150], b"GIF89a" + bytes(50)])
async def test_a_file_that_is_no_picture_ends_only_its_own_process(data: bytes) -> None:
    with pytest.raises(NoCopy):
        await scrubbed_copy(data)


STUBBORN = """
import os, sys
sys.path.insert(0, sys.argv[1])
import pictures
pictures.confine()
if sys.argv[2] == "memory":
    try:
        bytearray(pictures.MEMORY)
    except MemoryError:
        sys.exit(3)
elif sys.argv[2] == "image":
    import ctypes
    sys.exit(4 + ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))  # PR_GET_DUMPABLE
elif sys.argv[2] == "file":
    with open(sys.argv[3], "wb", buffering=0) as file:
        file.write(b"x")
os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize(("wants", "end"), [("memory", 3), ("image", 4), ("file", -signal.SIGXFSZ)])
def test_the_process_gets_no_more_memory_and_writes_nothing(wants: str, end: int, tmp_path: Path) -> None:
    folder = str(Path(pictures.__file__).parent)
    command = [sys.executable, "-I", "-c", STUBBORN, folder, wants, str(tmp_path / "plain")]
    done = subprocess.run(command, capture_output=True, check=False)
    if wants == "file":
        assert (tmp_path / "plain").stat().st_size == 0
        assert done.returncode in {end, 1}
    else:
        assert done.returncode == end


async def test_a_process_that_dies_or_hangs_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    dies = (sys.executable, "-I", "-c", "import os; os.abort()")
    hangs = (sys.executable, "-I", "-c", "import signal; signal.pause()")
    for program, timeout in ((dies, 40.0), (hangs, 0.2)):
        monkeypatch.setattr(picture_copies, "PROGRAM", program)
        monkeypatch.setattr(picture_copies, "TIMEOUT", timeout)
        with pytest.raises(NoCopy):
            await scrubbed_copy(jpeg())


async def test_the_picture_process_gets_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIPLINE_TOKEN", "1:secret")
    tells = (sys.executable, "-I", "-c", "import os; print(sorted(os.environ))")
    monkeypatch.setattr(picture_copies, "PROGRAM", tells)
    assert b"TIPLINE" not in await scrubbed_copy(b"")
    assert "TIPLINE_TOKEN" in os.environ
