"""Tasks as officers see them: the form, the message in a group, one task in private."""

from collections.abc import Mapping

from bot.domain.cases.case import Case
from bot.domain.cases.work import Assignment, AssignmentState
from bot.domain.desk import Previewing
from bot.domain.desk_options import ME, DeskQuestion
from bot.domain.notices.notice import ToAgency
from bot.domain.notices.officer.tasks import TaskEnded, TaskForm, TaskGiven, TaskOpened
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.access.second_factor import name_of
from bot.usecases.casework.tasks.task_steps import found_task, task_told
from handlers.officer import buttons as b
from handlers.officer import buttons_tasks as t
from handlers.officer.desk_end import desk_end, page_keys, question_in, text_of_state
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.links import TASK_LINK, TELEGRAM_APP
from handlers.telegram.text.quotation import quoted
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name

BUTTONS = {"take": t.TakeTask, "done": t.DoneTask, "decline": t.DeclineTask, "give": t.GiveTask}
STYLES = {"take": "success", "done": "success"}


def task_link(context: RenderContext, number: int, item: int) -> str:
    """The deep link that opens a task in the officer's private chat."""
    return f"{TELEGRAM_APP}/{context.username}?start={TASK_LINK}{number}-{item}"


def task_name(context: RenderContext, locale: str, template: str) -> str:
    """What must be done, as a template says it; of own words only that there are some."""
    return context.text(f"task-{template}" if template else "staff-task-in-own-words", locale)


async def task_form(context: RenderContext, row: OutboxRow, said: TaskForm) -> Rendered:
    """One step of making a task; before it is saved: what, who, by when, and who is told."""
    locale, number = row.locale, said.number
    text = context.text(text_of_state(said.FORM, said.state), locale, number=str(number))
    is_preview = isinstance(said.state, Previewing)
    if is_preview:
        text = "\n\n".join([text, *_what_follows(context, locale, said)])
    question = DeskQuestion.PREVIEW if is_preview else question_in(said.state)
    keys = [(_option(context, locale, said, question, option),) for option in said.options]
    end = desk_end(context, locale, number, said.FORM if is_preview else "")
    return Rendered(text, (*keys, *page_keys(context, locale, said, said.FORM, question), end), protect=True)


def _what_follows(context: RenderContext, locale: str, said: TaskForm) -> list[str]:
    """The task as it would be, and what saving it causes."""
    body = agency_name(context, locale, said.agency) if said.agency else "-"
    what = quoted(said.words) if said.words else f"<b>{task_name(context, locale, said.template)}</b>"
    who = context.text("staff-task-by-me" if said.own else "staff-task-by-body", locale, agency=body)
    due = context.text("staff-task-due-at", locale, due=said.due_at or "-")
    hears = context.text("staff-task-hears-own" if said.own else "staff-task-hears", locale, agency=body)
    lines = [hears, context.text("staff-task-reminds", locale)]
    lines += [context.text("staff-task-words-stay", locale)] if said.words else []
    lines += [context.text(f"staff-task-first-{said.first_action}", locale)] if said.first_action else []
    return ["\n".join([what, who, due]), "\n".join(lines)]


PREFIXES: Mapping[str, str] = {
    DeskQuestion.WHAT: "task-",
    DeskQuestion.OTHER: "task-",
    DeskQuestion.WHO: "staff-task-who-",
    DeskQuestion.DUE: "staff-task-due-",
    DeskQuestion.PREVIEW: "button-task-",
}
"""By question of the form: the prefix of the keys of its options' texts."""


def _option(context: RenderContext, locale: str, said: TaskForm, question: str, option: str) -> Key:
    is_body = question == DeskQuestion.WHO and option != ME
    label = agency_name(context, locale, option) if is_body else context.text(f"{PREFIXES[question]}{option}", locale)
    return Key(label, pack(b.DeskTap(said.number, said.FORM, question, option)))


async def task_given(context: RenderContext, row: OutboxRow, said: TaskGiven) -> Rendered | None:
    """The message about a task in the group of the body that has it, as the task is now."""
    if row.notice.case is None or not isinstance(row.notice.to, ToAgency):
        return None
    async with context.reading() as uow:
        case = await uow.cases.get(row.notice.case)
    one, locale = task_told(case, said.item, row.notice.to.agency), row.locale
    if one is None:
        return None
    known = {"number": str(case.number), "item": said.item, "what": task_name(context, locale, one.template)}
    if not one.is_open:
        return Rendered(context.text(f"staff-task-line-{one.state}", locale, **known))
    state = context.text("staff-task-is-free" if one.owner is None else "staff-task-is-taken", locale)
    maker = agency_name(context, locale, one.made_for)
    text = context.text("staff-task-given", locale, **known, agency=maker, due=one.due_at, state=state)
    shown = Key(context.text("button-open-private", locale), url=task_link(context, case.number, one.id))
    return Rendered(text, ((shown,),))


