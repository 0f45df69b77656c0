"""Charts of what the bodies do: who is late, how fast they are, what comes and goes, what was promised in time."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.domain.numbers.board import Board, LateBody, Share, Times, Week
from bot.domain.urgency import Urgency
from handlers.pictures import scenes
from handlers.pictures.chart_words import ChartWords

TICKS = tuple(timedelta(minutes=at) for at in (1, 10, 60, 360, 1440, 10080, 43200))
"""Where a scale of times may have its marks."""
MOST_TICKS = 5
TARGET = 95
"""Per cent in time, of answers and outcomes."""
LAGGING = 80
"""Per cent in time; a body below it stands out."""


def late(board: Board, words: ChartWords) -> scenes.Bars:
    """Chart 1: who is late now, by class; the one with the most first."""
    bodies = sorted(board.late, key=lambda one: -sum(one.by_class.values()))
    return scenes.Bars(
        title=words("late"),
        subject=words.subject(board.filter, words.moment(board)),
        note=words("late-note"),
        empty="" if any(sum(one.by_class.values()) for one in bodies) else words("late-none"),
        series=_classes(),
        rows=tuple(_late(one, words) for one in bodies if sum(one.by_class.values())),
    )


def _late(one: LateBody, words: ChartWords) -> scenes.BarRow:
    parts = _by_class(one.by_class)
    oldest = words.span(max(one.oldest.values(), default=timedelta()))
    end = words("late-end", n=sum(parts), span=oldest)
    return scenes.BarRow(label=words.body(one.agency), parts=parts, end=end, inside=tuple(f"{n:,}" for n in parts))


def times(board: Board, words: ChartWords) -> scenes.TimesChart:
    """Chart 2: acknowledging and assessing by body, against the limit where there is one line for all."""
    steps = {
        "acknowledge": [(one.agency, one.acknowledge) for one in board.bodies],
        "assess": [(one.agency, one.assess) for one in board.bodies],
    }
    limit = "limit" if board.filter.urgency else "limit-longest"
    panels = tuple(_panel(words(name), rows, words, limit) for name, rows in steps.items())
    is_mixed = any(panel.limit is None and panel.rows for panel in panels)
    note = words("times-note-limits", period=words.typed(board.period.word)) if is_mixed else words("times-note")
    shown = tuple(panel for panel in panels if panel.rows)
    is_lagging = any(row.stands_out for panel in shown for row in panel.rows)
    return scenes.TimesChart(
        title=words("times"),
        subject=words.subject(board.filter, words.days(board.period)),
        note=note,
        empty="" if shown else words("none"),
        panels=shown,
        ticks=_ticks([step for rows in steps.values() for _, step in rows], words),
        half_name=words("half"),
        most_name=words("most"),
        out_name=words("below", target=LAGGING) if is_lagging else "",
    )


def _panel(name: str, rows: Sequence[tuple[str, Times]], words: ChartWords, limit_key: str) -> scenes.Panel:
    known = [(agency, step) for agency, step in rows if step.n or step.in_time.of]
    limits = {step.limit for _, step in known}
    limit = limits.pop() if len(limits) == 1 else None
    return scenes.Panel(
        name=name,
        rows=tuple(_reach(words.body(agency), step, words) for agency, step in known),
        limit=None if limit is None else _minutes(limit),
        limit_name="" if limit is None else words(limit_key, span=words.span(limit)),
    )


def _reach(label: str, step: Times, words: ChartWords) -> scenes.TimesRow:
    share = step.in_time
    end = words("no-share") if share.percent is None else words("times-end", percent=share.percent, n=share.of)
    if step.median is None or step.p90 is None:
        return scenes.TimesRow(label=label, half=None, most=None, end=end)
    half, most = words.span(step.median), words.span(step.p90)
    return scenes.TimesRow(
        label=label,
        half=_minutes(step.median),
        most=_minutes(step.p90),
        end=end,
        spoken=words("times-spoken", half=half, most=most),
        stands_out=share.percent is not None and share.percent < LAGGING,
    )


def _ticks(steps: Sequence[Times], words: ChartWords) -> tuple[tuple[float, str], ...]:
    """The marks around all times and limits."""
    known = [at for step in steps for at in (step.median, step.p90, step.limit) if at is not None]
    least, most = min(known, default=TICKS[0]), max(known, default=TICKS[-1])
    first = max((place for place, at in enumerate(TICKS) if at <= least), default=0)
    last = min((place for place, at in enumerate(TICKS) if at >= most), default=len(TICKS) - 1)
    shown = TICKS[min(first, len(TICKS) - 3) : max(last, first + 2) + 1]
    fewer = shown if len(shown) <= MOST_TICKS else tuple(dict.fromkeys([*shown[::2], shown[-1]]))
    return tuple((_minutes(at), words.span(at)) for at in fewer)


def flow(board: Board, words: ChartWords) -> scenes.Flow:
    """Chart 3: opened and closed by class and week, and what is open."""
    weeks = board.weeks
    return scenes.Flow(
        title=words("flow"),
        subject=words.subject(board.filter, _last(board, words)),
        note=_running(weeks, words),
        empty="" if any(one.stock or any(one.opened.values()) for one in weeks) else words("none"),
        weeks=tuple(words.week(one.first) for one in weeks),
        series=_classes(),
        opened=tuple(_by_class(one.opened) for one in weeks),
        closed=tuple(_by_class(one.ended) for one in weeks),
        stock=tuple(one.stock for one in weeks),
        opened_name=words("opened"),
        closed_name=words("closed"),
        stock_name=words("stock"),
    )


def promises(board: Board, words: ChartWords) -> scenes.Promises:
    """Chart 4: answers and outcomes in time, week by week."""
    weeks = board.weeks
    shares = {
        "answered": ([one.answered for one in weeks], board.answer.limit, timedelta(days=3)),
        "outcome": ([one.outcome for one in weeks], board.outcome.limit, timedelta(days=90)),
    }
    made = tuple(
        scenes.PromiseShares(
            name=words(name, span=words.long_span(limit or usual)),
            shares=tuple(scenes.ShareDot(percent=one.percent, of=one.of) for one in found),
            target=TARGET,
            whole=words("whole", share=words.share(_sum(found)), target=TARGET),
        )
        for name, (found, limit, usual) in shares.items()
    )
    return scenes.Promises(
        title=words("promises"),
        subject=words.subject(board.filter, _last(board, words)),
        note=_running(weeks, words),
        empty="" if any(share.of for one in made for share in one.shares) else words("none"),
        weeks=tuple(words.week(one.first) for one in weeks),
        promises=made,
        of_name="n",
    )


def _sum(found: Sequence[Share]) -> Share:
    return Share(sum(one.part for one in found), sum(one.of for one in found))


def _last(board: Board, words: ChartWords) -> str:
    return words("weeks", n=len(board.weeks), last=words.day(words.day_of(board)))


def _running(weeks: Sequence[Week], words: ChartWords) -> str:
    return words("running") if weeks and not weeks[-1].closed else ""


def _classes() -> tuple[scenes.Series, ...]:
    return tuple(scenes.Series(name=one.value, tone=one.value) for one in Urgency)


def _by_class(numbers: Mapping[Urgency, int]) -> tuple[int, ...]:
    return tuple(numbers.get(one, 0) for one in Urgency)


def _minutes(span: timedelta) -> float:
    return span.total_seconds() / 60
