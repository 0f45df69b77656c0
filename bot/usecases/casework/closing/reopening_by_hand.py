"""L13 by hand: supervisors or the supervising body open a closed case again, with a reason."""

from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.cases import reopening as rules
from bot.domain.cases.assessment.talks import waiting_talk
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.reporter.call_back import call_to
from bot.domain.desk_answers import InWords
from bot.domain.notices.notice import Mode
from bot.domain.notices.officer.reopening import ReopenPreview
from bot.domain.notices.sentences import CaseKey
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.assessment.divergence import asked_to_talk
from bot.usecases.casework.closing.reopening import tell_above, undo_agreement
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Words
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.messages.announce import tell_agencies
from bot.usecases.casework.messages.calling import note_calls
from bot.usecases.casework.messages.shown_messages import follow_case
from bot.usecases.casework.messages.silent_bodies import tell_of_unreached


def rehearse(act: CaseAct) -> None:
    """Raises for a case that is not closed."""
    _reopened(act, "-")


def _reopened(act: CaseAct, reason: str) -> Case:
    return rules.reopened_by_hand(act.case, act.person, reason, act.services.profile.policy, act.now)


async def reopen(act: CaseAct, answers: InWords) -> CaseKey:
    """Opens the case again. Its bodies are called again, with a sound unless they were called in the last 24 hours; the
    people above are told who leads. An agreement to erase it that was given while it was closed is taken back."""
    uow, was, now = act.uow, act.case, act.now
    case, calls_with_sound = _reopened(act, answers.words), rules.calls_with_sound(was, now, alarming=False)
    case = replace(case, woken_at=now) if calls_with_sound else case
    await uow.cases.save(case, was=was.version)
    await uow.audit.add("reopened_by_hand", at=now, case=case.id, person=act.person)
    await undo_agreement(uow, case)
    await follow_case(act, was, case)
    await tell_agencies(act, case, mode=Mode.REPLACE if calls_with_sound else Mode.EDIT)
    if calls_with_sound:
        await note_calls(uow, case, now)
    await tell_of_unreached(act, case)
    await tell_above(act, case, "staff-reopened-by-hand", calls_with_sound=calls_with_sound)
    if waiting_talk(case) is not None:
        await act.tell(*asked_to_talk(case, silent=not calls_with_sound))
    return "staff-reopened-done"


def preview(act: CaseAct, answers: InWords) -> ReopenPreview:
    """Who is called again, and what is due by when."""
    words = answers.words
    case = _reopened(act, words)
    due = {
        deadline.kind: deadline.due_at for deadline in case.deadlines if deadline.agency is None and deadline.of is None
    }
    call = None if DeadlineKind.REPLY in due else call_to(case, case.id)
    return ReopenPreview(
        number=case.number,
        urgency=case.urgency,
        words=words,
        lead=case.lead,
        hears=tuple(task.agency for task in case.tasks if task.is_open),
        acknowledge_by=due[DeadlineKind.ACKNOWLEDGE],
        reply_by=call.due_at if call is not None else due[DeadlineKind.REPLY],
        is_call=call is not None,
        outcome_by=due[DeadlineKind.OUTCOME],
        is_apart=waiting_talk(case) is not None,
    )


REOPEN = register(Form("reopen", Action.REOPEN, (Words("why"),), InWords, reopen, rehearse, preview))
begin = beginning(REOPEN)
