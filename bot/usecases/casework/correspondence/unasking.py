"""L7: a question to a reporter is taken back. A reporter who has not read it yet no longer sees it."""

from collections.abc import Sequence

from bot.domain.access.roles import Action
from bot.domain.cases.reporter import questions as rules
from bot.domain.errors import IllegalStep
from bot.domain.notices.every import AnyContent
from bot.domain.notices.lines import Sentence
from bot.domain.notices.officer.questions import UnaskShown
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.forms import Choice, Form, Values, register
from bot.usecases.casework.steps import keep_step, viewing_agency


class Unask(Form):
    """The form, which shows the questions themselves."""

    def shown(self, act: CaseAct, name: str, step: str, values: Values) -> AnyContent:
        """Shows the questions that wait, or the one that will be taken back."""
        which, page = _chosen(act, values), self.page(act, step, values)
        numbers = page.options or tuple(open_questions(act))
        return UnaskShown(
            number=act.case.number, step=step, numbers=numbers, chosen=which, back=page.back, more=page.more
        )


def open_questions(act: CaseAct) -> Sequence[str]:
    """The numbers of the questions that wait."""
    return [str(one.id) for one in rules.waiting(act.case)]


def _chosen(act: CaseAct, values: Values) -> int:
    waiting = open_questions(act)
    return int(str(values.get("which") or (waiting[0] if waiting else 0)))


def rehearse(act: CaseAct) -> None:
    """Raises where no question waits."""
    if not open_questions(act):
        raise IllegalStep("no-question-waits")


async def withdraw(act: CaseAct, values: Values) -> Sentence:
    """Takes the question back."""
    case = rules.withdraw(act.case, _chosen(act, values), act.now)
    await keep_step(act, case, "question_withdrawn", viewing_agency(act))
    return "staff-unask-done"


STEPS = (Choice("which", open_questions, least=2),)
UNASK = register(Unask("unask", Action.QUESTION, STEPS, withdraw, rehearse, preview=True))
begin = beginning(UNASK)
