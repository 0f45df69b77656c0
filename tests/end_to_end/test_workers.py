"""Three real processes on one PostgreSQL: one killed again and again, nothing lost and nothing in disorder."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from itertools import cycle
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from bot.domain.ids import AgencyKey, CaseNumber
from bot.runtime.components import services_of
from bot.simulator.client import Group, Person
from storage.unit_of_work import Database
from tests.support.processes.crowd import WORDS, bind, looking, place, report
from tests.support.processes.fleet import Fleet, fleet
from tests.support.running.running_bot import free_port, still_queued
from tests.support.waiting import until

WITHIN_LIMITS = 18
"""Cards that a group gets in the first minute; with more people the processes run without Telegram's limits."""
LANGUAGES = ("zh-Hans", "en")
PASSED = ("X-Telegram-Bot-Api-Secret-Token", "Content-Type")


async def test_three_workers_of_whom_one_is_killed_again_and_again_lose_nothing(
    postgres_url: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    crowd = int(pytestconfig.getoption("--people"))
    is_small = crowd <= WITHIN_LIMITS
    program = ("bot", "run") if is_small else ("tests.support.processes.quick",)
    async with (
        place(flood=is_small) as (base, world),
        fleet(base, tmp_path, postgres_url, program=program) as here,
        looking(base, tmp_path, postgres_url) as parts,
    ):
        groups = await bind(services_of(parts), world)
        people = [await world.person(f"Rita{n}") for n in range(crowd)]
        done = asyncio.Event()
        harassing = asyncio.create_task(here.harass(done, 2.0))
        numbers = await asyncio.gather(*(report(person) for person in people))
        done.set()
        await harassing
        await until(partial(is_all_out, here))
        assert sorted(numbers) == list(range(1, crowd + 1))
        assert here.kills
        for person, number in zip(people, numbers, strict=True):
            await assert_told_once(person, number)
            assert await story_of(parts.database, number) == WORDS
        for key, group in groups.items():
            await assert_cards(group, key, numbers)
        refused = [call for call in await world.calls() if call.code == 429]
        assert refused == []


async def is_all_out(here: Fleet) -> bool:
    """Whether nothing waits in either queue."""
    found = [facts for port in here.ports if (facts := await here.health(port))]
    return bool(found) and not still_queued(found[0], "inbox_open", "outbox_due")


async def assert_told_once(person: Person, number: int) -> None:
    """The receipt is there; where a kill fell between sending and noting, the same one once more."""
    receipts = [m.words for m in await person.sees() if m.from_bot and "case number is" in m.words]
    assert {re.findall(r"case number is (\d+)", words)[0] for words in receipts} == {str(number)}
    assert len(receipts) <= 2


async def story_of(database: Database, number: int) -> tuple[str, ...]:
    """What the person told, piece by piece as it was kept."""
    async with database.reading() as uow:
        case = await uow.cases.by_number(CaseNumber(number))
        assert case is not None
        [report] = await uow.reports.of_case(case.id)
    return tuple(piece.text for answer in report.answers if answer.question == "story" for piece in answer.pieces)


async def assert_cards(group: Group, agency: AgencyKey, numbers: list[int]) -> None:
    """A card for each case; one repeat at most."""
    seen = [re.findall(r"Case (\d+)", m.words) for m in await group.owner.sees(group) if m.from_bot and m.buttons]
    counted = Counter(int(found[0]) for found in seen if found)
    assert sorted(counted) == sorted(numbers), agency
    assert max(counted.values()) <= 2


async def test_a_webhook_may_come_to_any_worker_and_telegram_is_told_of_it_by_one(
    postgres_url: str, tmp_path: Path
) -> None:
    secret = "hook-secret-4242"  # pragma: allowlist secret
    async with place(flood=False) as (base, world):
        front = free_port()
        hook = {"WEBHOOK_URL": f"http://127.0.0.1:{front}/telegram", "WEBHOOK_SECRET": secret}
        async with fleet(base, tmp_path, postgres_url, size=2, more=hook) as here, nginx(front, here.ports) as taken:
            await until(partial(has_one_leader, here))
            await report(await world.person("Rita"))
            assert all(taken[port] for port in here.ports)
            assert len(await world.calls(method="setWebhook")) == 1
            assert await world.calls(method="getUpdates") == []
            assert len(await world.calls(method="setMyDescription")) == len(LANGUAGES)


async def test_a_leader_that_is_killed_is_followed_by_another(postgres_url: str, tmp_path: Path) -> None:
    async with place(flood=False) as (base, world), fleet(base, tmp_path, postgres_url, size=2) as here:
        await until(partial(has_one_leader, here))
        [leader] = await here.leaders()
        [other] = set(here.ports) - {leader}
        assert (await here.health(leader))["roles"] == "worker poller dispatcher ticker"
        assert (await here.health(other))["roles"] == "worker"
        await here.kill(leader)
        await until(partial(leads, here, other))
        assert await report(await world.person("Rita")) == 1


async def leads(here: Fleet, port: int) -> bool:
    """Whether the process at this port leads."""
    return bool(((await here.health(port)) or {}).get("leads"))


async def has_one_leader(here: Fleet) -> bool:
    """Whether exactly one leads."""
    return len(await here.leaders()) == 1


@asynccontextmanager
async def nginx(port: int, behind: list[int]) -> AsyncIterator[Counter[int]]:
    """What stands in front of several workers: each call goes to the next one. Counts what each has got."""
    taken: Counter[int] = Counter()
    targets = cycle(behind)

    async def pass_on(request: web.Request) -> web.Response:
        target = next(targets)
        body, headers = (
            await request.read(),
            {name: request.headers[name] for name in PASSED if name in request.headers},
        )
        async with session.post(f"http://127.0.0.2:{target}{request.path}", data=body, headers=headers) as answer:
            taken[target] += answer.status == 200
            return web.Response(status=answer.status, body=await answer.read())

    app = web.Application()
    app.router.add_post("/{tail:.*}", pass_on)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    async with aiohttp.ClientSession() as session:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield taken
        finally:
            await runner.cleanup()
