"""What every step on a case shares: for which body somebody acts, and what is written when it is done."""

from datetime import datetime

from bot.domain.cases.case import Case, Part
from bot.domain.errors import NotAllowed
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.people import Agent
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import bodies_of
from bot.usecases.casework.announce import tell_agencies
from bot.usecases.casework.shown_messages import follow_case
from bot.usecases.services import Services


def acting_agency(case: Case, agent: Agent, group: AgencyKey | None) -> AgencyKey:
    """For which body the agent acts: the group's where they press; in private the lead's first, then an open part."""
    if group is not None and group in agent.agencies:
        return group
    mine = [task for task in case.tasks if task.agency in {*agent.agencies, *agent.heads}]
    mine.sort(key=lambda task: (task.part is not Part.LEAD, not task.is_open, task.agency))
    if not mine:
        raise NotAllowed
    return mine[0].agency


def viewing_agency(act: CaseAct) -> AgencyKey:
    """On whose behalf somebody looks: an own part in the case, else the supervising body."""
    case, agent, supervising = act.case, act.agent, act.supervising
    if case.task(supervising) is None and supervising in bodies_of(agent) and case.lead not in agent.agencies:
        return supervising
    return acting_agency(case, agent, None)


async def keep_step(act: CaseAct, case: Case, action: str, agency: AgencyKey | None) -> None:
    """Write the step that the act has made of its case: the case, its cards everywhere, a line in the audit log."""
    await save(act.services, act.uow, act.case, case, action, act.person, agency, act.now)


async def save(
    services: Services,
    uow: UnitOfWork,
    was: Case,
    case: Case,
    action: str,
    person: PersonKey,
    agency: AgencyKey | None,
    now: datetime,
) -> None:
    """The same for a step that is no act of the staff."""
    await uow.cases.save(case, was=was.version)
    await uow.audit.add(action, at=now, case=case.id, person=person, agency=agency)
    await tell_agencies(services, uow, case)
    await follow_case(services, uow, was, case, now)
