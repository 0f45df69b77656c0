"""What somebody has to do, as they read it in private: a line and a button for each part and each task."""

from collections.abc import Sequence
from typing import Any

from bot.domain.cases.lists import DUE, MINE, NEW
from bot.domain.notices.case_rows import WorkRow
from bot.domain.notices.officer.work import OwnWork, Worklist
from bot.domain.queues.delivery import OutboxRow
from handlers.officer.buttons import Open
from handlers.officer.buttons_case import ShowCase
from handlers.officer.buttons_tasks import OpenTask, TasksPage
from handlers.officer.buttons_work import BodyPage, MinePage, PeoplePage
from handlers.officer.work.views_tasks import task_name
from handlers.officer.work.views_waiting import (
    Section,
    above_parts,
    answer_keys,
    head_text,
    looking_keys,
    section_text,
    waiting_part,
    whole_list_keys,
)
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import deadline_name, due_text

KEYS_IN_A_ROW = 2


async def own_work(context: RenderContext, row: OutboxRow, said: OwnWork) -> Rendered:
    """A page of /mine, or of everything that is new or due in the reader's bodies."""
    locale, which = row.locale, said.which
    head = context.text("staff-mine" if which == MINE else f"staff-list-{which}", locale, total=said.total)
    more = [context.text("staff-tasks-over", locale, total=said.total)] if said.over else []
    lines = [work_line(context, locale, one) for one in said.rows] or [
        context.text(f"staff-worklist-{which}-none", locale)
    ]
    keys = (*work_keys(context, locale, said.rows), *_pages(context, locale, said))
    return Rendered("\n\n".join([head, *more, *lines]), keys)


async def worklist(context: RenderContext, row: OutboxRow, said: Worklist) -> Rendered:
    """/desk: what waits for an answer; what is new, due next and mine; what supervisors see to. A button for each line,
    in the same order."""
    locale = row.locale
    parts = [context.text("staff-worklist", locale, at=context.now())]
    if said.waits or said.groups or said.above:
        parts.append(waiting_part(context, locale, said))
    parts += _own_parts(context, locale, said) if said.is_of_body else []
    parts += above_parts(context, locale, said.above) if said.above else []
    keys = in_rows(answer_keys(context, locale, said.waits, len(said.groups)))
    keys += work_keys(context, locale, (*said.new, *said.due, *said.mine))
    if said.above:
        keys += in_rows(looking_keys(context, locale, said.above))
        keys += tuple((key,) for key in whole_list_keys(context, locale, said.above))
    return Rendered("\n\n".join(parts), (*keys, *_cut(context, locale, said), _beside(context, locale, said)))


def _own_parts(context: RenderContext, locale: str, said: Worklist) -> list[str]:
    """What the reader's bodies have to do, and what the reader has taken."""
    new, due, mine = (_work_lines(context, locale, rows) for rows in (said.new, said.due, said.mine))
    above = sum(one.in_hands_of == "mine" for one in said.due)
    more = said.mine_total - len(said.mine) - above
    sections = (
        Section(NEW, new, said.new_total - len(said.new)),
        Section(DUE, due),
        Section(MINE, mine, more, "above" if above > 0 else "none"),
    )
    return [section_text(context, locale, section) for section in sections]


def _cut(context: RenderContext, locale: str, said: Worklist) -> tuple[tuple[Key, ...], ...]:
    """A button for everything that is new and due, where the desk shows only the first of it."""
    cut = {NEW: said.new_total > len(said.new), DUE: said.more_due}
    return in_rows(
        [
            Key(context.text(f"button-worklist-all-{which}", locale, count=said.new_total), pack(BodyPage(which, 1)))
            for which in (NEW, DUE)
            if cut[which]
        ]
    )


def _beside(context: RenderContext, locale: str, said: Worklist) -> tuple[Key, ...]:
    """The last row: the longer lists."""
    others: dict[str, Any] = {"mine": MinePage(1)} if said.is_of_body else {}
    others |= {"tasks": TasksPage("body" if said.is_of_body else "all", 1)}
    others |= {"people": PeoplePage(1)} if said.above else {}
    return tuple(Key(context.text(f"button-worklist-{name}", locale), pack(data)) for name, data in others.items())


def _work_lines(context: RenderContext, locale: str, rows: Sequence[WorkRow]) -> list[str]:
    return [work_line(context, locale, one) for one in rows]


def work_line(context: RenderContext, locale: str, one: WorkRow) -> str:
    """One part or task: which case, what is due until when, who has it."""
    asked = [context.text("staff-work-asked", locale, count=one.questions)] if one.questions and not one.item else []
    return "\n".join([head_text(context, locale, one), _due(context, locale, one), *asked])


def _due(context: RenderContext, locale: str, one: WorkRow) -> str:
    """What must be done next, by when, and who has it."""
    is_task = one.item > 0
    state = context.text(f"{'staff-task-state' if is_task else 'staff-part-held'}-{one.in_hands_of}", locale)
    if one.due_at is None:
        return context.text("staff-work-nothing-due", locale, state=state)
    name = task_name(context, locale, one.template) if is_task else deadline_name(context, locale, one.deadline)
    what = context.text("staff-work-task", locale, item=one.item, what=name) if is_task else name
    return f"{due_text(context, locale, what, one.due_at, late=one.late)} · {state}"


def work_keys(context: RenderContext, locale: str, rows: Sequence[WorkRow]) -> tuple[tuple[Key, ...], ...]:
    """A button for each line, which opens the case or the task."""
    return in_rows([_key(context, locale, one) for one in rows])


def in_rows(keys: Sequence[Key]) -> tuple[tuple[Key, ...], ...]:
    """Two buttons in each row."""
    return tuple(tuple(keys[at : at + KEYS_IN_A_ROW]) for at in range(0, len(keys), KEYS_IN_A_ROW))


def _key(context: RenderContext, locale: str, one: WorkRow) -> Key:
    number = str(one.number)
    if one.item:
        name = context.text("staff-task-key", locale, number=number, item=one.item)
        return Key(name, pack(OpenTask(one.number, one.item)))
    is_readable = one.in_hands_of != "free" or one.agency == one.lead
    shown = Open(one.number) if is_readable else ShowCase(one.number)
    return Key(context.text("button-open-number", locale, number=number), pack(shown))


def _pages(context: RenderContext, locale: str, said: OwnWork) -> tuple[tuple[Key, ...], ...]:
    """Buttons for the page before and the next, where there are any."""
    back = [("button-tasks-back", said.page - 1)] if said.page > 1 else []
    more = [("button-tasks-more", said.page + 1)] if said.more else []
    turned = {key: MinePage(page) if said.which == MINE else BodyPage(said.which, page) for key, page in (*back, *more)}
    keys = tuple(Key(context.text(key, locale), pack(data)) for key, data in turned.items())
    return (keys,) if keys else ()


VIEWS = no_views().on(OwnWork, own_work).on(Worklist, worklist)
