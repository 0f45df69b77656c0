"""`make year`: the whole year of a district (20,000 cases, 400 institutions, seasons, two lazy bodies, a silent school,
a flood) goes through the roll-ups. Ends with 1 where they differ from a straight count, or two views from each other.
"""

import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from bot.domain.numbers.board import Board
from bot.usecases.oversight.statistics.boards import WantedNumbers, board_of
from tests.pictures.boards import BOARD, BOARDS
from tests.support.clock import FixedClock
from tests.support.databases.databases import SqliteMaker
from tests.support.databases.no_disk_sync import spare_the_disk
from tests.support.databases.opened_database import open_database
from tests.support.oversight.generated_year import END, LAZY, SILENT_SCHOOL, YEAR
from tests.year.by_hand import PERIODS, ZONE, ByHand
from tests.year.comparing import differences
from tests.year.living import Year
from tests.year.plan import whole
from tests.year.views import disagreeing

AFTER_THE_FLOOD = datetime(2026, 3, 29, 13, 0, tzinfo=UTC)
IN_TERM_AGAIN = datetime(2026, 10, 4, 13, 0, tzinfo=UTC)
"""Twelve weeks before it the summer holidays had begun."""
MOMENTS = {"flood": AFTER_THE_FLOOD, "summer": IN_TERM_AGAIN, "end": END}
"""At which the year is looked at; the boards of the quarter before are kept under these names."""
OF_MONTHS = ("month", "quarter")
"""Periods with cells of their own: what a day or a week shows of harm and place is of the same month."""
out = Console()


async def lived(folder: Path) -> list[str]:
    """All of it; what does not agree."""
    clock = FixedClock(END - YEAR)
    database = await open_database(SqliteMaker().make(folder), folder, clock)
    year, found = Year(database, clock, whole()), list[str]()
    try:
        for moment in MOMENTS.values():
            await year.live(moment, lambda done: out.print(f"{done} acts", end="\r"))
            for word in PERIODS:
                found += await compared(year, word)
        done = await database.recount(ZONE).run(clock.now())
        out.print(f"numbers rebuild: {done.cases} cases, {done.changed} numbers put right")
        return [*found, *(["numbers rebuild gives other numbers"] if done.changed else [])]
    finally:
        await database.close()


async def compared(year: Year, word: str) -> list[str]:
    """One period, as of the clock; the quarter's pictures are kept."""
    now = year.clock.now()
    async with year.reader() as reader:
        began = time.process_time()
        board = await board_of(reader, WantedNumbers(word), named=True)
        spent = time.process_time() - began
        found = differences(board, ByHand(year.plan, now, word))
        found += await disagreeing(reader, board, word) if word in OF_MONTHS else []
    out.print(f"{now:%Y-%m-%d} {word}: {board.reports.value} cases, {len(found)} differences, {spent:.2f} s of CPU")
    if word == "quarter":
        found += seen(board)
        keep(board)
    return found


def seen(board: Board) -> list[str]:
    """What somebody who was not told must find: the two lazy bodies, the silent school, the weeks of the flood, the
    holidays."""
    slowest = sorted(board.bodies, key=lambda one: one.acknowledge.in_time.percent or 100)[: len(LAZY)]
    wrong = [] if {one.agency for one in slowest} == LAZY else ["the lazy bodies are not the slowest"]
    if board.at == END and [one.name for one in board.silent] != [SILENT_SCHOOL]:
        wrong.append("the silent school is not the only silent one")
    weeks = {week.first: sum(week.opened.values()) for week in board.weeks if week.closed}
    if board.at == AFTER_THE_FLOOD and {day.month for day in sorted(weeks, key=weeks.__getitem__)[-2:]} != {3}:
        wrong.append("no flood is seen")
    if board.at == IN_TERM_AGAIN:
        quiet, busy = (
            max(weeks[day] for day in weeks if day.month == 7),
            min(weeks[day] for day in weeks if day.month == 9),
        )
        wrong += [] if quiet < busy else ["no summer holidays are seen"]
    return wrong


def keep(board: Board) -> None:
    """Its numbers, from which `make pictures` draws."""
    name = next(name for name, moment in MOMENTS.items() if moment == board.at)
    (BOARDS / f"{name}.json").write_bytes(BOARD.dump(board))


def main() -> int:
    """0 where everything agrees."""
    began = time.process_time()
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(prefix="year-") as folder:
        spare_the_disk(patch)
        found = asyncio.run(lived(Path(folder)))
    for one in found:
        out.print(one, markup=False)
    out.print(f"{len(found)} differences; {time.process_time() - began:.0f} s of CPU; boards in {BOARDS}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
