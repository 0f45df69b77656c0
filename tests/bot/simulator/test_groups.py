"""Groups: who receives what, migration, removal, topics, and people who do not want the bot."""

import pytest

from bot.simulator.client import Group, Person, Refused
from tests.support.running.simulated import Simulation


@pytest.fixture
async def head(place: Simulation) -> Person:
    return await place.world.person("Head")


@pytest.fixture
async def group(place: Simulation, head: Person) -> Group:
    made = await place.world.group("Education", head, await place.world.person("Officer"))
    await made.bot("add")
    await place.bot.updates()
    return made


async def test_a_startgroup_link_adds_the_bot_and_sends_start(place: Simulation, head: Person) -> None:
    group = await place.world.group("Education", head)
    await head.open("https://t.me/tipline_demo_bot?startgroup=abc_1", group)
    joined, service, start = await place.bot.updates()
    assert joined["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert service["message"]["new_chat_members"][0]["username"] == "tipline_demo_bot"
    assert start["message"]["text"] == "/start@tipline_demo_bot abc_1"
    assert start["message"]["from"]["id"] == head.id


async def test_a_start_link_opens_the_private_chat(place: Simulation, head: Person) -> None:
    await head.open("https://t.me/tipline_demo_bot?start=abc_1")
    (update,) = await place.bot.updates()
    assert update["message"]["text"] == "/start abc_1" and update["message"]["chat"]["type"] == "private"


async def test_privacy_mode(place: Simulation, head: Person, group: Group) -> None:
    card = await place.bot.call("sendMessage", chat_id=group.id, text="card")
    shown = await head.wait_for("card", group)
    await head.say("among us", group)
    await head.say("/take 12", group)
    await head.say("/take@tipline_demo_bot 12", group)
    await head.say("/take@other_bot 12", group)
    await head.say("an answer", group, reply_to=shown)
    updates = await place.bot.updates()
    texts = [update["message"]["text"] for update in updates]
    assert texts == ["/take 12", "/take@tipline_demo_bot 12", "an answer"]
    assert updates[-1]["message"]["reply_to_message"]["message_id"] == card["message_id"]
    await group.bot("promote")
    await head.say("among us", group)
    assert (await place.bot.updates())[-1]["message"]["text"] == "among us"


async def test_a_group_that_becomes_a_supergroup(place: Simulation, head: Person, group: Group) -> None:
    old = group.id
    new = await group.migrate()
    answer = await place.bot.raw("sendMessage", chat_id=old, text="card")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new} and str(new).startswith("-100")
    first, second = await place.bot.updates()
    assert first["message"]["migrate_to_chat_id"] == new and first["message"]["chat"]["id"] == old
    assert second["message"]["migrate_from_chat_id"] == old and second["message"]["chat"]["id"] == new
    await place.bot.call("sendMessage", chat_id=new, text="card")
    assert (await place.bot.call("getChatMember", chat_id=new, user_id=head.id))["status"] == "creator"


async def test_kicked_left_and_deleted(place: Simulation, group: Group) -> None:
    await group.bot("kick")
    assert [list(update)[1] for update in await place.bot.updates()] == ["my_chat_member", "message"]
    refused = await place.bot.refused("sendMessage", chat_id=group.id, text="x")
    assert refused == "Forbidden: bot was kicked from the group chat"
    await group.bot("add")
    await place.bot.call("leaveChat", chat_id=group.id)
    refused = await place.bot.refused("sendMessage", chat_id=group.id, text="x")
    assert refused == "Forbidden: bot is not a member of the group chat"
    await group.bot("add")
    await group.delete()
    refused = await place.bot.refused("sendMessage", chat_id=group.id, text="x")
    assert refused == "Forbidden: the group chat was deleted"


async def test_people_who_do_not_want_the_bot(place: Simulation) -> None:
    child = await place.world.person("Bo")

    async def refusal() -> str:
        return await place.bot.refused("sendMessage", chat_id=child.id, text="x")

    assert await refusal() == "Forbidden: bot can't initiate conversation with a user"
    await child.say("/start")
    await child.block()
    assert await refusal() == "Forbidden: bot was blocked by the user"
    update = (await place.bot.updates())[-1]["my_chat_member"]
    assert (update["old_chat_member"]["status"], update["new_chat_member"]["status"]) == ("member", "kicked")
    await child.unblock()
    await place.bot.call("sendMessage", chat_id=child.id, text="x")
    await child.deactivate()
    assert await refusal() == "Forbidden: user is deactivated"
    assert await place.bot.refused("sendMessage", chat_id=12345, text="x") == "Bad Request: chat not found"


