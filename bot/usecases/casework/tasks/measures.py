"""Recording an action (L8); it is encrypted with the case."""

from bot.domain.access.roles import Action
from bot.domain.cases import steps as rules
from bot.domain.cases.by import By
from bot.domain.desk_answers import InWords
from bot.domain.notices.sentences import CaseKey
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Words
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.steps import acting_agency, keep_step


def rehearse(act: CaseAct) -> None:
    """Raises for a case in which no action can be recorded now."""
    rules.act(act.case, By(act.person, acting_agency(act.case, act.agent, None), act.now), "")


async def record(act: CaseAct, answers: InWords) -> CaseKey:
    """Records an action."""
    agency = acting_agency(act.case, act.agent, None)
    case = rules.act(act.case, By(act.person, agency, act.now), answers.words)
    await keep_step(act, case, "action", agency)
    return "staff-act-saved"


ACT = register(Form("act", Action.ACT, (Words("write"),), InWords, record, rehearse=rehearse))
begin = beginning(ACT)
