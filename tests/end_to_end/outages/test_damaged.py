"""One table is damaged: who writes is answered or told whom to call, /ready is red, and administrators hear at minute
five; when it is mended all goes on, and nothing is lost. That each table is found to be missing is held by
tests/storage/queues/test_missing_tables.py."""

import asyncio
import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from bot.simulator.client import Message, Person
from handlers.telegram.alarms.outage_alarm import OUTAGE
from storage.schema import metadata
from tests.support.databases.databases import PostgresMaker, SqliteMaker
from tests.support.domain.examples import LONG, some_of
from tests.support.processes.outages import RunningBots, outage_notices, renamed, running_bots
from tests.support.waiting import until

AWAY, WELL = "数据库已中断", "数据库恢复正常"
TABLES = sorted(metadata.tables)
ON_THE_WAY = (
    "agencies", "audit", "cases", "chats", "counters", "data_keys", "drafts", "inbox", "locks", "messages", "outbox",
    "slots", "staff",
)  # fmt: skip
"""Tables that most updates, messages and beats of the clock read or write."""
ON_SERVER = ("outbox", "counters", "locks", "inbox")
"""Those of which the suite tries that a server lacks them: queues are leased by other statements there."""
OTHERS = [table for table in TABLES if table not in ON_THE_WAY]
ANSWER = "Who is writing?"
"""Of the first screen (intake.md, START)."""


def is_word_of_the_line(message: Message) -> bool:
    """An answer, or that something is broken and whom to call."""
    return message.from_bot and ("110" in (message.text or "") or ANSWER in (message.text or ""))


seldom = partial(until, pause=0.2)
"""What is waited for is tried again after a second or more, and each look asks every table."""


async def is_status(here: RunningBots, path: str, status: int) -> bool:
    return (await here.ask(here.apps[0], path))[0] == status


async def is_answered(person: Person) -> bool:
    return any(message.from_bot and ANSWER in (message.text or "") for message in await person.sees())


async def is_told(person: Person, words: str, times: int) -> bool:
    return await outage_notices(person, words) == times


async def missing_one_by_one(url: str, folder: Path, tables: Sequence[str]) -> None:
    """One table after the other is missing for a while, and everybody is told what they must know."""
    async with running_bots(folder, url) as here:
        await seldom(partial(is_status, here, "ready", 200))
        for told, table in enumerate(tables, 1):
            rita = await here.world.person(f"Rita {table}")
            async with renamed(url, table):
                await rita.say("/start")
                assert await is_status(here, "ready", 503), table
                await rita.wait_for(is_word_of_the_line, timeout=30)
                here.clock.advance(seconds=OUTAGE.total_seconds())
                await here.apps[0].assembly.monitor.look(here.clock.now())
                await seldom(partial(is_told, here.ada, AWAY, told))
                status, facts = await here.ask(here.apps[0], "health")
                assert (status, facts["damaged"], facts["standing_still"]["database"]) == (503, table, True)
            await seldom(partial(is_answered, rita))
            await here.apps[0].assembly.monitor.look(here.clock.now())
            await seldom(partial(is_told, here.ada, WELL, told))
            await seldom(partial(is_status, here, "ready", 200))
            assert await outage_notices(rita) <= 1, table


async def missing_side_by_side(urls: Sequence[str], folder: Path, tables: Sequence[str]) -> None:
    """As many lines as there are databases, each with its share of the tables: nearly all of their time is waiting."""
    async with asyncio.TaskGroup() as lines:
        for number, url in enumerate(urls):
            lines.create_task(missing_one_by_one(url, home_of(folder, number), tables[number :: len(urls)]))


def home_of(folder: Path, number: int) -> Path:
    """The folder of one of the lines."""
    home = folder / f"line-{number}"
    home.mkdir(exist_ok=True)
    return home


async def test_with_any_table_missing_the_line_still_receives_and_answers(
    sqlite_maker: SqliteMaker, tmp_path: Path
) -> None:
    """The suite tries five of the thirteen tables that most updates read, and two others; a long run all."""
    urls = [sqlite_maker.make(home_of(tmp_path, number)) for number in range(4)]
    usual = [table for table in ON_THE_WAY if table not in ON_SERVER]
    await missing_side_by_side(urls, tmp_path, TABLES if LONG in os.environ else [*usual[::2], *some_of(OTHERS, 2)])


@pytest.fixture
def postgres_urls(postgres_maker: PostgresMaker) -> Iterator[list[str]]:
    """Two databases of one server."""
    urls = [postgres_maker.lend() for _ in range(2)]
    yield urls
    for url in urls:
        postgres_maker.give_back(url)


async def test_a_table_missing_on_a_server_is_found_in_the_same_way(postgres_urls: list[str], tmp_path: Path) -> None:
    """The suite tries the four that most updates read and that the test of SQLite leaves out; a long run all. What is
    asked is the same, only the words in which the server refuses are others."""
    await missing_side_by_side(postgres_urls, tmp_path, TABLES if LONG in os.environ else ON_SERVER)
