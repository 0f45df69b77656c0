"""What becomes of a task (L8): it is shown, taken, done with a note, declined with a reason, or given to another
person."""

from bot.domain.access.roles import Action
from bot.domain.access.roles_in_case import is_barred
from bot.domain.cases import assignments as rules
from bot.domain.cases.by import By
from bot.domain.cases.case import Case
from bot.domain.cases.work import Assignment
from bot.domain.desk_answers import EndedTask, GivenTask, NewTask, OfTask
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.officer.tasks import TaskOpened
from bot.domain.notices.sentences import CaseKey
from bot.domain.second_factor import leaves_at
from bot.usecases.access.asking import CaseAct
from bot.usecases.access.audience import bodies_of
from bot.usecases.access.expiring_messages import expiry_of
from bot.usecases.access.transaction import transaction_on_case
from bot.usecases.casework.desk import put
from bot.usecases.casework.form_questions import Words
from bot.usecases.casework.forms import Form, register
from bot.usecases.casework.messages.task_messages import opened_slot
from bot.usecases.casework.steps import keep_step
from bot.usecases.casework.tasks.tasks import MAKE


@transaction_on_case(Action.TASK, again="task")
async def task(act: CaseAct, item: int = 0) -> None:
    """`/task N` makes a task of case N; `/task N K` shows task K of it."""
    if item:
        await show(act, task_of(act.case, item))
    else:
        await put(act, MAKE, NewTask())


@transaction_on_case(Action.TASK, again="tasktake")
async def take(act: CaseAct, item: int) -> None:
    """Somebody of the body takes the task, perhaps in place of another person."""
    agency = own_body(act, item)
    case = rules.take(act.case, item, agency, act.person, act.now)
    await keep_step(act, case, "task_taken", agency)
    await show(act, task_of(case, item), Mode.EDIT)


def task_of(case: Case, item: int) -> Assignment:
    """The task with that number. Raises IllegalStep (key no-such-task) where there is none."""
    found = found_task(case, item)
    if found is None:
        raise IllegalStep("no-such-task")
    return found


def found_task(case: Case, item: int) -> Assignment | None:
    """The task with that number; None where there is none, as after a merge or its undoing."""
    return next((one for one in case.assignments if one.id == item), None)


def task_told(case: Case, item: int, body: AgencyKey) -> Assignment | None:
    """The task with that number, where this body has it and may know of the case."""
    one = found_task(case, item)
    return one if one is not None and one.agency == body and not is_barred(case, [body]) else None


def own_body(act: CaseAct, item: int) -> AgencyKey:
    """The body that has the task, for one of its people. Raises NotAllowed (key task-of-others) for anybody else."""
    agency = task_of(act.case, item).agency
    if agency not in bodies_of(act.agent):
        raise NotAllowed("task-of-others")
    return agency


async def show(act: CaseAct, one: Assignment, mode: Mode = Mode.NEW) -> None:
    """Shows one task in private, for as long as content may stay in the chat."""
    said = TaskOpened(number=act.case.number, item=one.id, may=ways(act, one), mine=one.owner == act.person)
    late, slot = leaves_at(act.services.profile.second_factor, act.now), opened_slot(act.case, one.id)
    leaves = expiry_of(act.services, "task", act.case.number, act.now)
    await act.tell(Notice(said, act.to, case=act.case.id, slot=slot, mode=mode, leaves=leaves, expires_at=late))


def ways(act: CaseAct, one: Assignment) -> tuple[str, ...]:
    """What this person may do with the task now."""
    if not one.is_open or one.agency not in bodies_of(act.agent) or not act.case.is_open:
        return ()
    first = () if one.owner == act.person else ("take",)
    last = ("give",) if one.agency in act.agent.heads and act.may(Action.TASK_GIVE) else ()
    return (*first, "done", "decline", *last)


async def end_done(act: CaseAct, answers: EndedTask) -> CaseKey:
    """The task is done; its note says what came of it."""
    agency = own_body(act, answers.item)
    case = rules.done(act.case, answers.item, By(act.person, agency, act.now), answers.words)
    await keep_step(act, case, "task_done", agency)
    return "staff-task-is-done"


async def end_declined(act: CaseAct, answers: EndedTask) -> CaseKey:
    """The body declines the task, with the reason."""
    agency = own_body(act, answers.item)
    case = rules.decline(act.case, answers.item, By(act.person, agency, act.now), answers.words)
    await keep_step(act, case, "task_declined", agency)
    return "staff-task-is-declined"


DONE = register(Form("taskdone", Action.TASK, (Words("write"),), EndedTask, end_done))
DECLINE = register(Form("taskdecline", Action.TASK, (Words("write"),), EndedTask, end_declined))


@transaction_on_case(Action.TASK, again="taskdone")
async def begin_done(act: CaseAct, item: int = 0) -> None:
    """Asks for the note. Without a number: shows the form that lies on the desk, after a code has opened it."""
    item = item or await item_of_open_form(act, DONE)
    rules.done(act.case, item, By(act.person, own_body(act, item), act.now), "-")
    await put(act, DONE, EndedTask(item=item))


@transaction_on_case(Action.TASK, again="taskdecline")
async def begin_decline(act: CaseAct, item: int = 0) -> None:
    """Asks for the reason. Without a number: as in `begin_done`."""
    item = item or await item_of_open_form(act, DECLINE)
    rules.decline(act.case, item, By(act.person, own_body(act, item), act.now), "-")
    await put(act, DECLINE, EndedTask(item=item))


async def item_of_open_form(act: CaseAct, form: Form[EndedTask] | Form[GivenTask]) -> int:
    """The task whose form lies on the desk. Raises IllegalStep (key no-such-task) when none does."""
    desk = await act.uow.staff.desk(act.person)
    if desk is None or (desk.doing, desk.number) != (form.doing, act.case.number):
        raise IllegalStep("no-such-task")
    if not isinstance(desk.answers, OfTask):
        raise IllegalStep("no-such-task")
    return desk.answers.item
