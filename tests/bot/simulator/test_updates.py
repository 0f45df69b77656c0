"""What the server promises about updates: nothing is forgotten before it is confirmed or too old."""

import asyncio

import aiohttp

from tests.support.running.simulated import Bot, Simulation
from tests.support.waiting import until


async def test_updates_come_again_until_a_higher_offset_confirms_them(place: Simulation) -> None:
    child = await place.world.person("Bo")
    for text in ("one", "two", "three"):
        await child.say(text)
    first = await place.bot.call("getUpdates")
    assert await place.bot.call("getUpdates") == first
    assert [u["message"]["text"] for u in await place.bot.call("getUpdates", limit=2)] == ["one", "two"]
    rest = await place.bot.call("getUpdates", offset=first[1]["update_id"] + 1)
    assert [u["message"]["text"] for u in rest] == ["three"]
    assert await place.bot.call("getUpdates") == rest


async def test_a_negative_offset_deletes_all_but_the_last(place: Simulation) -> None:
    child = await place.world.person("Bo")
    for text in ("one", "two", "three"):
        await child.say(text)
    assert [u["message"]["text"] for u in await place.bot.call("getUpdates", offset=-1)] == ["three"]
    assert len(await place.bot.call("getUpdates")) == 1


async def test_a_long_poll_wakes_when_somebody_writes(place: Simulation) -> None:
    child = await place.world.person("Bo")
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(place.bot.call("getUpdates", timeout=50))
        await until(lambda: place.simulator.cloud.polling.is_waiting)
        await child.say("now")
    assert poll.result()[0]["message"]["text"] == "now"


async def test_the_older_of_two_polls_is_ended_with_409(place: Simulation) -> None:
    child = await place.world.person("Bo")
    async with asyncio.TaskGroup() as group:
        older = group.create_task(place.bot.raw("getUpdates", timeout=50))
        await until(lambda: place.simulator.cloud.polling.is_waiting)
        newer = group.create_task(place.bot.raw("getUpdates", timeout=50))
        await older
        await child.say("hello")
    assert older.result()["error_code"] == 409
    assert "terminated by other getUpdates request" in older.result()["description"]
    assert len(newer.result()["result"]) == 1


async def test_messages_live_a_day_and_presses_150_seconds(place: Simulation) -> None:
    child = await place.world.person("Bo")
    await child.say("/start")
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await place.bot.call("sendMessage", chat_id=child.id, text="Ready?", reply_markup=keyboard)
    await child.press("Go")
    await place.world.advance(seconds=149)
    assert len(await place.bot.call("getUpdates")) == 2
    await place.world.advance(seconds=2)
    assert [list(u)[1] for u in await place.bot.call("getUpdates")] == ["message"]
    await place.world.advance(hours=24)
    assert await place.bot.call("getUpdates") == []
    assert (await place.bot.call("getWebhookInfo"))["pending_update_count"] == 0


async def test_update_ids_start_anew_after_a_quiet_week(place: Simulation) -> None:
    child = await place.world.person("Bo")
    await child.say("one")
    (before,) = await place.bot.updates()
    await place.bot.updates()
    await place.world.advance(days=8)
    await child.say("two")
    (after,) = await place.bot.call("getUpdates")
    assert after["update_id"] != before["update_id"] + 1


async def test_a_busy_loop_on_the_same_offset_gets_one_update_at_a_time(strict_place: Simulation) -> None:
    child = await strict_place.world.person("Bo")
    for text in ("one", "two"):
        await child.say(text)
    assert len(await strict_place.bot.call("getUpdates")) == 2
    assert len(await strict_place.bot.call("getUpdates")) == 1


async def test_allowed_updates_are_sticky_and_chat_member_must_be_named(place: Simulation) -> None:
    head, officer = await place.world.person("Head"), await place.world.person("Officer")
    group = await place.world.group("Education", head)
    await group.bot("add")
    await group.bot("promote")
    await group.member("add", officer)
    assert {list(u)[1] for u in await place.bot.updates()} == {"my_chat_member", "message"}
    await place.bot.updates(allowed_updates=["chat_member"])
    await group.member("promote", officer)
    await head.say("hello", group)
    assert [list(u)[1] for u in await place.bot.updates()] == ["chat_member"]


async def test_an_edit_is_an_update(place: Simulation) -> None:
    child = await place.world.person("Bo")
    message = await child.say("helo")
    await child.edit(message, "hello")
    first, second = await place.bot.updates()
    assert first["message"]["text"] == "helo"
    assert second["edited_message"]["text"] == "hello" and "edit_date" in second["edited_message"]


async def test_a_wrong_token_and_an_unknown_method_are_refused(bot: Bot) -> None:
    assert (await bot.raw("getMe", token="1:wrong"))["description"] == "Unauthorized"
    assert await bot.refused("senddice", chat_id=1) == "Not Implemented: the simulator does not play sendDice"
    assert await bot.refused("makeTea") == "Not Found: method not found"


async def test_query_form_multipart_and_json_mean_the_same(place: Simulation) -> None:
    child = await place.world.person("Bo")
    await child.say("/start")
    address = f"{place.url}/bot4242:SIMULATED/sendMessage"
    session = place.bot.session
    facts = {"chat_id": str(child.id), "text": "hi", "protect_content": "true"}
    form = aiohttp.FormData(facts, default_to_multipart=True)
    answers = [
        await session.get(address, params=facts),
        await session.post(address, data=facts),
        await session.post(address, data=form),
        await session.post(address, json={"chat_id": child.id, "text": "hi", "protect_content": True}),
    ]
    for answer in answers:
        assert (await answer.json())["result"]["has_protected_content"] is True
        answer.release()
