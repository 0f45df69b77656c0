"""/status from somebody who may be staff: own reports for who has told anything, else what staff may do here."""

from datetime import datetime

from bot.domain.people import Staff, Visitor
from bot.ports.unit_of_work import Begin, UnitOfWork
from bot.usecases.access.asking import Act, Asking, Stranger
from bot.usecases.access.staff_conversation import CommandsFor, add_help, staff_act
from bot.usecases.access.transaction import in_transaction
from bot.usecases.reporting.sent_reports import additions
from bot.usecases.reporting.who_writes import is_in_conversation
from bot.usecases.services import Request


async def staff_entry_of(reading: Begin, visitor: Visitor, now: datetime) -> tuple[Staff | None, bool]:
    """The staff entry, if there is one, and whether the person has told anything: then Telegram need not be asked
    whether they are staff."""
    async with reading() as uow:
        return await uow.staff.get(visitor.person), await _has_told(uow, visitor, now)


async def show(asking: Asking, commands_for: CommandsFor) -> None:
    """Shows the one or the other, by what is stored when it is shown. People who are no staff are shown their
    reports."""

    async def shown(act: Act) -> None:
        if await _has_told(act.uow, act.visitor, act.now):
            await additions.add_status(act.uow, act.visitor)
        else:
            await add_help(act, commands_for)

    try:
        await in_transaction(asking, shown, who=staff_act)
    except Stranger:
        await additions.show_status(Request(asking.services, asking.visitor, asking.now))


async def _has_told(uow: UnitOfWork, visitor: Visitor, now: datetime) -> bool:
    """Whether a conversation is under way, or this account has sent a report."""
    return await is_in_conversation(uow, visitor, now) or bool(await uow.reports.of_person(visitor.person))
