"""Making a task (L8): what must be done, by whom and by when, in three taps. Who is told is shown before it is
saved."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.access.roles import Action
from bot.domain.cases import assignments as rules
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, ClockKind
from bot.domain.cases.deadlines.due_dates import CHOICES, due_of
from bot.domain.cases.steps import running
from bot.domain.errors import BadAnswer, NotFound
from bot.domain.facts import Fact
from bot.domain.ids import AgencyKey, PersonKey
from bot.domain.notices.every import AnyContent
from bot.domain.notices.lines import Sentence
from bot.domain.notices.officer.tasks import TaskForm
from bot.domain.profile import TaskTemplate
from bot.usecases.access.asking import CaseAct
from bot.usecases.casework.forms import PREVIEW, WORDS, Choice, Form, Values, Words, one_of, register
from bot.usecases.casework.steps import acting_agency, keep_step

WHAT, OTHER, WRITE, WHO, DUE, DATE = "what", "other", "write", "who", "due", "date"
"""The steps of the form. The last three change what was filled in by itself."""
OWN, MORE, ME = "own", "more", "me"
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


class TaskMaking(Form):
    """The form of a new task. Who and when are filled in with the template: one more tap saves the task, and each can
    be changed before."""

    def after(self, act: CaseAct, step: str, values: Values) -> str:
        """The step that follows."""
        ways = {
            "": WHAT,
            WHAT: {OWN: WRITE, MORE: OTHER}.get(str(values.get(WHAT)), PREVIEW),
            DUE: DATE if values.get(DUE) == DATE else PREVIEW,
            PREVIEW: str(values.get(PREVIEW)),
        }
        return ways.get(step, PREVIEW)

    def chosen(self, act: CaseAct, name: str, value: str) -> dict[str, Fact]:
        """What a tap stores. A time is fixed at the moment of the tap."""
        found = super().chosen(act, name, value)
        if name == DUE and value in CHOICES:
            return {DUE: (act.now + CHOICES[value]).isoformat()}
        if name in {WHAT, OTHER} and value != MORE:
            return {WHAT: value, **self._usual(act, value)}
        return found

    def _usual(self, act: CaseAct, what: str) -> dict[str, Fact]:
        """Who usually does this, and within which time."""
        own, template = acting_agency(act.case, act.agent, None), template_of(act, what)
        usual = CHOICES["1d" if act.case.urgency.is_grave else "3d"]
        agency = own if template is None else template.agency
        is_other = agency is not None and agency != own and agency in doers(act)
        due = act.now + (usual if template is None else template.due)
        return {WHO: agency if is_other else ME, DUE: due.isoformat()}

    def written(self, act: CaseAct, step: str, words: str) -> dict[str, Fact]:
        """Typed words: what must be done, or by when. A date is fixed as it is read now. Raises BadAnswer where it is
        no date."""
        if step != DATE:
            return {WORDS: words}
        return {DUE: due_of(words, act.services.profile.zone, act.now).isoformat()}

    def shown(self, act: CaseAct, name: str, step: str, values: Values) -> AnyContent:
        """Shows the question, and what is filled in so far."""
        page, agency, owner = self.page(act, step, values), *doer(act, values)
        template = template_of(act, str(values.get(WHAT)))
        return TaskForm(
            number=act.case.number,
            step=step,
            options=page.options,
            back=page.back,
            more=page.more,
            template="" if template is None else template.key,
            words="" if template is not None else str(values.get(WORDS) or ""),
            agency=agency,
            own=owner is not None,
            due_at=due(values) if step == PREVIEW else None,
            first_action=first_action(act.case, acting_agency(act.case, act.agent, None), owner),
        )


def due(values: Values) -> datetime | None:
    """The moment by which the task is due. None while no moment is chosen."""
    chosen = str(values.get(DUE) or DATE)
    return None if chosen == DATE else datetime.fromisoformat(chosen)


def template_of(act: CaseAct, what: str) -> TaskTemplate | None:
    """The template with that key; None for own words."""
    return next((one for one in act.services.profile.tasks if one.key == what), None)


def doer(act: CaseAct, values: Values) -> tuple[AgencyKey, PersonKey | None]:
    """The body that gets the task; and the person, where somebody makes the task for themselves."""
    who = values.get(WHO)
    if who in {None, ME}:
        return acting_agency(act.case, act.agent, None), act.person
    return AgencyKey(str(who)), None


def first_action(case: Case, maker: AgencyKey, owner: PersonKey | None) -> str:
    """Whether the task meets the deadline of the lead's first action, at once or when somebody takes it."""
    if maker != case.lead or running(case, ClockKind.FIRST_ACTION) is None:
        return ""
    return WHEN_TAKEN if owner is None else NOW


def rehearse(act: CaseAct) -> None:
    """Raises where no task can be made now."""
    own, soon = acting_agency(act.case, act.agent, None), act.now + CHOICES["1h"]
    rules.assign(
        act.case, template="", words="-", agency=own, owner=act.person, due_at=soon, by=By(act.person, own, act.now)
    )


async def make(act: CaseAct, values: Values) -> Sentence:
    """Stores the task. Its body is told in its group."""
    own, template = acting_agency(act.case, act.agent, None), template_of(act, str(values.get(WHAT)))
    agency, owner = doer(act, values)
    due_at = due(values)
    if due_at is None:
        raise BadAnswer("not-a-date")
    if owner is None and agency not in doers(act):
        raise NotFound("not-an-option")
    case = rules.assign(
        act.case,
        template="" if template is None else template.key,
        words=str(values.get(WORDS) or "") if template is None else "",
        agency=agency,
        owner=owner,
        due_at=due_at,
        by=By(act.person, own, act.now),
    )
    await keep_step(act, case, "task_made", own)
    return "staff-task-made"


STEPS = (
    Choice(WHAT, fitting, texts="task-", always=frozenset({MORE, OWN})),
    Choice(OTHER, others, texts="task-"),
    Words(WRITE),
    Choice(WHO, doers, always=frozenset({ME})),
    Choice(DUE, dates),
    Words(DATE),
    Choice(PREVIEW, one_of((WHO, DUE))),
)
MAKE = TaskMaking("task", Action.TASK, STEPS, make, rehearse)
register(MAKE)
