"""The ladder above a late body: its head, the lead, supervisors, the supervising body. Each of them gets one list."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.access.contact_hours import after_quiet_hours
from bot.domain.access.pacing import LastTold, tell_at
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines.firing import Consequence
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.cases.deadlines.marks import colour_of
from bot.domain.ids import PersonKey
from bot.domain.notices.above import Above, above_late_body, oversight_group, row_of
from bot.domain.notices.notice import Address, Notice, Priority, ToAgency, ToOversight, ToPerson
from bot.domain.notices.supervisor.deadlines import Ladder
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.audience import audience_of
from bot.usecases.casework.assessment.divergence import tell_newly_apart
from bot.usecases.services import Transaction

SENT, WAITS = "ls-", "lw-"
"""Names of two timestamps of a person, short because their column is: when the last message about late bodies went to
them, and when the next one, which waits, will go."""


async def tell_above(act: Transaction, case: Case, consequence: Consequence, gathered: timedelta) -> None:
    """Tells everybody above the late body, at a breach and at twice the time. `gathered`: how long the steps of several
    cases are collected into one list."""
    said = Ladder(**vars(row_of(case, consequence.deadline, consequence.kind, act.now)))
    supervising = act.services.profile.agency_with("supervising")
    told = above_late_body(case, consequence.deadline, consequence.kind, supervising)
    people = await people_above(act.uow, case, told)
    places = places_above(case, told, has_people=bool(people))
    await act.uow.outbox.add(*[to_place(act, case, place, said, gathered) for place in places])
    at_once = await _told_at_once(act.uow, case, consequence)
    later = replace(act, now=act.now + gathered)
    for person in people:
        await _tell_person(later, case, person, said, at_once=person in at_once)


async def _told_at_once(uow: UnitOfWork, case: Case, consequence: Consequence) -> Sequence[PersonKey]:
    """The people who are told at once, whatever they were told before: supervisors, when nobody has acknowledged a case
    of danger in time."""
    is_first = consequence.deadline.kind is DeadlineKind.ACKNOWLEDGE and consequence.deadline.agency is None
    if case.urgency is not Urgency.P1 or not is_first:
        return ()
    return [one.person for one in await uow.staff.supervisors()]


async def _tell_person(act: Transaction, case: Case, person: PersonKey, said: Ladder, *, at_once: bool) -> None:
    moment = act.uow.timestamps.moment
    told = LastTold(await moment(SENT + person), await moment(WAITS + person)).by(act.now)
    policy, zone, wakes = act.services.profile.policy, act.services.profile.zone, case.urgency is Urgency.P1
    at = tell_at(policy, zone, told, act.now, wakes=wakes, at_once=at_once)
    await act.uow.timestamps.set_moment(SENT + person, told.sent_at)
    await act.uow.timestamps.set_moment(WAITS + person, at)
    await act.uow.outbox.add(replace(_notice(case, ToPerson(person), said), not_before=at))


def to_place(act: Transaction, case: Case, place: Address, said: Ladder, gathered: timedelta = timedelta()) -> Notice:
    """A notice into a group, sent at once. At night it makes a sound only for a P1."""
    is_night = after_quiet_hours(act.services.profile.policy, act.services.profile.zone, act.now) != act.now
    silent = is_night and case.urgency is not Urgency.P1
    return replace(_notice(case, place, said), silent=silent, not_before=act.now + gathered if gathered else None)


def _notice(case: Case, to: Address, said: Ladder) -> Notice:
    """A notice to one reader. Of a case that bars a body each reader is checked when it is sent, so it is never merged
    with others into a list."""
    return Notice(said, to, priority=Priority.ALERT, case=case.id, merge=not case.barred)


async def people_above(uow: UnitOfWork, case: Case, told: Above) -> list[PersonKey]:
    """The people above a late body. Heads of a barred body are never told."""
    heads = [person for body in told.heads for person in await uow.staff.heads(body)]
    supervisors = await uow.staff.supervisors() if told.supervisors else ()
    return await audience_of(uow, case, (*heads, *supervisors))


def places_above(case: Case, told: Above, *, has_people: bool) -> list[Address]:
    """The groups above a late body; for a late lead also the oversight group. A case that bars a body is not named
    there (`oversight.group_scope` says why), unless nobody else would hear that a child waits. Then only its number and
    deadline are named."""
    places: list[Address] = [ToAgency(body) for body in told.groups]
    if not told.supervisors:
        return places
    is_heard = bool(places) or has_people
    return [*places, *(oversight_group(case) if is_heard else [ToOversight()])]


async def tell_takeover(act: Transaction, was: Case, case: Case) -> None:
    """Tells the police, the former lead and oversight who leads now."""
    said = Ladder(
        number=case.number,
        urgency=case.urgency,
        step=LadderStep.TAKEOVER,
        mark=colour_of(case, act.now),
        agency=case.lead,
    )
    await act.uow.audit.add("takeover", at=act.now, case=case.id, agency=case.lead)
    places: list[Address] = [ToAgency(case.lead), ToAgency(was.lead), *oversight_group(case)]
    await act.uow.outbox.add(*[to_place(act, case, place, said) for place in places])
    for person in await audience_of(act.uow, case, await act.uow.staff.supervisors()):
        await _tell_person(act, case, person, said, at_once=True)
    await tell_newly_apart(act, was, case)
