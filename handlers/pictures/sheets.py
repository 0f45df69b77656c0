"""The numbers of a board as tables: the definitions first, then one sheet for each of K1 to K16. What is hidden on the
pictures is hidden here."""

from collections.abc import Callable, Mapping

from bot.domain.numbers.board import Bar, Board, HeatCell, Share, Times
from bot.domain.numbers.definitions import DEFINITIONS, Definition
from bot.domain.urgency import Urgency
from handlers.pictures.chart_words import ChartWords
from handlers.pictures.tables import Sheet, Value

Rows = tuple[tuple[Value, ...], ...]


def sheets_of(board: Board, words: ChartWords) -> tuple[Sheet, ...]:
    """The definitions, and a sheet for each number."""
    return (_definitions(board, words), *(_sheet(number, board, words) for number in DEFINITIONS))


def _definitions(board: Board, words: ChartWords) -> Sheet:
    about: Rows = (
        ("", words("period"), words.period(board.period), None, None, None),
        ("", words("what-of"), words.filtered(board.filter), None, None, None),
        ("", words("as-of-name"), words.moment(board), None, None, None),
        ("", words("hidden-name"), words("hidden-how"), None, None, None),
    )
    numbers = tuple(_definition(number, one, words) for number, one in DEFINITIONS.items())
    columns = _columns(words, "code", "name", "how", "unit", "readers", "hiding")
    return Sheet(words("definitions"), columns, (*about, *numbers))


def _definition(number: int, one: Definition, words: ChartWords) -> tuple[Value, ...]:
    kinds = (words(f"unit-{one.unit}"), words(f"readers-{one.readers}"), words(f"hiding-{one.hiding}"))
    return (f"K{number}", words(f"k{number}"), words(f"k{number}-how"), *kinds)


def _sheet(number: int, board: Board, words: ChartWords) -> Sheet:
    columns, rows = TABLES.get(number) or _totals(DEFINITIONS[number].fields)
    return Sheet(f"K{number}", _columns(words, *columns.split()), rows(board, words))


def _columns(words: ChartWords, *names: str) -> tuple[str, ...]:
    return tuple(words(f"column-{name}") for name in names)


def _received(board: Board, words: ChartWords) -> Rows:
    total = ((words("total"), words.cell(board.reports)),)
    return (*((one.value, words.cell(count)) for one, count in board.by_class.items()), *total)


def _steps(board: Board, words: ChartWords, name: str) -> Rows:
    return tuple((words.body(one.agency), *_times(getattr(one, name))) for one in board.bodies)


def _times(step: Times) -> tuple[Value, ...]:
    return (step.n, step.median, step.p90, step.limit, *_share(step.in_time))


def _share(share: Share) -> tuple[Value, ...]:
    return (share.part, share.of, share.percent)


def _late(board: Board, words: ChartWords) -> Rows:
    return tuple(
        (words.body(one.agency), urgency.value, one.by_class[urgency], one.oldest.get(urgency))
        for one in board.late
        for urgency in Urgency
        if one.by_class.get(urgency)
    )


def _ladder(board: Board, words: ChartWords) -> Rows:
    return tuple((words.body(key), *_share(share)) for key, share in board.ladder.items())


def _sources(board: Board, words: ChartWords) -> Rows:
    named = [one for one in board.silent if one.name]
    silent: Rows = tuple(
        (one.name, words("silent-name"), None, words("last-never" if one.never else "last-year")) for one in named
    )
    if len(named) < len(board.silent):
        silent = ((words("silent-where"), words("silent-name"), len(board.silent), None),)
    kinds = tuple(
        (words.option("who", one.key), words("reporter"), words.cell(one.count), None) for one in board.reporters
    )
    return (*kinds, *silent)


def _heat(board: Board, words: ChartWords) -> Rows:
    """Each harm and age, and below it girls and boys."""
    order = {(one.harm, one.age): place for place, one in enumerate(board.heat)}
    rows = sorted([*board.heat, *board.heat_by_sex], key=lambda one: order[one.harm, one.age])
    return tuple(_child(one, words) for one in rows)


