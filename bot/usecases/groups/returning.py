"""A group that was lost or refused messages comes back: by itself where the bot never left, else through a member of
the staff."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.domain.groups import LOSSES, Cause
from bot.domain.ids import AgencyKey, ChatId
from bot.domain.notices.notice import Notice, Priority, ToAgency, ToChat
from bot.domain.notices.say import SayAlone
from bot.domain.notices.sentences import AloneKey
from bot.domain.notices.supervisor.groups import GroupAdded, GroupBack, GroupOpen
from bot.domain.people import OVERSIGHT, Staff
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.group_news import HIDDEN, note_hidden, note_lost, note_refusal, tell_overseers
from bot.usecases.access.membership import show_open_cases
from bot.usecases.acting import ReporterAct, transaction_of_program, transaction_of_request
from bot.usecases.services import Services, Transaction


@transaction_of_request
async def added_again(act: ReporterAct, chat: ChatId, at: datetime) -> bool:
    """The bot was added to a group at `at`. Returns True when this is a group that was lost and it was added by
    somebody of the staff (a supervisor, an administrator, a head of that body). Then everything is as before. Otherwise
    supervisors are told that the group waits for one of them."""
    lost, staff = await act.uow.agencies.lost_in(chat), await act.uow.staff.get(act.visitor.person)
    is_ours = bool(lost) and all(_may_bring_back(staff, agency) for agency in lost)
    await act.uow.outbox.reached(chat)
    if is_ours:
        await _restore(act, chat, at)
    for agency in () if is_ours else lost:
        await tell_overseers(act.uow, GroupAdded(agency=agency))
    if not is_ours:
        to = ToChat(chat, act.services.profile.staff_language)
        await act.uow.outbox.add(Notice(SayAlone(key=_greeting(lost)), to))
    return is_ours


def _greeting(lost: object) -> AloneKey:
    return "staff-group-added-again" if lost else "staff-group-arrived"


def _may_bring_back(staff: Staff | None, agency: AgencyKey) -> bool:
    return staff is not None and (staff.supervisor or staff.admin or agency in staff.heads)


async def _restore(act: Transaction, chat: ChatId, at: datetime) -> None:
    """Sends new cards of everything that is open: the older ones can no longer be told from other messages."""
    for agency in await act.uow.agencies.restore(chat, at):
        await act.uow.audit.add("group_back", at=act.now, agency=agency)
        await tell_overseers(act.uow, GroupBack(agency=agency))
        await show_open_cases(act, agency)


async def seen(services: Services, chat: ChatId, cause: Cause | None, now: datetime) -> None:
    """Telegram was asked what the bot may do in a group that is bound, or that was lost and from which nobody has
    removed the bot: such a group comes back where Telegram knows it again. No writer waits for it where nothing has
    changed."""
    async with services.reading() as uow:
        is_lost = bool(await uow.agencies.lost_in(chat))
        if cause in LOSSES if is_lost else await _is_known(uow, chat, cause):
            return
    await _bring_back(services, now, chat, cause)


@transaction_of_program
async def _bring_back(act: Transaction, chat: ChatId, cause: Cause | None) -> None:
    is_lost = bool(await act.uow.agencies.lost_in(chat))
    if is_lost and cause not in LOSSES:
        await act.uow.outbox.reached(chat)
        await _restore(act, chat, act.now)
    elif not is_lost:
        await _note_seen(act.uow, chat, cause, act.now)


async def rights_changed(
    services: Services, chat: ChatId, look: Callable[[], Awaitable[Cause | None]], now: datetime
) -> None:
    """The bot's rights in a group were changed. `look`: asks Telegram what that means. It is asked of a bound group
    alone, and before the transaction that stores the answer and closes the inbox row."""
    async with services.reading() as uow:
        is_bound = bool(await uow.agencies.at(chat))
    cause = await look() if is_bound else None
    await _store_rights(services, now, chat if is_bound else None, cause)


@transaction_of_program
async def _store_rights(act: Transaction, chat: ChatId | None, cause: Cause | None) -> None:
    """`chat`: None for a group that is not bound; then the inbox row is closed and nothing else is stored."""
    if chat is not None:
        await _note_seen(act.uow, chat, cause, act.now)


async def _note_seen(uow: UnitOfWork, chat: ChatId, cause: Cause | None, now: datetime) -> None:
    """Notes what the bot may do in the group. Where it may write again, a message is sent at once: one that waits, or
    else one that says so. Only a message that arrives ends the refusal."""
    if await _is_known(uow, chat, cause):
        return
    if cause in LOSSES:
        await note_lost(uow, chat, cause, now)
    elif cause in {Cause.REFUSED, Cause.TOPIC}:
        await note_refusal(uow, chat, cause, now)
    else:
        await _try_group(uow, chat, now)
        await note_hidden(uow, chat, now, is_hidden=cause is Cause.HIDDEN)


async def _is_known(uow: UnitOfWork, chat: ChatId, cause: Cause | None) -> bool:
    """Whether nothing has changed: the bot may write in the group, as it could before, and sees its members as
    before."""
    if cause not in {None, Cause.HIDDEN}:
        return False
    places, hidden = await uow.agencies.all(), await uow.timestamps.moments(HIDDEN)
    joined = [place for place in places if place.joined == chat]
    return all(place.works and (cause is Cause.HIDDEN) == (place.agency in hidden) for place in joined)


async def _try_group(uow: UnitOfWork, chat: ChatId, now: datetime) -> None:
    refusing = [place for place in await uow.agencies.all() if place.joined == chat and not place.works]
    if not refusing or await uow.agencies.send_waiting_now(chat, now):
        return
    place = refusing[0]
    to = ToChat(chat, place.locale) if place.agency == OVERSIGHT else ToAgency(place.agency)
    await uow.outbox.add(Notice(GroupOpen(), to, priority=Priority.REMINDER, slot="group_open", merge=True))
