"""Another body gets a part of its own in a case; and a body that has nothing to add ends its part."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.access.roles import Action
from bot.domain.cases.case import DeadlineKind
from bot.domain.cases.deadlines.timing import limit_of_support
from bot.domain.cases.stages import transfer as rules
from bot.domain.desk_answers import BodyAsked, InWords
from bot.domain.desk_options import AGENCY
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey
from bot.domain.notices.officer.desk_steps import DeskPreview
from bot.domain.notices.sentences import CaseKey
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.assessment.divergence import tell_newly_apart
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice, Words
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.steps import acting_agency, keep_step
from bot.usecases.casework.tasks.notes import keep_note


def bodies(act: CaseAct) -> Sequence[str]:
    """The bodies that have no part yet and may know of the case."""
    return rules.may_join(act.case, act.services.profile.agencies)


def rehearse(act: CaseAct) -> None:
    """Checks the act before it is done. Raises for a closed case, and where every body has a part already."""
    offered = bodies(act)
    if not offered:
        raise NotFound("nobody-left-to-ask")
    rules.bring_in(act.case, AgencyKey(offered[0]), act.services.profile.policy, act.now)


async def bring_in(act: CaseAct, answers: BodyAsked) -> CaseKey:
    """Gives the body a part: it gets its card and its deadline. The reason becomes a note of the case."""
    to = answers.body
    if to is None or to not in bodies(act):
        raise NotFound("not-an-option")
    case = rules.bring_in(act.case, to, act.services.profile.policy, act.now)
    await keep_step(act, case, "brought_in", to)
    await tell_newly_apart(act, act.case, case)
    await keep_note(act, answers.words)
    return "staff-bringin-done"


def preview(act: CaseAct, answers: BodyAsked) -> DeskPreview:
    """Shows which body is brought in, and how long it has to acknowledge."""
    return DeskPreview(number=act.case.number, form=BRING_IN.doing, answers=answers, lasts=time_to_acknowledge(act))


def rehearse_end(act: CaseAct) -> None:
    """Raises where the body's part cannot end now."""
    rules.finish_part(act.case, acting_agency(act.case, act.agent, None), act.now)


async def end_part(act: CaseAct, answers: InWords) -> CaseKey:
    """Ends the part of the body. What it has done becomes a note of the case."""
    agency = acting_agency(act.case, act.agent, None)
    await keep_step(act, rules.finish_part(act.case, agency, act.now), "part_done", agency)
    await keep_note(act, answers.words)
    return "staff-finish-done"


def time_to_acknowledge(act: CaseAct) -> timedelta:
    """How long the body that is brought in has to acknowledge."""
    return limit_of_support(DeadlineKind.ACKNOWLEDGE, act.case.urgency, act.services.profile.policy)


STEPS = (Choice("body", bodies, texts=AGENCY), Words("why"))
BRING_IN = register(Form("bringin", Action.BRING_IN, STEPS, BodyAsked, bring_in, rehearse, preview))
FINISH = register(Form("finish", Action.TASK, (Words("write"),), InWords, end_part, rehearse_end))
begin, begin_end = beginning(BRING_IN), beginning(FINISH)
