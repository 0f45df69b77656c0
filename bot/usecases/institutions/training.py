"""/duty: the situations in which the law wants a report, and a few questions. No name and no answer is kept.

Whoever reaches the end leaves a date with the institution to which the account is linked.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import StaleButton
from bot.domain.institutions.registered import SeatRole
from bot.domain.notices.institutions import DutyPage
from bot.domain.notices.notice import Mode, Notice
from bot.domain.people import Visitor
from bot.usecases.access.private_chat import chat_of
from bot.usecases.services import Services, Transaction


async def show(services: Services, visitor: Visitor, place: int, answer: str, now: datetime) -> None:
    """A page, from 1; with an answer, whether it is right. Raises StaleButton for a page that there is not."""
    last = services.profile.duty.pages
    if place > last:
        raise StaleButton
    async with services.begin() as uow:
        is_linked = place == last and last > 1 and await _note_date(Transaction(services, uow, now), visitor)
        said = DutyPage(place=place, answered=answer, linked=is_linked)
        mode = Mode.EDIT if place > 1 or answer else Mode.NEXT
        await uow.outbox.add(Notice(said, await chat_of(uow, visitor), slot="duty", mode=mode))
        await uow.commit()


async def _note_date(act: Transaction, visitor: Visitor) -> bool:
    """Somebody of the institution has done it today; False for who is linked to none."""
    for role in SeatRole:
        seat = await act.uow.institutions.seat(visitor.person, role)
        one = None if seat is None else await act.uow.institutions.registered(seat.code)
        if one is not None:
            today = act.now.astimezone(act.services.profile.zone).date()
            await act.uow.institutions.save(replace(one, trained_on=today))
            return True
    return False
