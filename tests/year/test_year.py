"""Some hundred cases of the generated year, act by act: roll-ups and a straight count agree to the last case, and what
is hidden is hidden in every view. `make year` does the same with all twenty thousand."""

from pathlib import Path

import pytest

from bot.domain.numbers.board import Board, HiddenCount
from bot.usecases.oversight.statistics.boards import WantedNumbers, board_of
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.databases import SqliteMaker
from tests.support.oversight.generated_year import END, YEAR
from tests.year.by_hand import PERIODS, ZONE, ByHand
from tests.year.comparing import cells_of, differences
from tests.year.living import Year
from tests.year.plan import some
from tests.year.views import disagreeing

OF_MONTHS = ("month", "quarter")
"""Periods with cells of their own."""


@pytest.fixture
def clock() -> FixedClock:
    """At the beginning of the year."""
    return FixedClock(END - YEAR)


@pytest.fixture
def database_url(sqlite_maker: SqliteMaker, tmp_path: Path) -> str:
    """SQLite is enough here: tests/storage/cases/test_rollups.py asks the same of a server, a few cases at a time."""
    return sqlite_maker.make(tmp_path)


async def asked(year: Year, word: str) -> tuple[Board, list[str]]:
    """The board of a period, and what its views show otherwise: of a day and of a week they show the same month."""
    async with year.reader() as reader:
        board = await board_of(reader, WantedNumbers(word), named=True)
        return board, await disagreeing(reader, board, word) if word in OF_MONTHS else []


async def test_the_roll_ups_of_a_year_equal_a_direct_count(database: Database, clock: FixedClock) -> None:
    plan = some()
    year = Year(database, clock, plan)
    await year.live(END)
    boards = dict[str, Board]()
    for word in PERIODS:
        boards[word], others = await asked(year, word)
        assert differences(boards[word], ByHand(plan, END, word)) == []
        assert others == []
    hidden = [count.hidden for count in cells_of(boards["month"]).values()]
    assert hidden.count(HiddenCount.SMALL) > 20
    assert hidden.count(None) > 20
    assert (await database.recount(ZONE).run(clock.now())).changed == 0
    clock.advance(days=1)
    assert differences((await asked(year, "week"))[0], ByHand(plan, END, "week")), "a day later it is another count"
