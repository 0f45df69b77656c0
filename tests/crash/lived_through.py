"""From here the bots of `make crash` are forked: as in `tests.support.processes.forked`, but this process has lived
through the whole of a life. What a bot makes when it first needs it (SQL of a statement, readers of values), each of
some thousand bots finds made.
"""

import asyncio
import os
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from bot.simulator.client import World
from bot.simulator.server import Simulator
from bot.system import MovableClock
from handlers.pictures import order
from tests.crash.district import BEGIN, HomeLender, made, set_up
from tests.crash.life import PAUSE, TIMEOUT, Life, LifeKind
from tests.crash.quick_pictures import drawn_at_once
from tests.crash.run import FULL
from tests.support.processes import forked
from tests.support.processes.children import ChildOrder, forked_child
from tests.support.processes.read_in import unheard
from tests.support.processes.shared import Shared, bare_environment, given
from tests.support.running.running_bot import TOKEN, USERNAME, rows_queued, running, settings_for
from tests.support.waiting import until

FOLDER, URL = "CRASH_FOLDER", "CRASH_URL"
ALBUM = "album"
"""The one stretch that is left out: the library that stores files keeps threads, which children would not have."""


async def prepared(homes: HomeLender, folder: Path) -> Shared:
    """A process that has lived through the full life in a home of its own in the folder."""
    url = await homes.lend(made(folder) / "home")
    life = {FOLDER: str(folder), URL: url}
    origin = Shared("tests.crash.lived_through", lambda nothing: bare_environment(nothing) | life)
    first = await forked_child(ChildOrder(("--help",), bare_environment(""), os.devnull), origin)
    assert await first.wait() == 0
    return origin


@dataclass
class LifeInside(Life):
    """The bot lives in this process, and nobody kills it."""

    app: Any = field(kw_only=True)

    async def quiet(self, moved_at: Any = BEGIN) -> None:
        """As in any life; nothing is written down of what is passed."""
        await until(partial(self._is_at_rest, moved_at), TIMEOUT, PAUSE)

    async def _is_at_rest(self, moved_at: Any) -> bool:
        ticked = self.app.assembly.leading.ticker.last_at
        if self.simulator.cloud.updates.pending() or await rows_queued(self.app):
            return False
        return moved_at == BEGIN or (ticked is not None and ticked >= moved_at)


class NobodyToTell:
    """In place of the process of a bot: the clock itself tells this bot that it was moved."""

    def tell(self, _: int) -> None:
        """Nothing."""


async def live_through(folder: Path, url: str) -> None:
    """The full life, step by step, in the home that the folder has."""
    clock: Any = MovableClock(BEGIN - FULL.sooner)
    simulator = Simulator(token=TOKEN, username=USERNAME, now=clock.now, advance=clock.advance, flood=False)
    base = await simulator.start()
    kind, nobody = LifeKind("polling", "postgresql" if url else "sqlite"), cast("Any", NobodyToTell())
    try:
        async with World(base) as world:
            district = await set_up(world, simulator, "Rita")
            async with running(settings_for(base, folder / "home", database_url=url), clock) as app:
                life = LifeInside(
                    kind, FULL, {}, folder, url, clock, simulator, district, nobody, nobody, {}, app=app
                )  # fmt: skip
                simulator.cloud.updates.on_push(lambda update: life.updates.append(update.number))
                for stretch, step in FULL.steps.items():
                    life.enter(stretch)
                    if stretch != ALBUM:
                        await step(life)
                    await life.quiet()
    finally:
        await simulator.stop()


def live_as_told() -> None:
    """The life that the environment names."""
    folder, url = Path(os.environ[FOLDER]), os.environ[URL]
    with pytest.MonkeyPatch.context() as patch, unheard():
        patch.setattr(order, "_drawn", drawn_at_once)
        asyncio.run(live_through(folder, url))


if __name__ == "__main__":
    forked.main(given(), live_as_told)
