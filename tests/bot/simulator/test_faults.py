"""Faults on a schedule, flood limits, and many people at once."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.simulator.client import NothingSeen, Person
from bot.simulator.refusal import Refusal
from bot.simulator.world.chats import Chat
from bot.simulator.world.flood import Flood
from tests.support.running.simulated import TOKEN, Simulation


@pytest.fixture
async def child(place: Simulation) -> Person:
    person = await place.world.person("Bo")
    await person.say("/start")
    return person


async def words(person: Person) -> list[str]:
    return [message.words for message in await person.sees() if message.from_bot]


async def test_a_dropped_connection_leaves_open_whether_the_call_took_effect(place: Simulation, child: Person) -> None:
    await place.world.fault("drop_before", "sendMessage")
    await place.world.fault("drop_after", "sendMessage")
    for text in ("lost", "sent"):
        with pytest.raises(aiohttp.ClientError):
            await place.bot.raw("sendMessage", chat_id=child.id, text=text)
    await place.bot.call("sendMessage", chat_id=child.id, text="fine")
    assert await words(child) == ["sent", "fine"]
    assert [call.code for call in await place.world.calls(method="sendMessage")] == [0, 0, 200]


async def test_a_fault_of_one_chat_lasts_until_that_chat_is_healed(place: Simulation, child: Person) -> None:
    other = await place.world.person("Ann")
    await other.say("/start")
    await place.world.fault("status", times=0, status=502, chat_id=child.id)
    await place.world.fault("status", "sendMessage", times=0, status=429, retry_after=3, chat_id=other.id)
    for _ in range(5):
        assert (await place.bot.raw("sendMessage", chat_id=child.id, text="x"))["error_code"] == 502
    assert (await place.bot.raw("sendMessage", chat_id=str(child.id), text="x"))["error_code"] == 502
    assert (await place.bot.raw("getMe"))["ok"]
    await place.world.heal(child.id)
    await place.bot.call("sendMessage", chat_id=child.id, text="x")
    assert (await place.bot.raw("sendMessage", chat_id=other.id, text="x"))["error_code"] == 429
    await place.world.heal()
    await place.bot.call("sendMessage", chat_id=other.id, text="x")


async def test_a_refusal_may_say_more_than_words(place: Simulation, child: Person) -> None:
    await place.world.fault("status", status=400, parameters={"migrate_to_chat_id": -77})
    answer = await place.bot.raw("sendMessage", chat_id=child.id, text="x")
    assert answer["parameters"] == {"migrate_to_chat_id": -77}


async def test_an_answer_that_never_comes_says_nothing_of_the_effect(place: Simulation, child: Person) -> None:
    await place.world.fault("no_answer", "sendMessage", seconds=0.05)
    with pytest.raises(aiohttp.ClientError):
        await place.bot.raw("sendMessage", chat_id=child.id, text="sent")
    assert await words(child) == ["sent"]


async def test_answers_of_all_kinds(place: Simulation, child: Person) -> None:
    for status in (401, 404, 502):
        await place.world.fault("status", status=status, times=2)
        for _ in range(2):
            assert (await place.bot.raw("sendMessage", chat_id=child.id, text="x"))["error_code"] == status
    await place.world.fault("status", "sendMessage", status=429, retry_after=5)
    answer = await place.bot.raw("sendMessage", chat_id=child.id, text="x")
    assert answer["parameters"] == {"retry_after": 5}
    assert await words(child) == []


async def test_truncated_raw_and_slow_answers(place: Simulation, child: Person) -> None:
    address = f"{place.url}/bot{TOKEN}/sendMessage"
    facts = {"chat_id": child.id, "text": "x"}
    await place.world.fault("truncate", "sendMessage")
    async with place.bot.session.post(address, json=facts) as answer:
        with pytest.raises(json.JSONDecodeError):
            json.loads(await answer.text())
    await place.world.fault("raw", "sendMessage", status=502, description="<html>Bad Gateway")
    async with place.bot.session.post(address, json=facts) as answer:
        assert (answer.status, await answer.text()) == (502, "<html>Bad Gateway")
    await place.world.fault("slow", "sendMessage", seconds=0.05)
    await place.bot.call("sendMessage", **facts)
    await place.world.fault("slow", "sendMessage", seconds=5)
    await place.world.heal()
    await place.bot.call("sendMessage", **facts)
    assert await words(child) == ["x"] * 3


async def test_updates_that_repeat_or_look_strange(place: Simulation) -> None:
    child = await place.world.person("Bo")
    await place.world.fault("repeat_update", "getUpdates")
    await child.say("once")
    (first,) = await place.bot.updates()
    assert await place.bot.updates() == [first]
    assert await place.bot.updates() == []
    await place.world.fault("unknown_fields")
    await place.world.fault("missing_fields")
    await child.say("strange")
    await child.say("sound")
    strange, sound = await place.bot.updates()
    assert "from_a_newer_api" in strange["message"] and "date" not in strange["message"]
    assert "date" in sound["message"]


def test_flood_limits_of_private_chats_groups_and_all_together() -> None:
    moment = [0.0]
    flood = Flood(on=True, now=lambda: moment[0])
    group, private = Chat(-1, "group"), Chat(1, "private")
    for _ in range(20):
        flood.charge(group)
    with pytest.raises(Refusal) as refused:
        flood.charge(group)
    assert refused.value.parameters == {"retry_after": 60} and refused.value.code == 429
    moment[0] = 30.0
    for _ in range(10):
        flood.charge(private)
    with pytest.raises(Refusal) as refused:
        flood.charge(private)
    assert refused.value.description == "Too Many Requests: retry after 1"
    for number in range(2, 32):
        flood.charge(Chat(number, "private"))
    with pytest.raises(Refusal):
        flood.charge(Chat(99, "private"))
    moment[0] = 61.0
    flood.charge(group, 10)


async def test_edits_share_the_group_s_count(strict_place: Simulation) -> None:
    place, head = strict_place, await strict_place.world.person("Head")
    group = await place.world.group("Education", head)
    await group.bot("add")
    sent = await place.bot.call("sendMessage", chat_id=group.id, text="0")
    for number in range(1, 20):
        where = {"chat_id": group.id, "message_id": sent["message_id"]}
        await place.bot.call("editMessageText", text=str(number), **where)
    answer = await place.bot.raw("sendMessage", chat_id=group.id, text="x")
    assert answer["error_code"] == 429 and answer["parameters"]["retry_after"] > 50


async def test_a_webhook_is_set_at_most_once_a_second(strict_place: Simulation) -> None:
    await strict_place.bot.call("setWebhook", url="http://127.0.0.1:9/")
    answer = await strict_place.bot.raw("setWebhook", url="http://127.0.0.1:9/")
    assert answer["error_code"] == 429 and answer["parameters"] == {"retry_after": 1}


async def test_a_person_who_waits_in_vain_is_told_what_the_chat_shows(place: Simulation, child: Person) -> None:
    await place.bot.call("sendMessage", chat_id=child.id, text="something else")
    with pytest.raises(NothingSeen, match="something else"):
        await child.wait_for("thanks", timeout=0.05)


async def test_a_hundred_people_are_answered_while_they_write_at_once(place: Simulation) -> None:
    people = [await place.world.person(f"P{number}") for number in range(100)]

    async def answer_all() -> None:
        answered = 0
        while answered < len(people):
            for update in await place.bot.updates(timeout=10):
                message = update["message"]
                await place.bot.call("sendMessage", chat_id=message["chat"]["id"], text=f"to {message['text']}")
                answered += 1

    async def talk(person: Person) -> None:
        await person.say(f"I am {person.name}")
        await person.wait_for(f"to I am {person.name}", timeout=60)

    async with asyncio.TaskGroup() as group:
        group.create_task(answer_all())
        for person in people:
            group.create_task(talk(person))


async def test_events_tell_the_page_what_happens(place: Simulation, child: Person) -> None:
    async with place.bot.session.get(f"{place.url}/sim/events") as stream:
        await stream.content.readline()
        await place.bot.call("sendChatAction", chat_id=child.id, action="typing")
        await place.bot.call("sendMessage", chat_id=child.id, text="hello")
        await place.world.advance(days=1)
        events: list[dict[str, Any]] = []
        async with asyncio.timeout(10):
            while len(events) < 3:
                line = await stream.content.readline()
                if line.startswith(b"data: "):
                    events.append(json.loads(line[6:]))
    assert [event["type"] for event in events] == ["action", "message", "clock"]
    assert events[1]["message"]["text"] == "hello" and events[1]["chat"] == child.id


async def test_the_overview_lists_people_and_chats(place: Simulation, child: Person) -> None:
    shown = await place.world.get("world")
    assert shown["now"] == "2026-03-02T09:00:00+00:00"
    assert shown["people"][0]["id"] == shown["chats"][0]["person"] == child.id
    assert shown["chats"][0]["unread"] == {str(child.id): 0}
    assert shown["run"] and shown["chats"][0]["scenery"] == 0
    async with place.bot.session.get(place.url) as page:
        assert page.status == 200


async def test_after_setup_no_message_so_far_counts_as_unread(place: Simulation, child: Person) -> None:
    sent = await place.bot.call("sendMessage", chat_id=child.id, text="hello")
    await place.world.read_everything()
    (chat,) = (await place.world.get("world"))["chats"]
    assert chat["unread"] == {str(child.id): 0} and chat["scenery"] == sent["message_id"]
    await place.bot.call("sendMessage", chat_id=child.id, text="again")
    (chat,) = (await place.world.get("world"))["chats"]
    assert chat["unread"] == {str(child.id): 1} and chat["scenery"] == sent["message_id"]
