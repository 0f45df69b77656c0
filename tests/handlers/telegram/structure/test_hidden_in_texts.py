"""A program is recognised wherever it stands in a text, and an archive even when it looks like a sound or a picture."""

import asyncio
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.telegram.files.file_types import PDF, TEXT, UNKNOWN, sniff
from handlers.telegram.structure.findings import Finding
from handlers.telegram.structure.look import TAIL, FileTail, look
from tests.support.incoming.documents import pdf, zipped

RUN = 'CreateObject("WScript.Shell").Run "calc"'
HIDDEN = {
    "behind many remarks": "' nothing\n" * 6000 + RUN,
    "behind many empty lines": "\n" * 6000 + RUN,
    "behind blanks in its line": " " * 500 + RUN,
    "behind a remark in its line": "/* " + "x" * 500 + " */ eval(atob('YWxlcnQoMSk='))",
    "at a cut of a long line": "x " * 190 + RUN,
    "behind many words": "He hit me again.\n" * 6000 + RUN,
    "in a page without a head": "<p>A letter</p>\n<img src=x onerror=alert(1)>",
    "in a page of few words": "Hello <b onmouseover = 'x()'>there</b>",
    "under a short name of rich text": "{\\rtx1{\\object\\objdata 0105}}",
    "under a short name of a printer's page": "%!\n(%pipe%id) (w) file\n",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_a_program_anywhere_in_a_text_file_is_refused(encoding: str) -> None:
    for place, words in HIDDEN.items():
        data = words.encode(encoding)
        assert sniff(data[:4096], "letter.txt") == UNKNOWN or look(TEXT, data, "letter.txt") is Finding.REFUSED, place


@pytest.mark.parametrize("odd", [b"\0", b"\1", b"\xff\xfe\xfd", b"\x1b[31m"])
def test_a_program_after_binary_bytes_is_refused(odd: bytes) -> None:
    data = b"He hit me again.\n" * 300 + odd + RUN.encode()
    assert sniff(data[:4096]) == TEXT
    assert look(TEXT, data) is Finding.REFUSED


SAVED_PAGE = (
    "From: <Saved by Blink>\nSubject: A letter\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related;\n\ttype="text/html"; boundary="x"\n\n--x\n'
    "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPGh0bWw+\n--x--\n"
)
MAIL = "From: Ms Li\nTo: the head\nSubject: Jun\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"


def test_a_saved_page_is_refused_and_a_saved_mail_with_files_is_marked() -> None:
    assert look(TEXT, SAVED_PAGE.encode(), "letter.txt") is Finding.REFUSED
    assert look(TEXT, MAIL.encode(), "letter.eml") is Finding.ACTIVE
    assert look(TEXT, (MAIL + "<script>x()</script>").encode(), "letter.eml") is Finding.REFUSED


def test_a_text_too_long_to_be_checked_is_marked() -> None:
    chat = b"12.03.26, 18:02 - Dad: where are you?\n"
    assert look(TEXT, chat * 20_000) is Finding.PLAIN
    assert look(TEXT, chat * 28_000) is Finding.ACTIVE


def test_a_text_with_an_odd_byte_is_marked_and_not_refused() -> None:
    assert look(TEXT, b"He hit me again.\n" * 300 + b"\1 and again") is Finding.ACTIVE


SOUND, FILM, PHOTO = b"ID3\4" + bytes(100), b"\0\0\0\x18ftypmp42" + bytes(100), b"\xff\xd8\xff\xe0" + bytes(100)
ARCHIVES = {
    "rar": b"Rar!\x1a\x07\x01\0" + bytes(200_000),
    "old rar": b"Rar!\x1a\x07\0" + bytes(200_000),
    "7z": b"7z\xbc\xaf'\x1c\0\4" + bytes(200_000),
    "cab": b"MSCF" + bytes(200_000),
    "zip": zipped({"x": "y"}),
    "zip with a gap": zipped({"x": "y"}).replace(b"PK\5\6", b"gap!PK\5\6"),
}


async def seen(data: bytes, size: int) -> FileTail:
    async def chunks() -> object:
        for at in range(0, len(data), size):
            yield data[at : at + size]

    end = FileTail()
    async for _ in end.watched(chunks()):  # type: ignore[arg-type]
        pass
    return end


@pytest.mark.parametrize("kind", ARCHIVES)
async def test_an_archive_disguised_as_sound_film_or_picture_is_refused(kind: str) -> None:
    for head, size in product((SOUND, FILM, PHOTO), (1, 7, 1 << 16)):
        data = head + ARCHIVES[kind][: 300 if size < 100 else None]
        assert (await seen(data, size)).look() is Finding.REFUSED, (head[:8], size)


@pytest.mark.parametrize("kind", ARCHIVES)
def test_a_pdf_that_is_also_an_archive_is_refused(kind: str) -> None:
    assert look(PDF, pdf(b"<<>>") + ARCHIVES[kind]) is Finding.REFUSED


@pytest.mark.parametrize("head", [SOUND, FILM, PHOTO])
@pytest.mark.parametrize("size", [97, 1 << 16])
async def test_a_disk_image_or_tape_archive_disguised_as_media_is_refused(head: bytes, size: int) -> None:
    disk = head + bytes(32769 - len(head)) + b"CD001" + bytes(5000)
    tape = head + bytes(257 - len(head)) + b"ustar\x0000" + bytes(5000)
    assert [(await seen(one, size)).look() for one in (disk, tape)] == [Finding.REFUSED] * 2
    moved = (await seen(b"x" + disk, size)).look()
    assert moved is Finding.PLAIN


@given(st.binary(max_size=2000), st.integers(1, 300))
def test_ordinary_sounds_films_and_pictures_are_accepted(data: bytes, size: int) -> None:
    end = asyncio.run(seen(data, size))
    assert end.look() is Finding.PLAIN
    assert end.bytes == data[-TAIL:]
