"""How /stats reads: counts, medians, 90th percentiles, shares in time."""

from datetime import timedelta

from bot.domain.notices.supervisor.oversight import SmallNumber, Span, Statistics
from bot.domain.numbers.board import HiddenCount
from bot.domain.queues.delivery import OutboxRow
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import no_views
from handlers.wording import agency_name

HIDDEN = frozenset(HiddenCount)


async def stats(context: RenderContext, row: OutboxRow, said: Statistics) -> Rendered:
    """/stats [PERIOD] [BODY] [CLASS]: counts, medians, 90th percentiles, shares in time; then what is open now."""
    head = [context.text(f"staff-stats-{said.period}", row.locale)]
    head += [agency_name(context, row.locale, said.body)] if said.body else []
    head += [said.urgency.value] if said.urgency else []
    return Rendered("\n".join([" · ".join(head), *numbers(context, row.locale, said)]))


def numbers(context: RenderContext, locale: str, said: Statistics) -> list[str]:
    """The lines of statistics."""
    lines = [context.text("staff-stats-total", locale, total=said.total)]
    lines += [
        context.text("staff-stats-class", locale, urgency=name, count=count) for name, count in said.by_class.items()
    ]
    steps = {"acknowledge": said.acknowledge, "assess": said.assess, "answer": said.answer, "outcome": said.outcome}
    lines += [
        _step(context, locale, name, span) for name, span in steps.items() if span.done or span.in_time is not None
    ]
    lines.append(context.text("staff-stats-marks", locale, yellow=said.yellow, red=said.red))
    lines += [context.text(f"staff-stats-{name}", locale, count=count) for name, count in said.acts.items()]
    return [*lines, *_now(context, locale, said)]


def _now(context: RenderContext, locale: str, said: Statistics) -> list[str]:
    """What is open now; a row of an older version holds less of it."""
    now = {"open": said.open, "unacknowledged": said.unacknowledged, "unassessed": said.unassessed, "late": said.late}
    return [
        context.text(f"staff-stats-now-{name}", locale, count=count) for name, count in now.items() if count is not None
    ]


async def small_number(context: RenderContext, row: OutboxRow, said: SmallNumber) -> Rendered:
    """/stats HARM, AREA or both: one number of closed months, or why it is not shown."""
    named = [("harm", said.harm), ("area", said.area)]
    what = " · ".join(context.text(f"{kind}-{key}", row.locale) for kind, key in named if key is not None)
    shown = context.text(f"staff-number-{said.count}", row.locale) if said.count in HIDDEN else said.count
    facts = {"first": said.first, "last": said.last, "what": what, "count": shown}
    return Rendered(context.text("staff-small-number", row.locale, **facts))


def _step(context: RenderContext, locale: str, name: str, span: Span) -> str:
    """How long one step took, and how often it was done in time."""
    return context.text(
        "staff-stats-span",
        locale,
        name=context.text(f"staff-stats-{name}", locale),
        done=span.done,
        median=_minutes(context, locale, span.median),
        p90=_minutes(context, locale, span.p90),
        share="-" if span.in_time is None else context.text("staff-share", locale, share=span.in_time, n=span.due),
    )


def _minutes(context: RenderContext, locale: str, minutes: float | None) -> str:
    if minutes is None:
        return "-"
    return context.text("staff-span", locale, span=timedelta(minutes=max(1, round(minutes))))


VIEWS = no_views().on(Statistics, stats).on(SmallNumber, small_number)
