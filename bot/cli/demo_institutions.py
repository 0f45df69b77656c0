"""The institutions of the demo: taken over as an operator's file is; somebody of most of them reported in past months.

Their past is written as the line itself writes it: cases that went through every step, reports, who reported.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.access.identity import Identity
from bot.domain.cases import steps
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, Part
from bot.domain.cases.record import Closing
from bot.domain.cases.reporter.outgoing_answers import met
from bot.domain.cases.stages import opening
from bot.domain.cases.stages.ending import approve_close, propose_close
from bot.domain.cases.stages.transfer import finish_part
from bot.domain.cases.work import Opinion
from bot.domain.demo_names import DemoInstitution, PastReport
from bot.domain.ids import CaseId, ChatId, PersonKey, ReporterToken, ReportId, UserId
from bot.domain.institutions.period import twelve_months
from bot.domain.institutions.registered import Seat, SeatRole
from bot.domain.intake.facts import facts_of
from bot.domain.people import Reporter
from bot.domain.report import Answer, Contact, Path, Piece, Report
from bot.ports.unit_of_work import UnitOfWork
from bot.profile.demo_rows import institutions_of_demo
from bot.runtime.app import App
from bot.simulator.client import Person
from bot.usecases.acting import transaction_of_program
from bot.usecases.institutions.importing import take_over, what_changes
from bot.usecases.services import Services, Transaction

AWAY = 900_000_000
"""Telegram ids from here on belong to people of the past, who are nobody in the demo."""
OFFICER, HEAD = AWAY, AWAY + 1
POST = "teaching"
MONTH = timedelta(days=30)
IN_ITS_MONTH = timedelta(days=14)


async def fill_registry(app: App, teacher: Person | None) -> None:
    """Stores all institutions of the profile and what their staff reported, and links the teacher to the first of them.
    Raises ProfileError for a profile whose institutions no operator could import."""
    services, now = app.services, app.now()
    listed, found = services.profile.demo.institutions, institutions_of_demo(services.profile)
    await take_over(services, now, found, await what_changes(services, found))
    await _store_past(services, now, listed, teacher)


@transaction_of_program
async def _store_past(act: Transaction, listed: Sequence[DemoInstitution], teacher: Person | None) -> None:
    services, uow = act.services, act.uow
    until = twelve_months(act.now, services.profile.zone).until
    for number, one in enumerate(listed):
        if one.told is not None:
            at = until - IN_ITS_MONTH - MONTH * (one.told.months_ago - 1)
            await _remember(services, uow, AWAY + 10 + number, one, one.told, at)
    if teacher is not None and listed:
        await uow.institutions.save_seat(_seat(services, teacher.id, listed[0].cells["code"], act.now))


async def _remember(
    services: Services, uow: UnitOfWork, user: int, one: DemoInstitution, told: PastReport, at: datetime
) -> None:
    """Somebody was linked, reported at that moment, and their case came to its end."""
    seat = _seat(services, user, one.cells["code"], at)
    report = _report(services, one, told, at)
    facts = facts_of(services.profile.questionnaire, report.path, report.answers)
    case = opening.open_case(services.profile, report, facts, report.case, await uow.cases.next_number(), at)
    await uow.cases.add(_closed(services, case, told, at))
    await uow.reports.add(report)
    await uow.reports.save_reporter(Reporter(report.reporter, seat.person, seat.chat, seat.language, Contact.NO))
    await uow.identities.save(report.reporter, Identity(answers=_own(one, at), institution=seat.code))
    await uow.institutions.save_seat(seat)
    await uow.institutions.note_report(report.id, seat.code, at, in_conflict=False)


def _closed(services: Services, case: Case, told: PastReport, at: datetime) -> Case:
    """The case a week later: acknowledged, assessed, acted upon, answered, and closed by two people."""
    officer, head = (services.blind_index.person(UserId(user)) for user in (OFFICER, HEAD))
    lead, policy, (first, second, last) = case.lead, services.profile.policy, _moments(at)
    for helping in [task.agency for task in case.tasks if task.part is Part.SUPPORT]:
        case = finish_part(steps.acknowledge(case, helping, officer, first), helping, second)
    case = steps.acknowledge(case, lead, officer, first)
    case = steps.assess(case, Opinion(lead, officer, 1, 1, 2, first), policy, first)
    case = met(steps.act(case, By(officer, lead, second), ""), second)
    return approve_close(propose_close(case, _end(case, told, officer, last)), head, last)


def _end(case: Case, told: PastReport, officer: PersonKey, at: datetime) -> Closing:
    return Closing(told.outcome, "yes", officer, case.lead, at)


def _moments(at: datetime) -> tuple[datetime, datetime, datetime]:
    """When it was taken, acted upon and closed."""
    return at + timedelta(minutes=10), at + timedelta(minutes=45), at + timedelta(days=7)


def _report(services: Services, one: DemoInstitution, told: PastReport, at: datetime) -> Report:
    """What staff of the institution sent; who they are stands apart from it."""
    who = services.profile.institution_kinds[one.cells["kind"]]
    answers = (Answer("start", ("adult",)), Answer("who", (who,)), Answer("harms", (told.harm,)))
    new = services.tokens.token
    return Report(ReportId(new()), CaseId(new()), ReporterToken(new()), Path.ADULT, "en", at, Contact.NO, answers)


def _own(one: DemoInstitution, at: datetime) -> tuple[Answer, ...]:
    words = Piece(one.cells["name"], 0, at)
    return Answer("organisation", pieces=(words,)), Answer("post", (POST,))


def _seat(services: Services, user: int, code: str, at: datetime) -> Seat:
    """An account of staff."""
    person = services.blind_index.person(UserId(user))
    return Seat(person, SeatRole.STAFF, code, ChatId(user), "en", at, POST)
