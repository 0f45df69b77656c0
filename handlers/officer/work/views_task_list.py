"""/tasks as people read it: a line for each task, buttons for it, for the other lists and for the next page."""

from bot.domain.notices.case_rows import AssignmentRow
from bot.domain.notices.notice import ToChat
from bot.domain.notices.officer.tasks import TaskList
from bot.domain.queues.delivery import OutboxRow
from handlers.officer.buttons_tasks import OpenTask, TasksPage
from handlers.officer.work.views_tasks import task_link, task_name
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name

KEYS_IN_A_ROW = 2


async def task_list(context: RenderContext, row: OutboxRow, said: TaskList) -> Rendered:
    """A page of tasks, worst first."""
    locale = row.locale
    head = context.text(f"staff-tasks-{said.which}", locale, total=said.total)
    more = [context.text("staff-tasks-over", locale, total=said.total)] if said.over else []
    lines = [task_line(context, locale, one) for one in said.rows] or [context.text("staff-tasks-none", locale)]
    is_private = isinstance(row.notice.to, ToChat) and row.notice.to.chat > 0
    opened = [_open(context, locale, one, is_private=is_private) for one in said.rows if one.openable]
    rows = [tuple(opened[at : at + KEYS_IN_A_ROW]) for at in range(0, len(opened), KEYS_IN_A_ROW)]
    others = [Key(context.text(f"button-tasks-{way}", locale), pack(TasksPage(way, 1))) for way in said.ways]
    rows += [tuple(others[at : at + KEYS_IN_A_ROW]) for at in range(0, len(others), KEYS_IN_A_ROW)]
    return Rendered("\n\n".join([head, *more, *lines]), (*rows, *_pages(context, locale, said)))


def task_line(context: RenderContext, locale: str, one: AssignmentRow, key: str = "staff-tasks-line") -> str:
    """One task: whether it is late, which one, whose, until when, who does it."""
    if one.state == "look":
        what = context.text("staff-clock-look_again", locale)
    else:
        what = task_name(context, locale, one.template)
    state = context.text(f"staff-task-state-{one.state}", locale)
    return context.text(
        f"{key}-late" if one.late else key,
        locale,
        number=str(one.number),
        item=one.item,
        urgency=one.urgency.value,
        what=what,
        agency=agency_name(context, locale, one.agency),
        due=one.due_at,
        state=state,
    )


def _open(context: RenderContext, locale: str, one: AssignmentRow, *, is_private: bool) -> Key:
    name = context.text("staff-task-key", locale, number=str(one.number), item=one.item)
    if is_private:
        return Key(name, pack(OpenTask(one.number, one.item)))
    return Key(name, url=task_link(context, one.number, one.item))


def _pages(context: RenderContext, locale: str, said: TaskList) -> tuple[tuple[Key, ...], ...]:
    """Buttons for the page before and the next."""
    ways = {"back": said.page - 1 if said.page > 1 else None, "more": said.page + 1 if said.more else None}
    keys = tuple(
        Key(context.text(f"button-tasks-{way}", locale), pack(TasksPage(said.which, page)))
        for way, page in ways.items()
        if page is not None
    )
    return (keys,) if keys else ()


VIEWS = no_views().on(TaskList, task_list)
