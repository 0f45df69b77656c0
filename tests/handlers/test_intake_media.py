"""How a file is described, and which size of a photo is taken."""

from datetime import UTC, datetime
from typing import Any

from telegram import Message, Update

from handlers.intake_media import describe


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
