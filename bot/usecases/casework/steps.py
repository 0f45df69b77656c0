"""What officers do: acknowledge, say 'not ours', open, assess, answer, act, close, approve. One verb, one transaction.

Rights are asked here, on the state as it is now; a case that somebody may not see does not exist for them.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.roles import Action, Standing, may
from bot.domain.access.throttle import is_quarantined
from bot.domain.cases import steps as rules
from bot.domain.cases.assessment import OWN_WORDS, is_divergent
from bot.domain.cases.case import Case, Closing, Opinion, Part
from bot.domain.cases.lists import (
    Reply,
)
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.cases import CloseApproval, Story
from bot.domain.notices.lines import Say
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToAgency, ToChat, ToOversight, ToPerson
from bot.domain.notices.to_reporters import CaseAnswered, CaseClosed
from bot.domain.people import (
    Agent,
    Visitor,
)
from bot.domain.second_factor import Wanted, leaves_at
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import (
    UnitOfWork,
)
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import audience_of, bodies_of
from bot.usecases.access.cards import (
    card_slot,
)
from bot.usecases.access.expiring_messages import leaving
from bot.usecases.access.identity_names import show_named
from bot.usecases.access.membership import known_staff
from bot.usecases.access.permission import standing_of
from bot.usecases.access.scope import private_scope
from bot.usecases.access.second_factor import is_locked_out
from bot.usecases.casework.announce import (
    tell_agencies,
    tell_reporters,
)
from bot.usecases.casework.case_files import before_story, for_viewer, shown_file
from bot.usecases.casework.linking import known_links
from bot.usecases.casework.raising import tell_of_raise
from bot.usecases.casework.shown_messages import approval_slot, follow_case, story_slot
from bot.usecases.services import Services

SAFE = ("yes", "plan", "no")
"""Whether the child is safe when a case is closed."""


async def permitted(services: Services, uow: UnitOfWork, agent: Agent, number: CaseNumber, action: Action) -> Case:
    """The case, for somebody who may do this with it. NotFound when they may not even know of it, else NotAllowed."""
    case = await uow.cases.by_number(number)
    if case is None or (is_quarantined(case) and not agent.supervisor):
        raise NotFound("no-such-case")
    recused = agent.person in await uow.recusals.who(case.id)
    standing, supervising = (
        standing_of(services, agent, case, recused=recused),
        services.profile.agency_with("supervising"),
    )
    if not may(Action.SUMMARY, standing, case, supervising=supervising):
        raise NotFound("no-such-case")
    if not may(action, standing, case, supervising=supervising):
        raise NotAllowed("ask-the-lead" if Standing.SUPPORT not in standing else "acknowledge-first")
    return case


def acting_agency(case: Case, agent: Agent, group: AgencyKey | None) -> AgencyKey:
    """For which body the agent acts: the group's where they press; in private the lead's first, then an open part."""
    if group is not None and group in agent.agencies:
        return group
    mine = [task for task in case.tasks if task.agency in {*agent.agencies, *agent.heads}]
    mine.sort(key=lambda task: (task.part is not Part.LEAD, not task.is_open, task.agency))
    if not mine:
        raise NotAllowed
    return mine[0].agency


async def keep_step(act: CaseAct, case: Case, action: str, agency: AgencyKey | None) -> None:
    """Write the step that the act has made of its case: the case, its cards everywhere, a line in the audit log."""
    await save(act.services, act.uow, act.case, case, action, act.agent, agency, act.now)


async def save(
    services: Services,
    uow: UnitOfWork,
    was: Case,
    case: Case,
    action: str,
    agent: Agent,
    agency: AgencyKey | None,
    now: datetime,
) -> None:
    """Write the step: the case, its cards everywhere, and a line in the audit log."""
    await uow.cases.save(case, was=was.version)
    await uow.audit.add(action, at=now, case=case.id, person=agent.person, agency=agency)
    await tell_agencies(services, uow, case)
    await follow_case(services, uow, was, case)


async def open_story(services: Services, agent: Agent, visitor: Visitor, number: CaseNumber, now: datetime) -> None:
    """Show what was told, in the officer's private chat, behind the second lock."""
    async with services.begin() as uow:
        await show_story(services, uow, agent, visitor, number, now)
        await uow.commit()


