"""What people can send, field by field of the Bot API's Message: what is stored, what the person reads, what officers
see.

Written by hand. A field that the Bot API gains has no row here, and then a test fails.
"""

from dataclasses import dataclass
from typing import Any

from tests.support.incoming.message_parts import (
    AT,
    BUTTONS,
    CARD,
    CHANNEL,
    CHECKLIST,
    GAME,
    GIFT,
    GIVEAWAY,
    INVOICE,
    OF_FRIEND,
    PAID,
    PLACE,
    POLL,
    RICH,
    STICKER,
    STORY,
    VENUE,
    WINNERS,
    Json,
)


@dataclass(frozen=True)
class MessageKind:
    """One field with a message that carries it."""

    content: Json | None
    """None: it holds nothing that somebody tells."""
    stored: tuple[str, ...] = ()
    """Words that must be in what is stored."""
    reads: str = ""
    """Words that the person reads; '' where the ordinary screen is enough."""
    sees: tuple[str, ...] = ()
    """Words that an officer reads; what is stored is always among them."""
    file: str = ""
    """The kind of the file that is stored."""


BOTH = "Kept, 2 messages."
FILE = "Kept: 1 file."
NOT_ALL = "Pictures, films and sound inside it are not."
NOTHING = "There is nothing in this message that can be kept."
ABOUT_THE_CHAT = MessageKind(None)
"""Fields about how the message was delivered; they hold nothing that was told."""
SERVICE = MessageKind(None)
"""Telegram's own messages about the chat, or answers to a button that this line never shows."""


def said(text: str = "He wrote me this", **more: Any) -> Json:
    """A text with something beside it."""
    return {"text": text, **more}


