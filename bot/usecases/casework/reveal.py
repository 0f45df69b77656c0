"""Learning who reported a case: one asks in own words, another one agrees, then it is shown once to who has asked.

Only the police, where it leads, and the supervising body may ask; only its head and the supervising body may agree.
Each step is asked of the matrix anew and leaves a line; supervisors hear that it happens. The reporter is told that
they may be known, unless the second person gives a reason not to.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.identity import QUIET, Reveal
from bot.domain.access.roles import Action, may
from bot.domain.cases.case import Case
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey, CaseNumber, PersonKey
from bot.domain.notices.cases import RevealAsked, RevealReady
from bot.domain.notices.lines import Say, Sentence
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToChat, ToPerson
from bot.domain.notices.reports import IdentityKnown
from bot.domain.people import Agent, Visitor
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.audience import audience_of, bodies_of
from bot.usecases.access.identity_names import SHOWN_FOR, require_other, shown
from bot.usecases.access.membership import known_staff
from bot.usecases.access.permission import standing_of
from bot.usecases.casework.announce import tell_reporters
from bot.usecases.casework.steps import permitted
from bot.usecases.services import Services


async def come(services: Services, agent: Agent, visitor: Visitor, number: CaseNumber, now: datetime) -> bool:
    """/reveal: an own request that was agreed to is carried out, once; another one's is shown for agreeing. False when
    there is neither: then the reason is to be asked for."""
    async with services.begin() as uow:
        case = await permitted(services, uow, agent, number, Action.REVEAL)
        staff = await known_staff(uow, visitor)
        await uow.staff.save(staff)
        to, waiting = ToChat(visitor.chat, staff.locale), await live(uow, case, now)
        mine = next((one for one in waiting if one.person == agent.person), None)
        others = [one for one in waiting if one.person != agent.person and one.agreed_at is None]
        if mine is not None and mine.agreed_at is not None:
            await _carry_out(services, uow, case, mine, to, now)
        elif others and may(Action.REVEAL_AGREE, standing_of(services, agent, case), case):
            await uow.audit.add("reveal_read", at=now, case=case.id, person=agent.person)
            await uow.outbox.add(_to_decide(case, others[0], to))
        elif mine is not None:
            await uow.outbox.add(Notice(Say(key="staff-reveal-waits", number=number), to))
        else:
            return False
        await uow.commit()
    return True


async def live(uow: UnitOfWork, case: Case, now: datetime) -> list[Reveal]:
    """Requests that still hold, of people and bodies that are not out of the case meanwhile."""
    gone = await uow.recusals.who(case.id)
    asked = [one for one in await uow.identities.requests(case.id) if one.holds(now)]
    return [one for one in asked if one.person not in gone and one.agency not in case.barred]


def _to_decide(case: Case, one: Reveal, to: ToChat) -> Notice:
    """The request in the words of who has asked, to the second person alone."""
    said = RevealAsked(number=case.number, asked_by=one.person, stamp=one.stamp)
    return Notice(said, to, case=case.id, slot=_slot(case), mode=Mode.NEXT, gone_after=SHOWN_FOR)


def _slot(case: Case) -> str:
    """The place of the newest step of a request in a chat: the one before it loses its buttons."""
    return f"reveal:{case.id}"


async def ask(
    services: Services, uow: UnitOfWork, agent: Agent, number: CaseNumber, reason: str, now: datetime
) -> None:
    """The first of two people, with a reason. Called by the desk inside its transaction."""
    case = await permitted(services, uow, agent, number, Action.REVEAL)
    one = Reveal(agent.person, _body_of(services, agent), now, reason)
    await uow.identities.ask(case.id, one)
    await uow.audit.add("reveal_begun", at=now, case=case.id, person=agent.person, agency=one.agency)
    await uow.outbox.add(*await _second_people(services, uow, case, one))
    await _tell_supervisors(uow, case, one, "staff-reveal-begun")


def _body_of(services: Services, agent: Agent) -> AgencyKey:
    """For which of the two bodies somebody asks."""
    two = (services.profile.agency_with("police"), services.profile.agency_with("supervising"))
    return next(body for body in two if body in bodies_of(agent))


async def _second_people(services: Services, uow: UnitOfWork, case: Case, one: Reveal) -> list[Notice]:
    """The supervising body's group and the heads of the police, without content."""
    said, rank = Say(key="staff-reveal-second", agency=one.agency, number=case.number), Priority.ALERT
    body, police = services.profile.agency_with("supervising"), services.profile.agency_with("police")
    heads = await audience_of(uow, case, await uow.staff.heads(police)) if case.lead == police else []
    told = [Notice(said, ToPerson(head), priority=rank, case=case.id) for head in heads if head != one.person]
    group = [Notice(said, ToAgency(body), priority=rank, case=case.id)] if body not in case.barred else []
    return told + group