async def show_story(
    services: Services, uow: UnitOfWork, agent: Agent, visitor: Visitor, number: CaseNumber, now: datetime
) -> None:
    """A warning and the files first, then the words with the ways to act. Every look and every file leaves a line
    (SG23); all of it leaves the chat again."""
    case = await permitted(services, uow, agent, number, Action.STORY)
    agency = viewing_agency(services, case, agent)
    staff = await known_staff(uow, visitor)
    await uow.staff.save(staff)
    to = ToChat(visitor.chat, staff.locale)
    if await is_locked_out(services, uow, agent.person, to, Wanted("open", str(number)), now):
        return
    standing = standing_of(services, agent, case)
    files = await for_viewer(services.profile, uow, case, standing)
    await uow.audit.add("opened", at=now, case=case.id, person=agent.person, agency=agency)
    for _ in files.shown:
        await uow.audit.add("file_opened", at=now, case=case.id, person=agent.person, agency=agency)
    scope = private_scope(agent, services.profile.agency_with("supervising"))
    said = Story(number=number, agency=agency, links=await known_links(uow, scope, case))
    told = Notice(said, to, case=case.id, slot=story_slot(case))
    parts = [*before_story(case, to, files), *[shown_file(case, ref, to) for ref in files.shown], told]
    late, leaves = leaves_at(services.profile.lock, now), leaving(services, "open", number, now)
    if may(Action.IDENTITY, standing, case):
        await show_named(uow, case, agent, agency, to, now)
    await uow.outbox.add(*[replace(one, leaves=leaves, expires_at=late) for one in parts])


def viewing_agency(services: Services, case: Case, agent: Agent) -> AgencyKey:
    """On whose behalf somebody looks: an own part in the case, else the supervising body."""
    supervising = services.profile.agency_with("supervising")
    if case.task(supervising) is None and supervising in bodies_of(agent) and case.lead not in agent.agencies:
        return supervising
    return acting_agency(case, agent, None)


async def assess(
    services: Services,
    uow: UnitOfWork,
    agent: Agent,
    number: CaseNumber,
    values: dict[str, int],
    note: str,
    now: datetime,
) -> Case:
    """L6: an opinion is on record; the lead's counts. Called by the desk inside its transaction."""
    was = await permitted(services, uow, agent, number, Action.ASSESS)
    agency = viewing_agency(services, was, agent)
    opinion = Opinion(agency, agent.person, values["hazard"], values["seriousness"], values["credibility"], now, note)
    case = rules.assess(was, opinion, services.profile.policy, now)
    await save(services, uow, was, case, "assessed", agent, agency, now)
    await tell_of_raise(services, uow, was, case, now, by=agent.person, agency=agency)
    if is_divergent(case) and not is_divergent(was):
        await uow.outbox.add(*_divergence(case))
    return case


def _divergence(case: Case) -> list[Notice]:
    """Views two or more apart: those who hold them, the lead, and oversight are asked to talk within 24 hours."""
    said, rank = Say(key="staff-divergence", number=case.number), Priority.ALERT
    bodies = dict.fromkeys((case.lead, *(opinion.agency for opinion in case.opinions)))
    places: list[Address] = [*(ToAgency(agency) for agency in bodies), *([] if case.barred else [ToOversight()])]
    slot = f"divergence:{case.id}"
    return [
        Notice(said, to, priority=rank, case=case.id, slot=slot, mode=Mode.REPLACE, reply_to=card_slot(case))
        for to in places
    ]


