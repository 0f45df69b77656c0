"""`python -m bot numbers rebuild` as an operator uses it, beside a bot that runs."""

import re
from pathlib import Path

from sqlalchemy import delete, func, select

from storage.cases.rollup_tables import increments, rollups
from tests.support.processes.command_line import ran
from tests.support.running.a_life import a_life
from tests.support.running.running_bot import TOKEN, UNLOCKED, RunningBot, running_bot
from tests.support.waiting import until


async def opened(here: RunningBot) -> int:
    """How many cases the days of the roll-ups count."""
    await here.world.advance(seconds=1)
    async with here.app.assembly.components.database._engine.reading() as connection:
        found = select(func.sum(rollups.c.count)).where(rollups.c.metric == "opened")
        return int(await connection.scalar(found) or 0)


async def is_folded(here: RunningBot) -> bool:
    return await opened(here) == 1


async def test_numbers_that_were_lost_are_counted_anew_while_the_bot_runs(tmp_path: Path) -> None:
    async with running_bot(tmp_path, begin=None) as here:
        given = {"TOKEN": TOKEN, "API_URL": here.base, "PROFILE": UNLOCKED}
        await a_life(here)
        await until(lambda: is_folded(here))
        code, printed = await ran(tmp_path, "numbers", "rebuild", **given)
        assert (code, "1 cases counted, 0 numbers put right." in printed) == (0, True), printed
        async with here.app.assembly.components.database._engine.writing() as connection:
            await connection.execute(delete(rollups))
            await connection.execute(delete(increments))
            await connection.commit()
        code, printed = await ran(tmp_path, "numbers", "rebuild", **given)
        assert code == 0, printed
        assert re.search(r"1 cases counted, [1-9]\d* numbers put right\.", printed)
        await until(lambda: is_folded(here))
