"""Chats as people see them: the real views and the real sender, before a bot that only remembers what stands where."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from typing import Any, cast

from telegram import Chat, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, Forbidden

from bot.domain.queues.delivery import OutboxRow
from bot.loops.sending import send_once
from bot.usecases.access.audience import Audience, Permission
from handlers.telegram.sending.counted_calls import BetweenCalls
from handlers.telegram.sending.send import Sender
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import RenderContext
from handlers.views import VIEWS
from tests.support.facts_of_notices import CATALOGUE
from tests.support.officers import Officer
from tests.support.people import PROFILE, District


@dataclass
class Shown:
    """One message in a chat."""

    text: str
    buttons: tuple[Any, ...]
    """Its buttons, parsed; links are left out."""


@dataclass
class Chats:
    """All chats of the line; takes the place of Telegram."""

    district: District
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: count(5000))
    too_old: set[tuple[int, int]] = field(default_factory=set)
    """Messages that can no longer be deleted, as Telegram refuses it after 48 hours. They can be edited."""
    refusing: set[int] = field(default_factory=set)
    """Chats in which nothing can be deleted, for a reason that nobody knows."""
    blocked: set[int] = field(default_factory=set)
    """Chats of people who have blocked the bot."""
    deleted: set[int] = field(default_factory=set)
    """Chats of people whose account is deleted."""
    asked: Counter[int] = field(default_factory=Counter)
    """How often something was to be sent to a chat, or deleted there."""
    asks: bool = False
    """Whether it is asked of each message, as in service, if its reader may still be told of the case."""

    async def deliver(self) -> None:
        """Sends everything that is due, worded by the real views."""
        text, database = CATALOGUE, self.district.database
        context = RenderContext(
            text, text.has, PROFILE, "tipline", database.reading, database.files, self.district.time.now
        )

        async def the_context() -> RenderContext:
            return context

        async def at_once(_: OutboxRow) -> None:
            return

        async def everybody(*_: object) -> Permission:
            return Permission.GRANTED

        audience = Audience(database.reading, database.blind_index, self.district.sitting)
        permission = audience.permission_for if self.asks else everybody
        sender = Sender(
            cast("Any", self), VIEWS, the_context, BetweenCalls(at_once, database.outbox.note_parts), permission
        )
        while self.district.may_have_post() and (rows := await self.district.due()):
            await self.district.note_results([(row, await send_once(sender, row)) for row in rows])

    # --- what the sender asks of a bot ---

    async def send_message(self, chat: int, text: str, *, reply_markup: Any = None, **_: Any) -> Any:
        self._refuse_blocked(chat)
        number = next(self.numbers)
        self.shown[chat, number] = Shown(text, buttons_of(reply_markup))
        return Message(number, self.district.time.at, Chat(chat, Chat.PRIVATE))

    async def edit_message_text(self, text: str, chat: int, number: int, *, reply_markup: Any = None, **_: Any) -> None:
        self._refuse_blocked(chat)
        self.shown[chat, number] = Shown(text, buttons_of(reply_markup))

    async def edit_message_reply_markup(self, chat: int, number: int, *, reply_markup: Any = None) -> None:
        self.shown[chat, number] = Shown(self.shown[chat, number].text, buttons_of(reply_markup))

    async def delete_message(self, chat: int, number: int) -> None:
        self._refuse_deletion(chat)
        if (chat, number) in self.too_old:
            raise BadRequest("Message can't be deleted for everyone")
        self.shown.pop((chat, number), None)

    async def delete_messages(self, chat: int, numbers: list[int]) -> None:
        self._refuse_deletion(chat)
        if any((chat, number) in self.too_old for number in numbers):
            raise BadRequest("Message can't be deleted for everyone")
        for number in numbers:
            self.shown.pop((chat, number), None)

    def _refuse_deletion(self, chat: int) -> None:
        self._refuse_blocked(chat)
        if chat in self.refusing:
            raise Forbidden("Forbidden: nobody knows why")

    def _refuse_blocked(self, chat: int) -> None:
        self.asked[chat] += 1
        if chat in self.deleted:
            raise Forbidden("Forbidden: user is deactivated")
        if chat in self.blocked:
            raise Forbidden("Forbidden: bot was blocked by the user")

    def live(self) -> list[tuple[int, Any]]:
        """Every button that can be pressed now, with its chat."""
        return [(chat, button) for (chat, _), shown in self.shown.items() for button in shown.buttons]


def buttons_of(markup: Any) -> tuple[Any, ...]:
    """The parsed buttons of a keyboard."""
    if not isinstance(markup, InlineKeyboardMarkup):
        return ()
    data = [str(key.callback_data) for row in markup.inline_keyboard for key in row if key.callback_data]
    return tuple(parse(one) for one in data)


def pressable_by(chats: Chats, who: Officer) -> set[type]:
    """What can be pressed in the person's private chat."""
    return {type(button) for chat, button in chats.live() if chat == who.visitor.chat}


def read_by(chats: Chats, who: Officer) -> str:
    """All that stands in the person's private chat."""
    return "\n".join(shown.text for (chat, _), shown in chats.shown.items() if chat == who.visitor.chat)
