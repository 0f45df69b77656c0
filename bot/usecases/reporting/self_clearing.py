"""Messages that go by themselves: those with a deadline of their own, and chats whose person chose so (SG13)."""

from datetime import datetime, timedelta

from bot.domain.ids import ChatId
from bot.domain.notices.files import Wipe
from bot.domain.notices.in_chat import CleaningChoice, CleaningSet
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.people import Visitor
from bot.ports.chats import ChatDeletion, Cleaning
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import locale_of, voice_to
from bot.usecases.each import each, faults_of
from bot.usecases.reporting.hiding import DELETABLE
from bot.usecases.services import Services

HOURS = (1, 6, 24)
"""After how many hours a message goes. All are well before the 40th, so that a day's outage loses none (48 h rule)."""
MOST = 2000
"""Messages of one deadline."""
AT_ONCE = 100
"""Deadlines and chats in one transaction."""


async def ask(services: Services, visitor: Visitor) -> None:
    """Shall this chat be cleared by itself, and after how long?"""
    async with services.begin() as uow:
        to, voice = ToChat(visitor.chat, await locale_of(uow, visitor)), await voice_to(uow, visitor)
        await uow.outbox.add(Notice(CleaningChoice(voice=voice), to, slot="cleaning", mode=Mode.REPLACE))
        await uow.commit()


async def choose(services: Services, visitor: Visitor, hours: int, now: datetime) -> None:
    """From now on messages here go after so many hours, older ones at once; any other number ends it."""
    async with services.begin() as uow:
        to, voice = ToChat(visitor.chat, await locale_of(uow, visitor)), await voice_to(uow, visitor)
        if hours in HOURS:
            await uow.chat_deletions.clean(Cleaning(visitor.chat, to.locale, hours), now)
            await uow.reports.note_hidden(visitor.person, now)
        else:
            await uow.chat_deletions.stop_cleaning(visitor.chat)
        said = CleaningSet(hours=hours if hours in HOURS else 0, voice=voice)
        await uow.outbox.add(Notice(said, to, slot="cleaning", mode=Mode.EDIT))
        await uow.commit()


async def tend_chats(services: Services, now: datetime) -> int:
    """Put what is due into the outbox, one deletion a chat; how many deadlines and chats there were."""
    swept, faults = await _sweep(services, now), await faults_of(services, "chat")
    async with services.reading() as uow:
        due = {str(one.chat): one for one in await uow.chat_deletions.cleanings_due(now, AT_ONCE + len(faults))}
    return swept + await each(services, "chat", [*due], lambda chat: _clean_one(services, due[chat], now), now, faults)


async def _sweep(services: Services, now: datetime) -> int:
    """Deadlines are taken out by the commit that acts on them."""
    async with services.begin() as uow:
        sweeps = await uow.chat_deletions.take_due(now, AT_ONCE)
        for chat in dict.fromkeys(sweep.chat for sweep in sweeps):
            await _wipe(uow, chat, "", [number for s in sweeps if s.chat == chat for number in numbers(s)])
        if sweeps:
            await uow.commit()
    return len(sweeps)


async def _clean_one(services: Services, cleaning: Cleaning, now: datetime) -> None:
    async with services.begin() as uow:
        await _clean(uow, cleaning, now)
        await uow.commit()


async def _clean(uow: UnitOfWork, cleaning: Cleaning, now: datetime) -> None:
    """Delete what has had its time, and look again when the next message has. Numbers below a repeated send are
    deleted along with it: what stands there was never noted."""
    span = timedelta(hours=cleaning.hours)
    ripe = [int(message) for message in await uow.messages.between(cleaning.chat, now - DELETABLE, now - span)]
    if ripe:
        strays = await uow.messages.strays(cleaning.chat, now - DELETABLE)
        ripe += [number for first, last in strays if last < ripe[-1] for number in range(first, last + 1)]
    await _wipe(uow, cleaning.chat, cleaning.locale, ripe)
    first = await uow.messages.first_after(cleaning.chat, now - span)
    await uow.chat_deletions.clean(cleaning, (first or now) + span)


async def _wipe(uow: UnitOfWork, chat: ChatId, locale: str, messages: list[int]) -> None:
    if messages:
        await uow.outbox.add(Notice(Wipe(messages=tuple(sorted(set(messages)))), ToChat(chat, locale)))


def numbers(sweep: ChatDeletion) -> range:
    """All message numbers of one deadline, and no more than a chat may have in between."""
    return range(int(sweep.first), min(int(sweep.last), int(sweep.first) + MOST) + 1)
