"""What a file is, by its first bytes: files of ordinary phones and computers are recognised, disguised programs are
not."""

import io
import zipfile

import pillow_heif
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from handlers.telegram.files.file_types import UNKNOWN, sniff
from handlers.telegram.files.plain_text import is_plain_text
from tests.support.incoming.file_bytes import box
from tests.support.people import PROFILE

HEAD = 4096
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def image(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, kind)
    return buffer.getvalue()


def heic() -> bytes:
    """As a phone's camera writes it."""
    buffer = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64), "red")).save(buffer)
    return buffer.getvalue()


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name in names:
            written.writestr(name, "<x/>")
    return buffer.getvalue()


def frames(*head: int, length: int, count: int = 3) -> bytes:
    """MPEG frames of that length without a tag before them."""
    return (bytes(head) + bytes(length - len(head))) * count


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (image("JPEG"), "image/jpeg"),
        (image("PNG"), "image/png"),
        (image("WEBP"), "image/webp"),
        (heic(), "image/heic"),
        (b"OggS\0\x02" + bytes(22) + b"OpusHead" + bytes(60), "audio/ogg"),
        (b"ID3\x04\0" + bytes(100), "audio/mpeg"),
        (b"#!AMR\n\x3c" + bytes(60), "audio/amr"),
        (b"#!AMR-WB\n\x3c" + bytes(60), "audio/amr-wb"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4\n", "application/pdf"),
        (archive("[Content_Types].xml", "word/document.xml"), DOCX),
        (archive("_rels/.rels", "word/document.xml"), DOCX),
        (b"a\0b", UNKNOWN),
        (b"", UNKNOWN),
        (bytes(range(256)) * 16, UNKNOWN),
    ],
)
def test_the_type_is_what_the_content_shows(head: bytes, mime: str) -> None:
    assert sniff(head[:HEAD]) == mime


MP4 = (
    *("isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "avc1", "dash", "hvc1", "hev1"),
    *("mp41", "mp42", "M4V", "MSNV", "XAVC", "f4v", "mmp4", "msdh"),
)


def test_video_files_of_every_usual_brand_are_recognised() -> None:
    assert [brand for brand in MP4 if sniff(box(brand)) != "video/mp4"] == []
    assert [brand for brand in MP4 if sniff(box(brand, "isom", "iso2", "avc1", "mp41")) != "video/mp4"] == []


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (box("3gp4", "isom", "3gp4"), "video/3gpp"),
        (box("3gp5"), "video/3gpp"),
        (box("3g2a", "isom"), "video/3gpp"),
        (box("qt", "qt"), "video/quicktime"),
        (bytes(3) + b"\x08wide" + bytes(60), "video/quicktime"),
        (b"\0\0\x1a\0moov" + bytes(60), "video/quicktime"),
        (box("M4A", "M4A", "mp42", "isom"), "audio/mp4"),
        (box("M4B", "isom"), "audio/mp4"),
        (box("zzzz", "isom"), "video/mp4"),
        (box("mif1", "mif1", "heic"), "image/heic"),
        (box("heix", "mif1", "heix"), "image/heic"),
        (box("msf1", "hevc"), "image/heic"),
        (box("mif1", "miaf"), "image/heif"),
        (box("avif", "mif1", "miaf"), UNKNOWN),
        (box("mif1", "avif"), UNKNOWN),
        (box("crx", "isom"), UNKNOWN),
        (box("zzzz"), UNKNOWN),
    ],
)
def test_brands_tell_films_recordings_and_pictures_apart(head: bytes, mime: str) -> None:
    assert sniff(head) == mime


@pytest.mark.parametrize(
    "sound",
    [
        frames(0xFF, 0xFB, 0x90, 0x00, length=417),
        frames(0xFF, 0xFA, 0x90, 0x00, length=417),
        frames(0xFF, 0xFB, 0xE4, 0x40, length=960),
        frames(0xFF, 0xF3, 0x40, 0xC0, length=104),
        frames(0xFF, 0xE3, 0x18, 0xC4, length=72),
        bytes(12) + frames(0xFF, 0xFB, 0x92, 0x64, length=418),
    ],
)
def test_sound_without_tags_is_known_by_its_frames(sound: bytes) -> None:
    assert sniff(sound[:HEAD]) == "audio/mpeg"


