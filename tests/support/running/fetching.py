"""Files that are being fetched in a running bot, and what is stored of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from bot.domain.queues.fetches import Fetch
from bot.domain.report import Draft, Report
from bot.simulator.client import Person
from storage.cases.file_tables import files
from tests.support.running.running_bot import RunningBot
from tests.support.waiting import until

COUNT = select(func.count()).select_from(files)

NEVER: dict[str, Any] = {"seconds": 3600.0, "times": 0}
"""A download that hangs until the fault is removed."""


@dataclass
class FilesOf:
    """What the line stores about one person."""

    draft: Draft | None
    reports: list[Report]
    fetches: list[Fetch]
    on_disk: int
    rows: int
    """Rows of files, whatever their state."""

    @property
    def states(self) -> list[str]:
        media = [*(self.draft.media if self.draft else ()), *(i for report in self.reports for i in report.all_media)]
        return [item.state.value for item in media]


async def files_of(here: RunningBot, person: Person) -> FilesOf:
    database = here.app.assembly.components.database
    key = database.blind_index.person(person.id)  # type: ignore[arg-type]
    async with database.reading() as uow:
        draft = await uow.drafts.of(key)
        reports = [report for report, _ in await uow.reports.of_person(key)]
        fetches = list(await uow.fetches.of_person(key))
        rows = int(await uow._session.connection.scalar(COUNT) or 0)  # type: ignore[attr-defined]
    return FilesOf(draft, reports, fetches, len(on_disk(here)), rows)


def on_disk(here: RunningBot) -> list[Path]:
    return [path for path in (here.home / "files").rglob("*") if path.is_file()]


async def until_fetched(here: RunningBot, person: Person, is_so: Callable[[FilesOf], object]) -> FilesOf:
    last: list[FilesOf] = []

    async def is_there() -> bool:
        last[:] = [await files_of(here, person)]
        return bool(is_so(last[0]))

    await until(is_there)
    return last[0]
