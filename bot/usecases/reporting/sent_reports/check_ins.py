"""After two and eight weeks, a reporter who may be written to is asked whether anything has happened to them."""

from datetime import datetime

from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case
from bot.domain.cases.reporter.check_ins import CheckIn, next_check_in
from bot.domain.intake.facts import voice_of
from bot.domain.notices.reporter.to_reporters import AskedHowYouAre
from bot.domain.report import Report
from bot.usecases.acting import transaction_of_program
from bot.usecases.casework.messages.announce import first_word
from bot.usecases.each import each, job_of
from bot.usecases.services import Services, Transaction

AT_ONCE = 100
JOB = "check in"


async def ask_reporters(services: Services, now: datetime) -> int:
    """Asks everybody who must be asked now. Returns how many there were, whether or not they may be written to."""
    job = await job_of(services, JOB, now)
    async with services.reading() as uow:
        due = {str(one.report): one for one in await uow.reports.check_ins(now, AT_ONCE + len(job.faults))}
    return await each(job, [*due], lambda report: _ask(services, now, due[report]))


@transaction_of_program
async def _ask(act: Transaction, one: CheckIn) -> None:
    uow = act.uow
    case = await uow.cases.get(one.case)
    report = next((told for told in await uow.reports.of_case(case.id) if told.id == one.report), None)
    if report is not None and not is_quarantined(case):
        await _write(act, case, report)
    again = None if report is None else next_check_in(report.sent_at, one.asked + 1, act.now)
    await uow.reports.plan_check_in(one.report, one.asked + 1, again)


async def _write(act: Transaction, case: Case, report: Report) -> None:
    """Writes only to somebody who has said that it is safe, at an hour that they have chosen (SG15, SG16)."""
    reporter = await act.uow.reports.reporter(report.reporter)
    if reporter is not None:
        said = AskedHowYouAre(number=case.number, voice=voice_of(report))
        await act.uow.outbox.add(*await first_word(act, reporter, case, said))