def rehearse(services: Services, case: Case, agent: Agent, doing: str, now: datetime) -> None:
    """Raises at the beginning what would be refused at the end: nobody fills in a form in vain."""
    if doing == "assess":
        blank = Opinion(viewing_agency(services, case, agent), agent.person, 0, 0, OWN_WORDS, now)
        rules.assess(case, blank, services.profile.policy, now)
    elif doing == "reply":
        rules.answered(case, now)
    elif doing == "act":
        rules.act(case, acting_agency(case, agent, None), "", agent.person, now)
    elif doing == "close":
        rules.propose_close(case, Closing("", "", agent.person, case.lead, now))


async def answer_reporter(
    services: Services, uow: UnitOfWork, agent: Agent, number: CaseNumber, text_key: str, words: str, now: datetime
) -> bool:
    """The reporter is answered; the first answer stops the 3-day clock. Whether it could be written to them now."""
    was = await permitted(services, uow, agent, number, Action.REPLY)
    agency = viewing_agency(services, was, agent)
    case = rules.answered(was, now)
    await uow.reports.add_reply(Reply(case.id, now, agency, text_key, words))
    await save(services, uow, was, case, "answered", agent, agency, now)
    said = CaseAnswered(number=case.number, agency=agency, text_key=text_key, words=words)
    return await tell_reporters(services, uow, case, said, now)


async def act(services: Services, uow: UnitOfWork, agent: Agent, number: CaseNumber, words: str, now: datetime) -> Case:
    """L8: an action is on record, sealed with the case."""
    was = await permitted(services, uow, agent, number, Action.ACT)
    agency = acting_agency(was, agent, None)
    case = rules.act(was, agency, words, agent.person, now)
    await save(services, uow, was, case, "action", agent, agency, now)
    return case


async def propose_close(
    services: Services, uow: UnitOfWork, agent: Agent, number: CaseNumber, outcome: str, safe: str, now: datetime
) -> Case:
    """L9, L10: the lead proposes an end; those who may agree are asked."""
    was = await permitted(services, uow, agent, number, Action.CLOSE)
    if outcome not in services.profile.outcomes or safe not in SAFE:
        raise NotFound("not-an-option")
    case = rules.propose_close(was, Closing(outcome, safe, agent.person, was.lead, now))
    await save(services, uow, was, case, "close_proposed", agent, was.lead, now)
    ask = CloseApproval(number=case.number, urgency=case.urgency, agency=case.lead, outcome=outcome, safe=safe)
    asked = await _second_persons(services, uow, case, agent)
    slot, rank = approval_slot(case), Priority.ALERT
    await uow.outbox.add(*[Notice(ask, to, priority=rank, case=case.id, slot=slot, mode=Mode.NEXT) for to in asked])
    return case


async def _second_persons(services: Services, uow: UnitOfWork, case: Case, agent: Agent) -> list[Address]:
    """Who may agree to the end of this case (`roles.may`), and nobody else, is asked to."""
    supervising = services.profile.agency_with("supervising")
    watched = supervising not in case.barred
    if watched and case.urgency in {Urgency.P1, Urgency.P2}:
        return [ToAgency(supervising)]
    staff = [*await uow.staff.heads(case.lead), *([] if watched else await uow.staff.supervisors())]
    people = [person for person in await audience_of(uow, case, staff) if person != agent.person]
    return [*map(ToPerson, people), *([ToAgency(supervising)] if watched else [])]


async def approve_close(services: Services, agent: Agent, to: ToChat, number: CaseNumber, now: datetime) -> None:
    """The second person agrees: the case is closed, every clock stops, the reporter hears (if that is safe)."""
    async with services.begin() as uow:
        was = await permitted(services, uow, agent, number, Action.APPROVE)
        case = rules.approve_close(was, agent.person, now)
        agency = viewing_agency(services, was, agent) if agent.agencies or agent.heads else was.lead
        await save(services, uow, was, case, "closed", agent, agency, now)
        await tell_reporters(services, uow, case, CaseClosed(number=case.number), now)
        await uow.outbox.add(Notice(Say(key="staff-closed", number=number), to))
        await uow.commit()
