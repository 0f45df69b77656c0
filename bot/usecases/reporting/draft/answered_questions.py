"""An addition may answer a question of the officers: then the question is answered, and the person who asked it is
told."""

from dataclasses import replace
from datetime import datetime

from bot.domain.access.contact_hours import after_quiet_hours
from bot.domain.cases.case import Case
from bot.domain.cases.reopening import calls_officers
from bot.domain.cases.reporter import questions as rules
from bot.domain.cases.work import Question, QuestionState
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.say import SayOfCase
from bot.domain.notices.sentences import CaseKey
from bot.domain.report import Addition, Report
from bot.domain.urgency import Urgency
from bot.usecases.access.audience import reachable_of
from bot.usecases.access.cards import card_slot
from bot.usecases.services import Transaction

LEADS_QUESTION = "lead_question"
"""Name of the slot beside the lead's card for a question whose asker is not told any more."""


def answered(case: Case, report: Report, addition: Addition, now: datetime) -> Case:
    """The case with the question answered that the addition names, if the question was about this very report."""
    asked = next((one for one in case.questions if one.id == addition.question and one.report == report.id), None)
    return case if asked is None or not calls_officers(addition) else rules.answered(case, asked.id, now)


async def tell_askers_of_answers(act: Transaction, was: Case, case: Case) -> None:
    """Tells the person who asked, once, that there is an answer. The answer is read with the report."""
    for one in _that_became(QuestionState.ANSWERED, was, case):
        await _tell(act, case, one, ("staff-ask-answered", "staff-ask-answered-lead"))


async def tell_askers_of_silence(act: Transaction, was: Case, case: Case) -> None:
    """Tells the person who asked that no answer has come in 72 hours."""
    for one in _that_became(QuestionState.UNANSWERED, was, case):
        await _tell(act, case, one, ("staff-ask-unanswered", "staff-ask-unanswered-lead"))


def _that_became(state: QuestionState, was: Case, case: Case) -> list[Question]:
    before = {one.id: one.state for one in was.questions}
    return [one for one in case.questions if one.state is state and before.get(one.id) is not state]


async def _tell(act: Transaction, case: Case, one: Question, keys: tuple[CaseKey, CaseKey]) -> None:
    """Tells whoever asked (the first key). The group of the lead is told instead (the second key) where that person may
    not know of the case any more, cannot be written to, or belongs to a body without a part in it. At night only a P1
    makes a sound."""
    (to_asker, to_lead), profile, now = keys, act.services.profile, act.now
    at = now if case.urgency is Urgency.P1 else after_quiet_hours(profile.policy, profile.zone, now)
    if await _still_asks(act, case, one):
        word = Notice(SayOfCase(key=to_asker, number=case.number), ToPerson(one.asked_by), Priority.ALERT, case=case.id)
        await act.uow.outbox.add(replace(word, not_before=at) if at > now else word)
        return
    said, slot = SayOfCase(key=to_lead, number=case.number), f"{LEADS_QUESTION}:{case.id}"
    word = Notice(said, ToAgency(case.lead), Priority.ALERT, case.id, slot, Mode.REPLACE, card_slot(case))
    await act.uow.outbox.add(replace(word, silent=at > now))


async def _still_asks(act: Transaction, case: Case, one: Question) -> bool:
    """Whether the person who asked can be written to and may read the answer: they still belong to the body for which
    they asked, as far as is known, and it has the case still or is the supervising body."""
    staff, task = await act.uow.staff.get(one.asked_by), case.task(one.agency)
    has_part = task is not None and task.is_open
    if staff is None or not staff.works_for({one.agency}):
        return False
    if not await reachable_of(act.uow, case, [staff]):
        return False
    return has_part or one.agency == act.services.profile.agency_with("supervising")
