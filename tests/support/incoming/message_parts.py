"""The parts of messages of each kind, as Telegram sends them."""

from typing import Any

Json = dict[str, Any]
AT = 1_772_000_000
"""25 February 2026."""
FRIEND = {"id": 555001, "is_bot": False, "first_name": "Lao", "last_name": "Zhao", "username": "lao_zhao"}
CHANNEL = {"id": -1001234567, "type": "channel", "title": "Village news", "username": "village_news"}
OF_FRIEND = {"type": "user", "date": AT, "sender_user": FRIEND}
POLL = {
    "id": "1",
    "question": "Who saw him hit her?",
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": False,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
    "options": [
        {"persistent_id": "a", "text": "The cook", "voter_count": 0},
        {"persistent_id": "b", "text": "Nobody", "voter_count": 1},
    ],
}
CHECKLIST = {
    "title": "What he took",
    "tasks": [{"id": 1, "text": "Her phone", "completion_date": AT}, {"id": 2, "text": "Her key"}],
}
GAME = {"title": "Dark room", "description": "Do not tell", "photo": [], "text": "He plays it with me"}
STORY = {"chat": CHANNEL, "id": 44}
CARD = {
    "phone_number": "+8613800138000",
    "first_name": "Coach",
    "last_name": "Li",
    "user_id": 555002,
    "vcard": "BEGIN:VCARD\nNOTE:lives at gate 3\nEND:VCARD",
}
PLACE = {"latitude": 29.51, "longitude": 106.51}
VENUE = {"location": PLACE, "title": "Blue Net Bar", "address": "Gate 3, Lane 9"}
PAID = {"star_count": 5, "paid_media": [{"type": "preview", "width": 1, "height": 1}]}
INVOICE = {
    "title": "Ten pictures",
    "description": "Of the girl",
    "start_parameter": "x",
    "currency": "XTR",
    "total_amount": 5,
}
GIVEAWAY = {
    "chats": [CHANNEL],
    "winners_selection_date": AT,
    "winner_count": 1,
    "prize_description": "A phone for girls",
}
WINNERS = {
    "chat": CHANNEL,
    "giveaway_message_id": 1,
    "winners_selection_date": AT,
    "winner_count": 1,
    "winners": [FRIEND],
    "prize_description": "A ride home",
}
STICKER = {
    "file_id": "s",
    "file_unique_id": "s",
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
    "emoji": "😢",
}
GIFT = {
    "gift": {
        "id": "g",
        "sticker": STICKER,
        "star_count": 1,
    },
    "text": "Keep quiet and get more",
}
RICH = {
    "blocks": [
        {"type": "paragraph", "text": {"type": "bold", "text": "He waits at the gate"}},
        {"type": "photo", "photo": {"file_id": "p"}},
    ]
}
BUTTONS = {
    "inline_keyboard": [
        [{"text": "Pay here", "url": "https://pay.example/7"}, {"text": "Copy", "copy_text": {"text": "bank 6222"}}]
    ]
}
