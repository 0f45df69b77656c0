"""What a picture shows, in words: its caption, which a screen reader says. The same numbers, from the same scene."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handlers.pictures.scenes import BarRow, Bars, Columns, Flow, Grid, Promises, Scene, TimesChart

LONGEST = 1000
"""UTF-16 units: Telegram's captions end at 1024."""


@dataclass(frozen=True)
class Joints:
    """How a language joins: after a name, between items, and around what stands beside a number."""

    colon: str = ": "
    comma: str = ", "
    beside: str = " ({})"


def alt_text(scene: Scene, joints: Joints) -> str:
    """The words, a line for each row. Whole lines are left out at the end where a caption would be too long; the last
    line then is an ellipsis."""
    lines = [scene.title, scene.subject]
    lines += [scene.empty] if scene.empty else [*_LINES[type(scene)](scene, joints)]
    lines += [scene.note] if scene.note and not scene.empty else []
    return _cut([line.replace("\n", " ") for line in lines if line])


def _cut(lines: list[str]) -> str:
    whole = "\n".join(lines)
    if _units(whole) <= LONGEST:
        return whole
    while lines and _units("\n".join([*lines, "…"])) > LONGEST:
        lines = lines[:-1]
    return "\n".join([*lines, "…"])


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def _bars(scene: Bars, joints: Joints) -> Iterator[str]:
    for row in scene.rows:
        yield f"{row.label}{joints.colon}{row.end}{_inside(scene, row, joints)}"
    yield from scene.lines


def _inside(scene: Bars, row: BarRow, joints: Joints) -> str:
    if len(scene.series) < 2:
        return ""
    pairs = zip(scene.series, row.inside, row.parts, strict=True)
    named = joints.comma.join(f"{one.name} {words}" for one, words, part in pairs if part and words)
    return joints.beside.format(named) if named else ""


def _times(scene: TimesChart, joints: Joints) -> Iterator[str]:
    for panel in scene.panels:
        limit = f"{joints.comma}{panel.limit_name}" if panel.limit_name else ""
        yield panel.name + joints.beside.format(f"{scene.half_name} / {scene.most_name}{limit}")
        if behind := [row.label for row in panel.rows if row.stands_out]:
            yield f"{scene.out_name}{joints.colon}{joints.comma.join(behind)}"
        yield from (f"{row.label}{joints.colon}{row.spoken}{joints.comma}{row.end}" for row in panel.rows)


def _flow(scene: Flow, joints: Joints) -> Iterator[str]:
    yield f"{scene.opened_name} / {scene.closed_name} / {scene.stock_name}"
    for week, up, down, left in zip(scene.weeks, scene.opened, scene.closed, scene.stock, strict=True):
        yield f"{week}{joints.colon}{sum(up):,} / {sum(down):,} / {left:,}"
    sums = ([sum(column) for column in zip(*numbers, strict=True)] for numbers in (scene.opened, scene.closed))
    for one, up, down in zip(scene.series, *sums, strict=True):
        yield f"{one.name}{joints.colon}{up:,} / {down:,}"


def _promises(scene: Promises, joints: Joints) -> Iterator[str]:
    for one in scene.promises:
        yield f"{one.name}{joints.colon}{one.whole}"
        weeks = zip(scene.weeks, one.shares, strict=True)
        shares = (f"{week} {_percent(share.percent)}{joints.beside.format(f'{share.of:,}')}" for week, share in weeks)
        yield joints.comma.join(shares)


def _percent(percent: int | None) -> str:
    return "–" if percent is None else f"{percent}%"


def _columns(scene: Columns, joints: Joints) -> Iterator[str]:
    return (f"{one.label}{joints.colon}{_on_one_line(one.words, joints)}" for one in scene.columns)


def _grid(scene: Grid, joints: Joints) -> Iterator[str]:
    """Rows of which every cell is hidden are named together at the end: nobody listens to a row of marks."""
    yield joints.colon.join(one for one in (scene.across, joints.comma.join(scene.columns)) if one)
    hidden: dict[str, list[str]] = {}
    for label, cells in zip(scene.rows, scene.cells, strict=True):
        shown = {cell.words for cell in cells}
        if len(shown) == 1 and all(cell.weight is None for cell in cells):
            hidden.setdefault(shown.pop(), []).append(label)
        else:
            yield f"{label}{joints.colon}{joints.comma.join(_on_one_line(cell.words, joints) for cell in cells)}"
    yield from (f"{joints.comma.join(labels)}{joints.colon}{words}" for words, labels in hidden.items())


def _on_one_line(words: str, joints: Joints) -> str:
    """What stands on two lines of a picture: the second one beside the first."""
    first, *rest = words.split("\n")
    return first + "".join(joints.beside.format(one) for one in rest)


_LINES: Mapping[type[Any], Callable[[Any, Joints], Iterator[str]]] = {
    Bars: _bars,
    TimesChart: _times,
    Flow: _flow,
    Promises: _promises,
    Columns: _columns,
    Grid: _grid,
}
