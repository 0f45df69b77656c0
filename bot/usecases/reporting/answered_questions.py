"""What is added may answer a question of the officers: the question is answered, and who asked it is told."""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.contact_hours import waking
from bot.domain.cases import questions as rules
from bot.domain.cases.case import Case
from bot.domain.cases.reopening import calls_officers
from bot.domain.cases.work import Question, QuestionState
from bot.domain.intake.report import Addition, Report
from bot.domain.notices.lines import Say, Sentence
from bot.domain.notices.notice import Notice, Priority, ToPerson
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.audience import audience_of
from bot.usecases.services import Services


def answered(case: Case, report: Report, addition: Addition, now: datetime) -> Case:
    """The case with the question answered that the addition names, if it was put to this very report."""
    asked = next((one for one in case.questions if one.id == addition.question and one.report == report.id), None)
    return case if asked is None or not calls_officers(addition) else rules.answered(case, asked.id, now)


async def tell_askers_of_answers(services: Services, uow: UnitOfWork, was: Case, case: Case, now: datetime) -> None:
    """Who has asked hears, once, that there is an answer; it is read with the story."""
    for one in _that_became(QuestionState.ANSWERED, was, case):
        await _tell_asker(services, uow, case, one, "staff-ask-answered", now)


async def tell_askers_of_silence(services: Services, uow: UnitOfWork, was: Case, case: Case, now: datetime) -> None:
    """Who has asked hears that no answer has come in 72 hours."""
    for one in _that_became(QuestionState.UNANSWERED, was, case):
        await _tell_asker(services, uow, case, one, "staff-ask-unanswered", now)


def _that_became(state: QuestionState, was: Case, case: Case) -> list[Question]:
    before = {one.id: one.state for one in was.questions}
    return [one for one in case.questions if one.state is state and before.get(one.id) is not state]


async def _tell_asker(
    services: Services, uow: UnitOfWork, case: Case, one: Question, key: Sentence, now: datetime
) -> None:
    """A word to who has asked, unless they have stepped back from the case, or may not know of it any more. At night
    only a P1 wakes them."""
    staff = await uow.staff.get(one.asked_by)
    if staff is None or not await audience_of(uow, case, [staff]):
        return
    at = now if case.urgency is Urgency.P1 else waking(services.profile.policy, services.profile.zone, now)
    said = Say(key=key, number=case.number)
    word = Notice(said, ToPerson(one.asked_by), priority=Priority.ALERT, case=case.id)
    await uow.outbox.add(replace(word, not_before=at) if at > now else word)
