"""/duty: situations in which the law demands a report, and a few questions. No name and no answer is stored.

When somebody reaches the end, the institution to which their account is linked gets today as its date of training.
"""

from dataclasses import replace

from bot.domain.errors import StaleButton
from bot.domain.institutions.registered import SeatRole
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.supervisor.institutions import DutyPage
from bot.domain.people import Visitor
from bot.usecases.access.private_chat import chat_of
from bot.usecases.acting import ReporterAct, transaction_of_request
from bot.usecases.services import Transaction


@transaction_of_request
async def show(act: ReporterAct, place: int, answer: str) -> None:
    """Shows a page, counted from 1. With an answer, it also shows whether that is right. Raises StaleButton for a page
    that does not exist."""
    last = act.services.profile.duty.pages
    if place > last:
        raise StaleButton
    is_linked = place == last and last > 1 and await _note_date(act, act.visitor)
    said = DutyPage(place=place, answered=answer, linked=is_linked)
    mode = Mode.EDIT if place > 1 or answer else Mode.NEXT
    await act.uow.outbox.add(Notice(said, await chat_of(act.uow, act.visitor), slot="duty", mode=mode))


async def _note_date(act: Transaction, visitor: Visitor) -> bool:
    """Notes that somebody of the institution has finished today. Returns False for an account that is linked to
    none."""
    for role in SeatRole:
        seat = await act.uow.institutions.seat(visitor.person, role)
        one = None if seat is None else await act.uow.institutions.registered(seat.code)
        if one is not None:
            today = act.now.astimezone(act.services.profile.zone).date()
            await act.uow.institutions.save(replace(one, trained_on=today))
            return True
    return False
