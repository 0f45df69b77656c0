"""The numbers of a board beside the straight count: each that is not the same is named."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.domain.numbers.board import Board, Count, HiddenCount, Times
from tests.year.by_hand import ByHand, bucket_edges

STEPS = ("acknowledge", "assess", "answer", "outcome")
BARS = ("reporters", "delays", "outcomes", "safe")


def differences(board: Board, by_hand: ByHand) -> list[str]:
    """Every number of the board that the straight count gives otherwise; none where all agree."""
    return [f"{name}: {shown} by the roll-ups, {counted} by hand" for name, shown, counted in _pairs(board, by_hand)
            if shown != counted] + [*_of_times(board, by_hand), *_of_cells(board, by_hand)]  # fmt: skip


def _pairs(board: Board, by_hand: ByHand) -> Iterator[tuple[str, object, object]]:
    for name, counted in by_hand.total().items():
        yield name, _plain(getattr(board, name)), counted
    for name, counted in by_hand.now().items():
        yield f"now {name}", getattr(board.now, name), counted
    for name in BARS:
        yield name, {bar.key: bar.count.value for bar in getattr(board, name)}, by_hand.bars(name)
    cells = {(by, to): n for by, row in board.matrix.cells.items() for to, n in row.items()}
    yield "matrix", cells, by_hand.matrix()
    yield "ladder", {body: share.of for body, share in board.ladder.items()}, by_hand.ladder()
    for week in board.weeks:
        for name, counted in by_hand.week(week.first).items():
            shown = getattr(week, name)
            yield f"week of {week.first} {name}", Counter(shown) if isinstance(shown, Mapping) else shown, counted
    counted = by_hand.conversations()
    yield "conversations", {name: getattr(board.funnel, name) for name in counted}, counted
    steps = {(one.question, one.reached, one.answered, one.left) for one in board.funnel.steps}
    yield "questions", steps, by_hand.questions()
    yield "silent", {one.name for one in board.silent}, by_hand.silent()


def _plain(shown: object) -> object:
    if isinstance(shown, Mapping):
        return {key: _plain(one) for key, one in shown.items()}
    return shown.value if isinstance(shown, Count) else shown


def _of_times(board: Board, by_hand: ByHand) -> Iterator[str]:
    for name in STEPS:
        yield from _of_step(name, getattr(board, name), by_hand)
    for body in board.bodies:
        for name in ("acknowledge", "assess"):
            yield from _of_step(name, getattr(body, name), by_hand, body.agency)


def _of_step(name: str, shown: Times, by_hand: ByHand, lead: str = "") -> Iterator[str]:
    """How many, how many in time, and quantiles: the same bucket."""
    took, in_time = by_hand.took(name, lead), by_hand.in_time(name, lead)
    if (shown.n, shown.in_time) != (len(took), in_time):
        yield f"{name} {lead}: {shown.n}, {shown.in_time} by the roll-ups, {len(took)}, {in_time} by hand"
    for share, found in ((0.5, shown.median), (0.9, shown.p90)):
        if took and found is not None:
            exact, edge = bucket_edges(took, share)
            if abs(found.total_seconds() - edge) > 0.01:
                yield f"{name} {lead} {share}: {found} by the roll-ups, {exact} s by hand"


def _of_cells(board: Board, by_hand: ByHand) -> Iterator[str]:
    """Harm, age, sex and place: shown as counted, or hidden; never shown where a month has 1 to 4."""
    months = by_hand.cube(_months(board))
    for name, count in cells_of(board).items():
        counted = [month[name] for month in months]
        is_small = any(0 < one < 5 for one in counted)
        if count.hidden is None and (count.value != sum(counted) or is_small):
            yield f"{name}: {count.value} shown, {counted} by hand"
        if count.hidden is HiddenCount.SMALL and not is_small:
            yield f"{name}: shown as small, {counted} by hand"


def _months(board: Board) -> Sequence[date]:
    """The first days of the closed months that the board is of."""
    if board.heat_period is None:
        return ()
    first, last = board.heat_period.first, board.heat_period.last
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [date(first.year + (first.month + n - 1) // 12, (first.month + n - 1) % 12 + 1, 1) for n in range(count)]


def cells_of(board: Board) -> dict[tuple[str, ...], Count]:
    """Every cell that may be hidden, by what it is of."""
    found: dict[tuple[str, ...], Count] = {("place", bar.key): bar.count for bar in board.areas}
    found |= {("age", one.harm, one.age): one.count for one in board.heat}
    found |= {("sex", one.harm, one.age, one.sex): one.count for one in board.heat_by_sex}
    return found
