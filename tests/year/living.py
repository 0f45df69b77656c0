"""The year lived: each act is stored in a transaction of its own at its own moment, and the leader adds up."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.domain.cases import steps
from bot.domain.cases.assessment import classes
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState, Part, Task, TaskState
from bot.domain.cases.deadlines import timing
from bot.domain.cases.record import Closing
from bot.domain.cases.stages import ending, rerouting
from bot.domain.cases.tally import ToldFacts
from bot.domain.cases.work import Opinion
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, ChatId, DraftId, PersonKey, ReporterToken, ReportId
from bot.domain.institutions.institution import Institution
from bot.domain.institutions.registered import Registered
from bot.domain.numbers.intake import Ended
from bot.domain.report import Answer, Contact, Draft, Path, Report
from bot.system import RandomTokens
from bot.usecases.access.scope import Scope
from bot.usecases.oversight.statistics import counting
from bot.usecases.oversight.statistics.reading_boards import Recipient
from bot.usecases.services import Services
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.oversight.generated_year import QUESTIONS
from tests.support.people import PROFILE
from tests.year.plan import Planned, names

AMAL, HANA, SUE = PersonKey("amal"), PersonKey("hana"), PersonKey("sue")
RITA, RITA_CHAT = PersonKey("rita"), ChatId(77)
POLICY = PROFILE.policy
FOLDED_AFTER = 200
"""Acts after which the leader adds up: within a beat of a busy day."""
Verb = Callable[[Planned, Case], Case]


class Year:
    """A district that begins with nothing."""

    def __init__(self, database: Database, clock: FixedClock, plan: Sequence[Planned]) -> None:
        self.database, self.clock, self.plan = database, clock, plan
        self.services = Services(PROFILE, database.begin, RandomTokens(), database.blind_index, database.reading)
        self._lived_until = datetime.min.replace(tzinfo=UTC)
        self._reported = set[int]()
        """Institutions of which somebody has reported: one report is as good as many."""

    @asynccontextmanager
    async def reader(self) -> AsyncIterator[Recipient]:
        """Somebody who may see all, at this moment."""
        async with self.database.reading() as uow:
            yield Recipient(self.services, uow, Scope(everything=True, private=True), self.clock.now())

    async def live(self, end: datetime, progress: Callable[[int], None] = lambda _: None) -> None:
        """Everything that happens before the end and has not happened yet, in its order."""
        if not self._reported:
            await self._register()
        acts = sorted(self._acts(end), key=lambda act: act[:3])
        for done, (at, _, number, verb) in enumerate(acts, start=1):
            self._at(at)
            one = self.plan[number - 1]
            await (self._told(one) if verb is None else self._worked_on(one, verb))
            if done % FOLDED_AFTER == 0:
                await counting.fold(self.services, at)
                progress(done)
        self._at(end)
        await counting.fold(self.services, end)
        self._lived_until = end

    def _acts(self, end: datetime) -> Iterator[tuple[datetime, int, int, Verb | None]]:
        for one in self.plan:
            acts = [(one.opened, None), (one.acknowledged, acknowledged), (one.assessed, assessed)]
            acts += [(one.answered, answered), (one.closed, closed)]
            yield from (
                (at, place, one.number, verb) for place, (at, verb) in enumerate(acts) if self._lived_until <= at < end
            )

    def _at(self, moment: datetime) -> None:
        self.clock.advance(seconds=(moment - self.clock.now()).total_seconds())

    async def _register(self) -> None:
        async with self.services.begin() as uow:
            for place, name in enumerate(names()):
                one = Institution(code(place), name, "primary_school", "erlang", AgencyKey("EDU"))
                await uow.institutions.save(Registered(one))
            await uow.commit()

    async def _told(self, one: Planned) -> None:
        async with self.services.begin() as uow:
            await uow.cases.add(told(one))
            if one.institution is not None and one.institution not in self._reported:
                self._reported.add(one.institution)
                report = a_report(one)
                await uow.reports.add(report)
                await uow.institutions.note_report(report.id, code(one.institution), one.opened, in_conflict=False)
            for draft in conversations(one):
                await uow.drafts.save(RITA, RITA_CHAT, draft, due_at=None)
                is_sent = draft.id == str(case_id(one.number))
                await uow.drafts.drop(RITA, erase=not is_sent, ended=Ended.SENT if is_sent else None)
            await uow.commit()

    async def _worked_on(self, one: Planned, verb: Verb) -> None:
        async with self.services.begin() as uow:
            was = await uow.cases.get(case_id(one.number))
            await uow.cases.save(verb(one, was), was=was.version)
            await uow.commit()


def case_id(number: int) -> CaseId:
    """Of a case of the year."""
    return CaseId(f"year-{number:027d}")


def code(place: int) -> str:
    """Of an institution."""
    return f"EDU-{place + 1:03}"


def told(one: Planned) -> Case:
    """The case as it is received: with its class, its lead, perhaps a body that is to help, and all deadlines."""
    now, lead = one.opened, AgencyKey(one.lead)
    tasks = [Task(lead, Part.LEAD, TaskState.ALERTED, now)]
    deadlines = [timing.arm(kind, None, one.triage, POLICY, now, 1) for kind in rerouting.LEAD_DEADLINES]
    if one.declining:
        support = AgencyKey(one.declining)
        tasks.append(Task(support, Part.SUPPORT, TaskState.ALERTED, now))
        deadlines += [timing.arm(kind, support, one.triage, POLICY, now, 1) for kind in rerouting.SUPPORT_DEADLINES]
    said = ToldFacts((one.harm,), one.age, one.area, one.sex, one.reporter, one.delay)
    return Case(
        id=case_id(one.number), number=CaseNumber(one.number), version=1, state=CaseState.RECEIVED,
        urgency=one.triage, rules=("T20",) if one.is_repeated else ("T07",), harms=(one.harm,), age_band=one.age,
        area=one.area, received_at=now, tasks=tuple(tasks), barred=(), deadlines=tuple(deadlines), flags=frozenset(),
        told=said,
    )  # fmt: skip


def a_report(one: Planned) -> Report:
    """A report of an institution's staff, of which nothing but its moment matters here."""
    return Report(
        ReportId(f"report-{one.number}"), case_id(one.number), ReporterToken(f"token-{one.number}"), Path.ADULT, "en",
        one.opened, Contact.YES, (),
    )  # fmt: skip


