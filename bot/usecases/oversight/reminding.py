"""A supervisor reminds the bodies that are late in a case, in addition to the reminders by the clock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.access.roles import Action
from bot.domain.cases.case import Case, DeadlineKind, Part
from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.cases.deadlines.lateness import late_bodies
from bot.domain.cases.steps import running
from bot.domain.errors import IllegalStep, NotFound
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency
from bot.domain.notices.supervisor.deadlines import Reminder
from bot.domain.notices.supervisor.oversight import Reminded
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.transaction import transaction_on_case

BY_HAND = "reminded_by_hand"
REMIND_AGAIN = timedelta(hours=1)
HISTORY_READ = 200


@transaction_on_case(Action.REMIND, again="remind")
async def remind(act: CaseAct, body: str = "") -> None:
    """`/remind NUMBER [BODY]`: reminds all bodies that are late in the case, or the named one; the lead where none is
    late. At most once an hour for a body and case."""
    case = act.case
    if not case.is_open:
        raise NotFound("case-closed")
    wanted = [_named(case, body)] if body else late_bodies(case, act.now) or [case.lead]
    already = await _reminded(act)
    bodies = [one for one in wanted if one not in already]
    if not bodies:
        raise IllegalStep("reminded-already")
    for one in bodies:
        await act.uow.audit.add(BY_HAND, at=act.now, case=case.id, person=act.person, agency=one)
    await act.tell(*[_reminder(case, one) for one in bodies])
    skipped = tuple(one for one in wanted if one in already)
    await act.tell(Notice(Reminded(number=case.number, bodies=tuple(bodies), skipped=skipped), act.to))


def _named(case: Case, body: str) -> AgencyKey:
    """The body with that name. Raises NotFound (key not-in-case, with the bodies that have a part) where it has nothing
    to do in the case."""
    parts = [task.agency for task in case.tasks if task.is_open and task.part is not Part.COPY]
    known = [one for one in parts if one not in case.barred]
    if body.upper() not in known:
        raise NotFound("not-in-case", known=", ".join(known))
    return AgencyKey(body.upper())


def _reminder(case: Case, body: AgencyKey) -> Notice:
    own = None if body == case.lead else body
    waits = running(case, DeadlineKind.ACKNOWLEDGE, own) is not None
    said = Reminder(number=case.number, urgency=case.urgency, step=LadderStep.BY_HAND, take=waits)
    notice = Notice(said, ToAgency(body), priority=Priority.REMINDER, case=case.id, slot=f"reminder:{case.id}")
    return replace(notice, mode=Mode.REPLACE, reply_to=f"card:{case.id}")


async def _reminded(act: CaseAct) -> Sequence[AgencyKey]:
    """The bodies that somebody has reminded of this case within the hour."""
    last = await act.uow.audit.history(act.case.id, limit=HISTORY_READ)
    mine = [done for done in last if done.action == BY_HAND and done.at > act.now - REMIND_AGAIN]
    return [done.agency for done in mine if done.agency is not None]
