"""Existing members are told of everybody who joins. A second group of a body waits until a supervisor agrees."""

from bot.domain.groups import NewGroup
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.notice import Notice, Priority, ToChat, ToPerson
from bot.domain.notices.officer.staff import StaffJoined
from bot.domain.notices.supervisor.groups import GroupAsked, GroupChangeAsked, GroupWaits
from bot.domain.people import AgencyPlace, Staff
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.services import Transaction


async def announce(uow: UnitOfWork, joined: Staff, what: str, agency: AgencyKey | None, name: str) -> None:
    """Tells supervisors, administrators and the other heads of the body who has joined. `what`: supervisor, head,
    auditor, admin. `name`: the name in Telegram; empty for somebody whom the settings name."""
    heads = await uow.staff.heads(agency) if agency is not None and what == "head" else []
    there = {one.person for one in (*await uow.staff.supervisors(), *await uow.staff.admins(), *heads)}
    said = StaffJoined(what=what, agency=agency, name=name)
    told = [ToPerson(person) for person in sorted(there - {joined.person})]
    await uow.outbox.add(*[Notice(said, to, priority=Priority.ALERT) for to in told])


async def ask_supervisors(act: Transaction, place: AgencyPlace, new: NewGroup) -> None:
    """The new group waits. The present group is told, and so are administrators and the supervisors, who decide."""
    await act.uow.new_groups.save(new)
    await act.uow.audit.add("group_asked", at=act.now, agency=new.agency, person=new.person)
    supervisors = {one.person for one in await act.uow.staff.supervisors()}
    admins = {one.person for one in await act.uow.staff.admins()} - supervisors
    await act.uow.outbox.add(
        Notice(GroupWaits(agency=new.agency), ToChat(new.chat, act.services.profile.staff_language)),
        *[_asked(new, one, asks=True) for one in sorted(supervisors)],
        *[_asked(new, one, asks=False) for one in sorted(admins)],
    )
    if place.joined is not None:
        await act.uow.outbox.add(Notice(GroupChangeAsked(agency=new.agency), ToChat(place.joined, place.locale)))


def _asked(new: NewGroup, person: PersonKey, *, asks: bool) -> Notice:
    said = GroupAsked(agency=new.agency, title=new.title, asks=asks)
    return Notice(said, ToPerson(person), priority=Priority.ALERT)
