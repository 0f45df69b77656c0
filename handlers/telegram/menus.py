"""What the chat offers under its menu button, per place and language; and how the bot presents itself."""

from collections.abc import Awaitable, Callable, Collection, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, TelegramError

from bot.domain.back_off import back_off
from bot.domain.errors import Unreachable
from bot.domain.ids import AgencyKey
from bot.domain.people import Staff
from bot.domain.profile import Profile
from bot.ports.unit_of_work import Begin
from handlers.telegram.text.rendered import Text
from handlers.telegram.text.split import plain

REPORTER = ("start", "help", "status", "follow", "hide", "language", "info", "privacy", "verify", "stop")
OF_STAFF = {"help": "help-staff"}
"""Commands that do something else for staff, with the key of their text."""
SELDOM = 60
"""The highest number of looks after which a chat that refused its menu is tried again."""
LOOK_AGAIN = 5.0
"""Seconds between two looks at who has joined."""
Place: TypeAlias = tuple[int, tuple[str, ...], str]
"""A chat, the commands that it is shown, and the language read there."""
log = structlog.get_logger()


@dataclass
class ShownMenus:
    """The menus that are set, and the chats that refused theirs: those are tried again ever more seldom."""

    places: frozenset[Place] = frozenset()
    looks: int = 0
    failures: dict[int, int] = field(default_factory=dict)
    ask_at: dict[int, int] = field(default_factory=dict)
    """The number of the look at which such a chat is tried again."""

    async def attempt(self, chat: int, change: Coroutine[Any, Any, None], after: frozenset[Place]) -> None:
        """Make the change. `after` are the menus of the chat that are set once it is made."""
        if self.looks < self.ask_at.get(chat, 0):
            change.close()
            return
        try:
            await change
        except TelegramError as error:
            self.failures[chat] = self.failures.get(chat, 0) + 1
            self.ask_at[chat] = self.looks + int(back_off(self.failures[chat], SELDOM))
            log.warning("menu_not_set", error=type(error).__name__, failures=self.failures[chat])
        else:
            self.places = after
            self.failures.pop(chat, None)


@dataclass(frozen=True)
class Menus:
    """Sets menus and descriptions. Setting them is idempotent. Raises the errors of Telegram."""

    bot: Bot
    profile: Profile
    text: Text
    reading: Begin
    of_staff: Callable[[Staff, Profile], tuple[str, ...]]
    of_group: Callable[[Collection[AgencyKey], Profile], tuple[str, ...]]
    look_at_officers: Callable[[], Awaitable[None]]
    """Asks now and then whether people who were seen in a body's group are still members."""

    async def keep(self, rest: Callable[[float], Awaitable[None]], stopped: Callable[[], bool]) -> None:
        """Menus for everybody once, and for each group and staff member as they join, leave or change language.

        Tried again later when Telegram is away, and never in the way of anything else.
        """
        shown: ShownMenus | None = None
        while not stopped():
            try:
                if shown is None:
                    await self.set_public()
                    shown = ShownMenus(await self.left_over())
                await self.look_at_officers()
                await self._follow(shown, await self.places())
            except (TelegramError, Unreachable) as error:
                log.warning("menus_not_set", error=type(error).__name__)
            await rest(LOOK_AGAIN)

    async def _follow(self, shown: ShownMenus, now: frozenset[Place]) -> None:
        """Set what has changed since the last look. A chat that fails does not hold up the others."""
        shown.looks += 1
        for place in sorted(now - shown.places):
            await shown.attempt(place[0], self.set_in(*place), shown.places | {place})
        for chat in sorted({chat for chat, _, _ in shown.places} - {chat for chat, _, _ in now}):
            left = frozenset(place for place in shown.places if place[0] != chat)
            await shown.attempt(chat, self.take_from(chat), left)
        shown.places -= {place for place in shown.places - now if place[0] in {chat for chat, _, _ in now}}

    async def places(self) -> frozenset[Place]:
        """Bound groups, and the private chats of whoever has rights in the line."""
        async with self.reading() as uow:
            bound, staff = await uow.agencies.all(), await uow.staff.everybody()
        joined = {place.joined: place.locale for place in bound if place.joined is not None}
        groups: set[Place] = {
            (chat, self.of_group([place.agency for place in bound if place.joined == chat], self.profile), locale)
            for chat, locale in joined.items()
        }
        people = {(one.user, self.of_staff(one, self.profile), one.locale) for one in staff if one.reachable}
        return frozenset(groups | {place for place in people if place[1]})

    async def left_over(self) -> frozenset[Place]:
        """Chats of whoever has no right any more: while nobody looked, their menu may have stayed behind."""
        async with self.reading() as uow:
            staff = await uow.staff.everybody()
        ended = [one for one in staff if one.reachable and not self.of_staff(one, self.profile)]
        return frozenset((one.user, (), one.locale) for one in ended)

    async def set_public(self) -> None:
        """Sets the menus for everybody in private, in every language. Groups that are not the line's get no menu."""
        for locale in self.profile.languages:
            await self._present(locale)
            await self._set(BotCommandScopeAllPrivateChats(), REPORTER, locale, self._code(locale))
        await self._set(BotCommandScopeAllPrivateChats(), REPORTER, self.profile.languages[0], None)
        await self.bot.delete_my_commands(scope=BotCommandScopeAllGroupChats())

    async def set_in(self, chat: int, names: tuple[str, ...], locale: str) -> None:
        """The menu of one chat; a chat that is gone is passed over."""
        try:
            await self._set(BotCommandScopeChat(chat), names, locale, None, is_staff=True)
        except BadRequest:
            return

    async def take_from(self, chat: int) -> None:
        """Removes the menu of the chat, so that a person whose rights have ended sees what everybody sees."""
        try:
            await self.bot.delete_my_commands(scope=BotCommandScopeChat(chat))
        except BadRequest:
            return

    async def _set(
        self,
        scope: BotCommandScope,
        names: tuple[str, ...],
        locale: str,
        code: str | None,
        *,
        is_staff: bool = False,
    ) -> None:
        keys = {name: OF_STAFF.get(name, name) if is_staff else name for name in names}
        commands = [BotCommand(name, plain(self.text(f"command-{key}", locale))) for name, key in keys.items()]
        await self.bot.set_my_commands(commands, scope=scope, language_code=code)

    async def _present(self, locale: str) -> None:
        """Sets name and description. They are read before the chat is opened, so they stay neutral (SG03)."""
        code = None if locale == self.profile.languages[0] else self._code(locale)
        numbers = self.profile.numbers
        description = plain(self.text("bot-description", locale, **numbers))
        await self.bot.set_my_description(description, language_code=code)
        await self.bot.set_my_short_description(plain(self.text("bot-short-description", locale)), language_code=code)

    def _code(self, locale: str) -> str:
        return locale.split("-", maxsplit=1)[0].lower()
