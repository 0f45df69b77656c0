"""Who sits in which agency's group, asked of Telegram and remembered for a minute at most."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from telegram import Bot, ChatMember, ChatMemberRestricted
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError

from bot.domain.errors import Unreachable
from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.domain.people import AgencyPlace
from bot.ports.unit_of_work import Begin

FRESH = timedelta(seconds=60)
INSIDE = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER})


class TelegramMembership:
    """The real Membership. Raises Unreachable when Telegram cannot be asked: nobody is let in on a guess."""

    def __init__(self, bot: Bot, begin: Begin, now: Callable[[], datetime]) -> None:
        self._bot = bot
        self._begin = begin
        self._now = now
        self._known: dict[tuple[ChatId, UserId], tuple[bool, datetime]] = {}
        self._asking: dict[tuple[ChatId, UserId], asyncio.Lock] = {}

    async def agencies_of(self, user: UserId) -> frozenset[AgencyKey]:
        """The agencies whose group the person is in now."""
        async with self._begin() as uow:
            places = [place for place in await uow.agencies.all() if place.chat is not None and place.lost_at is None]
        answers = await asyncio.gather(*(self._is_in(place, user) for place in places))
        return frozenset(place.agency for place, inside in zip(places, answers, strict=True) if inside)

    async def _is_in(self, place: AgencyPlace, user: UserId) -> bool:
        """Asked once, however many want to know at the same moment."""
        if place.chat is None:
            return False
        wanted = (place.chat, user)
        async with self._asking.setdefault(wanted, asyncio.Lock()):
            known = self._known.get(wanted)
            if known is None or self._now() - known[1] >= FRESH:
                self._forget_old()
                known = self._known[wanted] = (await self._ask(place.chat, user), self._now())
        return known[0]

    def _forget_old(self) -> None:
        now = self._now()
        self._known = {key: value for key, value in self._known.items() if now - value[1] < FRESH}
        self._asking = {key: lock for key, lock in self._asking.items() if lock.locked()}

    async def _ask(self, chat: ChatId, user: UserId, *, follows: bool = True) -> bool:
        """A group that has moved is asked under its new id: the news of it may not have been handled yet."""
        try:
            member = await self._bot.get_chat_member(chat, user)
        except ChatMigrated as moved:
            return follows and await self._ask(ChatId(moved.new_chat_id), user, follows=False)
        except (BadRequest, Forbidden):
            return False
        except (NetworkError, TelegramError) as error:
            raise Unreachable("telegram") from error
        return member.status in INSIDE or (isinstance(member, ChatMemberRestricted) and member.is_member)
