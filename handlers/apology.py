"""Words that need no database: to whoever writes while it is away, and to administrators. Once per chat and outage."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices import ToChat
from bot.domain.profile import Profile
from bot.ports import Begin
from handlers.errors import person_of
from handlers.rendered import Text

log = structlog.get_logger()


class Apology:
    """Knows whom it has told since the database went away; forgets it when the database is back."""

    def __init__(
        self,
        bot: Bot,
        text: Text,
        profile: Profile,
        take_turn: Callable[[ChatId], bool],
        begin: Begin,
        now: Callable[[], datetime],
    ) -> None:
        self._bot = bot
        self._text = text
        self._profile = profile
        self._take_turn = take_turn
        self._begin = begin
        self._now = now
        self._told: set[int] = set()
        self._sent: list[tuple[ChatId, MessageId]] = []

    async def tell(self, updates: Sequence[object]) -> None:
        """To the people in private who wrote these; what they wrote is kept by Telegram until it can be stored."""
        for update in updates:
            to = person_of(json.dumps(update).encode(), self._profile.languages)
            if to is not None:
                await self._say(to, "outage")

    async def warn(self, admins: Iterable[int]) -> None:
        """To the administrators: the database is away."""
        for admin in admins:
            await self._say(ToChat(ChatId(admin), self._profile.staff_language), "staff-alarm-database")

    async def over(self) -> None:
        """The database is back: note what was sent, so that Hide finds it. Raises when it is away again."""
        if self._sent:
            async with self._begin() as uow:
                for chat, message in self._sent:
                    await uow.messages.incoming(chat, message, self._now())
                await uow.commit()
        self._told, self._sent = set(), []

    async def _say(self, to: ToChat, key: str) -> None:
        """As far as the pace allows: who finds no room is told when the update comes again."""
        if to.chat in self._told or not self._take_turn(to.chat):
            return
        self._told.add(to.chat)
        words = self._text(key, to.locale, **self._profile.numbers)
        try:
            sent = await self._bot.send_message(to.chat, words, parse_mode="HTML")
        except TelegramError as error:
            self._told.discard(to.chat)
            log.warning("apology_failed", error=type(error).__name__)
        else:
            self._sent.append((to.chat, MessageId(sent.message_id)))
