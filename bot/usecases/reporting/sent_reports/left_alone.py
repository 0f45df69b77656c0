"""SG47: when nobody of the lead has acknowledged a P1 case in time, its reporter is told, if they are still there."""

from dataclasses import replace

from bot.domain.access.contact_hours import ANSWER
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines.danger import is_left_alone
from bot.domain.cases.deadlines.firing import Consequence
from bot.domain.intake.facts import voice_of
from bot.domain.notices.notice import Notice, Priority
from bot.domain.notices.reporter.to_reporters import LeftAlone
from bot.domain.people import Reporter
from bot.usecases.access.merged_cases import case_as_told, reports_of
from bot.usecases.casework.messages.announce import first_word
from bot.usecases.services import Transaction


async def tell_of_silence(act: Transaction, case: Case, consequence: Consequence) -> None:
    """Tells them once, when the lead's time to acknowledge is over: reporters who may be written to and did something
    here within the last half hour (SG46). Others who are in their conversation read it above their next screen."""
    deadline = consequence.deadline
    is_due = consequence.breached and deadline.kind is DeadlineKind.ACKNOWLEDGE and deadline.agency is None
    if not is_due or not is_left_alone(case, act.now):
        return
    for report in await reports_of(act.uow, case):
        reporter, own = await act.uow.reports.reporter(report.reporter), await case_as_told(act.uow, report.case)
        if reporter is not None and is_left_alone(own, act.now):
            await act.uow.outbox.add(*await _words(act, reporter, own, voice_of(report)))


async def _words(act: Transaction, reporter: Reporter, case: Case, voice: str) -> list[Notice]:
    acts = [at for at in (await act.uow.acts.last(reporter.chat), reporter.allowed_at) if at is not None]
    until = max(acts) + ANSWER if acts else act.now
    if until <= act.now:
        return []
    said = LeftAlone(number=case.number, voice=voice)
    told = await first_word(act, reporter, case, said)
    return [replace(notice, priority=Priority.DANGER, expires_at=until) for notice in told]
