"""A supervisor begins a drill. A day later it is over, and oversight reads what it has shown."""

from datetime import datetime

from bot.domain.access.roles import Action
from bot.domain.cases.case import Case, Part
from bot.domain.cases.flags import Flag
from bot.domain.cases.lists import CaseFilter
from bot.domain.cases.stages import drill as rules
from bot.domain.errors import NotFound
from bot.domain.ids import CaseId, CaseNumber, ReporterToken, ReportId
from bot.domain.notices.above import supervising_group
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToPerson
from bot.domain.notices.officer.drills import DrillAsk, DrillCall, DrillOver
from bot.domain.notices.say import SayOfCase
from bot.domain.profile import Profile
from bot.domain.report import Report
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act
from bot.usecases.access.audience import audience_of
from bot.usecases.access.transaction import transaction
from bot.usecases.acting import transaction_of_program
from bot.usecases.casework.messages.announce import tell_agencies
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.casework.messages.silent_bodies import tell_of_new_case
from bot.usecases.each import each, job_of
from bot.usecases.services import Services, Transaction

SLOT, JOB = "drill", "drill"
OPEN_DRILLS = CaseFilter(flags=frozenset({Flag.DRILL}))
AT_ONCE = 50


@transaction(Action.DRILL, again="drill")
async def drill(act: Act, harm: str = "", danger: str = "") -> None:
    """`/drill`: asks which harm; shows whom it would call, with danger and without; then begins it."""
    harms = tuple(act.services.profile.harms)
    if harm and harm not in harms:
        raise NotFound("unknown-words", known=", ".join(harms))
    if not harm:
        said = DrillAsk(harms=harms)
    elif danger not in rules.ANSWERS:
        said = DrillAsk(harm=harm, calls=_calls(act, harm))
    else:
        await _begin(act, harm, danger)
        return
    await act.tell(Notice(said, act.to, slot=SLOT, mode=Mode.EDIT if harm and act.is_press else Mode.REPLACE))


def _calls(act: Act, harm: str) -> tuple[DrillCall, ...]:
    """Shows what would follow, before it does."""
    cases = {danger: _case(act, harm, danger, CaseNumber(0)) for danger in rules.ANSWERS}
    return tuple(
        DrillCall(
            danger=danger,
            urgency=case.urgency,
            lead=case.lead,
            supports=tuple(task.agency for task in case.tasks if task.part is Part.SUPPORT),
        )
        for danger, (case, _) in cases.items()
    )


def _case(act: Act, harm: str, danger: str, number: CaseNumber) -> tuple[Case, Report]:
    token = act.services.tokens.token
    report = rules.drill_report(CaseId(token()), ReportId(token()), ReporterToken(token()), harm, danger, act.now)
    return rules.drill_case(act.services.profile, report, number, act.now), report


async def _begin(act: Act, harm: str, danger: str) -> None:
    """Makes the case, its cards and a line in the audit log. All supervisors are told, so that none of them takes it
    for real."""
    uow = act.uow
    await _refuse_second(act)
    number = await uow.cases.next_number()
    case, report = _case(act, harm, danger, number)
    await uow.cases.add(case)
    await uow.reports.add(report)
    await uow.audit.add("drill_begun", at=act.now, case=case.id, person=act.person)
    await tell_of_new_case(act, case)
    await act.tell(Notice(SayOfCase(key="staff-drill-begun", number=number), act.to, slot=SLOT, mode=Mode.EDIT))
    others = [one.person for one in await uow.staff.supervisors() if one.person != act.person]
    said = SayOfCase(key="staff-drill-told", number=number)
    await act.tell(*[Notice(said, ToPerson(one), case=case.id) for one in others])


async def _refuse_second(act: Act) -> None:
    """Raises where a drill is going on: a button pressed twice begins one drill, and two supervisors at once do not
    wake the same people twice."""
    rules.require_next(await act.uow.cases.page(OPEN_DRILLS, after=None, limit=1), act.now)


async def end_drills(services: Services, now: datetime) -> int:
    """Ends drills that began a day ago. Returns how many."""
    job = await job_of(services, JOB, now)
    async with services.reading() as uow:
        open_now = await uow.cases.page(OPEN_DRILLS, after=None, limit=AT_ONCE + len(job.faults))
    due = [case.id for case in open_now if rules.is_over(case, now)]
    return await each(job, due, lambda case: _end(services, now, case))


@transaction_of_program
async def _end(act: Transaction, case_id: CaseId) -> None:
    was = await act.uow.cases.get(case_id)
    case = rules.end(was, act.now)
    await act.uow.cases.save(case, was=was.version)
    await act.uow.audit.add("drill_over", at=act.now, case=case.id)
    await tell_agencies(act, case)
    await follow_case(act, was, case)
    await _tell_result(act.services.profile, act.uow, case)


async def _tell_result(profile: Profile, uow: UnitOfWork, case: Case) -> None:
    said = DrillOver(number=case.number, showings=tuple(rules.showings(case)))
    people = await audience_of(uow, case, await uow.staff.supervisors())
    supervising = profile.agency_with("supervising")
    to: list[Address] = [*map(ToPerson, people), *supervising_group(case, supervising)]
    await uow.outbox.add(*[Notice(said, one, priority=Priority.DIGEST, case=case.id, silent=True) for one in to])
