"""Officers, by the groups in which they sit. The groups in which they were last seen decide only which menu they get:
rights are asked anew at each act."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.contention import again_at_once
from bot.domain.access import on_call
from bot.domain.errors import Unreachable
from bot.domain.ids import AgencyKey, ChatId, PersonKey
from bot.domain.people import Belonging, Staff
from bot.ports.people import Membership
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.acting import transaction_of_program
from bot.usecases.services import Services, Transaction

ASKED_AGAIN = timedelta(hours=1)
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def seen_in(staff: Staff, belonging: Belonging) -> Staff:
    """The staff entry with the bodies in whose groups the person sits. For a group that does not answer, the entry
    stays as it was."""
    return replace(staff, bodies=belonging.sure | (staff.bodies & belonging.unsure))


async def belonging_of(services: Services, membership: Membership, staff: Staff) -> Belonging:
    """The bodies to which the person belongs. Where no group answers, every body is unsure."""
    try:
        return await membership.belonging(staff.user)
    except Unreachable:
        return Belonging(unsure=frozenset(services.profile.agencies))


@transaction_of_program
async def has_left(act: Transaction, person: PersonKey, chat: ChatId) -> None:
    """Telegram says that somebody has left a group: they are no longer an officer of its body, nor on its roster."""
    uow = act.uow
    staff = await uow.staff.get(person)
    here = frozenset(await uow.agencies.at(chat))
    if staff is not None and staff.bodies & here:
        await uow.staff.save(replace(staff, bodies=staff.bodies - here))
    if staff is not None:
        await off_rosters(uow, person, here - staff.heads, act.now)


class OfficerLook:
    """Asks Telegram once an hour of each officer whether they still sit in their body's group; one officer at each
    look."""

    def __init__(self, services: Services, membership: Membership, now: Callable[[], datetime]) -> None:
        self._services = services
        self._membership = membership
        self._now = now
        self._asked: dict[PersonKey, datetime] = {}

    async def look(self) -> None:
        """Asks about the officer who was not asked about for longest. Changes nothing where Telegram does not
        answer."""
        async with self._services.reading() as uow:
            officers = [one for one in await uow.staff.everybody() if one.bodies]
        due = [one for one in officers if self._now() - self._asked.get(one.person, LONG_AGO) >= ASKED_AGAIN]
        self._asked = {one.person: self._asked[one.person] for one in officers if one.person in self._asked}
        if due:
            one = min(due, key=lambda staff: self._asked.get(staff.person, LONG_AGO))
            self._asked[one.person] = self._now()
            with suppress(Unreachable):
                await self._note(one, await self._membership.belonging(one.user))

    async def _note(self, known: Staff, belonging: Belonging) -> None:
        if seen_in(known, belonging).bodies != known.bodies:
            await again_at_once(partial(_store, self._services, self._now(), known.person, belonging))


@transaction_of_program
async def _store(act: Transaction, person: PersonKey, belonging: Belonging) -> None:
    await note_bodies(act.uow, person, belonging)


async def note_bodies(uow: UnitOfWork, person: PersonKey, belonging: Belonging) -> frozenset[AgencyKey]:
    """Notes in whose groups a known person sits. Returns those bodies. Rosters stay as they are: a group that was lost,
    or hides its members, gives the same answer for everybody."""
    staff = await uow.staff.get(person)
    if staff is None:
        return frozenset()
    seen = seen_in(staff, belonging)
    if seen != staff:
        await uow.staff.save(seen)
    return seen.bodies


async def off_rosters(uow: UnitOfWork, person: PersonKey, bodies: Collection[AgencyKey], now: datetime) -> None:
    """Takes somebody who belongs to these bodies no more off their rosters."""
    for roster in await uow.rosters.all() if bodies else ():
        if roster.agency in bodies and roster.lists(person):
            await uow.rosters.save(on_call.left(roster, person))
            await uow.audit.add("roster_changed", at=now, agency=roster.agency, person=person)
