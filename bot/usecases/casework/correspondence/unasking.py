"""L7: a question to a reporter is taken back. A reporter who has not read it yet no longer sees it."""

from collections.abc import Sequence

from bot.domain.access.roles import Action
from bot.domain.cases.reporter import questions as rules
from bot.domain.desk import Previewing, State
from bot.domain.desk_answers import TakenQuestion
from bot.domain.errors import IllegalStep
from bot.domain.notices.every import AnyContent
from bot.domain.notices.officer.questions import UnaskShown
from bot.domain.notices.sentences import CaseKey
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.desk import beginning
from bot.usecases.casework.form_questions import Choice
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.option_pages import Page
from bot.usecases.casework.steps import keep_step, viewing_agency


class Unask(Form[TakenQuestion]):
    """The form, which shows the questions themselves."""

    def shown(self, act: CaseAct, state: State, answers: TakenQuestion) -> AnyContent:
        """Shows the questions that wait, or the one that will be taken back."""
        return _shown(act, state, self.page(act, state), answers)


def _shown(act: CaseAct, state: State, page: Page, answers: TakenQuestion) -> UnaskShown:
    numbers, which = page.options or tuple(open_questions(act)), _chosen(act, answers)
    return UnaskShown(
        number=act.case.number, state=state, numbers=numbers, chosen=which, back=page.back, more=page.more
    )


def preview(act: CaseAct, answers: TakenQuestion) -> UnaskShown:
    """Shows the question that will be taken back."""
    return _shown(act, Previewing(), Page(()), answers)


def open_questions(act: CaseAct) -> Sequence[str]:
    """The numbers of the questions that wait."""
    return [str(one.id) for one in rules.waiting(act.case)]


def _chosen(act: CaseAct, answers: TakenQuestion) -> int:
    waiting = open_questions(act)
    return answers.which or (int(waiting[0]) if waiting else 0)


def rehearse(act: CaseAct) -> None:
    """Raises where no question waits."""
    if not open_questions(act):
        raise IllegalStep("no-question-waits")


async def withdraw(act: CaseAct, answers: TakenQuestion) -> CaseKey:
    """Takes the question back."""
    case = rules.withdraw(act.case, _chosen(act, answers), act.now)
    await keep_step(act, case, "question_withdrawn", viewing_agency(act))
    return "staff-unask-done"


WHICH = Choice("which", open_questions, least=2, read=int)
UNASK = register(Unask("unask", Action.QUESTION, (WHICH,), TakenQuestion, withdraw, rehearse, preview))
begin = beginning(UNASK)
