"""A class that has risen is told (L14): to bodies whose deadlines are sooner now, to the person who raised it, and in
the history."""

from datetime import datetime

from bot.domain.access.contact_hours import after_quiet_hours
from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.assessment.sooner import bodies_with_less_time
from bot.domain.cases.case import Case
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.officer.cases import Raised, RaisedByYou
from bot.domain.urgency import Urgency
from bot.usecases.access.cards import card_slot
from bot.usecases.services import Services, Transaction

SLOT = "raised"
"""Slot of the message under the card; a newer one replaces it."""


async def tell_of_raise(
    act: Transaction,
    was: Case,
    case: Case,
    *,
    by: PersonKey | None = None,
    agency: AgencyKey | None = None,
) -> None:
    """Tells of a class that has risen; does nothing where it has not. Call it with the case before and after the step
    that was just saved."""
    if case.urgency.rank <= was.urgency.rank:
        return
    await act.uow.audit.add(f"raised_{case.urgency.value.lower()}", at=act.now, case=case.id, person=by, agency=agency)
    if is_quarantined(case):
        return
    bodies = await tell_bodies(act, was, case)
    if by is not None:
        said = RaisedByYou(number=case.number, urgency=case.urgency, bodies=tuple(bodies))
        await act.uow.outbox.add(Notice(said, ToPerson(by), case=case.id))


async def tell_bodies(act: Transaction, was: Case, case: Case) -> list[AgencyKey]:
    """Tells the groups of the bodies whose deadlines are sooner. Returns those bodies."""
    bodies = bodies_with_less_time(was, case)
    await act.uow.outbox.add(*[_to_group(act.services, case, body, act.now) for body in bodies])
    return bodies


def _to_group(services: Services, case: Case, body: AgencyKey, now: datetime) -> Notice:
    """A message under the card. It makes a sound by day, and at night where it cannot wait."""
    is_night = after_quiet_hours(services.profile.policy, services.profile.zone, now) != now
    return Notice(
        Raised(number=case.number),
        ToAgency(body),
        priority=Priority.DANGER if case.urgency is Urgency.P1 else Priority.ALERT,
        case=case.id,
        slot=f"{SLOT}:{case.id}",
        mode=Mode.REPLACE,
        reply_to=card_slot(case),
        silent=is_night and case.urgency in {Urgency.P3, Urgency.P4},
        merge=True,
    )
