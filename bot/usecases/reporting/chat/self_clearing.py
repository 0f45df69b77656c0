"""Messages that are deleted by themselves: those with a moment of their own, and those in chats whose person has chosen
it (SG13)."""

from datetime import datetime, timedelta

from bot.domain.chats import CLEARED_AFTER, ChatDeletion, SelfClearing
from bot.domain.ids import ChatId
from bot.domain.notices.notice import Mode, Notice, ToChat
from bot.domain.notices.reporter.files import Wipe
from bot.domain.notices.reporter.in_chat import SelfClearingChoice, SelfClearingSet
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.private_chat import locale_of, voice_to
from bot.usecases.acting import ReporterAct, transaction_of_program, transaction_of_request
from bot.usecases.each import each, job_of
from bot.usecases.reporting.chat.hiding import DELETABLE
from bot.usecases.services import Services, Transaction

MOST = 2000
"""How many messages are deleted for one moment."""
AT_ONCE = 100
"""How many moments and chats are handled in one transaction."""


@transaction_of_request
async def ask(act: ReporterAct) -> None:
    """Asks whether this chat shall be cleared by itself, and after how long."""
    to, voice = ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor)), await voice_to(act.uow, act.visitor)
    await act.uow.outbox.add(Notice(SelfClearingChoice(voice=voice), to, slot="cleaning", mode=Mode.REPLACE))


@transaction_of_request
async def choose(act: ReporterAct, hours: int) -> None:
    """Makes the line delete messages of this chat after this number of hours, and older ones at once. A number that is
    not on offer ends the deletion."""
    to, voice = (
        ToChat(act.visitor.chat, await locale_of(act.uow, act.visitor)),
        await voice_to(act.uow, act.visitor),
    )
    if hours in CLEARED_AFTER:
        await act.uow.chat_deletions.clean(SelfClearing(act.visitor.chat, to.locale, hours), act.now)
        await act.uow.reports.note_hidden(act.visitor.person, act.now)
    else:
        await act.uow.chat_deletions.stop_self_clearing(act.visitor.chat)
    said = SelfClearingSet(hours=hours if hours in CLEARED_AFTER else 0, voice=voice)
    await act.uow.outbox.add(Notice(said, to, slot="cleaning", mode=Mode.EDIT))


async def delete_due_messages(services: Services, now: datetime) -> int:
    """Puts what is due into the outbox, one deletion per chat. Returns how many moments and chats there were."""
    deleted, job = await _delete_due(services, now), await job_of(services, "chat", now)
    async with services.reading() as uow:
        due = {
            str(one.chat): one for one in await uow.chat_deletions.self_clearings_due(now, AT_ONCE + len(job.faults))
        }
    return deleted + await each(job, [*due], lambda chat: _clean_one(services, now, due[chat]))


async def _delete_due(services: Services, now: datetime) -> int:
    """Deletes what is due. The moments are removed by the same commit."""
    async with services.reading() as uow:
        if not await uow.chat_deletions.is_due(now):
            return 0
    return await _take_due(services, now)


@transaction_of_program
async def _take_due(act: Transaction) -> int:
    deletions = await act.uow.chat_deletions.take_due(act.now, AT_ONCE)
    for chat in dict.fromkeys(deletion.chat for deletion in deletions):
        await _wipe(act.uow, chat, "", [number for s in deletions if s.chat == chat for number in numbers(s)])
    return len(deletions)


@transaction_of_program
async def _clean_one(act: Transaction, clearing: SelfClearing) -> None:
    await _clean(act.uow, clearing, act.now)


async def _clean(uow: UnitOfWork, clearing: SelfClearing, now: datetime) -> None:
    """Deletes the messages whose time is over, and sets when the next one's is. Message numbers below a repeated send
    are deleted too: what stands there was never noted."""
    span = timedelta(hours=clearing.hours)
    ripe = [int(message) for message in await uow.messages.between(clearing.chat, now - DELETABLE, now - span)]
    if ripe:
        strays = await uow.outbox.strays(clearing.chat, now - DELETABLE)
        ripe += [number for first, last in strays if last < ripe[-1] for number in range(first, last + 1)]
    await _wipe(uow, clearing.chat, clearing.locale, ripe)
    first = await uow.messages.first_after(clearing.chat, now - span)
    await uow.chat_deletions.clean(clearing, (first or now) + span)


async def _wipe(uow: UnitOfWork, chat: ChatId, locale: str, messages: list[int]) -> None:
    if messages:
        await uow.outbox.add(Notice(Wipe(messages=tuple(sorted(set(messages)))), ToChat(chat, locale)))


def numbers(deletion: ChatDeletion) -> range:
    """All message numbers of one moment; at most as many as a chat may have in between."""
    return range(int(deletion.first), min(int(deletion.last), int(deletion.first) + MOST) + 1)
