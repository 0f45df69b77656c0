"""What a file is, judged by its content; and which size of a photo is taken."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image
from telegram import Message, Update

from handlers.intake_media import describe
from handlers.media import UNKNOWN, sniff


def image(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, kind)
    return buffer.getvalue()


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name in names:
            written.writestr(name, "<x/>")
    return buffer.getvalue()


ISO = b"\0\0\0\x18ftyp"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize(
    ("head", "mime"),
    [
        (image("JPEG"), "image/jpeg"),
        (image("PNG"), "image/png"),
        (image("WEBP"), "image/webp"),
        (ISO + b"isom\0\0\x02\0isomiso2" + bytes(60), "video/mp4"),
        (ISO + b"qt  \0\0\0\0qt  " + bytes(60), "video/quicktime"),
        (ISO + b"M4A \0\0\0\0M4A " + bytes(60), "audio/mp4"),
        (b"OggS\0\x02" + bytes(22) + b"OpusHead" + bytes(60), "audio/ogg"),
        (b"ID3\x04\0" + bytes(100), "audio/mpeg"),
        (b"%PDF-1.7\n", "application/pdf"),
        (archive("[Content_Types].xml", "word/document.xml"), DOCX),
        ("她说了什么".encode(), "text/plain"),
        ("她说了什么".encode()[:-1], "text/plain"),
        (b"a\0b", UNKNOWN),
        (b"", UNKNOWN),
    ],
)
def test_the_type_is_what_the_content_shows(head: bytes, mime: str) -> None:
    assert sniff(head[:4096]) == mime


@pytest.mark.parametrize("head", [b"MZ\x90\0\x03" + bytes(200), b"<html><script>", archive("virus.exe")])
def test_what_is_dressed_as_a_picture_is_not_one(head: bytes) -> None:
    assert not sniff(head, "holiday.jpg").startswith(("image/jpeg", "text/plain"))


def message(**more: Any) -> Message:
    """A message with a file, as Telegram sends it."""
    body = {
        "message_id": 5,
        "date": int(datetime(2026, 3, 2, tzinfo=UTC).timestamp()),
        "chat": {"id": 7, "type": "private"},
        **more,
    }
    update = Update.de_json({"update_id": 1, "message": body}, None)
    assert update is not None
    assert update.message is not None
    return update.message


def mark(purpose: str, text: str) -> str:
    return f"{purpose}:{text}"


def test_the_largest_size_of_a_photo_is_taken() -> None:
    sizes = [
        {"file_id": name, "file_unique_id": name, "width": side, "height": side, "file_size": side}
        for name, side in (("small", 90), ("large", 1280), ("medium", 320))
    ]
    sent = describe(message(photo=sizes, caption="Their messages", media_group_id="a"), mark)
    assert sent is not None
    assert (sent.file_id, sent.ref.kind, sent.ref.size) == ("large", "photo", 1280)
    assert (sent.ref.caption, sent.ref.album, sent.ref.unique_hash) == ("Their messages", "a", "file:large")


def test_a_moving_picture_is_no_document() -> None:
    file = {"file_id": "x", "file_unique_id": "x", "mime_type": "video/mp4", "file_name": "cat.mp4"}
    moving = {**file, "width": 1, "height": 1, "duration": 1}
    sent = describe(message(animation=moving, document=file), mark)
    assert sent is not None
    assert sent.ref.kind == "animation"


def test_dice_are_no_file() -> None:
    assert describe(message(dice={"emoji": "🎲", "value": 3}), mark) is None
