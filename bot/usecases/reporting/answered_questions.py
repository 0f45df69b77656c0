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
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.audience import audience_of
from bot.usecases.access.cards import card_slot
from bot.usecases.services import Services

LEADS_QUESTION = "lead_question"
"""Name of the line beside the lead's card about a question whose asker is not told any more."""


def answered(case: Case, report: Report, addition: Addition, now: datetime) -> Case:
    """The case with the question answered that the addition names, if it was put to this very report."""
    asked = next((one for one in case.questions if one.id == addition.question and one.report == report.id), None)
    return case if asked is None or not calls_officers(addition) else rules.answered(case, asked.id, now)


async def tell_askers_of_answers(services: Services, uow: UnitOfWork, was: Case, case: Case, now: datetime) -> None:
    """Who has asked hears, once, that there is an answer; it is read with the story."""
    for one in _that_became(QuestionState.ANSWERED, was, case):
        await _tell(services, uow, case, one, ("staff-ask-answered", "staff-ask-answered-lead"), now)


async def tell_askers_of_silence(services: Services, uow: UnitOfWork, was: Case, case: Case, now: datetime) -> None:
    """Who has asked hears that no answer has come in 72 hours."""
    for one in _that_became(QuestionState.UNANSWERED, was, case):
        await _tell(services, uow, case, one, ("staff-ask-unanswered", "staff-ask-unanswered-lead"), now)


def _that_became(state: QuestionState, was: Case, case: Case) -> list[Question]:
    before = {one.id: one.state for one in was.questions}
    return [one for one in case.questions if one.state is state and before.get(one.id) is not state]


async def _tell(
    services: Services, uow: UnitOfWork, case: Case, one: Question, keys: tuple[Sentence, Sentence], now: datetime
) -> None:
    """A word to who has asked (the first key). Where they may not know of the case any more, or their body has no part
    in it, the group of the lead hears it instead (the second). At night only a P1 makes a sound."""
    to_asker, to_lead = keys
    at = now if case.urgency is Urgency.P1 else waking(services.profile.policy, services.profile.zone, now)
    if await _still_asks(services, uow, case, one):
        word = Notice(Say(key=to_asker, number=case.number), ToPerson(one.asked_by), Priority.ALERT, case=case.id)
        await uow.outbox.add(replace(word, not_before=at) if at > now else word)
        return
    said, slot = Say(key=to_lead, number=case.number), f"{LEADS_QUESTION}:{case.id}"
    word = Notice(said, ToAgency(case.lead), Priority.ALERT, case.id, slot, Mode.REPLACE, card_slot(case))
    await uow.outbox.add(replace(word, silent=at > now))


async def _still_asks(services: Services, uow: UnitOfWork, case: Case, one: Question) -> bool:
    """Whether who has asked may read the answer: for a body that has the case still, or for the supervising body."""
    staff, task = await uow.staff.get(one.asked_by), case.task(one.agency)
    has_part = task is not None and task.is_open
    if staff is None or staff.left_at is not None or not await audience_of(uow, case, [staff]):
        return False
    return has_part or one.agency == services.profile.agency_with("supervising")
