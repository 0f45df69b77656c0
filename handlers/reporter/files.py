"""Photos, videos, recordings and documents that a person sends: judged, fetched, sealed, then noted in one use case."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from telegram import Message, Update

from bot.domain.intake.media import fits
from bot.domain.intake.report import MediaRef, MediaState
from bot.ports.files import FileTooLarge
from bot.usecases.reporting import evidence
from bot.usecases.reporting.evidence import Verdict
from handlers.telegram.context import Context
from handlers.telegram.file_types import sniff
from handlers.telegram.media import FetchFailed
from handlers.telegram.message_parts import extras_of, origin_of

KINDS = ("animation", "document", "video", "voice", "audio", "video_note")
"""Attributes of a message, in this order: an animation also shows as a document."""
TRIES = 2


@dataclass(frozen=True)
class Sent:
    """A file as Telegram describes it, before anything is fetched."""

    file_id: str
    unique: str
    ref: MediaRef


async def on_media(update: Update, context: Context) -> bool:
    """A file: judge, fetch and seal if it may be kept, note what became of it. False, and nothing done: it is none."""
    message = update.effective_message
    sent = describe(message, context.dependencies.blind_index.mark) if message is not None else None
    visitor, line, now = context.visitor(update), context.services(update), context.now()
    if sent is None:
        return False
    unbound = replace(line, begin=context.dependencies.bind(None, None))
    verdict = await evidence.expect(unbound, visitor, sent.ref, now)
    item = replace(sent.ref, state=verdict.state)
    if verdict.state.is_held and not verdict.known:
        item = await _take(context, sent, verdict)
    await evidence.keep(line, visitor, item, verdict.owner, now)
    return True


def describe(message: Message, mark: Callable[[str, str], str]) -> Sent | None:
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
        unique_hash=mark("file", file.file_unique_id),
        mime=getattr(file, "mime_type", None) or "",
        name=getattr(file, "file_name", None) or "",
        caption=message.caption or "",
        album=message.media_group_id or "",
        by_others=message.forward_origin is not None or message.via_bot is not None,
        origin=origin_of(message),
        extras=extras_of(message),
    )
    return Sent(file.file_id, file.file_unique_id, ref)


async def _take(context: Context, sent: Sent, verdict: Verdict) -> MediaRef:
    """Fetch and seal; a download that fails is tried once more."""
    for left in reversed(range(TRIES)):
        try:
            return await _seal(context, sent.file_id, sent.ref, verdict)
        except FileTooLarge:
            return replace(sent.ref, state=MediaState.TOO_LARGE)
        except FetchFailed:
            if not left:
                break
    return replace(sent.ref, state=MediaState.FAILED)


async def _seal(context: Context, file_id: str, ref: MediaRef, verdict: Verdict) -> MediaRef:
    """Seal while streaming; a type that is not on the list is erased at once (SG38). What is sealed to the public keys
    is not looked at (SG35)."""
    services, policy = context.dependencies, context.profile.policy
    chunks, is_locked = services.fetch(context.bot, file_id), verdict.state is MediaState.SEALED
    sealed = await services.files.seal(verdict.owner, chunks, limit=policy.max_file_bytes, locked=is_locked)
    held = replace(ref, state=verdict.state, file=sealed.file, size=sealed.size, sha256=sealed.sha256)
    if is_locked:
        return held
    mime = sniff(sealed.head, ref.name)
    if not fits(policy, ref, mime):
        await services.files.erase(sealed.file)
        return replace(ref, state=MediaState.WRONG_TYPE, size=sealed.size)
    return replace(held, mime=mime)
