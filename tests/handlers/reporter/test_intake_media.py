"""How a file is described, and which size of a photo is taken."""

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Message, Update

from handlers.reporter.files import describe


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


def keyed_hash(purpose: str, text: str) -> str:
    return f"{purpose}:{text}"


def test_the_largest_size_of_a_photo_is_taken() -> None:
    sizes = [
        {"file_id": name, "file_unique_id": name, "width": side, "height": side, "file_size": side}
        for name, side in (("small", 90), ("large", 1280), ("medium", 320))
    ]
    sent = describe(message(photo=sizes, caption="Their messages", media_group_id="a"), keyed_hash)
    assert sent is not None
    assert (sent.file_id, sent.ref.kind, sent.ref.size) == ("large", "photo", 1280)
    assert (sent.ref.caption, sent.ref.album, sent.ref.unique_hash) == ("Their messages", "a", "file:large")


def test_a_moving_picture_is_no_document() -> None:
    file = {"file_id": "x", "file_unique_id": "x", "mime_type": "video/mp4", "file_name": "cat.mp4"}
    moving = {**file, "width": 1, "height": 1, "duration": 1}
    sent = describe(message(animation=moving, document=file), keyed_hash)
    assert sent is not None
    assert sent.ref.kind == "animation"


VOICE = {"file_id": "v", "file_unique_id": "v", "duration": 3}
FRIEND = {"id": 9, "is_bot": False, "first_name": "Li"}


@pytest.mark.parametrize(
    "more",
    [
        {"forward_origin": {"type": "user", "sender_user": FRIEND, "date": 0}},
        {"forward_origin": {"type": "hidden_user", "sender_user_name": "Li", "date": 0}},
        {"via_bot": {"id": 10, "is_bot": True, "first_name": "Voices"}},
    ],
)
def test_forwarded_recordings_do_not_count_as_recorded_in_this_chat(more: dict[str, Any]) -> None:
    recorded, passed_on = describe(message(voice=VOICE), keyed_hash), describe(message(voice=VOICE, **more), keyed_hash)
    assert recorded is not None
    assert recorded.ref.is_testimony
    assert passed_on is not None
    assert (passed_on.ref.by_others, passed_on.ref.is_testimony) == (True, False)


def test_dice_are_not_treated_as_a_file() -> None:
    assert describe(message(dice={"emoji": "🎲", "value": 3}), keyed_hash) is None
