"""Files of the numbers: /export, and the weekly report with its pictures and its workbook."""

import html
from collections.abc import AsyncIterator, Callable, Mapping
from datetime import datetime

from bot.domain.cases.case import Case, Part
from bot.domain.cases.deadlines.marks import marks_of
from bot.domain.cases.lists import CaseFilter
from bot.domain.notices.supervisor.exports import ExportReady, WeeklyReport, WeeklyTable
from bot.domain.numbers.board import Board, Week
from bot.domain.queues.delivery import OutboxRow
from bot.ports.unit_of_work import Begin
from handlers.pictures.alt_text import alt_text
from handlers.pictures.chart_words import ChartWords
from handlers.pictures.charts import CHARTS
from handlers.pictures.order import NotDrawn, Order, TableOrder, drawn, written
from handlers.pictures.sheets import sheets_of
from handlers.pictures.tables import Book, Sheet, Value, in_zone, listed
from handlers.supervisor.views_boards import CHARTS_OF
from handlers.telegram.text.rendered import Made, RenderContext, Rendered
from handlers.telegram.text.split import plain
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name, marks_text

AT_ONCE, MOST = 50, 20_000
"""How many cases are read at once, and in all."""
COLUMNS = ("number", "received", "acknowledged", "assessed", "ended", "class", "lead", "support", "marks")


async def export(context: RenderContext, row: OutboxRow, said: ExportReady) -> Rendered:
    """The file, and how long it stays here. Comma-separated text holds the list of cases alone."""
    words = ChartWords(context, row.locale)
    sheet = await list_of_cases(context, row.locale, said)
    book = listed((*sheets_of(said.board, words), sheet))
    try:
        data = await written(TableOrder(Book((sheet,)) if said.form == "csv" else book, said.form))
    except NotDrawn:
        return Rendered(context.text("staff-export-not-made", row.locale))
    text = context.text("staff-export-ready", row.locale, subject=words.period(said.board.period), n=len(sheet.rows))
    return Rendered(text, made=(Made(data, words.file_name(said.board, said.form), is_picture=False),))


async def list_of_cases(context: RenderContext, locale: str, said: ExportReady) -> Sheet:
    """A row for each case of the period that the reader may know of."""
    words = ChartWords(context, locale)
    rows = [_row(context, locale, one) async for one in cases_of(context.reading, said)]
    return Sheet(words("cases"), tuple(words(f"column-{name}") for name in COLUMNS), tuple(rows))


async def cases_of(reading: Begin, said: ExportReady) -> AsyncIterator[Case]:
    """The cases of the period of which the reader may know, newest first. They are read in parts, so that others are
    served meanwhile; reading stops at the first part that ends before the period."""
    wanted = CaseFilter(
        agencies=frozenset(said.bodies),
        urgency=frozenset({said.board.filter.urgency} if said.board.filter.urgency else ()),
        open_only=False,
        not_seen_by=frozenset(said.not_seen_by),
        not_for=frozenset(said.not_for),
    )
    after = None
    for _ in range(0, MOST, AT_ONCE):
        async with reading() as uow:
            found = await uow.cases.page(wanted, after=after, limit=AT_ONCE)
        for one in found:
            if one.received_at >= said.since:
                yield one
        if len(found) < AT_ONCE or found[-1].received_at < said.since:
            return
        after = found[-1].number


def _row(context: RenderContext, locale: str, case: Case) -> tuple[Value, ...]:
    """Number, moments, class, bodies, marks: neither harm nor area nor age."""
    zone, now = context.profile.zone, context.now()
    moments = (case.received_at, case.acknowledged_at, case.assessed_at, case.closed_at)
    support = [agency_name(context, locale, task.agency) for task in case.tasks if task.part is Part.SUPPORT]
    joined = context.text("list-join", locale).join(support)
    names = (agency_name(context, locale, case.lead), joined, _state(context, locale, case, now))
    shown = (in_zone(one, zone) for one in moments)
    return (int(case.number), *shown, case.urgency.value, *(plain(one) for one in names))


def _state(context: RenderContext, locale: str, case: Case, now: datetime) -> str:
    """The marks of a case; for one that was merged into another, where it goes on."""
    if case.merging is not None:
        return context.text("staff-card-merged", locale, number=str(case.number), other=str(case.merging.number))
    return marks_text(context, locale, marks_of(case, now), drill=False).strip()


async def weekly(context: RenderContext, row: OutboxRow, said: WeeklyReport) -> Rendered:
    """Four pictures, and what changed between the last two finished weeks."""
    words = ChartWords(context, row.locale)
    scenes = tuple(CHARTS[name](said.board, words) for name in CHARTS_OF["work"])
    told = [html.escape(alt_text(scene, words.joints), quote=False) for scene in scenes]
    text = changes(context, row.locale, said.board)
    try:
        pictures = await drawn(Order(scenes, "dark" if said.dark else "light"))
    except NotDrawn:
        return Rendered("\n\n".join([text, *told, context.text("staff-board-not-drawn", row.locale)]))
    named, name = zip(pictures, told, strict=True), words.file_name(said.board, "png")
    return Rendered(text, made=tuple(Made(picture, name, caption) for picture, caption in named))


def changes(context: RenderContext, locale: str, board: Board) -> str:
    """Each count of the last finished week, beside the count of the week before."""
    over = [week for week in board.weeks if week.closed][-2:]
    lines = [context.text("staff-weekly-head", locale, at=board.at)]
    if len(over) == 2:
        before, last = over
        for name, count in COUNTS.items():
            facts = {"count": count(last), "before": count(before)}
            lines.append(
                context.text("staff-weekly-line", locale, name=context.text(f"staff-weekly-{name}", locale), **facts)
            )
    late = sum(sum(one.by_class.values()) for one in board.late)
    return "\n".join(
        [*lines, context.text("staff-weekly-late", locale, n=late), context.text("staff-weekly-more", locale)]
    )


def _percent(part: int | None) -> str:
    return "–" if part is None else f"{part}%"


COUNTS: Mapping[str, Callable[[Week], str]] = {
    "opened": lambda week: f"{sum(week.opened.values()):,}",
    "ended": lambda week: f"{sum(week.ended.values()):,}",
    "stock": lambda week: f"{week.stock:,}",
    "answered": lambda week: _percent(week.answered.percent),
    "outcome": lambda week: _percent(week.outcome.percent),
}


async def weekly_table(context: RenderContext, row: OutboxRow, said: WeeklyTable) -> Rendered:
    """The workbook, in a message of its own."""
    words = ChartWords(context, row.locale)
    try:
        data = await written(TableOrder(listed(sheets_of(said.board, words)), "xlsx"))
    except NotDrawn:
        return Rendered(context.text("staff-export-not-made", row.locale))
    caption = context.text("staff-weekly-table", row.locale, at=said.board.at)
    return Rendered("", made=(Made(data, words.file_name(said.board, "xlsx"), caption, is_picture=False),))


VIEWS = (
    no_views()
    .on(ExportReady, export, is_slow=True)
    .on(WeeklyReport, weekly, is_slow=True)
    .on(WeeklyTable, weekly_table, is_slow=True)
)