def conversations(one: Planned) -> Iterator[Draft]:
    """The one that became the case, six minutes long, and those of others who left."""
    yield a_draft(one, case_id(one.number), QUESTIONS, "")
    for place, question in enumerate(one.left_at):
        reached = QUESTIONS[: QUESTIONS.index(question)]
        yield a_draft(one, f"left-{one.number}-{place}", reached, question)


def a_draft(one: Planned, name: str, answered: Sequence[str], at: str) -> Draft:
    """Somebody has answered these questions and reads the next one."""
    began = one.opened - timedelta(minutes=6)
    said = tuple(Answer(question, ("any",)) for question in answered)
    return Draft(DraftId(name), Path.ADULT, "zh-Hans", began, one.opened, at=at, answers=said, trail=tuple(answered))


def acknowledged(one: Planned, case: Case) -> Case:
    """The lead takes it; a body that was to help declines."""
    now = one.acknowledged
    if one.declining:
        case = steps.decline(case, AgencyKey(one.declining), "other", now)
    return steps.acknowledge(case, case.lead, AMAL, now)


def assessed(one: Planned, case: Case) -> Case:
    """Somebody above has raised it, where it is graver; the lead assesses it and does something."""
    now, lead = one.assessed, case.lead
    if one.urgency is not case.urgency:
        case = classes.raise_class(case, one.urgency, "graver", By(SUE, lead, now), POLICY, above=True)
    case = steps.assess(case, Opinion(lead, AMAL, 0, 0, 2, now), POLICY, now)
    return steps.act(case, By(AMAL, lead, now), "visit")


def answered(one: Planned, case: Case) -> Case:
    """The reporter is answered."""
    return steps.answered(case, one.answered)


def closed(one: Planned, case: Case) -> Case:
    """Two people end it."""
    end = Closing(one.outcome, "yes", AMAL, case.lead, one.closed, "They have nothing to add")
    return ending.approve_close(ending.propose_close(case, end), HANA, one.closed)
