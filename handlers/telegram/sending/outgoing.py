"""Sends one rendered message: new, edited, or in place of an older one; split, with files, protected."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import structlog
from telegram import Bot, InlineKeyboardMarkup, InputFile, Message
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.domain.errors import Unreachable
from bot.domain.ids import MessageId
from bot.domain.notices.notice import Mode
from bot.domain.queues.delivery import IN_PARTS, Later, OutboxRow, Outcome, Refused, Sent, Unclear
from handlers.telegram.sending.albums import sending
from handlers.telegram.sending.answers import EDIT_NEW, NO_PICTURE, SAME, is_not_taken, outcome_of, says
from handlers.telegram.sending.call_details import worded
from handlers.telegram.sending.contents import Contents
from handlers.telegram.sending.counted_calls import BetweenCalls
from handlers.telegram.sending.keyboards import asking_keyboard, inline_keyboard, keyboard_under, no_keyboard
from handlers.telegram.sending.part_by_part import NO_PREVIEW, PartByPart
from handlers.telegram.sending.repeatable import check_that_chat_answers, repeatable, take_away
from handlers.telegram.sending.sent_so_far import WordedAnew
from handlers.telegram.text.rendered import Attachment, RenderContext, Rendered
from handlers.telegram.text.split import CAPTION_LIMIT, split

log = structlog.get_logger()

TICK = "✓"


class Outgoing:
    """Parts that stand in the chat from an earlier attempt are passed over, where they say what would be said now. Else
    they are deleted, and all is sent anew."""

    def __init__(
        self, bot: Bot, between: BetweenCalls, context: RenderContext, row: OutboxRow, rendered: Rendered
    ) -> None:
        self._bot = bot
        self._render_context = context
        self._row = row
        self._rendered = rendered
        self._contents = Contents(context.files)
        self._components = split(rendered.text)
        self._sending = PartByPart(bot, between, row, rendered)
        self._parts = self._sending.parts
        self._chat_has_answered = False

    def meaning(self, error: TelegramError) -> Outcome:
        """The outcome, with what had arrived. Where the chat has answered a check, the row itself may be at fault."""
        outcome = outcome_of(error)
        if self._chat_has_answered and isinstance(outcome, Later) and outcome.failed and not outcome.uncertain:
            outcome = Unclear(outcome.reason)
        return replace(outcome, parts=self._parts.noted()) if isinstance(outcome, IN_PARTS) else outcome

    async def note_parts(self) -> None:
        """Store what has arrived, before a fault that no outcome tells of."""
        await self._sending.note()

    async def send(self) -> Outcome:
        """Send it by the notice's mode. Raises the errors of Telegram."""
        if self._row.must_check_chat:
            await check_that_chat_answers(self._bot, self._row.chat)
            self._chat_has_answered = True
        if self._rendered.only_keys:
            await self._sending.withdraw()
            return await self._change_keys()
        mode, old = self._row.notice.mode, self._row.slot_message
        if mode is Mode.EDIT and old is not None:
            if self._is_editable():
                await self._sending.withdraw()
                if (changed := await self._edit(old)) is not None:
                    return self._sent(is_free=not (changed or self._sending.gone))
            mode = Mode.REPLACE
        await self._send_what_is_left()
        if old is not None:
            await self._retire(old, mode)
        return self._sent(is_free=not self._sending.has_called)

    async def _send_what_is_left(self) -> None:
        """Send the parts that do not stand in the chat; all of them where others stand there."""
        try:
            await self._send_new()
        except WordedAnew:
            self._parts.put_back()
            await self._sending.withdraw()
            await self._send_new()
        await self._sending.withdraw()

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
        sending = self._sending
        return Sent(self._parts.last_messages, tuple(sending.gone), is_free=is_free, calls=sending.calls.number)

    def _is_editable(self) -> bool:
        """Whether it fits into one message with inline keys only."""
        return len(self._components) == 1 and self._rendered.is_words_and_keys

    async def _edit(self, old: MessageId) -> bool | None:
        """Edits the message. Returns whether anything changed; None when the message cannot be edited any more."""
        keys = inline_keyboard(self._rendered.keys)
        self._sending.note_edit()

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
                    await self._sending.calls.wait_for_next()
                await take_away(self._bot, self._row.chat, old)
                self._sending.gone.append(old)
            elif mode is Mode.NEXT:
                await self._sending.calls.wait_for_next()
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
        for text in self._components[:-1]:
            await self._sending.text(text, None)
        if self._components:
            await self._sending.text(self._components[-1], keyboard_under(self._rendered))

    async def _prepare_keyboard(self) -> None:
        """A message carries one keyboard: where inline keys need it, a line before it shows or takes away the other."""
        rendered = self._rendered
        if rendered.keys and rendered.ask:
            await self._sending.text(
                rendered.ask_line or rendered.ask_text, asking_keyboard(rendered.ask, rendered.ask_text)
            )
        elif rendered.keys and rendered.remove_keyboard:
            await self._sending.part((TICK,), lambda: self._sending.flash(TICK, no_keyboard()))

    async def _send_album(self) -> None:
        """Sends the album. In a group every file of it counts towards the rate limit."""
        made = self._rendered.made

        async def send() -> None:
            for _ in made[1:] if self._row.is_group else ():
                await self._sending.calls.wait_for_next()
            await self._sending.new(sending(self._bot, self._row.chat, made))

        told = [self._files_not_taken(), *(one.caption for one in made)]
        await self._send_or_say(made, send, *split("\n\n".join(words for words in told if words)))

    def _files_not_taken(self) -> str:
        return self._render_context.text("staff-files-not-taken", self._row.locale)

    async def _send_or_say(self, made: tuple[object, ...], send: Callable[[], Awaitable[None]], *texts: str) -> bool:
        """Send what was made; the texts to a group that takes no files. One that takes no words either refuses them
        too. Returns whether it was sent."""
        if not self._parts.is_next((texts[0], None)):
            try:
                await self._sending.part(made, send)
            except (BadRequest, Forbidden) as error:
                if not (self._row.is_group and isinstance(outcome_of(error), Refused)):
                    raise
            else:
                return True
        for text in texts:
            await self._sending.text(text, None)
        return False

    async def _send_made(self) -> None:
        """Send a picture or a page that was made for this message."""
        rendered, keys = self._rendered, inline_keyboard(self._rendered.keys)
        made: dict[str, Any] = {"document": InputFile(rendered.page, filename=rendered.page_name)}
        if rendered.picture:
            made = {"photo": InputFile(rendered.picture, filename="code.png"), "has_spoiler": True}
        send: Callable[..., Awaitable[Message]] = self._bot.send_photo if rendered.picture else self._bot.send_document

        async def call(words: str, mode: str | None) -> None:
            details = made | {"caption": words, "parse_mode": mode, "reply_markup": keys}
            await self._sending.new(lambda shared: send(self._row.chat, **details, **shared))

        what = (rendered.picture, rendered.page, rendered.text, keys)
        send_it = partial(worded, self._row.notice.kind, rendered.text, call)
        if not await self._send_or_say(what, send_it, self._files_not_taken()):
            await self._sending.text(rendered.text, keys)

    async def _send_place_or_figures(self, latitude: float, longitude: float) -> None:
        """Send a map, or the coordinates as text where Telegram refuses them as a map."""
        place: dict[str, Any] = {"latitude": latitude, "longitude": longitude}

        async def send() -> None:
            try:
                await self._sending.new(lambda shared: self._bot.send_location(self._row.chat, **place, **shared))
            except BadRequest:
                figures = {name: f"{degrees:.5f}" for name, degrees in place.items()}
                await self._sending.say(
                    self._render_context.text("staff-story-place", self._row.locale, **figures), None
                )

        await self._sending.part((latitude, longitude), send)

    async def _send_file_or_say_so(self, attachment: Attachment) -> None:
        """Sends the file. Where the file itself is at fault, says so, and sends the rest of the message. The file is
        the last of its messages: it holds the slot, and so is found when it must vanish (SG36)."""
        *before, caption = split(attachment.caption, CAPTION_LIMIT) or [""]
        for text in before:
            await self._sending.text(text, None)
        what = (attachment, caption, self._file_keys())
        await self._sending.part(what, lambda: self._send_or_explain(attachment, caption))

    async def _send_or_explain(self, attachment: Attachment, caption: str) -> None:
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
        await self._sending.say("\n".join(filter(None, (words, caption))), self._file_keys())

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

            await self._sending.new(upload)

        await worded(self._row.notice.kind, caption, call)
