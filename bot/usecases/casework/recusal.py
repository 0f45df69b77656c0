"""Handing a case on: an officer, a supervisor, or a head for a whole body, says 'I am too close to it', in own words.

From that commit on the person (or everybody of the body) opens, sees and does nothing in the case: not by number, not
in lists and counts. Heads and supervisors hear that it happened, never why: the words are sealed with the case.
"""

from datetime import datetime

from bot.domain.access.roles import Action
from bot.domain.cases import steps as rules
from bot.domain.cases.case import Case, Part
from bot.domain.cases.lists import (
    Recusal,
)
from bot.domain.errors import NotAllowed
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.intake.asides import with_words
from bot.domain.intake.facts import facts_of
from bot.domain.notices.files import Gone
from bot.domain.notices.lines import Say, Sentence
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToChat, ToPerson
from bot.domain.people import (
    Agent,
)
from bot.ports.unit_of_work import (
    UnitOfWork,
)
from bot.usecases.access.audience import audience_of, bodies_of
from bot.usecases.access.cards import card_slot
from bot.usecases.casework import steps
from bot.usecases.casework.shown_messages import story_slot
from bot.usecases.services import Services


async def hand_on(
    services: Services, uow: UnitOfWork, agent: Agent, to: ToChat, number: CaseNumber, reason: str, now: datetime
) -> None:
    """One person hands the case on. What they had acknowledged for their body waits again. Called by the desk inside
    its transaction; `to` is their private chat, from which the story goes."""
    was = await steps.permitted(services, uow, agent, number, Action.RECUSE)
    agency = _body_of(services, was, agent)
    case = rules.hand_on(was, agent.person, services.profile.policy, now)
    await uow.recusals.add(Recusal(was.id, agent.person, agency, now, reason))
    await steps.save(services, uow, was, case, "recused", agent, agency, now)
    if case is not was and agency is not None:
        await uow.outbox.add(_to_group(case, agency, "staff-waits-again"))
    key: Sentence = "staff-recused" if agency is not None else "staff-recused-supervisor"
    await _tell(uow, case, agent, to, agency, key)


async def hand_on_for_body(
    services: Services, uow: UnitOfWork, agent: Agent, to: ToChat, number: CaseNumber, reason: str, now: datetime
) -> None:
    """A head hands the case on for the whole body: the body is barred, its card goes, and who is left leads."""
    was = await steps.permitted(services, uow, agent, number, Action.RECUSE_BODY)
    agency = headed(was, agent)
    case = rules.recuse_body(services.profile, was, agency, await _told(services, uow, was), now)
    await uow.recusals.add(Recusal(was.id, agent.person, agency, now, reason, whole_body=True))
    await steps.save(services, uow, was, case, "body_recused", agent, agency, now)
    if case.lead != was.lead:
        await uow.outbox.add(_to_group(case, case.lead, "staff-leads-now"))
    await _tell(uow, case, agent, to, agency, "staff-recused-body")


def headed(case: Case, agent: Agent) -> AgencyKey:
    """The body with a part in the case that the agent heads; the lead's before others."""
    mine = [task for task in case.tasks if task.agency in agent.heads]
    if not mine:
        raise NotAllowed
    return min(mine, key=lambda task: (task.part is not Part.LEAD, not task.is_open, task.agency)).agency


def _body_of(services: Services, case: Case, agent: Agent) -> AgencyKey | None:
    """For which body the agent has looked at the case; None: as a supervisor of no body in it."""
    bodies = bodies_of(agent)
    has_part = any(task.agency in bodies for task in case.tasks)
    is_watching = services.profile.agency_with("supervising") in bodies
    return steps.viewing_agency(services, case, agent) if has_part or is_watching else None


async def _told(services: Services, uow: UnitOfWork, case: Case) -> frozenset[str]:
    """What all reports of the case say together."""
    facts = frozenset[str]()
    for report in await uow.reports.of_case(case.id):
        added = tuple(piece for addition in report.additions for piece in addition.pieces)
        media = (*report.media, *(item for addition in report.additions for item in addition.media))
        facts |= facts_of(services.profile.questionnaire, report.path, with_words(report.answers, added), media)
    return facts


async def _tell(uow: UnitOfWork, case: Case, agent: Agent, to: ToChat, agency: AgencyKey | None, key: Sentence) -> None:
    """The story goes from the private chat; the body's head and the supervisors hear, without content."""
    story = Notice(Gone(), to, case=case.id, slot=story_slot(case), mode=Mode.DELETE)
    staff = [*(await uow.staff.heads(agency) if agency else ()), *await uow.staff.supervisors()]
    said, rank = Say(key=key, number=case.number, agency=agency), Priority.ALERT
    people = [person for person in await audience_of(uow, case, staff) if person != agent.person]
    told = [Notice(said, ToPerson(person), priority=rank, case=case.id) for person in people]
    await uow.outbox.add(story, *told)


def _to_group(case: Case, agency: AgencyKey, key: Sentence) -> Notice:
    """A line that sounds, under the card that was changed without one."""
    return Notice(
        Say(key=key, number=case.number, urgency=case.urgency),
        ToAgency(agency),
        priority=Priority.ALERT,
        case=case.id,
        slot=f"handed_on:{case.id}",
        mode=Mode.REPLACE,
        reply_to=card_slot(case),
    )
