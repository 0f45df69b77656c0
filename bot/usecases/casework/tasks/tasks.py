"""Making a task (L8): what must be done, by whom and by when, in three taps. Who is told is shown before it is
saved."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.cases import assignments as rules
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, DeadlineKind
from bot.domain.cases.deadlines.due_dates import CHOICES, due_of
from bot.domain.cases.steps import running
from bot.domain.desk import Previewing, State
from bot.domain.desk_answers import NewTask
from bot.domain.desk_options import ME, DeskQuestion
from bot.domain.errors import BadAnswer, NotFound
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.every import AnyContent
from bot.domain.notices.officer.tasks import TaskForm
from bot.domain.notices.sentences import CaseKey
from bot.domain.profile import TaskTemplate
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.form_questions import Choice, Step, Words, one_of
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.option_pages import Page
from bot.usecases.casework.steps import acting_agency, keep_step

OWN, MORE, DATE = "own", "more", "date"
NOW, WHEN_TAKEN = "now", "taken"


def fitting(act: CaseAct) -> Sequence[str]:
    """Templates for this case's kinds of harm, then the way to all others and to own words."""
    here = _fitting(act)
    return [*here, *([MORE] if others(act) else []), OWN]


def _fitting(act: CaseAct) -> list[str]:
    """The templates for one of the case's kinds of harm, then those that serve all kinds."""
    found = act.services.profile.task_templates(act.case.harms)
    return [one.key for one in sorted(found, key=lambda one: not one.harms)]


def others(act: CaseAct) -> Sequence[str]:
    """Templates for other kinds of harm."""
    here = _fitting(act)
    return [one.key for one in act.services.profile.tasks if one.key not in here]


def doers(act: CaseAct) -> Sequence[str]:
    """Who can be given a task: oneself, one's own body, and every other body that acts in the case."""
    own = acting_agency(act.case, act.agent, None)
    acting = [task.agency for task in act.case.tasks if task.is_acting and task.agency not in act.case.barred]
    return [ME, *sorted(acting, key=lambda agency: (agency != own, agency != act.case.lead, agency))]


def dates(_: CaseAct) -> Sequence[str]:
    """The offered times, and the choice of a date."""
    return [*CHOICES, DATE]


WRITE, BY_DATE = Words("write"), Words(DATE, answer="due")
WHAT = Choice(DeskQuestion.WHAT.value, fitting, texts="task-", always=frozenset({MORE, OWN}), words=WRITE)
OTHER = Choice(DeskQuestion.OTHER.value, others, texts="task-", field="what")
WHO = Choice(DeskQuestion.WHO.value, doers, always=frozenset({ME}))
DUE = Choice(DeskQuestion.DUE.value, dates, words=BY_DATE)
CHANGE = Choice(DeskQuestion.PREVIEW.value, one_of((WHO.name, DUE.name)))
"""Under the preview: which of the two that were filled in by themselves is to be changed."""


