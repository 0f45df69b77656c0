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
from bot.parts import Parts, line_of, open_parts
from bot.simulator.client import Group, Person, World
from bot.simulator.server import Simulator
from bot.system import SystemClock
from bot.usecases.line import Line
from bot.usecases.membership import make_invite
from handlers.links import invite_link
from storage.unit_of_work import Database
from tests.handlers.fleet import Fleet, fleet
from tests.handlers.house import TOKEN, USERNAME, free_port, settings_for, until
from tests.handlers.talk import BULLYING, Step, is_screen

pytestmark = pytest.mark.timeout(600)
PATIENCE = 60.0
"""Seconds that a person waits for the next screen on a busy machine, while workers die."""
WITHIN_LIMITS = 18
"""Cards that a group gets in the first minute; with more people the processes run without Telegram's limits."""
ROUTED = tuple(map(AgencyKey, ("EDU", "PSB", "CYL", "PROC")))
WORDS = ("He is beaten", "on the way to school", "every day")
LANGUAGES = ("zh-Hans", "en")
PASSED = ("X-Telegram-Bot-Api-Secret-Token", "Content-Type")
SENDING: tuple[Step, ...] = (("", "Send what I have"), ("Please check, then send", "Send"))


@asynccontextmanager
async def place(*, flood: bool) -> AsyncIterator[tuple[str, World]]:
    """A pretended Telegram on the machine's own time."""
    simulator = Simulator(token=TOKEN, username=USERNAME, now=SystemClock().now, flood=flood)
    base = await simulator.start()
    try:
        async with World(base) as world:
            yield base, world
    finally:
        await simulator.stop()


@asynccontextmanager
async def looking(base: str, home: Path, url: str) -> AsyncIterator[Parts]:
    """The database of the processes, opened beside them."""
    parts = await open_parts(settings_for(base, home, database_url=url))
    try:
        yield parts
    finally:
        await parts.database.close()


async def bind(line: Line, world: World) -> dict[AgencyKey, Group]:
    """The groups of the routed bodies, bound by real links."""
    groups: dict[AgencyKey, Group] = {}
    for key in ROUTED:
        head = await world.person(f"Head{key}")
        secret = await make_invite(line, "agency", key, SystemClock().now())
        groups[key] = await world.group(key, head)
        await head.open(invite_link(USERNAME, "agency", secret), groups[key])
        bound = await head.wait_for(lambda message: message.from_bot, groups[key], timeout=PATIENCE)
        await head.say(f"/language@{USERNAME} en", groups[key])
        await head.wait_for(lambda message: message.from_bot, groups[key], after=bound, timeout=PATIENCE)
    return groups


async def report(person: Person) -> int:
    """Words in quick succession, the few answers that are needed, the receipt; the case number."""
    for words in WORDS:
        await person.say(words)
    for words, label in (*BULLYING[:4], *SENDING):
        screen = await person.wait_for(partial(is_screen, words, label), timeout=PATIENCE)
        await person.press(label, message=screen)
    receipt = await person.wait_for("Your case number is", timeout=PATIENCE)
    return int(re.findall(r"case number is (\d+)", receipt.words)[0])


async def test_three_workers_of_whom_one_is_killed_again_and_again_lose_nothing(
    postgres_url: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    crowd = int(pytestconfig.getoption("--people"))
    is_small = crowd <= WITHIN_LIMITS
    program = ("bot", "run") if is_small else ("tests.handlers.quick",)
    async with (
        place(flood=is_small) as (base, world),
        fleet(base, tmp_path, postgres_url, program=program) as here,
        looking(base, tmp_path, postgres_url) as parts,
    ):
        groups = await bind(line_of(parts), world)
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
    return bool(found) and not (found[0]["inbox_open"] or found[0]["outbox_due"])


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
        [kept] = await uow.reports.of_case(case.id)
    return tuple(piece.text for answer in kept.answers if answer.question == "story" for piece in answer.pieces)


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


async def test_a_leader_that_is_killed_is_followed_within_ten_seconds(postgres_url: str, tmp_path: Path) -> None:
    async with place(flood=False) as (base, world), fleet(base, tmp_path, postgres_url, size=2) as here:
        await until(partial(has_one_leader, here))
        [leader] = await here.leaders()
        [other] = set(here.ports) - {leader}
        assert (await here.health(leader))["roles"] == "worker poller dispatcher ticker"
        assert (await here.health(other))["roles"] == "worker"
        await here.kill(leader)
        async with asyncio.timeout(10):
            while not ((await here.health(other)) or {}).get("leads"):  # noqa: ASYNC110 (another process leads)
                await asyncio.sleep(0.1)
        assert await report(await world.person("Rita")) == 1


async def has_one_leader(here: Fleet) -> bool:
    """Whether exactly one leads."""
    return len(await here.leaders()) == 1


@asynccontextmanager
async def nginx(port: int, behind: list[int]) -> AsyncIterator[Counter[int]]:
    """What stands in front of several workers: each call goes to the next one. Counts what each has got."""
    taken: Counter[int] = Counter()
    turns = cycle(behind)

    async def pass_on(request: web.Request) -> web.Response:
        target = next(turns)
        body, headers = (
            await request.read(),
            {name: request.headers[name] for name in PASSED if name in request.headers},
        )
        async with session.post(f"http://127.0.0.1:{target}{request.path}", data=body, headers=headers) as answer:
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
