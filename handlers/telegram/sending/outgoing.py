"""Sends one rendered message: new, edited, or in place of an older one; split, with files, protected."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import structlog
from telegram import Bot, InlineKeyboardMarkup, InputFile, LinkPreviewOptions, Message
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.domain.errors import Unreachable
from bot.domain.ids import MessageId
from bot.domain.notices.notice import Mode
from bot.domain.queues.delivery import IN_PARTS, Later, OutboxRow, Outcome, Refused, Sent, Unclear
from handlers.telegram.connection.transport import Flooded, answer_to
from handlers.telegram.sending.albums import sending
from handlers.telegram.sending.answers import (
    EDIT_NEW,
    NO_ANCHOR,
    NO_PICTURE,
    SAME,
    is_not_taken,
    outcome_of,
    says,
)
from handlers.telegram.sending.call_details import shared_details, worded
from handlers.telegram.sending.contents import Contents
from handlers.telegram.sending.counted_calls import LONGEST_FLOOD_WAIT, Call, CountedCalls, WaitForQuota
from handlers.telegram.sending.keyboards import asking_keyboard, inline_keyboard, keyboard_under, no_keyboard
from handlers.telegram.sending.repeatable import check_that_chat_answers, delete, repeatable, take_away
from handlers.telegram.text.rendered import Attachment, RenderContext, Rendered
from handlers.telegram.text.split import CAPTION_LIMIT, split

log = structlog.get_logger()

TICK = "✓"
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Outgoing:
    """Remembers which parts were sent; `wait_for_quota` waits between them until the chat may be written to."""

    def __init__(
        self, bot: Bot, wait_for_quota: WaitForQuota, context: RenderContext, row: OutboxRow, rendered: Rendered
    ) -> None:
        self._bot = bot
        self._render_context = context
        self._row = row
        self._rendered = rendered
        self._contents = Contents(context.files)
        self._components = split(rendered.text)
        self._anchor = row.reply_message if rendered.answers is None else rendered.answers
        self._out: list[MessageId] = []
        self._gone: list[MessageId] = []
        self._has_edited = False
        self._calls = CountedCalls(wait_for_quota, row)
        self._chat_has_answered = False

    def meaning(self, error: TelegramError) -> Outcome:
        """The outcome, with what had arrived. Where the chat has answered a check, the row itself may be at fault."""
        outcome = outcome_of(error)
        if self._chat_has_answered and isinstance(outcome, Later) and outcome.failed and not outcome.uncertain:
            outcome = Unclear(outcome.reason)
        return replace(outcome, parts=tuple(self._out)) if isinstance(outcome, IN_PARTS) else outcome

    async def send(self) -> Outcome:
        """Send it by the notice's mode. Raises the errors of Telegram."""
        if self._row.must_check_chat:
            await check_that_chat_answers(self._bot, self._row.chat)
            self._chat_has_answered = True
        if self._rendered.only_keys:
            return await self._change_keys()
        mode, old = self._row.notice.mode, self._row.slot_message
        if mode is Mode.EDIT and old is not None:
            if self._is_editable() and (changed := await self._edit(old)) is not None:
                return self._sent(is_free=not (changed or self._gone))
            mode = Mode.REPLACE
        await self._send_new()
        if old is not None:
            await self._retire(old, mode)
        return self._sent(is_free=not (self._out or self._gone or self._has_edited))

    async def _change_keys(self) -> Outcome:
        """Change the buttons and leave the words. Where the message is gone, nothing is to do."""
        old = self._row.slot_message if self._rendered.of_message is None else self._rendered.of_message
        if old is None:
            return self._sent(is_free=True)
        keys = inline_keyboard(self._rendered.keys)
        try:
            await self._bot.edit_message_reply_markup(self._row.chat, old, reply_markup=keys)
        except BadRequest as error:
            if not says(error, (*SAME, *EDIT_NEW)):
                raise
        return self._sent()

    def _sent(self, *, is_free: bool = False) -> Sent:
        return Sent(tuple(self._out), tuple(self._gone), is_free=is_free, calls=self._calls.number)

    def _is_editable(self) -> bool:
        """Whether it fits into one message with inline keys only."""
        return len(self._components) == 1 and self._rendered.is_words_and_keys

    async def _edit(self, old: MessageId) -> bool | None:
        """Edits the message. Returns whether anything changed; None when the message cannot be edited any more."""
        keys = inline_keyboard(self._rendered.keys)
        self._has_edited = True

        async def call(text: str, mode: str | None) -> None:
            await repeatable(
                self._bot.edit_message_text(
                    text, self._row.chat, old, parse_mode=mode, reply_markup=keys, link_preview_options=NO_PREVIEW
                )
            )

        try:
            await worded(self._row.notice.kind, self._components[0], call)
        except BadRequest as error:
            if says(error, EDIT_NEW):
                return None
            if not says(error, SAME):
                raise
            return False
        return True

    async def _retire(self, old: MessageId, mode: Mode) -> None:
        """Take the buttons off the older message, or delete it. A fault here must not send the new one twice. Telegram
        counts edits like messages, and a group's deletions are counted so too."""
        with suppress(TelegramError):
            if mode is Mode.REPLACE:
                if self._row.is_group:
                    await self._calls.wait_for_next()
                await take_away(self._bot, self._row.chat, old)
                self._gone.append(old)
            elif mode is Mode.NEXT:
                await self._calls.wait_for_next()
                await self._bot.edit_message_reply_markup(self._row.chat, old, reply_markup=None)

    async def _send_new(self) -> None:
        for attachment in self._rendered.files:
            await self._send_file_or_say_so(attachment)
        if self._rendered.made:
            await self._send_album()
        if self._rendered.place is not None:
            await self._send_place_or_figures(*self._rendered.place)
        await self._prepare_keyboard()
        if self._rendered.picture or self._rendered.page:
            await self._send_made()
            return
        for part in self._components[:-1]:
            await self._send_text(part, None)
        if self._components:
            await self._send_text(self._components[-1], keyboard_under(self._rendered))

    async def _prepare_keyboard(self) -> None:
        """A message carries one keyboard: where inline keys need it, a line before it shows or takes away the other."""
        rendered = self._rendered
        if rendered.keys and rendered.ask:
            await self._send_text(
                rendered.ask_line or rendered.ask_text, asking_keyboard(rendered.ask, rendered.ask_text)
            )
        elif rendered.keys and rendered.remove_keyboard:
            await self._send_text(TICK, no_keyboard())
            with suppress(TelegramError):
                await delete(self._bot, self._row.chat, self._out[-1])
                self._gone.append(self._out.pop())

    async def _send_text(self, text: str, markup: Any) -> None:
        async def call(words: str, mode: str | None) -> None:
            details = {"parse_mode": mode, "reply_markup": markup, "link_preview_options": NO_PREVIEW}
            await self._new(lambda shared: self._bot.send_message(self._row.chat, words, **details, **shared))

        await worded(self._row.notice.kind, text, call)

    async def _send_album(self) -> None:
        """Sends the album. In a group every file of it counts towards the rate limit."""
        for _ in self._rendered.made[1:] if self._row.is_group else ():
            await self._calls.wait_for_next()
        made = self._rendered.made
        try:
            await self._new(sending(self._bot, self._row.chat, made))
        except (BadRequest, Forbidden) as error:
            await self._say_instead(error, *(one.caption for one in made))

    async def _say_instead(self, error: TelegramError, *captions: str) -> None:
        """Send the captions as text to a group that takes no files. One that takes no words either refuses them too."""
        if not (self._row.is_group and isinstance(outcome_of(error), Refused)):
            raise error
        told = [self._render_context.text("staff-files-not-taken", self._row.locale), *captions]
        for part in split("\n\n".join(words for words in told if words)):
            await self._send_text(part, None)

    async def _send_made(self) -> None:
        """Send a picture or a page that was made for this message."""
        rendered, keys = self._rendered, inline_keyboard(self._rendered.keys)
        made: dict[str, Any] = {"document": InputFile(rendered.page, filename=rendered.page_name)}
        if rendered.picture:
            made = {"photo": InputFile(rendered.picture, filename="code.png"), "has_spoiler": True}
        send: Callable[..., Awaitable[Message]] = self._bot.send_photo if rendered.picture else self._bot.send_document

        async def call(words: str, mode: str | None) -> None:
            details = made | {"caption": words, "parse_mode": mode, "reply_markup": keys}
            await self._new(lambda shared: send(self._row.chat, **details, **shared))

        try:
            await worded(self._row.notice.kind, self._rendered.text, call)
        except (BadRequest, Forbidden) as error:
            await self._say_instead(error)
            await self._send_text(self._rendered.text, keys)

    async def _send_place_or_figures(self, latitude: float, longitude: float) -> None:
        """Send a map, or the coordinates as text where Telegram refuses them as a map."""
        try:
            await self._new(
                lambda shared: self._bot.send_location(self._row.chat, latitude=latitude, longitude=longitude, **shared)
            )
        except BadRequest:
            figures = {"latitude": f"{latitude:.5f}", "longitude": f"{longitude:.5f}"}
            await self._send_text(self._render_context.text("staff-story-place", self._row.locale, **figures), None)

    async def _send_file_or_say_so(self, attachment: Attachment) -> None:
        """Sends the file. Where the file itself is at fault, says so, and sends the rest of the message. The file is
        the last of its messages: it holds the slot, and so is found when it must vanish (SG36)."""
        *before, caption = split(attachment.caption, CAPTION_LIMIT) or [""]
        for part in before:
            await self._send_text(part, None)
        try:
            await self._send_file(attachment, caption)
        except Unreachable:
            raise
        except Exception as error:  # whatever is wrong with it: a file is what strangers sent
            if isinstance(error, TelegramError) and not is_not_taken(error):
                raise
            log.error("file_not_sent", kind=self._row.notice.kind, error=type(error).__name__)
            await self._say_of_file("staff-file-not-sent", caption)

    async def _send_file(self, attachment: Attachment, caption: str) -> None:
        if await self._contents.is_program(attachment):
            await self._say_of_file("staff-file-program", caption)
            return
        copy = await self._contents.copy(attachment) if attachment.is_picture else b""
        if copy is None:
            await self._say_of_file("staff-picture-not-shown", caption)
            return
        try:
            await self._upload(attachment, attachment.kind, caption, copy)
        except BadRequest as error:
            if attachment.kind == "document" or not says(error, NO_PICTURE):
                raise
            await self._upload(attachment, "document", caption, copy)

    async def _say_of_file(self, key: str, caption: str) -> None:
        """Sends a text in place of the file: what is wrong with the file, and its caption."""
        words = self._render_context.text(key, self._row.locale)
        await self._send_text("\n".join(filter(None, (words, caption))), self._file_keys())

    def _file_keys(self) -> InlineKeyboardMarkup | None:
        """Keys under the file itself, where no text follows."""
        return None if self._components else inline_keyboard(self._rendered.keys)

    async def _upload(self, attachment: Attachment, kind: str, caption: str, copy: bytes) -> None:
        """Upload the file, decrypted while it is sent. It cannot be forwarded; pictures and videos lie under a
        spoiler."""
        send: Callable[..., Awaitable[Message]] = getattr(self._bot, f"send_{kind}")
        covered: dict[str, Any] = {"has_spoiler": True} if kind in ("photo", "video") else {}
        covered |= {"reply_markup": keys} if (keys := self._file_keys()) else {}
        covered |= {"disable_content_type_detection": True} if kind == "document" else {}

        async def call(words: str, mode: str | None) -> None:
            details = covered | ({"caption": words, "parse_mode": mode} if words else {})

            def upload(shared: dict[str, Any]) -> Awaitable[Message]:
                protected = shared | {"protect_content": True, kind: self._contents.upload(attachment, copy)}
                return send(self._row.chat, **details, **protected)

            await self._new(upload)

        await worded(self._row.notice.kind, caption, call)

    async def _new(self, call: Call) -> None:
        """Send a new message or album. After the first one it waits for the quota, and a 429 is waited for in place."""
        if self._out or self._has_edited:
            await self._calls.wait_for_next()
        try:
            shared = shared_details(self._rendered, self._row, None if self._out else self._anchor)
            answer = await answer_to(call(shared))
        except Flooded as error:
            if not self._out or error.seconds > LONGEST_FLOOD_WAIT:
                raise
            await asyncio.sleep(error.seconds)
            await self._new(call)
        except BadRequest as error:
            if self._anchor is None or not says(error, NO_ANCHOR):
                raise
            self._anchor = None
            await self._new(call)
        else:
            sent = [answer] if isinstance(answer, Message) else answer
            self._out += [MessageId(message.message_id) for message in sent]
