"""What each answer of Telegram to a send means (one line per row of the table): sent, later, gone, moved or dead."""

from collections.abc import Callable
from typing import Any

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.domain.ids import ChatId
from bot.ports import Dead, Gone, Later, Moved, Outcome, Sent
from handlers.transport import Flooded, NotSent

SAME = ("message is not modified",)
EDIT_NEW = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message identifier is not specified",
    "there is no text in the message to edit",
)
"""Not to be edited (any more): a new message is sent instead."""
NO_ANCHOR = ("message to be replied not found", "replied message not found", "message thread not found")
"""What it hangs on is gone: sent without."""
NOT_HTML = ("can't parse entities",)
UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat_write_forbidden",
    "not enough rights to send",
    "have no rights to send",
    "need administrator rights in the channel chat",
    "group chat was deactivated",
)
NOT_THERE = ("message to delete not found", "message can't be deleted", "message identifier is not specified")
NO_PICTURE = ("photo_invalid", "image_process_failed", "photo_ext_invalid", "photo_save_file_invalid", "wrong type")


def says(error: TelegramError, texts: tuple[str, ...]) -> bool:
    """Whether the refusal is one of these."""
    words = error.message.lower()
    return any(text in words for text in texts)


def _refused(error: BadRequest) -> Outcome:
    """400. The reason is a name only: Telegram quotes our text in its own words."""
    if says(error, SAME):
        return Sent()
    return Gone("ChatUnreachable") if says(error, UNREACHABLE) else Dead("BadRequest")


def _server_fault(error: NetworkError) -> Outcome:
    """5xx, or 429 without a time; 413 can never succeed."""
    if says(error, ("entity too large", "(413)")):
        return Dead("TooLarge")
    return Later(reason="ServerFault", flood=says(error, ("too many requests",)))


MEANINGS: tuple[tuple[type[TelegramError], Callable[[Any], Outcome]], ...] = (
    (Flooded, lambda error: Later(error.seconds, "Flooded", flood=True)),
    (ChatMigrated, lambda error: Moved(ChatId(error.new_chat_id))),
    (Forbidden, lambda _: Gone("Forbidden")),
    (InvalidToken, lambda _: Later(reason="InvalidToken", everything=True)),
    (BadRequest, _refused),
    (NotSent, lambda _: Later(reason="NotSent", everything=True)),
    (TimedOut, lambda _: Later(reason="Uncertain", uncertain=True)),
    (NetworkError, _server_fault),
    (TelegramError, lambda error: Later(reason=type(error).__name__, uncertain=True)),
)
"""Asked in this order: BadRequest and TimedOut are NetworkErrors too."""


def outcome_of(error: TelegramError) -> Outcome:
    """The dispatcher's answer to it."""
    return next(meaning(error) for kind, meaning in MEANINGS if isinstance(error, kind))
