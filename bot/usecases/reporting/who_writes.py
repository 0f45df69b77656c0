"""Who writes in private, by the database: known as staff or not, in a conversation or not."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Staff, Visitor
from bot.ports.unit_of_work import Begin, UnitOfWork
from bot.usecases.reporting.unasked import is_empty


@dataclass(frozen=True)
class Writer:
    """A person who writes. Whether they sit in a body's group, only Telegram can say."""

    known: Staff | None
    """The staff entry; None for somebody who was never seen among the staff."""
    is_in_conversation: bool
    """A report is under way, or words are awaited that lead to an older one."""
    has_form: bool
    """A form of the staff lies on the person's desk. False where it was not asked for."""


async def writer(reading: Begin, visitor: Visitor, now: datetime, *, with_form: bool = False) -> Writer:
    """Reads at once everything that is stored about them: the first words of a reporter wait for it. `with_form`: also
    whether a form lies on their desk."""
    async with reading() as uow:
        known = await uow.staff.get(visitor.person)
        form = await uow.staff.desk(visitor.person) if with_form else None
        return Writer(known, await is_in_conversation(uow, visitor, now), has_form=form is not None)


async def is_in_conversation(uow: UnitOfWork, visitor: Visitor, now: datetime) -> bool:
    """Whether a report is under way, or words are awaited that lead to an older one."""
    draft = await uow.drafts.of(visitor.person)
    follower = await uow.receipts.follower(visitor.person)
    is_awaited = follower is not None and bool(follower.waits_for(now))
    return is_awaited or (draft is not None and not is_empty(draft))
