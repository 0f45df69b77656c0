"""Learning who reported a case: one person asks with a reason, another one agrees, then it is shown once to the person
who asked.

Only the police, where it leads, and the supervising body may ask; only its head and the supervising body may agree.
Each step checks the table of rights anew and adds a line to the audit log; supervisors are told. The reporter is told
that they may be known, unless the second person gives a reason not to.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.identity import QUIET, Reveal
from bot.domain.access.roles import Action
from bot.domain.cases.case import Case
from bot.domain.desk_answers import InWords
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.officer.cases import RevealAsked, RevealReady
from bot.domain.notices.reporter.reports import IdentityKnown
from bot.domain.notices.say import SayOfBody, SayOfCase
from bot.domain.notices.sentences import BodyKey, CaseKey
from bot.domain.people import Agent
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import audience_of, bodies_of
from bot.usecases.access.identity_names import for_minutes, require_other, shown
from bot.usecases.access.merged_cases import reports_of
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.casework.desk import put
from bot.usecases.casework.form_questions import Words
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.messages.announce import tell_reporters
from bot.usecases.casework.messages.slots import reveal_slot
from bot.usecases.services import Services, Transaction


@transaction_on_case(Action.REVEAL, again="reveal")
async def reveal(act: CaseAct) -> None:
    """/reveal: carries out the person's own request that was agreed to, once; or shows another's request for agreeing.
    Where there is neither, it asks for the reason."""
    waiting = await live(act.uow, act.case, act.now)
    mine = next((one for one in waiting if one.person == act.person), None)
    others = [one for one in waiting if one.person != act.person and one.agreed_at is None]
    if mine is not None and mine.agreed_at is not None:
        await _carry_out(act, mine)
    elif others and act.may(Action.REVEAL_AGREE):
        await act.uow.audit.add("reveal_read", at=act.now, case=act.case.id, person=act.person)
        await act.tell(_to_decide(act, others[0]))
    elif mine is not None:
        await act.say(SayOfCase(key="staff-reveal-waits", number=act.case.number))
    else:
        await put(act, REVEAL, InWords())


async def live(uow: UnitOfWork, case: Case, now: datetime) -> list[Reveal]:
    """Requests that still hold: those of people and bodies who have not left the case meanwhile. An agreement that was
    given before another case was merged into this one does not cover the reporters of that one."""
    gone, joined_at = await uow.recusals.who(case.id), [one.at for one in case.absorbed if one.at]
    asked = [one for one in await uow.identities.requests(case.id) if one.is_valid(now)]
    asked = [one for one in asked if all(one.at >= at for at in joined_at)]
    return [one for one in asked if one.person not in gone and one.agency not in case.barred]


def _to_decide(act: CaseAct, one: Reveal) -> Notice:
    """The request with its reason, shown to the second person alone."""
    case = act.case
    said = RevealAsked(number=case.number, asked_by=one.person, stamp=one.stamp)
    return for_minutes(act, Notice(said, act.to, case=case.id, slot=reveal_slot(case), mode=Mode.NEXT))


async def ask(act: CaseAct, answers: InWords) -> CaseKey:
    """Stores the request of the first person, with its reason."""
    one = Reveal(act.person, _body_of(act.services, act.agent), act.now, answers.words)
    await act.uow.identities.ask(act.case.id, one)
    await act.uow.audit.add("reveal_begun", at=act.now, case=act.case.id, person=act.person, agency=one.agency)
    await act.tell(*await _second_people(act, act.case, one))
    await _tell_supervisors(act.uow, act.case, one, "staff-reveal-begun")
    return "staff-reveal-waits"


def _body_of(services: Services, agent: Agent) -> AgencyKey:
    """The one of the two bodies for which the person asks."""
    two = (services.profile.agency_with("police"), services.profile.agency_with("supervising"))
    return next(body for body in two if body in bodies_of(agent))


async def _second_people(act: Transaction, case: Case, one: Reveal) -> list[Notice]:
    """Asks the supervising body's group and the heads of the police, without content."""
    said, rank = SayOfBody(key="staff-reveal-second", agency=one.agency, number=case.number), Priority.ALERT
    body, police = act.services.profile.agency_with("supervising"), act.services.profile.agency_with("police")
    heads = await audience_of(act.uow, case, await act.uow.staff.heads(police)) if case.lead == police else []
    told = [Notice(said, ToPerson(head), priority=rank, case=case.id) for head in heads if head != one.person]
    group = [Notice(said, ToAgency(body), priority=rank, case=case.id)] if body not in case.barred else []
    return told + group


