"""What was measured, a line of JSON each, and the tables made of it: medians with least and most."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console

out = Console()
Row = dict[str, Any]
MARKERS = "<!-- {name} -->\n{table}\n<!-- /{name} -->"


class Results:
    """A file that only grows; a part is emptied before it is measured anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)

    def add(self, part: str, row: Row) -> None:
        """One run."""
        line = {"part": part, "at": datetime.now(UTC).isoformat(timespec="seconds"), **row}
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
        shown = {key: round(value, 2) if isinstance(value, float) else value for key, value in row.items()}
        out.print(part, json.dumps(shown), markup=False, highlight=False, soft_wrap=True)

    def of(self, part: str) -> list[Row]:
        """All runs of a part."""
        if not self._path.exists():
            return []
        rows: list[Row] = [json.loads(line) for line in self._path.read_text("utf-8").splitlines()]
        return [row for row in rows if row["part"] == part]

    def forget(self, part: str, **wanted: Any) -> None:
        """Drop the runs of a part that are measured anew."""
        if not self._path.exists():
            return
        rows = [json.loads(line) for line in self._path.read_text("utf-8").splitlines()]
        others = [row for row in rows if row["part"] != part or any(row.get(k) != v for k, v in wanted.items())]
        self._path.write_text("".join(json.dumps(row) + "\n" for row in others), "utf-8")


def grouped(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    """Runs by the values of these columns, in the order of their first appearance."""
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return dict(found)


def spread(rows: Sequence[Row], what: Callable[[Row], float], digits: int = 0) -> str:
    """Median (least to most)."""
    values = sorted(what(row) for row in rows)
    least, middle, most = (f"{value:.{digits}f}" for value in (values[0], median(values), values[-1]))
    return middle if len(values) == 1 else f"{middle} ({least} to {most})"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Markdown."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)])


def write_between(page: Path, name: str, text: str) -> None:
    """Put the text between the page's markers of this name."""
    whole = page.read_text("utf-8")
    section = re.compile(f"<!-- {name} -->\n.*?<!-- /{name} -->", re.DOTALL)
    if not section.search(whole):
        raise LookupError(f"the page has no place for {name}")
    page.write_text(section.sub(lambda _: MARKERS.format(name=name, table=text), whole), "utf-8")
