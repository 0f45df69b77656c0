"""What somebody has to do, as they read it in private: a line and a button for each part and each task."""

from collections.abc import Sequence

from bot.domain.notices.case_lines import WorkLine
from bot.domain.notices.work import OwnWork
from bot.ports.delivery import OutboxRow
from handlers.officer.buttons import Open
from handlers.officer.buttons_tasks import OpenTask
from handlers.officer.buttons_work import MinePage
from handlers.officer.views_tasks import task_name
from handlers.telegram.buttons import pack
from handlers.telegram.rendered import Key, RenderContext, Rendered
from handlers.telegram.view_table import no_views
from handlers.wording import clock_name, listed, marks_text

KEYS_IN_A_ROW = 2


async def own_work(context: RenderContext, row: OutboxRow, said: OwnWork) -> Rendered:
    """A page of /mine."""
    locale = row.locale
    head = context.text("staff-mine", locale, total=said.total)
    more = [context.text("staff-tasks-over", locale, total=said.total)] if said.over else []
    lines = [work_line(context, locale, one) for one in said.rows] or [context.text("staff-mine-none", locale)]
    keys = (*work_keys(context, locale, said.rows), *_pages(context, locale, said))
    return Rendered("\n\n".join([head, *more, *lines]), keys)


def work_line(context: RenderContext, locale: str, one: WorkLine) -> str:
    """One part or task: which case, what is due of it until when, who has it."""
    head = context.text(
        "staff-work-head",
        locale,
        marks=marks_text(context, locale, one.marks, drill=one.drill),
        number=str(one.number),
        urgency=one.urgency.value,
        harms=listed(context, locale, "harm", one.harms),
    )
    asked = [context.text("staff-work-asked", locale, count=one.questions)] if one.questions and not one.item else []
    return "\n".join([head, _due(context, locale, one), *asked])


def _due(context: RenderContext, locale: str, one: WorkLine) -> str:
    """What is to be done next, by when, and who has it."""
    state = context.text(f"staff-task-state-{one.held}", locale)
    if one.due_at is None:
        return context.text("staff-work-nothing-due", locale, state=state)
    is_task = one.item > 0
    name = task_name(context, locale, one.template) if is_task else clock_name(context, locale, one.clock)
    what = context.text("staff-work-task", locale, item=one.item, what=name) if is_task else name
    key = "staff-work-due-late" if one.late else "staff-work-due"
    return context.text(key, locale, what=what, due=one.due_at, state=state)


def work_keys(context: RenderContext, locale: str, rows: Sequence[WorkLine]) -> tuple[tuple[Key, ...], ...]:
    """A button for each line, which opens the case or the task."""
    keys = [_key(context, locale, one) for one in rows]
    return tuple(tuple(keys[at : at + KEYS_IN_A_ROW]) for at in range(0, len(keys), KEYS_IN_A_ROW))


def _key(context: RenderContext, locale: str, one: WorkLine) -> Key:
    number = str(one.number)
    if one.item:
        name = context.text("staff-task-key", locale, number=number, item=one.item)
        return Key(name, pack(OpenTask(one.number, one.item)))
    return Key(context.text("button-open-number", locale, number=number), pack(Open(one.number)))


def _pages(context: RenderContext, locale: str, said: OwnWork) -> tuple[tuple[Key, ...], ...]:
    """Back and on, as far as there are pages."""
    back = [("button-tasks-back", said.page - 1)] if said.page > 1 else []
    more = [("button-tasks-more", said.page + 1)] if said.more else []
    keys = tuple(Key(context.text(key, locale), pack(MinePage(page))) for key, page in (*back, *more))
    return (keys,) if keys else ()


VIEWS = no_views().on(OwnWork, own_work)