@transaction_on_case(Action.REVEAL_AGREE, again="reveal_decide")
async def decide(act: CaseAct, stamp: int, what: str) -> None:
    """The second person agrees ('tell'; or a reason of QUIET, and then the reporter is not told), or refuses ('no')."""
    case, waiting = act.case, await live(act.uow, act.case, act.now)
    one = next((r for r in waiting if r.stamp == stamp and r.agreed_at is None), None)
    if one is None or what not in {"tell", "no", *QUIET}:
        raise IllegalStep("reveal-gone")
    require_other(one.person, act.agent)
    key = await (_refuse(act, one) if what == "no" else _agree(act, one, what))
    said = SayOfCase(key=key, number=case.number)
    await act.tell(Notice(said, act.to, slot=reveal_slot(case), mode=Mode.NEXT))


async def _refuse(act: CaseAct, one: Reveal) -> CaseKey:
    case = act.case
    await act.uow.identities.forget(case.id, one.person)
    await act.uow.audit.add("reveal_refused", at=act.now, case=case.id, person=act.person)
    said = SayOfCase(key="staff-reveal-no", number=case.number)
    await act.tell(Notice(said, ToPerson(one.person), case=case.id))
    return "staff-reveal-refused"


async def _agree(act: CaseAct, one: Reveal, what: str) -> CaseKey:
    case, quiet = act.case, what if what in QUIET else ""
    await act.uow.identities.ask(case.id, replace(one, agreed_by=act.person, agreed_at=act.now, quiet=quiet))
    await act.uow.audit.add("reveal_agreed", at=act.now, case=case.id, person=act.person, facts={"quiet": quiet})
    ready, to = RevealReady(number=case.number), ToPerson(one.person)
    await act.tell(Notice(ready, to, case=case.id, slot=reveal_slot(case), mode=Mode.NEXT))
    return "staff-reveal-agreed"


async def _carry_out(act: CaseAct, one: Reveal) -> None:
    """Shows the identity once and removes the request. The reporter is told where they may be written to, and at
    /status."""
    uow, case, now = act.uow, act.case, act.now
    await uow.identities.forget(case.id, one.person)
    await uow.audit.add("identity_revealed", at=now, case=case.id, person=one.person, agency=one.agency)
    await act.tell(replace(shown(act, is_revealed=True), slot=reveal_slot(case), mode=Mode.NEXT))
    await _tell_supervisors(uow, case, one, "staff-reveal-done")
    if one.quiet:
        return
    for report in await reports_of(uow, case):
        identity = await uow.identities.of(report)
        await uow.identities.save(report.reporter, replace(identity, known_at=now, known_to=one.agency))
    await tell_reporters(act, case, IdentityKnown(number=case.number, agency=one.agency))


async def _tell_supervisors(uow: UnitOfWork, case: Case, one: Reveal, key: BodyKey) -> None:
    """Tells supervisors that it happens, without content."""
    said, rank = SayOfBody(key=key, number=case.number, agency=one.agency), Priority.ALERT
    people = [who for who in await audience_of(uow, case, await uow.staff.supervisors()) if who != one.person]
    await uow.outbox.add(*(Notice(said, ToPerson(person), priority=rank, case=case.id) for person in people))


REVEAL = register(Form("reveal", Action.REVEAL, (Words("write"),), InWords, ask))
