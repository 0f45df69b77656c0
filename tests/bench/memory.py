"""Memory: very many updates through one process of ours, and what it holds after each part of them."""

import shutil
import tempfile
import time
from pathlib import Path

from tests.bench.processes import now_mb
from tests.bench.results import Results
from tests.bench.script import ACTS
from tests.bench.speed import SUBJECTS, Speed, Subject

PARTS = 10
AT_ONCE = 20


class Memory:
    """Twenty people at once, again and again, so that every part of the program is used."""

    def __init__(self, results: Results, folder: Path) -> None:
        self._results = results
        self._folder = folder

    async def measure(self, updates: int, until: float) -> None:
        """Handles this number of updates in ten parts, or as many as fit before `until`."""
        subject: Subject = next(subject for subject in SUBJECTS if subject.name == "ours-sqlite")
        home, handled = Path(tempfile.mkdtemp(prefix="memory-", dir=self._folder)), 0
        reports = max(1, updates // PARTS // len(ACTS))
        try:
            async with Speed(self._results, self._folder, seconds=0).bots(subject, home, "") as (world, bots):
                await world.order(people=2, reports=4, seconds=30)
                for _ in range(PARTS):
                    left = until - time.monotonic()
                    if left <= 0:
                        break
                    seen = await world.order(people=AT_ONCE, reports=reports, seconds=left)
                    handled += seen["acts"]
                    row = {"updates": handled, "rss_mb": now_mb(bots[0].pid), "seconds": seen["seconds"]}
                    self._results.add("memory", {**row, "stuck": seen["stuck"]})
        finally:
            shutil.rmtree(home, ignore_errors=True)
