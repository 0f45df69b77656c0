"""Into the inbox first: lanes, confirmation only after the commit, a database that cannot be reached, strange
bodies."""

import asyncio
import io
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from bot.domain.errors import Unreachable
from bot.loops.wake_up import WakeUp
from bot.simulator.client import World
from bot.simulator.server import Simulator
from handlers.officer.buttons import Take
from handlers.telegram.receiving.polling import Polling
from handlers.telegram.receiving.receive import BODY_LIMIT, Intake, IntakeNews, lane_of
from handlers.telegram.text.buttons import pack
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.running.webhook_posts import HEADERS, RITA, hook, message
from tests.support.waiting import until

TOKEN = "4242:very-secret-token"
EDU = {"id": -5, "type": "supergroup"}


def press(chat: dict[str, Any], data: str) -> dict[str, Any]:
    body = {"id": "1", "from": {"id": 11}, "message": {"chat": chat}, "data": data, "chat_instance": "1"}
    return {"update_id": 2, "callback_query": body}


# --- Lanes ---------------------------------------------------------------------------------------------------------


@ON_SQLITE
def test_words_and_presses_of_a_person_share_a_lane(database: Database) -> None:
    lanes = {lane_of(update, database.blind_index) for update in (message(RITA), press(RITA, pack(Take(7))))}
    assert len(lanes) == 1


@ON_SQLITE
def test_presses_about_one_case_share_a_lane_across_groups(database: Database) -> None:
    other = EDU | {"id": -6}
    lanes = {lane_of(press(chat, pack(Take(7))), database.blind_index) for chat in (EDU, other)}
    assert lanes == {"case:7"}
    assert lane_of(press(EDU, pack(Take(8))), database.blind_index) == "case:8"


@ON_SQLITE
def test_anything_else_in_a_group_is_in_the_groups_lane(database: Database) -> None:
    assert lane_of(message(EDU), database.blind_index) == lane_of(press(EDU, "strange"), database.blind_index)


@ON_SQLITE
def test_the_name_of_a_lane_identifies_nobody(database: Database) -> None:
    assert "1100110011" not in lane_of(message(RITA | {"id": 1100110011}), database.blind_index)


@ON_SQLITE
@pytest.mark.parametrize(
    "body", [{}, {"message": {}}, {"message": None}, {"poll": {"id": "1"}}, {"callback_query": {}}]
)
def test_any_update_has_a_lane(database: Database, clock: FixedClock, body: dict[str, Any]) -> None:
    row = Intake(database.inbox, database.blind_index, clock.now, IntakeNews(WakeUp())).raw({"update_id": 5} | body)
    assert row is not None
    assert row.lane


# --- Webhook --------------------------------------------------------------------------------------------------------


async def test_simultaneous_updates_are_each_confirmed_after_their_commit(
    database: Database, clock: FixedClock
) -> None:
    intake = Intake(database.inbox, database.blind_index, clock.now, IntakeNews(WakeUp()))
    async with hook(intake) as url, aiohttp.ClientSession() as session:

        async def post(number: int) -> int:
            async with session.post(url, json=message(RITA, number), headers=HEADERS) as answer:
                return answer.status

        statuses = await asyncio.gather(*(post(number) for number in range(40)))
    assert set(statuses) == {200}
    assert (await database.inbox.health(clock.now()))["open"] == 40


async def test_an_unreachable_database_is_answered_with_503(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> int:
        raise Unreachable

    intake = Intake(database.inbox, database.blind_index, clock.now, IntakeNews(WakeUp()))
    async with hook(intake) as url, aiohttp.ClientSession() as session:
        with monkeypatch.context() as patch:
            patch.setattr(database.inbox, "store", away)
            async with session.post(url, json=message(RITA), headers=HEADERS) as answer:
                assert (answer.status, answer.headers["Retry-After"]) == (503, "5")
        async with session.post(url, json=message(RITA), headers=HEADERS) as answer:
            assert answer.status == 200


@ON_SQLITE
async def test_a_body_too_large_is_refused(database: Database, clock: FixedClock) -> None:
    intake = Intake(database.inbox, database.blind_index, clock.now, IntakeNews(WakeUp()))
    async with hook(intake) as url, aiohttp.ClientSession() as session:
        async with session.post(url, data=io.BytesIO(b"x" * (BODY_LIMIT + 1)), headers=HEADERS) as answer:
            assert answer.status == 413
        async with session.post(url, json=message(RITA), headers={}) as answer:
            assert answer.status == 403


# --- Polling --------------------------------------------------------------------------------------------------------


def _failing_thrice(store: Callable[..., Awaitable[int]]) -> Callable[..., Awaitable[int]]:
    failures = [1, 2, 3]

    async def failing(*given: Any) -> int:
        if failures:
            failures.pop()
            raise Unreachable
        return await store(*given)

    return failing


@ON_SQLITE
async def test_the_offset_moves_only_after_the_commit(
    database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.telegram.receiving.polling.LONGEST_PAUSE", 0.01)
    monkeypatch.setattr(database.inbox, "store", _failing_thrice(database.inbox.store))
    simulator = Simulator(token=TOKEN, now=clock.now, flood=False)
    base = await simulator.start()
    intake = Intake(database.inbox, database.blind_index, clock.now, IntakeNews(WakeUp()))
    async with World(base) as world, aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
        polling = Polling(intake, f"{base}/bot{TOKEN}/getUpdates", session)
        tasks.create_task(polling.run())
        rita = await world.person("Rita")
        for _ in range(5):
            await rita.say("words")

        async def all_are_stored() -> bool:
            return (await database.inbox.health(clock.now()))["open"] == 5

        await until(all_are_stored)
        polling.stop()
    calls = await _offsets(base)
    assert calls[0] is None
    assert calls.count(None) >= 4
    await simulator.stop()


async def _offsets(base: str) -> list[int | None]:
    async with World(base) as world:
        calls = await world.calls(method="getUpdates")
    assert all(json.loads(json.dumps(call.params["allowed_updates"])) for call in calls if call.params)
    return [call.params.get("offset") for call in calls]
