"""Pictures and files: the CPU of one, replies while ten albums are drawn, and the list of twenty thousand cases."""

import asyncio
import resource
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from bot.domain.notices.supervisor.exports import ExportReady
from bot.domain.numbers.board import Board, Filter, Period
from bot.ports.unit_of_work import Begin
from bot.simulator.client import World
from handlers.pictures.charts import CHARTS
from handlers.pictures.order import Order, TableOrder, drawn, written
from handlers.pictures.tables import Book
from handlers.supervisor.views_exports import list_of_cases
from handlers.telegram.text.rendered import RenderContext
from tests.bench.alerts import nearest
from tests.bench.generate import fill_sqlite
from tests.bench.growth import opened
from tests.bench.results import Results
from tests.support.facts_of_notices import CATALOGUE
from tests.support.oversight.boards import words_in
from tests.support.oversight.generated_year import board
from tests.support.people import PROFILE
from tests.support.running.running_bot import running_bot

ALBUM, ALBUMS, ASKED = 4, 10, 60
CASES, A_DAY = 20_000, 250
BEAT = 0.005
"""Seconds between two looks at whether the event loop still turns."""


class Drawing:
    """Each measurement adds rows of its own."""

    def __init__(self, results: Results, folder: Path) -> None:
        self._results = results
        self._folder = folder

    async def pictures(self, rounds: int) -> None:
        """CPU seconds of each chart in an album: its share of the process that draws four, start and all."""
        scenes = [chart(board(), words_in("en")) for chart in CHARTS.values()]
        for album in (scenes[:ALBUM], scenes[ALBUM : 2 * ALBUM]):
            for _ in range(rounds):
                spent = of_children()
                await drawn(Order(tuple(album)))
                self._add("CPU s of a picture, in an album of four", (of_children() - spent) / len(album))
        for _ in range(rounds):
            spent = of_children()
            await drawn(Order((scenes[0],)))
            self._add("CPU s of a picture, drawn alone", of_children() - spent)

    async def replies(self, rounds: int) -> None:
        """p95 of replies to one press after the other, with nothing else going on, and while ten albums are drawn."""
        scenes = tuple([chart(board(), words_in("en")) for chart in CHARTS.values()][:ALBUM])
        with tempfile.TemporaryDirectory(prefix="tld") as folder:
            async with running_bot(Path(folder)) as place:
                await asked(place.world, "first")
                for number in range(rounds):
                    quiet = await asked(place.world, f"quiet{number}-")
                    drawing = asyncio.gather(*(drawn(Order(scenes)) for _ in range(ALBUMS)))
                    await asyncio.sleep(0.5)
                    busy = await asked(place.world, f"busy{number}-")
                    is_over = drawing.done()
                    await drawing
                    if not is_over:
                        self._add("p95 ms of a reply, nothing drawn", 1000 * nearest(quiet, 95))
                        self._add("p95 ms of a reply, ten albums drawn", 1000 * nearest(busy, 95))

    async def export(self) -> None:
        """The list of a quarter with twenty thousand cases: CPU, how long nobody else had a turn, and the workbook."""
        with tempfile.TemporaryDirectory(prefix="tlx", dir=self._folder) as folder:
            _, components, maker = await opened(Path(folder), "", CASES)
            maker.a_day = A_DAY
            await asyncio.to_thread(fill_sqlite, components.settings.database_url, maker)
            try:
                await self._listed(components.database.reading, maker.now)
            finally:
                await components.database.close()

    async def _listed(self, begin: Begin, now: datetime) -> None:
        period = Period("quarter", now.date() - timedelta(days=89), now.date())
        said = ExportReady(board=Board(period, Filter(), now), form="xlsx", since=now - timedelta(days=90))
        context = RenderContext(CATALOGUE, CATALOGUE.has, PROFILE, "bot", begin, None, lambda: now)  # type: ignore[arg-type]
        others = Others()
        watch = asyncio.create_task(others.measure_waits())
        wall, spent = time.perf_counter(), time.process_time()
        sheet = await list_of_cases(context, "en", said)
        self._add("CPU s of the list of 20,000 cases", time.process_time() - spent)
        self._add("s until the list of 20,000 cases is read", time.perf_counter() - wall)
        watch.cancel()
        self._add("ms in which nobody else had a turn, at most", 1000 * others.longest)
        assert len(sheet.rows) == CASES
        spent = of_children()
        file = await written(TableOrder(Book((sheet,)), "xlsx"))
        self._add("CPU s of its workbook", of_children() - spent)
        self._add("MB of its workbook", len(file) / 1_000_000)

    def _add(self, what: str, value: float) -> None:
        self._results.add("drawing", {"what": what, "value": value})


class Others:
    """Everybody else who waits for the event loop while one thing is done on it."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def measure_waits(self) -> None:
        """Until it is cancelled."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT)
            self.longest = max(self.longest, time.perf_counter() - began - BEAT)


async def asked(world: World, round_: str) -> list[float]:
    """Seconds from a first word to its answer. Each person is new: one chat is sent a message a second at most."""
    taken = list[float]()
    for number in range(ASKED):
        person = await world.person(f"{round_}{number}")
        began = time.perf_counter()
        await person.say("/start")
        await person.wait_for("Who is writing?", timeout=60)
        taken.append(time.perf_counter() - began)
    return taken


def of_children() -> float:
    """CPU seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
