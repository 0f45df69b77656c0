"""Sends one outbox row: words it in the reader's language at this moment, and says what became of it."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices import Mode, Notice
from bot.ports import Dead, OutboxRow, Outcome, Sent
from handlers.answers import outcome_of
from handlers.outgoing import Breathe, Outgoing, delete
from handlers.rendered import Room, View

WIPE = "wipe"
"""Kind of notice that deletes the messages of its fact `messages` before its view, if there is one, is sent."""
WIPE_AT_ONCE = 100


MayHear = Callable[[Notice, ChatId], Awaitable[bool]]


class Sender:
    """The real Post. `room` may have to ask Telegram who the bot is; `breathe` waits for the chat's turn between the
    parts of one row; `may_hear` says whether who is meant may still be told."""

    def __init__(
        self,
        bot: Bot,
        views: Mapping[str, View],
        room: Callable[[], Awaitable[Room]],
        breathe: Breathe,
        may_hear: MayHear,
    ) -> None:
        self._bot = bot
        self._views = views
        self._room = room
        self._breathe = breathe
        self._may_hear = may_hear

    async def send(self, row: OutboxRow) -> Outcome:
        """Never raises for an answer of Telegram. A fault of a view goes through; Unreachable too, when it cannot be
        asked who may hear."""
        try:
            return await self._sent(row) if await self._may_hear(row.notice, row.chat) else Sent()
        except TelegramError as error:
            return outcome_of(error)

    async def _sent(self, row: OutboxRow) -> Outcome:
        if row.notice.mode is Mode.DELETE:
            return await self._delete(row)
        wiped = await self._wipe(row) if row.notice.kind == WIPE else ()
        view = self._views.get(row.notice.kind)
        if view is None:
            return Sent(gone=wiped) if wiped or row.notice.kind == WIPE else Dead("NoView")
        room = await self._room()
        rendered = await view(room, row)
        if rendered is None:
            return Sent(gone=wiped)
        return await Outgoing(self._bot, self._breathe, room, row, rendered).send(wiped)

    async def _delete(self, row: OutboxRow) -> Outcome:
        if row.slot_message is None:
            return Sent()
        await delete(self._bot, row.chat, row.slot_message)
        return Sent(gone=(row.slot_message,))

    async def _wipe(self, row: OutboxRow) -> tuple[MessageId, ...]:
        """Delete in batches; where a batch is refused (one is too old), one by one."""
        numbers = row.notice.facts.get("messages")
        messages = [MessageId(n) for n in numbers if isinstance(n, int)] if isinstance(numbers, list) else []
        for start in range(0, len(messages), WIPE_AT_ONCE):
            batch = messages[start : start + WIPE_AT_ONCE]
            try:
                await self._bot.delete_messages(row.chat, batch)
            except BadRequest:
                for message in batch:
                    await delete(self._bot, row.chat, message)
        return tuple(messages)