def _child(one: HeatCell, words: ChartWords) -> tuple[Value, ...]:
    sex = words.option("sex", one.sex) if one.sex else words("total")
    return (words.option("harms", one.harm), words.option("age", one.age), sex, words.cell(one.count))


def _bars(found: tuple[Bar, ...], words: ChartWords, question: str) -> Rows:
    return tuple((words.option(question, one.key), words.cell(one.count)) for one in found)


def _outcomes(board: Board, words: ChartWords) -> Rows:
    named = tuple((words.known(f"outcome-{one.key}", one.key), words.cell(one.count)) for one in board.outcomes)
    return (*named, *((words.known(f"safe-{one.key}", one.key), words.cell(one.count)) for one in board.safe))


def _weeks(board: Board, _: ChartWords) -> Rows:
    return tuple(
        (
            one.first,
            sum(one.opened.values()),
            sum(one.ended.values()),
            one.stock,
            *_share(one.answered),
            *_share(one.outcome),
        )
        for one in board.weeks
    )


def _totals(fields: tuple[str, ...]) -> "Table":
    """The sheet of a number of which every field is one plain count: a row for each."""

    def rows(board: Board, words: ChartWords) -> Rows:
        return tuple((words(name), getattr(board, name)) for name in fields)

    return "name count", rows


def _funnel(board: Board, words: ChartWords) -> Rows:
    """How conversations ended, also by path and by language. The questions follow."""
    found = board.funnel
    if not found.started:
        return ()
    some = {"started": found.started, "sent": found.sent, "sent-partial": found.partial, "sent-minutes": found.minutes}
    ends = {words(name): count for name, count in some.items()}
    for kind, shares in (("path", found.by_path), ("in-language", found.by_language)):
        for key, share in shares.items():
            who = words(f"{key}-path") if kind == "path" else words(kind, language=key)
            ends |= {words("started-of", who=who): share.of, words("sent-of", who=who): share.part}
    steps = tuple(
        (words.question(one.question), one.reached, one.answered, one.skipped, one.left, one.unknown)
        for one in found.steps
    )
    return (*((name, count, None, None, None, None) for name, count in ends.items()), *steps)


def _matrix(board: Board, _: ChartWords) -> Rows:
    cells = board.matrix.cells
    return (
        tuple((by.value, to.value, cells.get(by, {}).get(to, 0)) for by in Urgency for to in Urgency) if cells else ()
    )


def _delivery(board: Board, words: ChartWords) -> Rows:
    """How alerts arrived; and when what is done by the day was last done."""
    found = board.delivery
    alerts = () if found is None else ((words("alerts"), found.sent, found.failed, found.p95, None),)
    return (*alerts, *((words(f"job-{one.job}"), None, None, None, one.day) for one in board.jobs))


Table = tuple[str, Callable[[Board, ChartWords], Rows]]
STEP = "body n median ninety limit in-time due share"
TABLES: Mapping[int, Table] = {
    1: ("class count", _received),
    2: (STEP, lambda board, words: _steps(board, words, "acknowledge")),
    3: (STEP, lambda board, words: _steps(board, words, "assess")),
    4: ("body class missed oldest", _late),
    5: ("body steps alerts share", _ladder),
    6: ("who kind count last", _sources),
    7: ("harm age sex count", _heat),
    8: ("area count", lambda board, words: _bars(board.areas, words, "area")),
    9: ("delay count", lambda board, words: _bars(board.delays, words, "last_time")),
    10: ("outcome count", _outcomes),
    11: ("week opened closed open answered due share outcome-met outcome-due outcome-share", _weeks),
    14: ("question reached answered-question skipped left unknown", _funnel),
    15: ("rules people count", _matrix),
    16: ("name sent failed ninety-five last-run", _delivery),
}
"""The columns and the rows of each number of casework.md that is more than plain counts (`TOTALS`)."""
