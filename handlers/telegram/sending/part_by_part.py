"""Sends one message part by part: passes over what stands in the chat, notes what has arrived, waits for the quota."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import structlog
from telegram import Bot, LinkPreviewOptions, Message
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.domain.ids import MessageId
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.connection.transport import Flooded, answer_to
from handlers.telegram.sending.answers import NO_ANCHOR, says
from handlers.telegram.sending.call_details import shared_details, worded
from handlers.telegram.sending.counted_calls import LONGEST_FLOOD_WAIT, BetweenCalls, Call, CountedCalls
from handlers.telegram.sending.repeatable import delete, take_away
from handlers.telegram.sending.sent_so_far import SentSoFar
from handlers.telegram.text.rendered import Rendered

log = structlog.get_logger()

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class PartByPart:
    """`gone`: messages that were deleted on the way. `has_edited`: whether an older message was edited."""

    def __init__(self, bot: Bot, between: BetweenCalls, row: OutboxRow, rendered: Rendered) -> None:
        self._bot = bot
        self._row = row
        self._rendered = rendered
        self._note = between.note
        self._anchor = row.reply_message if rendered.answers is None else rendered.answers
        self.calls = CountedCalls(between.wait_for_quota, row)
        self.parts = SentSoFar(row)
        self.gone: list[MessageId] = []
        self.has_edited = False

    @property
    def has_called(self) -> bool:
        """Whether anything was sent, edited or deleted."""
        return bool(self.parts.arrived or self.gone or self.has_edited)

    def note_edit(self) -> None:
        """An older message is being edited: a call that counts."""
        self.has_edited = True

    async def part(self, words: tuple[object, ...], send: Callable[[], Awaitable[None]]) -> None:
        """Send this part, unless it stands in the chat. What has arrived before it is noted first."""
        if self.parts.stands(words):
            return
        if self.parts.must_be_noted:
            await self.note()
        first = len(self.parts.arrived)
        await send()
        self.parts.add(words, first)

    async def text(self, text: str, markup: Any) -> None:
        """Send this text as a part."""
        await self.part((text, markup), lambda: self.say(text, markup))

    async def say(self, text: str, markup: Any) -> None:
        """Send this text, as what stands for a part."""

        async def call(words: str, mode: str | None) -> None:
            details = {"parse_mode": mode, "reply_markup": markup, "link_preview_options": NO_PREVIEW}
            await self.new(lambda shared: self._bot.send_message(self._row.chat, words, **details, **shared))

        await worded(self._row.notice.kind, text, call)

    async def flash(self, text: str, markup: Any) -> None:
        """Send this text and delete it at once: its keyboard has done what it was for."""
        await self.say(text, markup)
        with suppress(TelegramError):
            await delete(self._bot, self._row.chat, self.parts.arrived[-1])
            self.gone.append(self.parts.take_last_message())

    async def new(self, call: Call) -> None:
        """Send a new message or album. After the first one it waits for the quota, and a 429 is waited for in place."""
        if self.parts.arrived or self.has_edited:
            await self.calls.wait_for_next()
        try:
            shared = shared_details(self._rendered, self._row, None if self.parts.has_begun else self._anchor)
            answer = await answer_to(call(shared))
        except Flooded as error:
            if not self.parts.arrived or error.seconds > LONGEST_FLOOD_WAIT:
                raise
            await asyncio.sleep(error.seconds)
            await self.new(call)
        except BadRequest as error:
            if self._anchor is None or not says(error, NO_ANCHOR):
                raise
            self._anchor = None
            await self.new(call)
        else:
            sent = [answer] if isinstance(answer, Message) else answer
            self.parts.add_messages(MessageId(message.message_id) for message in sent)

    async def withdraw(self) -> None:
        """Delete parts of earlier attempts that are not said any more. What may not be deleted stays: the message must
        not wait for that."""
        for message in self.parts.left_over:
            if self._row.is_group:
                await self.calls.wait_for_next()
            try:
                await take_away(self._bot, self._row.chat, message)
            except (BadRequest, Forbidden) as error:
                log.warning("part_not_deleted", row=self._row.id, error=type(error).__name__)
            else:
                self.gone.append(message)
        if self.parts.drop_left_over():
            await self.note()

    async def note(self) -> None:
        """Store what stands in the chat. Where that fails the message goes on: its result will be stored."""
        try:
            await self._note(self._row, self.parts.noted())
        except Exception as error:
            log.warning("parts_not_noted", row=self._row.id, error=type(error).__name__)
