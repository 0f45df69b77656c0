"""What every step on a case shares: for which body somebody acts, and what is stored when it is done."""

from dataclasses import dataclass

from bot.domain.cases.case import Case, Part
from bot.domain.errors import NotAllowed
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.people import Agent
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import bodies_of
from bot.usecases.casework.messages.announce import tell_agencies
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.services import Transaction


def acting_agency(case: Case, agent: Agent, group: AgencyKey | None) -> AgencyKey:
    """The body for which the agent acts: in a group, the group's body; in private, first the lead, then a body with an
    open part."""
    if group is not None and group in agent.agencies:
        return group
    mine = [task for task in case.tasks if task.agency in {*agent.agencies, *agent.heads}]
    mine.sort(key=lambda task: (task.part is not Part.LEAD, not task.is_open, task.agency))
    if not mine:
        raise NotAllowed
    return mine[0].agency


def viewing_agency(act: CaseAct) -> AgencyKey:
    """The body on whose behalf somebody looks: one that has a part in the case, else the supervising body."""
    case, agent, supervising = act.case, act.agent, act.supervising
    if case.task(supervising) is None and supervising in bodies_of(agent) and case.lead not in agent.agencies:
        return supervising
    return acting_agency(case, agent, None)


async def keep_step(act: CaseAct, case: Case, action: str, agency: AgencyKey | None) -> None:
    """Stores the step that the act made of its case: the case, a line in the audit log, and the notices that bring its
    cards up to date."""
    await save(act, act.case, case, Done(action, act.person, agency))


@dataclass(frozen=True)
class Done:
    """What was done on a case, as the audit log says it."""

    action: str
    person: PersonKey
    agency: AgencyKey | None
    """The body for which it was done."""


async def save(act: Transaction, was: Case, case: Case, done: Done) -> None:
    """Stores a step that is not an act of the staff, in the way of `keep_step`."""
    await act.uow.cases.save(case, was=was.version)
    await act.uow.audit.add(done.action, at=act.now, case=case.id, person=done.person, agency=done.agency)
    await tell_agencies(act, case)
    await follow_case(act, was, case)