async def owner_line(context: RenderContext, row: OutboxRow, item: int | None) -> str:
    """Who has taken the late task, with a mention that makes their phone ring; nothing where nobody has."""
    if row.notice.case is None or item is None:
        return ""
    async with context.reading() as uow:
        one = found_task(await uow.cases.get(row.notice.case), item)
        staff = await uow.staff.get(one.owner) if one is not None and one.owner is not None else None
    if staff is None:
        return ""
    line, code = context.text("staff-task-taken-by", row.locale), name_of(staff.person)
    name = context.text("staff-task-owner", row.locale, code=code)
    return f'\n{line} <a href="tg://user?id={staff.user}">{name}</a>'


async def task_ended(context: RenderContext, row: OutboxRow, said: TaskEnded) -> Rendered | None:
    """The message to the body that gave the task: how the task ended. A body that must not know of the case any more is
    not named."""
    if row.notice.case is None:
        return None
    async with context.reading() as uow:
        case = await uow.cases.get(row.notice.case)
    one, locale = found_task(case, said.item), row.locale
    if one is None:
        return None
    known = {"number": str(case.number), "item": said.item, "what": task_name(context, locale, one.template)}
    key = one.state.value if task_told(case, said.item, one.agency) is not None else "nobody"
    body = agency_name(context, locale, one.agency)
    text = context.text(f"staff-task-ended-{key}", locale, **known, urgency=said.urgency.value, agency=body)
    shown = Key(context.text("button-open-private", locale), url=task_link(context, case.number, one.id))
    return Rendered(text, ((shown,),))


async def task_opened(context: RenderContext, row: OutboxRow, said: TaskOpened) -> Rendered | None:
    """One task in private: all of it, and what may be done with it."""
    if row.notice.case is None:
        return None
    async with context.reading() as uow:
        case = await uow.cases.get(row.notice.case)
    one, locale = found_task(case, said.item), row.locale
    if one is None:
        return None
    ways = [_way(context, locale, case.number, said.item, way) for way in said.may]
    keys = tuple((key,) for key in ways)
    whose = await owner_line(context, row, said.item) if said.may and not said.mine else ""
    text = task_text(context, locale, case, one, is_mine=said.mine)
    return Rendered(text + whose, keys, protect=True)


def _way(context: RenderContext, locale: str, number: int, item: int, way: str) -> Key:
    data = pack(BUTTONS[way](number, item))
    return Key(context.text(f"button-task-{way}", locale), data, style=STYLES.get(way, ""))


def task_text(context: RenderContext, locale: str, case: Case, one: Assignment, *, is_mine: bool = False) -> str:
    """All of a task: what, who, by when, for whom, its state, and what came of it."""
    head = context.text("staff-task-head", locale, number=str(case.number), item=one.id)
    what = quoted(one.words) if one.words else f"<b>{task_name(context, locale, one.template)}</b>"
    bodies = {"agency": agency_name(context, locale, one.agency), "maker": agency_name(context, locale, one.made_for)}
    whose = context.text("staff-task-for", locale, **bodies) if one.agency != one.made_for else bodies["agency"]
    lines = [head, what, whose, context.text("staff-task-due-at", locale, due=one.due_at)]
    lines.append(_state(context, locale, one, is_mine=is_mine))
    return "\n".join([*lines, *([quoted(one.note)] if one.note else [])])


def tasks_told(context: RenderContext, locale: str, case: Case) -> list[str]:
    """All tasks of a case with their words, for people who read the report."""
    told = [task_text(context, locale, case, one) for one in case.assignments]
    return ["\n\n".join([context.text("staff-tasks-of-case", locale), *told])] if told else []


def _state(context: RenderContext, locale: str, one: Assignment, *, is_mine: bool) -> str:
    if one.state is AssignmentState.OPEN and is_mine:
        return context.text("staff-task-is-mine", locale)
    if one.state is AssignmentState.OPEN:
        return context.text("staff-task-is-free" if one.owner is None else "staff-task-is-taken", locale)
    return context.text(f"staff-task-was-{one.state}", locale, at=one.ended_at or "-")


VIEWS = (
    no_views().on(TaskForm, task_form).on(TaskGiven, task_given).on(TaskEnded, task_ended).on(TaskOpened, task_opened)
)