async def test_members_are_counted_and_looked_up(place: Simulation, head: Person, group: Group) -> None:
    stranger = await place.world.person("Stranger")
    assert await place.bot.call("getChatMemberCount", chat_id=group.id) == 3
    member = await place.bot.call("getChatMember", chat_id=group.id, user_id=stranger.id)
    assert member["status"] == "left"
    await group.member("add", stranger)
    await group.member("promote", stranger)
    admins = await place.bot.call("getChatAdministrators", chat_id=group.id)
    assert {admin["user"]["id"] for admin in admins} == {head.id, stranger.id}
    await group.member("remove", stranger)
    member = await place.bot.call("getChatMember", chat_id=group.id, user_id=stranger.id)
    assert member["status"] == "kicked"


async def test_others_messages_and_pins_need_admin_rights(place: Simulation, head: Person, group: Group) -> None:
    message = await head.say("/help", group)
    where = {"chat_id": group.id, "message_id": message.id}
    everyone = "Bad Request: message can't be deleted for everyone"
    assert await place.bot.refused("deleteMessage", **where) == everyone
    assert "not enough rights" in await place.bot.refused("pinChatMessage", **where)
    await group.bot("promote")
    assert await place.bot.call("pinChatMessage", **where)
    assert (await place.bot.call("getChat", chat_id=group.id))["pinned_message"]["message_id"] == message.id
    assert await place.bot.call("deleteMessage", **where)


async def test_a_supergroup_has_its_own_words_for_what_may_not_be_deleted(
    place: Simulation, head: Person, group: Group
) -> None:
    await group.migrate()
    message = await head.say("/help", group)
    refusal = await place.bot.refused("deleteMessages", chat_id=group.id, message_ids=[message.id])
    assert refusal == "Bad Request: message can't be deleted"


async def test_topics(place: Simulation, group: Group) -> None:
    refused = await place.bot.refused("createForumTopic", chat_id=group.id, name="Case")
    assert refused == "Bad Request: the chat is not a forum"
    await group.migrate()
    await group.topics(on=True)
    await group.bot("promote")
    topic = (await place.bot.call("createForumTopic", chat_id=group.id, name="Case"))["message_thread_id"]
    sent = await place.bot.call("sendMessage", chat_id=group.id, text="x", message_thread_id=topic)
    assert sent["message_thread_id"] == topic
    await group.topics(delete=topic)
    refused = await place.bot.refused("sendMessage", chat_id=group.id, text="x", message_thread_id=topic)
    assert refused == "Bad Request: message thread not found"


async def test_the_most_specific_command_menu_wins(place: Simulation, head: Person, group: Group) -> None:
    async def offer(name: str, language: str = "", **scope: object) -> None:
        commands = [{"command": name, "description": name}]
        await place.bot.call("setMyCommands", commands=commands, scope=scope, language_code=language)

    child = await place.world.person("Bo", language_code="zh-hans")
    await offer("start", type="default")
    await offer("baogao", "zh", type="all_private_chats")
    await offer("report", type="all_private_chats")
    await offer("take", type="all_group_chats")
    await offer("agency", type="all_chat_administrators")
    assert await child.commands() == ["baogao"] and await head.commands() == ["report"]
    assert await head.commands(group) == ["agency"] and await child.commands(group) == ["take"]
    await offer("cases", type="chat", chat_id=head.id)
    assert await head.commands() == ["cases"]
    await place.bot.call("deleteMyCommands", scope={"type": "chat", "chat_id": head.id})
    assert await head.commands() == ["report"]
    bad = [{"command": "Große", "description": "x"}]
    assert await place.bot.refused("setMyCommands", commands=bad) == "Bad Request: BOT_COMMAND_INVALID"


async def test_what_the_world_refuses_is_told_as_a_refusal(place: Simulation) -> None:
    with pytest.raises(Refused, match="no such person"):
        await place.world.post("people/999999/block")
