"""Whoever joins is told to those who are there; a body's second group waits for a supervisor."""

from bot.domain.groups import NewGroup
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.groups import GroupAsked, GroupChangeAsked, GroupWaits
from bot.domain.notices.notice import Notice, Priority, ToChat, ToPerson
from bot.domain.notices.staff import StaffJoined
from bot.domain.people import AgencyPlace, Staff
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.services import Transaction


async def announce(uow: UnitOfWork, joined: Staff, what: str, agency: AgencyKey | None, name: str) -> None:
    """Supervisors and administrators, and the other heads of the body, hear who has joined. `what`: supervisor, head,
    auditor, admin; `name`: as Telegram shows it, empty for somebody whom the settings name."""
    heads = await uow.staff.heads(agency) if agency is not None and what == "head" else []
    there = {one.person for one in (*await uow.staff.supervisors(), *await uow.staff.admins(), *heads)}
    said = StaffJoined(what=what, agency=agency, name=name)
    told = [ToPerson(person) for person in sorted(there - {joined.person})]
    await uow.outbox.add(*[Notice(said, to, priority=Priority.ALERT) for to in told])


async def ask_supervisors(act: Transaction, place: AgencyPlace, new: NewGroup) -> None:
    """The new group waits. The group of now hears of it, and so do supervisors, who decide, and administrators."""
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
