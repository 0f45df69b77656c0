"""Follow-up: some time after a case was closed, the lead looks again and says whether the child is safe."""

from collections.abc import Mapping

from bot.domain.access.roles import Action
from bot.domain.cases import assignments as rules
from bot.domain.cases.case import Case
from bot.domain.desk_answers import LookedAgain
from bot.domain.errors import NotFound
from bot.domain.notices.above import oversight_group, supervising_group
from bot.domain.notices.notice import Address, Notice, Priority, ToPerson
from bot.domain.notices.say import SayOfLead
from bot.domain.notices.sentences import BodyAndClassKey, CaseKey
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import audience_of
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice, Words, one_of
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.steps import acting_agency, keep_step
from bot.usecases.casework.tasks.notes import keep_note

SAFE = ("yes", "no", rules.NOT_KNOWN)
IN_HISTORY: Mapping[str, str] = {"yes": "", "no": "_unsafe", rules.NOT_KNOWN: "_unknown"}
"""Prefix of an entry in the history of the case, before the answer."""


def rehearse(act: CaseAct) -> None:
    """Raises where nobody has to look again, and for everybody who does not act for the lead."""
    rules.looked_again(act.case, acting_agency(act.case, act.agent, None), "yes", act.now)


async def look(act: CaseAct, answers: LookedAgain) -> CaseKey:
    """Stores what was seen as a note of the case. Where the child is not safe, or nobody knows, supervisors and
    oversight are told at once and may open the case again."""
    safe, agency = answers.safe, acting_agency(act.case, act.agent, None)
    if safe is None or safe not in SAFE:
        raise NotFound("not-an-option")
    case = rules.looked_again(act.case, agency, safe, act.now)
    await keep_step(act, case, f"looked_again{IN_HISTORY[safe]}", agency)
    await keep_note(act, answers.words)
    if safe == "yes":
        return "staff-look-saved"
    is_known = safe != rules.NOT_KNOWN
    key: BodyAndClassKey = "staff-look-unsafe" if is_known else "staff-look-unknown"
    await act.tell(*[_told(case, key, place) for place in await _above(act, case)])
    return "staff-look-told" if is_known else "staff-look-once-more"


async def _above(act: CaseAct, case: Case) -> list[Address]:
    """Supervisors, the supervising body's group and the oversight group, as far as they may know of the case."""
    people = await audience_of(act.uow, case, await act.uow.staff.supervisors())
    return [*map(ToPerson, people), *supervising_group(case, act.supervising), *oversight_group(case)]


def _told(case: Case, key: BodyAndClassKey, to: Address) -> Notice:
    said = SayOfLead(key=key, number=case.number, urgency=case.urgency, agency=case.lead)
    return Notice(said, to, Priority.ALERT, case=case.id)


STEPS = (Choice("safe", one_of(SAFE)), Words("write"))
LOOK = register(Form("look", Action.LOOK_AGAIN, STEPS, LookedAgain, look, rehearse))
begin = beginning(LOOK)
