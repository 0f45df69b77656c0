"""Photos, videos, recordings and documents that a person sends, as Telegram describes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telegram import Message, Update

from bot.domain.report import MediaRef, MediaState
from bot.usecases.reporting.evidence import evidence
from handlers.telegram.handling.context import Context
from handlers.telegram.message_parts import extras_of, origin_of

KINDS = ("animation", "document", "video", "voice", "audio", "video_note")
"""Attributes of a message, in this order: an animation also appears as a document."""


@dataclass(frozen=True)
class SentFile:
    """A file as Telegram describes it, before anything is fetched."""

    file_id: str
    unique: str
    ref: MediaRef


async def on_media(update: Update, context: Context, notes: tuple[str, ...] = ()) -> bool:
    """A file: it is checked, and fetched if it may be stored. Returns False and does nothing where the message has
    none. `notes`: keys of what is said before."""
    message = update.effective_message
    sent = describe(message, context.dependencies.blind_index.keyed_hash) if message is not None else None
    if sent is None:
        return False
    await evidence.take(context.request(update), sent.ref, sent.file_id, notes)
    return True


def describe(message: Message, keyed_hash: Callable[[str, str], str]) -> SentFile | None:
    """The file of a message: the largest size of a photo; None for a message without one (dice, polls)."""
    kind = "photo" if message.photo else next((k for k in KINDS if getattr(message, k, None)), "")
    if not kind:
        return None
    sizes = sorted(message.photo, key=lambda size: size.width * size.height)
    file: Any = sizes[-1] if sizes else getattr(message, kind)
    ref = MediaRef(
        kind=kind,
        state=MediaState.FAILED,
        message_id=message.message_id,
        sent_at=message.date,
        size=file.file_size or 0,
        unique_hash=keyed_hash("file", file.file_unique_id),
        mime=getattr(file, "mime_type", None) or "",
        name=getattr(file, "file_name", None) or "",
        caption=message.caption or "",
        album=message.media_group_id or "",
        by_others=message.forward_origin is not None or message.via_bot is not None,
        origin=origin_of(message),
        extras=extras_of(message),
    )
    return SentFile(file.file_id, file.file_unique_id, ref)
