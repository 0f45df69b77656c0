"""Who sits in which agency's group, asked of Telegram and remembered for a minute at most."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from telegram import Bot, ChatMember, ChatMemberRestricted
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError

from bot.domain.errors import Unreachable
from bot.domain.ids import ChatId, UserId
from bot.domain.people import AgencyPlace, Belonging
from bot.ports.unit_of_work import Begin

FRESH = timedelta(seconds=60)
READ_TIMEOUT = 3.0
"""Seconds for which a group's answer is waited for."""
LEFT_ALONE = timedelta(seconds=3)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
INSIDE = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER})


class TelegramMembership:
    """The real Membership. Nobody gets rights on a guess. A group that cannot be asked does not affect the others."""

    def __init__(self, bot: Bot, reading: Begin, now: Callable[[], datetime]) -> None:
        self._bot = bot
        self._reading = reading
        self._now = now
        self._known: dict[tuple[ChatId, UserId], tuple[bool, datetime]] = {}
        self._left: dict[tuple[ChatId, UserId], datetime] = {}
        self._asking: dict[tuple[ChatId, UserId], asyncio.Lock] = {}
        self._silent: dict[ChatId, datetime] = {}

    async def belonging(self, user: UserId) -> Belonging:
        """The agencies whose group the person is in now. Raises Unreachable when none at all can be asked."""
        async with self._reading() as uow:
            places = [place for place in await uow.agencies.all() if place.joined is not None]
        answers = await asyncio.gather(*(self._is_in(place, user) for place in places))
        if places and all(inside is None for inside in answers):
            raise Unreachable("telegram")
        sure = frozenset(place.agency for place, inside in zip(places, answers, strict=True) if inside)
        return Belonging(sure, frozenset(p.agency for p, inside in zip(places, answers, strict=True) if inside is None))

    def forget(self, chat: ChatId, user: UserId) -> None:
        """Telegram has said that the person left: an answer to an earlier question is worth nothing, also one that is
        on its way."""
        self._left[chat, user] = self._now()

    async def _is_in(self, place: AgencyPlace, user: UserId) -> bool | None:
        """Asked once, however many want to know at the same moment. None: the group does not answer."""
        if place.joined is None:
            return False
        try:
            return await self._asked(place.joined, user)
        except Unreachable:
            return None

    async def _asked(self, chat: ChatId, user: UserId) -> bool:
        wanted = (chat, user)
        async with self._asking.setdefault(wanted, asyncio.Lock()):
            known = self._known.get(wanted)
            if known is None or not self._is_fresh(wanted, known[1]):
                self._forget_old()
                asked_at = self._now()
                known = self._known[wanted] = (await self._ask(chat, user), asked_at)
        return known[0]

    def _is_fresh(self, wanted: tuple[ChatId, UserId], asked_at: datetime) -> bool:
        """Whether what Telegram said then still counts."""
        return self._now() - asked_at < FRESH and asked_at > self._left.get(wanted, LONG_AGO)

    def _forget_old(self) -> None:
        now = self._now()
        self._known = {key: value for key, value in self._known.items() if now - value[1] < FRESH}
        self._left = {key: at for key, at in self._left.items() if now - at < FRESH}
        self._asking = {key: lock for key, lock in self._asking.items() if lock.locked()}

    async def _ask(self, chat: ChatId, user: UserId, *, follows: bool = True) -> bool:
        """Ask Telegram. A group that has moved is asked under its new id: the update about it may not be handled yet. A
        group that did not answer is not asked again for a moment, so that not every caller waits for it."""
        if self._now() - self._silent.get(chat, LONG_AGO) < LEFT_ALONE:
            raise Unreachable("telegram")
        try:
            member = await self._bot.get_chat_member(chat, user, read_timeout=READ_TIMEOUT)
        except ChatMigrated as moved:
            return follows and await self._ask(ChatId(moved.new_chat_id), user, follows=False)
        except (BadRequest, Forbidden):
            return False
        except (NetworkError, TelegramError) as error:
            self._silent = {one: at for one, at in self._silent.items() if self._now() - at < LEFT_ALONE}
            self._silent[chat] = self._now()
            raise Unreachable("telegram") from error
        return member.status in INSIDE or (isinstance(member, ChatMemberRestricted) and member.is_member)
