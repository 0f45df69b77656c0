"""Keeps the live worklists up to date: edits them silently, and only where something on them has changed.

What has happened is read from the audit log, so that acts pay nothing for it. A list is made anew once an hour. It is
also made anew when an entry was written about a case of its bodies, when one of its deadlines passes, and when its
reader joins or leaves a body.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.cases.lists import StoredWorklist
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.notice import Mode, Notice, Priority, ToPerson
from bot.domain.notices.officer.work import Worklist
from bot.domain.people import OVERSIGHT, Agent, Belonging, Staff
from bot.ports.people import Membership
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import agent_of
from bot.usecases.access.duties import duty_of
from bot.usecases.access.officers import belonging_of, note_bodies
from bot.usecases.access.scope import private_scope
from bot.usecases.each import each, job_of
from bot.usecases.oversight.case_lists.waiting import ListReader
from bot.usecases.oversight.case_lists.worklist import SLOT, end_worklist, has_desk, worklist_of
from bot.usecases.services import Services, in_one_transaction

JOB = "worklist"
EDIT_INTERVAL = timedelta(seconds=10)
"""A list is not edited more often than this; what happens meanwhile is one edit."""
LOOK_AGAIN = timedelta(hours=1)
MEMBERSHIP_TIMEOUT = timedelta(minutes=1)
"""How long a list waits where Telegram cannot say to which bodies its reader belongs."""


@dataclass
class ShownWorklist:
    """One list as it stands in the chat, as far as this process knows."""

    at: datetime
    """When it was made."""
    again_at: datetime
    """When it is looked at again at the latest."""
    content: Worklist | None = None
    is_touched: bool = False


@dataclass
class LiveWorklists:
    """The lists of one epoch. What it remembers saves edits; a process that becomes the leader makes each list once."""

    services: Services
    membership: Membership
    _shown: dict[PersonKey, ShownWorklist] = field(default_factory=dict)
    _seen: int | None = None
    """The newest line of the audit log that was read."""

    async def keep(self, now: datetime) -> None:
        """Brings the lists up to date. One that fails holds up no other."""
        async with self.services.reading() as uow:
            stored = await uow.worklists.all()
            touched = await self._touched(uow) if stored else frozenset()
            staff = {one.person: one for one in await uow.staff.everybody()} if stored else {}
        self._shown = {person: shown for person, shown in self._shown.items() if person in stored}
        due = [person for person, one in stored.items() if self._is_due(one, staff.get(person), person, touched, now)]
        if due:
            job = await job_of(self.services, JOB, now)
            await each(job, due, lambda person: self._bring(person, stored[person], now))

    async def _touched(self, uow: UnitOfWork) -> frozenset[AgencyKey]:
        """The bodies in whose cases something was done since the last look; OVERSIGHT where anything was done."""
        before, self._seen = self._seen, await uow.worklists.newest()
        if before is None or before == self._seen:
            return frozenset()
        return await uow.worklists.touched(before, self._seen) | {OVERSIGHT}

    def _is_due(
        self,
        stored: StoredWorklist,
        staff: Staff | None,
        person: PersonKey,
        touched: frozenset[AgencyKey],
        now: datetime,
    ) -> bool:
        """Whether the list must be made anew now. What comes too soon after the last time is remembered."""
        shown = self._shown.get(person)
        if shown is None or shown.at < stored.shown_at:
            shown = self._shown[person] = ShownWorklist(stored.shown_at, now)
        has_left = staff is None or not staff.is_current
        has_moved = staff is not None and duty_of(staff).own_bodies != stored.agencies
        watched = stored.agencies | ({OVERSIGHT} if staff is not None and staff.supervisor else set())
        shown.is_touched |= bool(watched & touched) or has_moved or shown.again_at <= now
        return has_left or (shown.is_touched and abs(now - shown.at) >= EDIT_INTERVAL)

    async def _bring(self, person: PersonKey, stored: StoredWorklist, now: datetime) -> None:
        """Makes the list again, with the rights that the person has at this moment."""
        async with self.services.reading() as uow:
            staff = await uow.staff.get(person)
        belonging = Belonging() if staff is None else await belonging_of(self.services, self.membership, staff)
        if staff is not None and belonging.unsure & (stored.agencies - staff.heads):
            self._shown[person] = replace(
                self._shown[person], at=now, again_at=now + MEMBERSHIP_TIMEOUT, is_touched=False
            )
            return
        said = await in_one_transaction(
            self.services.begin, lambda uow: self._made(uow, person, belonging, stored, now)
        )
        if said is not None:
            self._shown[person] = ShownWorklist(now, _next_look(said, now), said)

    async def _made(
        self, uow: UnitOfWork, person: PersonKey, belonging: Belonging, stored: StoredWorklist, now: datetime
    ) -> Worklist | None:
        """What stands on the list now, and an edit where that differs from before; None where the list has ended."""
        staff = await uow.staff.get(person)
        agent = Agent(person) if staff is None else agent_of(staff, belonging)
        if staff is None or not has_desk(agent):
            await (uow.worklists.drop(person) if staff is None else end_worklist(uow, staff))
            return None
        here = (await note_bodies(uow, person, belonging) | staff.heads) - {OVERSIGHT}
        if here != stored.agencies:
            current = (await uow.worklists.all()).get(person)
            if current is None:
                return None
            await uow.worklists.keep(person, here, current.shown_at)
        scope = private_scope(agent, self.services.profile.agency_with("supervising"))
        said = await worklist_of(ListReader(self.services, uow, agent, scope, now))
        if said != self._shown[person].content:
            to, rank = ToPerson(person), Priority.DIGEST
            await uow.outbox.add(Notice(said, to, rank, slot=SLOT, mode=Mode.EDIT, silent=True, merge=True))
        return said


def _next_look(said: Worklist, now: datetime) -> datetime:
    """When the list is looked at next: when its next deadline passes, after an hour at the latest."""
    above = () if said.above is None else (*said.above.second, *said.above.untaken)
    rows = (*said.waits, *said.new, *said.due, *said.mine, *above)
    moments = [one.due_at for one in rows if one.due_at is not None and one.due_at > now]
    return min([*moments, now + LOOK_AGAIN])
