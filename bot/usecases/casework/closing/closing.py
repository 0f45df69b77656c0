"""Closing a case (L9, L10): the lead proposes it, a second person agrees."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.access.roles import Action, needs_supervising_body
from bot.domain.cases.assignments import undone
from bot.domain.cases.case import Case
from bot.domain.cases.record import Closing
from bot.domain.cases.stages import ending as rules
from bot.domain.desk_answers import ProposedClosing
from bot.domain.desk_options import AGENCY, NEVER, DeskQuestion, FormName
from bot.domain.errors import IllegalStep, NotFound
from bot.domain.notices.notice import Address, Mode, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.officer.cases import CloseApproval
from bot.domain.notices.officer.desk_steps import ClosePreview
from bot.domain.notices.say import SayOfCase
from bot.domain.notices.sentences import CaseKey
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import audience_of
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice, Words, one_of, where
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.messages.announce import tell_closed
from bot.usecases.casework.messages.slots import approval_slot
from bot.usecases.casework.steps import keep_step, viewing_agency

AGAIN = ("7", "14", "30", "90")
"""The choices of days after which the lead looks again."""


def outcomes(act: CaseAct) -> Sequence[str]:
    """The outcomes of the district."""
    return [*act.services.profile.outcomes]


def safety(act: CaseAct) -> Sequence[str]:
    """The choices of how safe the child is at the end of this case."""
    return rules.answers_on_safety(act.case)


def bodies_that_go_on(act: CaseAct) -> Sequence[str]:
    """Who acts in the case and may go on with a child who is not safe."""
    return rules.who_may_go_on(act.case)


def is_undone(act: CaseAct) -> bool:
    """Whether parts or tasks are still open: then the lead says why."""
    return undone(act.case)


def rehearse(act: CaseAct) -> None:
    """Raises for a case that cannot be closed now."""
    rules.propose_close(act.case, Closing("", "yes", act.person, act.case.lead, act.now, "-"))


async def propose(act: CaseAct, answers: ProposedClosing) -> CaseKey:
    """The lead proposes to close the case. The people who may agree are asked."""
    outcome, safe, was = answers.outcome or "", answers.safe or "", act.case
    if outcome not in outcomes(act) or safe not in safety(act):
        raise NotFound("not-an-option")
    closing = Closing(
        outcome,
        safe,
        act.person,
        was.lead,
        act.now,
        answers.words,
        goes_on=answers.body if is_unsafe(answers) else None,
        look_again_at=_looks_again_at(act, answers),
        receipt=answers.receipt if is_referred(answers) else "",
    )
    case = rules.propose_close(was, closing)
    await keep_step(act, case, "close_proposed", was.lead)
    ask, asked = question(case), await _second_persons(act, case)
    slot, rank = approval_slot(case), Priority.ALERT
    await act.tell(*[Notice(ask, to, priority=rank, case=case.id, slot=slot, mode=Mode.NEXT) for to in asked])
    return "staff-close-proposed"


def preview(act: CaseAct, answers: ProposedClosing) -> ClosePreview:
    """Shows what will be proposed."""
    return ClosePreview(number=act.case.number, answers=answers)


def question(case: Case) -> CloseApproval:
    """The question to the second person. Raises IllegalStep where no closing is proposed."""
    end = case.proposal
    if end is None:
        raise IllegalStep("nothing-to-approve")
    return CloseApproval(
        number=case.number,
        urgency=case.urgency,
        agency=case.lead,
        outcome=end.outcome,
        safe=end.child_safe,
        goes_on=end.goes_on,
        look_again_at=end.look_again_at,
        is_undone=undone(case),
    )


def _looks_again_at(act: CaseAct, answers: ProposedClosing) -> datetime | None:
    """When the lead must look again. For a child who is safe with a plan it is always set; else it is a choice."""
    days = answers.again if has_plan(answers) else answers.later
    return None if days in {None, NEVER} else act.now + timedelta(days=int(days or 0))


async def _second_persons(act: CaseAct, case: Case) -> list[Address]:
    """Asks the people who may agree to close this case (`roles.may`), and nobody else."""
    uow, supervising = act.uow, act.supervising
    watched = supervising not in case.barred
    if watched and needs_supervising_body(case):
        return [ToAgency(supervising)]
    staff = [*await uow.staff.heads(case.lead), *([] if watched else await uow.staff.supervisors())]
    people = [person for person in await audience_of(uow, case, staff) if person != act.person]
    return [*map(ToPerson, people), *([ToAgency(supervising)] if watched else [])]


@transaction_on_case(Action.APPROVE, again="approve")
async def approve(act: CaseAct) -> None:
    """The second person agrees: the case is closed and all deadlines end. The reporter is told, if that is safe. Where
    the body that was to go on has no part any more, the proposal is withdrawn instead."""
    if rules.nobody_goes_on(act.case):
        await _withdraw(act)
        return
    case = rules.approve_close(act.case, act.person, act.now)
    agency = viewing_agency(act) if act.agent.agencies or act.agent.heads else act.case.lead
    await keep_step(act, case, "closed", agency)
    await tell_closed(act, act.case, case)
    await act.say(SayOfCase(key="staff-closed", number=case.number))


async def _withdraw(act: CaseAct) -> None:
    """Withdraws the proposal: only the lead, who is told, can name another body."""
    await keep_step(act, rules.withdrawn(act.case), "close_withdrawn", act.case.lead)
    await act.say(SayOfCase(key="staff-approval-over-body", number=act.case.number))


def has_plan(answers: ProposedClosing) -> bool:
    """Whether the child is safe with a plan: then somebody must look again."""
    return answers.safe == "plan"


def has_no_plan(answers: ProposedClosing) -> bool:
    """Whether looking again is a choice."""
    return not has_plan(answers)


def is_unsafe(answers: ProposedClosing) -> bool:
    """Whether the child is not safe: then a body must go on."""
    return answers.safe == "no"


def is_referred(answers: ProposedClosing) -> bool:
    """Whether the case was referred elsewhere: then the officer says to whom."""
    return answers.outcome == rules.REFERRED


OUTCOME, SAFE = Choice(DeskQuestion.OUTCOME.value, outcomes, texts="outcome-"), Choice(DeskQuestion.SAFE.value, safety)
STEPS = (
    OUTCOME,
    SAFE,
    Choice("again", one_of(AGAIN), when=where(ProposedClosing, has_plan)),
    Choice("later", one_of((NEVER, *AGAIN)), when=where(ProposedClosing, has_no_plan)),
    Choice("body", bodies_that_go_on, texts=AGENCY, when=where(ProposedClosing, is_unsafe)),
    Words("receipt", when=where(ProposedClosing, is_referred), answer="receipt"),
    Words("why", asked=is_undone),
)
CLOSE = register(Form(FormName.CLOSE.value, Action.CLOSE, STEPS, ProposedClosing, propose, rehearse, preview))
begin = beginning(CLOSE)
