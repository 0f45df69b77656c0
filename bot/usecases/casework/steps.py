"""What every step on a case shares: for which body somebody acts, and what is written when it is done."""

from bot.domain.cases.case import Case, Part
from bot.domain.errors import NotAllowed
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.people import Agent
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import bodies_of
from bot.usecases.casework.announce import tell_agencies
from bot.usecases.casework.shown_messages import follow_case
from bot.usecases.services import Transaction


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
    await save(act, act.case, case, action, act.person, agency)


async def save(
    act: Transaction,
    was: Case,
    case: Case,
    action: str,
    person: PersonKey,
    agency: AgencyKey | None,
) -> None:
    """The same for a step that is no act of the staff."""
    await act.uow.cases.save(case, was=was.version)
    await act.uow.audit.add(action, at=act.now, case=case.id, person=person, agency=agency)
    await tell_agencies(act, case)
    await follow_case(act, was, case)
