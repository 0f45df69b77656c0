"""By the clock: a group is told who is on call, when that changes and each morning; once a month a test ring is
made."""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.contact_hours import after_quiet_hours
from bot.domain.access.on_call import NOBODY, Roster
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines.firing import Consequence
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.daily import hour_of_today
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.officer.on_call import TakenAndSilent, TestRing, TestRingMissed, WhoIsOnCall
from bot.domain.urgency import Urgency
from bot.usecases.access.roster import SLOT, TEST, now_on
from bot.usecases.access.waiting_calls import call_for_waiting
from bot.usecases.acting import transaction_of_program
from bot.usecases.services import Services, Transaction

JOB = "on_call"
MONTH = "month:"
"""Prefix of a timestamp, before the key of a body: when its last test ring was made."""


async def tell_shifts(services: Services, now: datetime) -> None:
    """Tells the groups of bodies whose person on call has changed, and heads of test rings that nobody has answered."""
    async with services.reading() as uow:
        act = Transaction(services, uow, now)
        if not (await _changed(act) or await _unconfirmed(act)):
            return
    await _tell_changed(services, now)


@transaction_of_program
async def _tell_changed(act: Transaction) -> None:
    for roster in await _changed(act):
        await _say(act, roster, "turn")
    await _tell_missed(act)


async def _changed(act: Transaction) -> list[Roster]:
    """The rosters whose person on call is not whom the group was told of."""
    return [one for one in await act.uow.rosters.all() if now_on(act.services, one, act.now) != one.told]


@transaction_of_program
async def morning(act: Transaction) -> None:
    """Posts one message a day in the group of each body that keeps a roster, at the hour at which shifts change. Once a
    month the person on call also gets a test ring."""
    profile = act.services.profile
    local, today = hour_of_today(act.now, profile.policy.digest_at, profile.zone)
    if local < today or await act.uow.daily_runs.claim(JOB, local.toordinal()) is None:
        return
    for roster in await act.uow.rosters.all():
        tried = await _try_out(act, roster)
        await _say(act, tried, "today")


async def _say(act: Transaction, roster: Roster, why: str) -> None:
    """Tells the group who is on call. Somebody else than before is called for what waits."""
    person = now_on(act.services, roster, act.now)
    await act.uow.rosters.save(replace(roster, told=person))
    if person != roster.told:
        await call_for_waiting(act.uow, roster.agency, person, act.now)
    said, to = WhoIsOnCall(agency=roster.agency, why=why), ToAgency(roster.agency)
    await act.uow.outbox.add(Notice(said, to, priority=Priority.DIGEST, slot=SLOT, mode=Mode.REPLACE, silent=True))


async def _try_out(act: Transaction, roster: Roster) -> Roster:
    """On the first morning of the month on which somebody is on call, makes a test ring. Returns the roster with whom
    it called."""
    zone, last = act.services.profile.zone, await act.uow.timestamps.moment(f"{MONTH}{roster.agency}")
    local, person = act.now.astimezone(zone), now_on(act.services, roster, act.now)
    was = None if last is None else last.astimezone(zone)
    if person == NOBODY or (was is not None and (was.year, was.month) == (local.year, local.month)):
        return roster
    await act.uow.timestamps.set_moment(f"{MONTH}{roster.agency}", act.now)
    await act.uow.timestamps.set_moment(f"{TEST}{roster.agency}", act.now)
    await act.uow.outbox.add(Notice(TestRing(agency=roster.agency), ToPerson(person), priority=Priority.ALERT))
    return replace(roster, rung=person)


async def _unconfirmed(act: Transaction) -> list[AgencyKey]:
    """The bodies whose test ring was not confirmed within the time in which a P1 must be acknowledged."""
    allowed = act.services.profile.policy.limits[Urgency.P1].acknowledge
    rung = await act.uow.timestamps.moments(TEST)
    return [AgencyKey(name) for name, at in rung.items() if act.now - at >= allowed]


async def _tell_missed(act: Transaction) -> None:
    """Tells heads of a test ring that nobody has confirmed. A person who no longer takes part is left out."""
    for agency in await _unconfirmed(act):
        await act.uow.timestamps.set_moment(f"{TEST}{agency}", None)
        roster = await act.uow.rosters.of(agency)
        if roster is None or not roster.lists(roster.rung):
            continue
        said = TestRingMissed(agency=agency, person=roster.rung)
        heads = [ToPerson(one.person) for one in await act.uow.staff.heads(agency)]
        await act.uow.outbox.add(*[Notice(said, to, priority=Priority.ALERT) for to in heads])


async def remind_taker(act: Transaction, case: Case, consequence: Consequence) -> None:
    """Reminds the officer who acknowledged a case and then did nothing, at half the time for the first action; the body
    is reminded when that time is over. At night only about a P1."""
    deadline, task = consequence.deadline, case.task(case.lead)
    is_half = (
        deadline.kind is DeadlineKind.FIRST_ACTION and deadline.agency is None and consequence.kind is LadderStep.HALF
    )
    if not is_half or task is None or task.acked_by is None:
        return
    at = (
        None
        if case.urgency is Urgency.P1
        else after_quiet_hours(act.services.profile.policy, act.services.profile.zone, act.now)
    )
    said = TakenAndSilent(number=case.number, urgency=case.urgency)
    rank = Priority.DANGER if case.urgency is Urgency.P1 else Priority.ALERT
    await act.uow.outbox.add(Notice(said, ToPerson(task.acked_by), priority=rank, case=case.id, not_before=at))