def linked(text: str, word: str, url: str) -> list[Json]:
    """A link behind a word, counted in UTF-16 units."""
    offset = len(text[: text.index(word)].encode("utf-16-le")) // 2
    return [{"type": "text_link", "offset": offset, "length": len(word.encode("utf-16-le")) // 2, "url": url}]


LINKED = "😀 look here"
FILES = ("animation", "audio", "document", "live_photo", "photo", "video", "video_note", "voice")
"""Fields whose content is made by the test, from real bytes."""
MESSAGE: dict[str, MessageKind] = {
    "message_id": ABOUT_THE_CHAT,
    "message_thread_id": ABOUT_THE_CHAT,
    "direct_messages_topic": ABOUT_THE_CHAT,
    "from": ABOUT_THE_CHAT,
    "sender_chat": ABOUT_THE_CHAT,
    "sender_boost_count": ABOUT_THE_CHAT,
    "sender_business_bot": ABOUT_THE_CHAT,
    "sender_tag": ABOUT_THE_CHAT,
    "date": ABOUT_THE_CHAT,
    "guest_query_id": ABOUT_THE_CHAT,
    "business_connection_id": ABOUT_THE_CHAT,
    "chat": ABOUT_THE_CHAT,
    "is_topic_message": ABOUT_THE_CHAT,
    "is_automatic_forward": ABOUT_THE_CHAT,
    "guest_bot_caller_user": ABOUT_THE_CHAT,
    "guest_bot_caller_chat": ABOUT_THE_CHAT,
    "edit_date": ABOUT_THE_CHAT,
    "has_protected_content": ABOUT_THE_CHAT,
    "is_from_offline": ABOUT_THE_CHAT,
    "is_paid_post": ABOUT_THE_CHAT,
    "media_group_id": ABOUT_THE_CHAT,
    "author_signature": ABOUT_THE_CHAT,
    "paid_star_count": ABOUT_THE_CHAT,
    "suggested_post_info": ABOUT_THE_CHAT,
    "effect_id": ABOUT_THE_CHAT,
    "show_caption_above_media": ABOUT_THE_CHAT,
    "has_media_spoiler": ABOUT_THE_CHAT,
    "forward_origin": MessageKind(
        said("Come alone tonight", forward_origin=OF_FRIEND), ("Come alone tonight",), BOTH,
        ("told by others", "Lao Zhao", "25 Feb", "https://t.me/lao_zhao", "account 555001"),
    ),
    "reply_to_message": MessageKind(
        said("This one", reply_to_message={"message_id": 1, "date": AT, "chat": {"id": 0, "type": "private"},
             "from": "ME", "text": "He has a red car"}),
        ("This one", "He has a red car"), BOTH, ("In answer to:", "own earlier message"),
    ),
    "external_reply": MessageKind(
        said(external_reply={"origin": OF_FRIEND, "poll": POLL}), ("He wrote me this", "Who saw him hit her?"), BOTH,
        ("In answer to:", "Lao Zhao"),
    ),
    "quote": MessageKind(
        said(quote={"text": "I will kill her", "position": 0}, external_reply={"origin": OF_FRIEND}),
        ("He wrote me this", "I will kill her"), BOTH, ("Quoted:", "Lao Zhao", "25 Feb"),
    ),
    "reply_to_story": MessageKind(
        said(reply_to_story=STORY), ("He wrote me this",), NOT_ALL,
        ("Story", "Village news", "https://t.me/village_news/44"),
    ),
    "reply_to_checklist_task_id": MessageKind(
        said(reply_to_checklist_task_id=2, external_reply={"origin": OF_FRIEND, "checklist": CHECKLIST}),
        ("Her key",), BOTH, ("Quoted:\nHer key",),
    ),
    "reply_to_poll_option_id": MessageKind(
        said(reply_to_poll_option_id="a", external_reply={"origin": OF_FRIEND, "poll": POLL}),
        ("The cook",), BOTH, ("Quoted:\nThe cook",),
    ),
    "via_bot": MessageKind(
        said("A card", via_bot={"id": 99, "is_bot": True, "first_name": "Cards", "username": "cards_bot"}),
        ("A card",), BOTH, ("told by others", "Cards", "https://t.me/cards_bot"),
    ),
    "text": MessageKind(said("She is locked in"), ("She is locked in",), BOTH),
    "entities": MessageKind(
        said(LINKED, entities=linked(LINKED, "here", "https://bad.example/girl")),
        (LINKED, "https://bad.example/girl"), BOTH, ("Words, and the address behind them:\nhere\nhttps://bad.example/girl",),
    ),
    "link_preview_options": MessageKind(
        said("Look", link_preview_options={"url": "https://hidden.example/1"}), ("https://hidden.example/1",), BOTH,
        ("Page shown with it:",),
    ),
    "reply_markup": MessageKind(
        said("Offer", reply_markup=BUTTONS), ("https://pay.example/7", "Pay here", "bank 6222"), BOTH,
        ("Button:\nPay here\nhttps://pay.example/7",),
    ),
    "rich_message": MessageKind({"rich_message": RICH}, ("He waits at the gate",), NOT_ALL, ("Other content:",)),
    "animation": MessageKind({}, (), FILE, (), "animation"),
    "audio": MessageKind({}, (), FILE, (), "audio"),
    "document": MessageKind({}, (), FILE, (), "document"),
    "live_photo": MessageKind({}, (), NOT_ALL, (), "photo"),
    "photo": MessageKind({}, (), FILE, (), "photo"),
    "video": MessageKind({}, (), FILE, (), "video"),
    "video_note": MessageKind({}, (), FILE, (), "video_note"),
    "voice": MessageKind({}, (), "Kept: your voice message.", (), "voice"),
    "caption": MessageKind({"paid_media": PAID, "caption": "He sells these"}, ("He sells these",), NOT_ALL),
    "caption_entities": MessageKind(
        {"paid_media": PAID, "caption": LINKED, "caption_entities": linked(LINKED, "look", "https://bad.example/2")},
        ("https://bad.example/2",), NOT_ALL, ("Words, and the address behind them:\nlook\n",),
    ),
    "paid_media": MessageKind({"paid_media": PAID}, (), NOT_ALL, ("Paid pictures or films, not kept, how many:\n1",)),
    "sticker": MessageKind({"sticker": STICKER}, (), NOTHING),
    "story": MessageKind({"story": STORY}, (), NOT_ALL, ("Story", "Village news", "https://t.me/village_news/44")),
    "checklist": MessageKind(
        {"checklist": CHECKLIST}, ("What he took", "Her phone", "Her key"), BOTH, ("List:", "✓ Her phone"),
    ),
    "contact": MessageKind(
        {"contact": CARD}, ("Coach Li +8613800138000", "lives at gate 3", "tg://user?id=555002"), BOTH,
        ("Contact card:",),
    ),
    "dice": MessageKind({"dice": {"emoji": "🎲", "value": 3}}, (), NOTHING),
    "game": MessageKind({"game": GAME}, ("Dark room", "Do not tell", "He plays it with me"), NOT_ALL, ("Game:",)),
    "poll": MessageKind({"poll": POLL}, ("Who saw him hit her?", "The cook", "Nobody"), BOTH, ("Poll:",)),
    "venue": MessageKind(
        {"venue": VENUE, "location": PLACE}, ("Blue Net Bar, Gate 3, Lane 9", "29.51000, 106.51000"), BOTH, ("Place:",),
    ),
    "location": MessageKind(
        {"location": PLACE | {"live_period": 900}}, ("29.51000, 106.51000",),
        "The place of this moment is kept.", ("Live location",),
    ),
    "invoice": MessageKind({"invoice": INVOICE}, ("Ten pictures", "Of the girl"), BOTH, ("Invoice:",)),
    "giveaway": MessageKind({"giveaway": GIVEAWAY}, ("A phone for girls", "Village news"), BOTH, ("Giveaway:",)),
    "giveaway_winners": MessageKind({"giveaway_winners": WINNERS}, ("A ride home",), BOTH, ("Giveaway:",)),
    "gift": MessageKind({"gift": GIFT}, ("Keep quiet and get more",), BOTH, ("Gift:",)),
    **dict.fromkeys(
        (
            "new_chat_members", "left_chat_member", "chat_owner_left", "chat_owner_changed", "new_chat_title",
            "new_chat_photo", "delete_chat_photo", "group_chat_created", "supergroup_chat_created",
            "channel_chat_created", "message_auto_delete_timer_changed", "migrate_to_chat_id", "migrate_from_chat_id",
            "pinned_message", "successful_payment", "refunded_payment", "users_shared", "chat_shared", "unique_gift",
            "gift_upgrade_sent", "connected_website", "write_access_allowed", "passport_data",
            "proximity_alert_triggered", "boost_added", "chat_background_set", "checklist_tasks_done",
            "checklist_tasks_added", "direct_message_price_changed", "forum_topic_created", "forum_topic_edited",
            "forum_topic_closed", "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden",
            "giveaway_created", "giveaway_completed", "managed_bot_created", "paid_message_price_changed",
            "poll_option_added", "poll_option_deleted", "suggested_post_approved", "suggested_post_approval_failed",
            "suggested_post_declined", "suggested_post_paid", "suggested_post_refunded", "video_chat_scheduled",
            "video_chat_started", "video_chat_ended", "video_chat_participants_invited", "web_app_data",
        ),
        SERVICE,
    ),
}  # fmt: skip


def quoting(name: str, part: Any) -> Json:
    """A text that replies to a message of another chat with this part."""
    return said(external_reply={"origin": OF_FRIEND, name: part})


OF_CHANNEL = {"type": "channel", "date": AT, "chat": CHANNEL, "message_id": 7, "author_signature": "Ed"}
PICTURE = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
FILM = {"file_id": "v", "file_unique_id": "v", "width": 1, "height": 1, "duration": 1, "length": 1}
OUTSIDE: dict[str, MessageKind] = {
    "origin": MessageKind(
        said(external_reply={"origin": OF_CHANNEL}), ("He wrote me this",), BOTH,
        ("Village news, Ed", "https://t.me/village_news/7"),
    ),
    "chat": ABOUT_THE_CHAT,
    "message_id": ABOUT_THE_CHAT,
    "link_preview_options": ABOUT_THE_CHAT,
    "has_media_spoiler": ABOUT_THE_CHAT,
    "animation": MessageKind(quoting("animation", FILM), (), NOT_ALL),
    "audio": MessageKind(quoting("audio", FILM), (), NOT_ALL),
    "document": MessageKind(quoting("document", FILM), (), NOT_ALL),
    "live_photo": MessageKind(quoting("live_photo", FILM), (), NOT_ALL),
    "paid_media": MessageKind(quoting("paid_media", PAID), (), NOT_ALL),
    "photo": MessageKind(quoting("photo", PICTURE), (), NOT_ALL),
    "sticker": MessageKind(quoting("sticker", STICKER), (), NOT_ALL),
    "story": MessageKind(quoting("story", STORY), (), NOT_ALL, ("https://t.me/village_news/44",)),
    "video": MessageKind(quoting("video", FILM), (), NOT_ALL),
    "video_note": MessageKind(quoting("video_note", FILM), (), NOT_ALL),
    "voice": MessageKind(quoting("voice", FILM), (), NOT_ALL),
    "checklist": MessageKind(quoting("checklist", CHECKLIST), ("What he took", "Her key"), BOTH),
    "contact": MessageKind(quoting("contact", CARD), ("Coach Li +8613800138000", "lives at gate 3"), BOTH),
    "dice": MessageKind(quoting("dice", {"emoji": "🎲", "value": 3}), ("He wrote me this",), BOTH),
    "game": MessageKind(quoting("game", GAME), ("Dark room", "He plays it with me"), BOTH),
    "giveaway": MessageKind(quoting("giveaway", GIVEAWAY), ("A phone for girls",), BOTH),
    "giveaway_winners": MessageKind(quoting("giveaway_winners", WINNERS), ("A ride home",), BOTH),
    "invoice": MessageKind(quoting("invoice", INVOICE), ("Ten pictures",), BOTH),
    "location": MessageKind(quoting("location", PLACE), ("29.51000, 106.51000",), BOTH),
    "poll": MessageKind(quoting("poll", POLL), ("Who saw him hit her?",), BOTH),
    "venue": MessageKind(quoting("venue", VENUE), ("Blue Net Bar, Gate 3, Lane 9",), BOTH),
}  # fmt: skip