class TaskMaking(Form[NewTask]):
    """The form of a new task. Who and when are filled in with the template: one more tap saves the task, and each can
    be changed before."""

    def after(self, act: CaseAct, step: Step | None, answers: NewTask) -> State:
        """The state that follows."""
        if step is None:
            return WHAT.state
        if step is WHAT and answers.what in {OWN, MORE}:
            return WRITE.state if answers.what == OWN else OTHER.state
        if step is DUE and answers.due is None:
            return BY_DATE.state
        if step is CHANGE:
            return DUE.state if answers.preview == DUE.name else WHO.state
        return Previewing()

    def chosen(self, act: CaseAct, step: Step | None, option: str, answers: NewTask) -> NewTask:
        """The answers after a tap. A time is fixed at the moment of the tap."""
        tapped = self.offered(act, step, option)
        if tapped is DUE:
            return replace(answers, due=act.now + CHOICES[option] if option in CHOICES else None)
        if tapped in {WHAT, OTHER} and option != MORE:
            return self._usual(act, option, answers)
        return tapped.answered(answers, option)

    def _usual(self, act: CaseAct, what: str, answers: NewTask) -> NewTask:
        """The task with who usually does it, and within which time."""
        own, template = acting_agency(act.case, act.agent, None), template_of(act, what)
        usual = CHOICES["1d" if act.case.urgency.is_grave else "3d"]
        agency = own if template is None else template.agency
        is_other = agency is not None and agency != own and agency in doers(act)
        due = act.now + (usual if template is None else template.due)
        return replace(answers, what=what, who=agency if is_other else ME, due=due)

    def written(self, act: CaseAct, step: Words, words: str, answers: NewTask) -> NewTask:
        """Typed words: what must be done, or by when. A date is fixed as it is read now. Raises BadAnswer where it is
        no date."""
        if step is not BY_DATE:
            own = answers if answers.what == OWN else self._usual(act, OWN, answers)
            return step.answered(own, words)
        return replace(answers, due=due_of(words, act.services.profile.zone, act.now))

    def shown(self, act: CaseAct, state: State, answers: NewTask) -> AnyContent:
        """Shows the question, and what is filled in so far."""
        if isinstance(state, Previewing):
            return preview(act, answers)
        return _shown(act, state, self.page(act, state), answers)


def preview(act: CaseAct, answers: NewTask) -> TaskForm:
    """Shows the whole task, and what can be changed in it."""
    return _shown(act, Previewing(), Page(tuple(CHANGE.options(act))), answers)


def _shown(act: CaseAct, state: State, page: Page, answers: NewTask) -> TaskForm:
    agency, owner = doer(act, answers)
    template = template_of(act, answers.what)
    return TaskForm(
        number=act.case.number,
        state=state,
        options=page.options,
        back=page.back,
        more=page.more,
        template="" if template is None else template.key,
        words="" if template is not None else answers.words,
        agency=agency,
        own=owner is not None,
        due_at=answers.due if isinstance(state, Previewing) else None,
        first_action=first_action(act.case, acting_agency(act.case, act.agent, None), owner),
    )


def template_of(act: CaseAct, what: str | None) -> TaskTemplate | None:
    """The template with that key; None for own words."""
    return next((one for one in act.services.profile.tasks if one.key == what), None)


def doer(act: CaseAct, answers: NewTask) -> tuple[AgencyKey, PersonKey | None]:
    """The body that gets the task; and the person, where somebody makes the task for themselves."""
    if answers.who in {None, ME}:
        return acting_agency(act.case, act.agent, None), act.person
    return AgencyKey(str(answers.who)), None


def first_action(case: Case, maker: AgencyKey, owner: PersonKey | None) -> str:
    """Whether the task meets the deadline of the lead's first action, at once or when somebody takes it."""
    if maker != case.lead or running(case, DeadlineKind.FIRST_ACTION) is None:
        return ""
    return WHEN_TAKEN if owner is None else NOW


def rehearse(act: CaseAct) -> None:
    """Raises where no task can be made now."""
    own, soon = acting_agency(act.case, act.agent, None), act.now + CHOICES["1h"]
    rules.assign(
        act.case, template="", words="-", agency=own, owner=act.person, due_at=soon, by=By(act.person, own, act.now)
    )


async def make(act: CaseAct, answers: NewTask) -> CaseKey:
    """Stores the task. Its body is told in its group."""
    own, template = acting_agency(act.case, act.agent, None), template_of(act, answers.what)
    agency, owner = doer(act, answers)
    if answers.due is None:
        raise BadAnswer("not-a-date")
    if owner is None and agency not in doers(act):
        raise NotFound("not-an-option")
    case = rules.assign(
        act.case,
        template="" if template is None else template.key,
        words=answers.words if template is None else "",
        agency=agency,
        owner=owner,
        due_at=answers.due,
        by=By(act.person, own, act.now),
    )
    await keep_step(act, case, "task_made", own)
    return "staff-task-made"


STEPS = (WHAT, OTHER, WRITE, WHO, DUE, BY_DATE, CHANGE)
MAKE = register(TaskMaking("task", Action.TASK, STEPS, NewTask, make, rehearse, preview))
