"""Files that were made for a message: several pictures go out as one album, a single file alone."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Bot, InputFile, InputMediaDocument, InputMediaPhoto, Message

from handlers.telegram.text.rendered import Made

MOST = 10
"""Telegram's limit of files in one album. An album has at least two."""
Send = Callable[[dict[str, Any]], Awaitable[Sequence[Message]]]
"""Sends them with the given shared arguments."""


def sending(bot: Bot, chat: int, made: Sequence[Made]) -> Send:
    """A call that sends these files as one album. The captions are HTML. Raises ValueError for more files than an album
    holds."""
    if len(made) > MOST:
        raise ValueError("too many files for an album")
    return _album(bot, chat, made) if len(made) > 1 else _alone(bot, chat, made[0])


def _album(bot: Bot, chat: int, made: Sequence[Made]) -> Send:
    async def send(shared: dict[str, Any]) -> Sequence[Message]:
        return await bot.send_media_group(chat, [_item(one) for one in made], **shared)

    return send


def _item(one: Made) -> InputMediaPhoto | InputMediaDocument:
    kind = InputMediaPhoto if one.is_picture else InputMediaDocument
    return kind(one.data, filename=one.name, caption=one.caption or None, parse_mode="HTML")


def _alone(bot: Bot, chat: int, one: Made) -> Send:
    file = InputFile(one.data, filename=one.name)
    words: dict[str, Any] = {"caption": one.caption, "parse_mode": "HTML"} if one.caption else {}

    async def send(shared: dict[str, Any]) -> Sequence[Message]:
        if one.is_picture:
            return [await bot.send_photo(chat, file, **words, **shared)]
        return [await bot.send_document(chat, file, disable_content_type_detection=True, **words, **shared)]

    return send
