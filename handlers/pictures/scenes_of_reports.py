"""Charts of what is reported: by whom, how far the questions are answered, how late, of what, and how grave."""

from collections.abc import Sequence

from bot.domain.numbers.board import Bar, Board, Count, QuestionStep, Silent
from bot.domain.urgency import Urgency
from handlers.pictures import scenes
from handlers.pictures.chart_words import ChartWords

SILENT_SHOWN = 6
"""Institutions that are named on the picture."""
STEPS_SHOWN = 14
"""Questions of the funnel: those that most people reached."""


def sources(board: Board, words: ChartWords) -> scenes.Bars:
    """Chart 5: who reports, and which institutions never do."""
    known = sum(one.count.value or 0 for one in board.reporters)
    return scenes.Bars(
        title=words("sources"),
        subject=words.subject(board.filter, words.days(board.period)),
        note=words("n", n=known),
        empty="" if board.reporters or board.silent else words("none"),
        series=(scenes.Series(name="", tone="main"),),
        rows=tuple(_bar(words.option("who", one.key), one, known, words) for one in board.reporters),
        lines=tuple(_silent(board.silent, words)),
    )


def _bar(label: str, one: Bar, known: int, words: ChartWords) -> scenes.BarRow:
    value = one.count.value
    return scenes.BarRow(label=label, parts=(value or 0,), end=_with_share(value, one, known, words))


def _with_share(value: int | None, one: Bar, known: int, words: ChartWords) -> str:
    if not value:
        return words.count(one.count)
    return words("bar", n=value, percent=round(100 * value / known))


def _silent(silent: Sequence[Silent], words: ChartWords) -> list[str]:
    """How many institutions have been silent, and the first of their names; those that never reported come first.
    Without names, a line says where they can be read."""
    if not silent:
        return []
    first = sorted((one for one in silent if one.name), key=lambda one: (not one.never, one.name))
    named = [words("silent-one", name=one.name, since=_since(one)) for one in first[:SILENT_SHOWN]]
    rest = len(silent) - len(named)
    more = words("silent-more", n=rest) if named else words("silent-where")
    return [words("silent", n=len(silent)), *named, *([more] if rest else [])]


def _since(one: Silent) -> str:
    return "never" if one.never else "year"


def funnel(board: Board, words: ChartWords) -> scenes.Bars:
    """Chart 6: how far people come in the questions, and where they leave."""
    found = board.funnel
    note = words("funnel-note-plain", n=found.started)
    if found.minutes is not None:
        note = words("funnel-note", n=found.started, span=words("minutes", n=round(found.minutes)))
    rows = [_stage(words("started"), found.started, 0, found.started, words)]
    rows += [
        _stage(words.question(one.question), one.reached, one.left, found.started, words) for one in _most(found.steps)
    ]
    rows.append(_stage(words("sent"), found.sent, 0, found.started, words))
    return scenes.Bars(
        title=words("funnel"),
        subject=words.subject(board.filter, words.days(board.period)),
        note=note,
        empty="" if found.started else words("none"),
        series=(
            scenes.Series(name=words("went-on"), tone="main"),
            scenes.Series(name=words("left"), tone="other"),
        ),
        rows=tuple(rows),
    )


def _most(steps: Sequence[QuestionStep]) -> list[QuestionStep]:
    """The questions that most people reached, in the order in which they are asked."""
    most = sorted(steps, key=lambda one: -one.reached)[:STEPS_SHOWN]
    return [one for one in steps if one in most and one.reached]


def _stage(label: str, reached: int, left: int, started: int, words: ChartWords) -> scenes.BarRow:
    percent = round(100 * reached / started) if started else 0
    return scenes.BarRow(
        label=label,
        parts=(reached - left, left),
        end=words("bar", n=reached, percent=percent),
        inside=("", f"{left:,}" if left else ""),
    )