@pytest.mark.parametrize(
    "sound", [b"\xff\xfb\x90\0" + bytes(2000), b"\xff\xff\xff\xff" * 500, b"\xff\xf1\x50\x80" * 99]
)
def test_a_file_that_only_begins_like_sound_is_not_recognised(sound: bytes) -> None:
    assert sniff(sound) == UNKNOWN


WORDS = [
    "BM told me to keep quiet",
    "From here I can hear her crying at night",
    "GIF89a is what he called her",
    "II* and MM* were the names",
    "MZ was his car's number plate",
    "ID3 was the room",
    "PK hit her",
    "RIFF and noise every night",
    "8BPS",
    "!<arch> is what she wrote",
    "%! he said",
    "她说了什么，昨天晚上又打了她。",
    "Он бьёт её каждый день",
    "Müller schlägt das Kind",
    "😢 he hits me",
]
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_plain_text_is_recognised_in_every_encoding(encoding: str) -> None:
    mark = "" if encoding.endswith(("8", "sig", "6", "32", "30")) else "\ufeff"
    for words in WORDS:
        for written in (words, mark + words, words * 400):
            assert sniff(written.encode(encoding)[:HEAD]) == "text/plain", words


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_program_of_one_character_is_not_recognised_as_text(end: str) -> None:
    assert not is_plain_text(f"%!{end}showpage{end}".encode())


def test_text_in_older_encodings_is_recognised() -> None:
    assert sniff("Müller schlägt das Kind täglich".encode("cp1252")) == "text/plain"
    assert sniff("她说了什么".encode()[:-1]) == "text/plain"


LETTERS = st.characters(categories=("Lu", "Ll", "Lo", "Nd", "Po", "Zs"), max_codepoint=0x9FFF)


@given(st.text(LETTERS, min_size=1, max_size=80), st.sampled_from(ENCODINGS[:3]))
def test_whatever_somebody_writes_is_text(words: str, encoding: str) -> None:
    assert sniff(f"She said: {words}".encode(encoding)) == "text/plain"


@pytest.mark.parametrize(
    "head",
    [
        b"MZ\x90\0\x03" + bytes(200),
        b"\x7fELF\x02\x01\x01" + bytes(60),
        b"<html><script>",
        b"\xef\xbb\xbf  <!DOCTYPE html><body>",
        "<script>alert(1)</script>".encode("utf-16"),
        b"<?xml version='1.0'?><svg/>",
        b"#!/bin/sh\nrm -rf /",
        b"{\\rtf1\\ansi",
        b"[Desktop Entry]\nExec=sh",
        b"[InternetShortcut]\r\nURL=file:///",
        archive("virus.exe"),
        archive("AndroidManifest.xml", "word/x"),
        archive("[Content_Types].xml", "xl/workbook.xml"),
        b"GIF89a\x01\0\x01\0" + bytes(30),
        b"Rar!\x1a\x07\0" + bytes(30),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    ],
)
def test_files_disguised_as_evidence_are_not_recognised(head: bytes) -> None:
    assert [name for name in ("holiday.jpg", "notes.txt", "film.mp4", "") if sniff(head, name) != UNKNOWN] == []


def test_an_application_named_as_a_document_is_not_recognised() -> None:
    assert sniff(archive("AndroidManifest.xml", "classes.dex"), "letter.docx") == UNKNOWN


@given(st.binary(min_size=64, max_size=HEAD))
def test_no_bytes_make_the_recognition_fail(head: bytes) -> None:
    assert sniff(head) == UNKNOWN or sniff(head) in PROFILE.policy.allowed_types


@pytest.mark.parametrize("mime", ["image/heic", "video/3gpp", "audio/amr", "audio/amr-wb"])
def test_the_profile_accepts_the_file_types_of_ordinary_phones(mime: str) -> None:
    assert mime in PROFILE.policy.allowed_types
