"""What each answer of Telegram to a send means: sent, later, moved, gone, refused, unclear or dead."""

from collections.abc import Callable
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
    TimedOut,
)

from bot.domain.groups import Cause
from bot.domain.ids import ChatId
from bot.domain.queues.delivery import ACCOUNT_DELETED, Dead, Gone, Later, Moved, Outcome, Refused, Sent, Unclear
from handlers.telegram.connection.transport import AnswerLost, Flooded, NotSent, Unsendable

INT64 = -(2**63)
SAME = ("message is not modified",)
EDIT_NEW = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not specified",
    "there is no text in the message to edit",
)
"""The message cannot be edited (any more): a new one is sent instead."""
NO_ANCHOR = (
    "message to be replied not found",
    "replied message not found",
    "message thread not found",
    "topic_closed",
    "topic_deleted",
)
"""The message that it answers, or its topic, is gone: it is sent without."""
NOT_HTML = ("can't parse entities",)
NOT_THERE = ("message to delete not found", "message can't be deleted", "message identifier is not specified")
TOO_OLD = ("message can't be deleted",)
NO_PICTURE = ("photo_invalid", "image_process_failed", "photo_ext_invalid", "photo_save_file_invalid", "wrong type")
ALREADY_DONE = (*SAME, "query is too old", "query_id_invalid")
"""What was asked for is the case already: counts as done."""
KICKED = ("bot was kicked from",)
LEFT = ("bot is not a member of",)
DELETED = ("group chat was deleted", "group chat was deactivated")
OF_ACCOUNT = ("user is deactivated", "input_user_deactivated")
"""An account is deleted. A group to which this is answered is not."""
GONE = (
    "bot was blocked by the user",
    "user_is_blocked",
    "bot can't initiate conversation with a user",
    "bot can't send messages to bots",
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat_id_invalid",
    "channel_invalid",
    "channel_private",
)
"""The chat does not exist for the bot any more."""
TOPIC = ("topic_closed", "topic_deleted", "message thread not found")
"""The chat takes messages, the topic does not."""
REFUSED = (
    "chat_write_forbidden",
    "chat_restricted",
    "chat_send_",
    "chat_guest_send_forbidden",
    "chat_forbidden",
    "chat_admin_required",
    "user_banned_in_channel",
    "user_restricted",
    "premium_required",
    "premium_account_required",
    "not enough rights to",
    "have no rights to",
    "need administrator rights",
    "group chat was upgraded to a supergroup",
)
"""The chat is there and takes no message from the bot now. (Where a group went is told by `migrate_to_chat_id`.)"""
UNREADABLE = ("can't parse",)
"""Words by which Telegram refuses our markup. They are sought first, because a piece of our own text follows them."""
CONTENT = (
    "chat_id is empty",
    "message is too long",
    "message_too_long",
    "caption is too long",
    "caption_too_long",
    "text is empty",
    "message_empty",
    "must be non-empty",
    "must be encoded in utf-8",
    "entity_bounds_invalid",
    "entities_too_long",
    "button_data_invalid",
    "button_url_invalid",
    "button_type_invalid",
    "button_user_invalid",
    "button_copy_text_invalid",
    "reply_markup_invalid",
    "reply_markup_too_long",
    "keyboard expected",
    "expected as reply markup",
    "wrong http url",
    "url host is empty",
    "unsupported url protocol",
    "unsupported parse_mode",
    "wrong file identifier",
    "wrong remote file",
    "wrong type of the web page content",
    "failed to get http url content",
    "file is too big",
    "file_parts_invalid",
    "file_reference_",
    "media_empty",
    "media_invalid",
    "document_invalid",
    "photo_",
    "image_process_failed",
    "video_content_type_invalid",
    "voice_messages_forbidden",
)
"""Telegram would refuse this message in every chat."""
REFUSALS: tuple[tuple[tuple[str, ...], Outcome], ...] = (
    (UNREADABLE, Dead("Content")),
    (ALREADY_DONE, Sent()),
    (KICKED, Gone("ChatGone", Cause.KICKED)),
    (LEFT, Gone("ChatGone", Cause.LEFT)),
    (DELETED, Gone("ChatGone", Cause.DELETED)),
    (OF_ACCOUNT, Gone(ACCOUNT_DELETED)),
    (GONE, Gone("ChatGone")),
    (TOPIC, Refused("ChatRefuses", Cause.TOPIC)),
    (REFUSED, Refused("ChatRefuses")),
    (CONTENT, Dead("Content")),
)
"""Checked in this order."""


def says(error: TelegramError, texts: tuple[str, ...]) -> bool:
    """Whether the refusal is one of these."""
    words = error.message.lower()
    return any(text in words for text in texts)


def _refused(error: TelegramError) -> Outcome:
    """Handles 400 and 403. Only the name of the error is noted: Telegram's words may quote our text."""
    words = error.message.lower()
    found = (meaning for texts, meaning in REFUSALS if any(text in words for text in texts))
    return next(found, Unclear("BadRequest"))


def _forbidden(error: Forbidden) -> Outcome:
    """Handles 403. Unknown words mean that the chat takes no message now, not that it is gone."""
    outcome = _refused(error)
    return Refused("Forbidden") if isinstance(outcome, Unclear) else outcome


def _moved(error: ChatMigrated) -> Outcome:
    """The group has a new id. An id that is no group's is not believed: the row is tried again later."""
    chat = error.new_chat_id
    return Moved(ChatId(chat)) if isinstance(chat, int) and INT64 <= chat < 0 else Refused("ChatRefuses")


def _server_fault(error: NetworkError) -> Outcome:
    """5xx; 413 can never succeed."""
    return Dead("TooLarge") if says(error, ("entity too large", "(413)")) else Later(reason="ServerFault", failed=True)


def _own_fault(error: Unsendable) -> Outcome:
    """A fault on our side makes the row a dead letter, unless the store of files is only away."""
    return Unclear("Unreachable") if error.is_away else Dead(error.message)


MEANINGS: tuple[tuple[type[TelegramError], Callable[[Any], Outcome]], ...] = (
    (Unsendable, _own_fault),
    (AnswerLost, lambda _: Later(reason="AnswerLost", failed=True)),
    (Flooded, lambda error: Later(error.seconds or None, "Flooded", flood=True)),
    (ChatMigrated, _moved),
    (Forbidden, _forbidden),
    (InvalidToken, lambda _: Later(reason="InvalidToken", failed=True)),
    (BadRequest, _refused),
    (Conflict, lambda _: Later(reason="ServerFault", failed=True)),
    (NotSent, lambda _: Later(reason="NotSent", failed=True)),
    (TimedOut, lambda _: Later(reason="Uncertain", uncertain=True, failed=True)),
    (NetworkError, _server_fault),
    (TelegramError, lambda error: Later(reason=type(error).__name__, uncertain=True, failed=True)),
)
"""Checked in this order: BadRequest and TimedOut are NetworkErrors too."""


def outcome_of(error: TelegramError) -> Outcome:
    """The outcome that the dispatcher records for this error."""
    return next(meaning(error) for kind, meaning in MEANINGS if isinstance(error, kind))


def is_not_taken(error: TelegramError) -> bool:
    """Whether this file can never be sent, or not to this chat: many groups take words and no files."""
    return isinstance(outcome_of(error), Dead | Refused)