def delays(board: Board, words: ChartWords) -> scenes.Columns:
    """Chart 7: how long after it happened it is reported."""
    known = sum(one.count.value or 0 for one in board.delays)
    columns = tuple(
        scenes.Column(
            label=words.option("last_time", one.key),
            height=one.count.value,
            words=_with_share_below(one, known, words),
        )
        for one in board.delays
    )
    is_hidden = any(one.count.value is None for one in board.delays)
    return scenes.Columns(
        title=words("delays"),
        subject=words.subject(board.filter, words.days(board.period)),
        note=words("n-hidden" if is_hidden else "n", n=known, hidden=words("hidden")),
        empty="" if any(one.height is None or one.height for one in columns) else words("none"),
        columns=columns,
    )


def _with_share_below(one: Bar, known: int, words: ChartWords) -> str:
    value = one.count.value
    return f"{value:,}\n{round(100 * value / known)}%" if value else words.count(one.count)


def heat(board: Board, words: ChartWords) -> scenes.Grid:
    """Chart 8: kind of harm by age, closed months only; what nobody reported has no row."""
    found = {(one.harm, one.age): one.count for one in board.heat if not one.sex}
    ages = list(dict.fromkeys(age for _, age in found))
    harms = [
        harm for harm in dict.fromkeys(harm for harm, _ in found) if any(_is_some(found, harm, age) for age in ages)
    ]
    most = max((count.value or 0 for count in found.values()), default=0) or 1
    period = board.heat_period or board.period
    return scenes.Grid(
        title=words("heat"),
        subject=words.subject(board.filter, words.days(period)),
        note=words("heat-note", hidden=words("hidden")),
        empty="" if harms else words("none"),
        rows=tuple(words.option("harms", harm) for harm in harms),
        columns=tuple(words.option("age", age) for age in ages),
        cells=tuple(tuple(_heat_cell(found.get((harm, age)), most, words) for age in ages) for harm in harms),
        across=words("age"),
        down=words("harm"),
    )


def areas(board: Board, words: ChartWords) -> scenes.Bars:
    """Cases by place, closed months only; a place without any has no row."""
    some = [one for one in board.areas if one.count.value != 0]
    rows = (
        scenes.BarRow(label=words.option("area", one.key), parts=(one.count.value or 0,), end=words.count(one.count))
        for one in some
    )
    return scenes.Bars(
        title=words("areas"),
        subject=words.subject(board.filter, words.days(board.heat_period or board.period)),
        note=words("heat-note", hidden=words("hidden-how")),
        empty="" if some else words("none"),
        series=(scenes.Series(name="", tone="main"),),
        rows=tuple(rows),
    )


def _is_some(found: dict[tuple[str, str], Count], harm: str, age: str) -> bool:
    count = found.get((harm, age))
    return count is not None and count.value != 0


def _heat_cell(count: Count | None, most: int, words: ChartWords) -> scenes.GridCell:
    shown = Count() if count is None else count
    return scenes.GridCell(words=words.count(shown), weight=None if shown.value is None else shown.value / most)


def matrix(board: Board, words: ChartWords) -> scenes.Grid:
    """Chart 9: the class by the rules against the class after people looked."""
    found = {(by, to): n for by, row in board.matrix.cells.items() for to, n in row.items()}
    total = sum(found.values())
    most = max(found.values(), default=0) or 1
    same = sum(n for (by, to), n in found.items() if by == to)
    up = sum(n for (by, to), n in found.items() if to.value < by.value)
    shares = {
        name: round(100 * n / (total or 1)) for name, n in (("same", same), ("up", up), ("down", total - same - up))
    }
    names = tuple(one.value for one in Urgency)
    return scenes.Grid(
        title=words("matrix"),
        subject=words.subject(board.filter, words.days(board.period)),
        note=words("matrix-note", n=total, **shares),
        empty="" if total else words("none"),
        rows=names,
        columns=names,
        cells=tuple(
            tuple(_rated(found.get((by, to), 0), total, most, framed=by is to) for to in Urgency) for by in Urgency
        ),
        across=words("people"),
        down=words("rules"),
    )


def _rated(n: int, total: int, most: int, *, framed: bool) -> scenes.GridCell:
    percent = round(100 * n / (total or 1))
    return scenes.GridCell(words=f"{n:,}\n{percent}%", weight=n / most, framed=framed)