async def decide(
    services: Services, agent: Agent, visitor: Visitor, number: CaseNumber, stamp: int, what: str, now: datetime
) -> None:
    """The second person agrees ('tell'; or a reason of QUIET, and the reporter is not told), or does not ('no')."""
    async with services.begin() as uow:
        case = await permitted(services, uow, agent, number, Action.REVEAL_AGREE)
        one = next((r for r in await live(uow, case, now) if r.stamp == stamp and r.agreed_at is None), None)
        if one is None or what not in {"tell", "no", *QUIET}:
            raise IllegalStep("reveal-gone")
        require_other(one.person, agent)
        staff = await known_staff(uow, visitor)
        await uow.staff.save(staff)
        key = await (_refuse if what == "no" else _agree)(uow, case, one, agent.person, what, now)
        said, to = Say(key=key, number=number), ToChat(visitor.chat, staff.locale)
        await uow.outbox.add(Notice(said, to, slot=_slot(case), mode=Mode.NEXT))
        await uow.commit()


async def _refuse(uow: UnitOfWork, case: Case, one: Reveal, by: PersonKey, what: str, now: datetime) -> Sentence:
    await uow.identities.forget(case.id, one.person)
    await uow.audit.add("reveal_refused", at=now, case=case.id, person=by)
    said = Say(key="staff-reveal-no", number=case.number)
    await uow.outbox.add(Notice(said, ToPerson(one.person), case=case.id))
    return "staff-reveal-refused"


async def _agree(uow: UnitOfWork, case: Case, one: Reveal, by: PersonKey, what: str, now: datetime) -> Sentence:
    agreed = replace(one, agreed_by=by, agreed_at=now, quiet=what if what in QUIET else "")
    await uow.identities.ask(case.id, agreed)
    await uow.audit.add("reveal_agreed", at=now, case=case.id, person=by, facts={"quiet": agreed.quiet})
    ready, to = RevealReady(number=case.number), ToPerson(one.person)
    await uow.outbox.add(Notice(ready, to, case=case.id, slot=_slot(case), mode=Mode.NEXT))
    return "staff-reveal-agreed"


async def _carry_out(services: Services, uow: UnitOfWork, case: Case, one: Reveal, to: ToChat, now: datetime) -> None:
    """Shown once; the request is used up. Who is shown hears so, where they may be written to, and at /status."""
    await uow.identities.forget(case.id, one.person)
    await uow.audit.add("identity_revealed", at=now, case=case.id, person=one.person, agency=one.agency)
    await uow.outbox.add(replace(shown(case, to, is_revealed=True), slot=_slot(case), mode=Mode.NEXT))
    await _tell_supervisors(uow, case, one, "staff-reveal-done")
    if one.quiet:
        return
    for report in await uow.reports.of_case(case.id):
        identity = await uow.identities.of(report)
        await uow.identities.save(report.reporter, replace(identity, known_at=now, known_to=one.agency))
    await tell_reporters(services, uow, case, IdentityKnown(number=case.number, agency=one.agency), now)


async def _tell_supervisors(uow: UnitOfWork, case: Case, one: Reveal, key: Sentence) -> None:
    """That it happens, without content."""
    said, rank = Say(key=key, number=case.number, agency=one.agency), Priority.ALERT
    people = [who for who in await audience_of(uow, case, await uow.staff.supervisors()) if who != one.person]
    await uow.outbox.add(*(Notice(said, ToPerson(person), priority=rank, case=case.id) for person in people))
