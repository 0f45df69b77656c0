"""What people above a late body read: one late deadline, or one list of all of them with a button for each case."""

from collections.abc import Sequence

from bot.domain.cases.deadlines.ladder_steps import LadderStep
from bot.domain.ids import CaseNumber
from bot.domain.notices.notice import ToPerson
from bot.domain.notices.supervisor.deadlines import Ladder, LadderList, LadderRow
from bot.domain.queues.delivery import OutboxRow
from bot.usecases.deadlines.late_rows import still_late
from handlers.officer.buttons import Open
from handlers.officer.buttons_tasks import OpenTask
from handlers.officer.opening_link import open_link
from handlers.telegram.text.buttons import pack
from handlers.telegram.text.rendered import Key, RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, deadline_name

LISTED, LISTED_KEYS = 25, 8


async def ladder(context: RenderContext, row: OutboxRow, said: Ladder) -> Rendered | None:
    """Tells somebody above that a body did not act; None when the act was done before this was sent."""
    if not await still_late(context.reading, row.notice, [said]):
        return None
    text = context.text(f"staff-ladder-{said.step}", row.locale, **_facts(context, row.locale, said))
    return Rendered(text, (*_task_key(context, row, said), *_keys(context, row, [said.number])))


async def ladders(context: RenderContext, row: OutboxRow, said: LadderList) -> Rendered | None:
    """One list, the most urgent first; None when everything was done before it was sent."""
    found = await still_late(context.reading, row.notice, said.rows)
    late = sorted(found, key=lambda one: (one.urgency.value, one.number))
    if not late:
        return None
    lines = [context.text("staff-ladders-head", row.locale)]
    lines += [_line(context, row.locale, one) for one in late[:LISTED]]
    lines += [context.text("staff-reminders-more", row.locale, count=len(late) - LISTED)] if len(late) > LISTED else []
    lines.append(context.text("staff-ladders-how", row.locale))
    return Rendered("\n".join(lines), _keys(context, row, list(dict.fromkeys(one.number for one in late))))


def _task_key(context: RenderContext, row: OutboxRow, said: Ladder) -> tuple[tuple[Key, ...], ...]:
    """The button for the task that is late."""
    if said.item is None or not isinstance(row.notice.to, ToPerson):
        return ()
    name = context.text("staff-task-key", row.locale, number=str(said.number), item=said.item)
    return ((Key(name, pack(OpenTask(said.number, said.item))),),)


def _line(context: RenderContext, locale: str, one: LadderRow) -> str:
    key = "staff-ladder-takeover" if one.step is LadderStep.TAKEOVER else f"staff-ladders-{one.step}"
    return context.text(key, locale, **_facts(context, locale, one))


def _facts(context: RenderContext, locale: str, one: LadderRow) -> dict[str, object]:
    return {
        "marks": context.text(f"staff-mark-{one.mark}", locale) if one.mark else "",
        "number": str(one.number),
        "urgency": one.urgency.value,
        "agency": agency_name(context, locale, one.agency),
        "clock": deadline_name(context, locale, one.deadline, one.item),
        "due": one.due_at or "-",
    }


def _keys(context: RenderContext, row: OutboxRow, numbers: Sequence[CaseNumber]) -> tuple[tuple[Key, ...], ...]:
    """A button for each case: in private it opens the case, in a group it leads there."""
    keys = []
    for number in numbers[:LISTED_KEYS]:
        way = {"data": pack(Open(number))} if isinstance(row.notice.to, ToPerson) else {}
        way = way or {"url": open_link(context, number)}
        keys.append(Key(context.text("button-open-number", row.locale, number=str(number)), **way))
    return tuple(tuple(keys[start : start + 2]) for start in range(0, len(keys), 2))


VIEWS = no_views().on(Ladder, ladder).on(LadderList, ladders)
