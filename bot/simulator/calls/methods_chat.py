"""Asking about chats and members, leaving, topics."""

from bot.simulator.calls.methods import method
from bot.simulator.calls.reach import joined_chat, open_chat
from bot.simulator.cloud import Call, Cloud
from bot.simulator.membership import bot_status_told, member_shape, permissions
from bot.simulator.refusal import Json, bad
from bot.simulator.world.chats import ADMINS, PRESENT, Chat

_COLOUR = 7322096


@method("getChat")
async def get_chat(cloud: Cloud, call: Call) -> Json:
    """What the bot may know of a chat."""
    chat = joined_chat(cloud, call["chat_id"])
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    facts = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
    pinned = chat.messages.get(chat.pinned or 0)
    if pinned is not None and not pinned.deleted:
        facts["pinned_message"] = cloud.world.shape(pinned)
    if not chat.private:
        facts["permissions"] = permissions(may_write=chat.members_may_write)
    return chat.shape() | facts | ({"has_hidden_members": True} if chat.hides_members else {})


def _statuses(cloud: Cloud, chat: Chat) -> dict[int, str]:
    if chat.private:
        return {chat.id: "member", cloud.world.bot.id: "member"}
    return chat.members | {cloud.world.bot.id: bot_status_told(chat)}


def _member(cloud: Cloud, chat: Chat, user_id: int) -> Json:
    if user_id == cloud.world.bot.id:
        user = cloud.world.bot.user()
    elif user_id in cloud.world.people:
        user = cloud.world.people[user_id].user()
    else:
        raise bad("PARTICIPANT_ID_INVALID")
    return member_shape(user, _statuses(cloud, chat).get(user_id, "left"))


@method("getChatMember")
async def get_chat_member(cloud: Cloud, call: Call) -> Json:
    """One person's place in the chat; somebody who never was there has left."""
    chat = joined_chat(cloud, call["chat_id"])
    if chat.hides_members and not chat.bot_is_admin and call["user_id"] != cloud.world.bot.id:
        raise bad("member list is inaccessible")
    return _member(cloud, chat, call["user_id"])


@method("getChatAdministrators")
async def get_chat_administrators(cloud: Cloud, call: Call) -> list[Json]:
    """Owner and administrators, without other bots."""
    chat = joined_chat(cloud, call["chat_id"])
    if chat.private:
        raise bad("there are no administrators in the private chat")
    return [_member(cloud, chat, who) for who, status in chat.members.items() if status in ADMINS]


@method("getChatMemberCount")
async def get_chat_member_count(cloud: Cloud, call: Call) -> int:
    """How many are in, the bot too."""
    statuses = _statuses(cloud, joined_chat(cloud, call["chat_id"]))
    return sum(status in (*PRESENT, "restricted") for status in statuses.values())


@method("leaveChat")
async def leave_chat(cloud: Cloud, call: Call) -> bool:
    """The bot goes by itself."""
    chat = joined_chat(cloud, call["chat_id"])
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    bot, old = cloud.world.bot.user(), chat.bot_status
    chat.bot_status = "left"
    cloud.world.post(chat, bot, {"left_chat_member": bot}, service=True)
    change = {"chat": chat.shape(), "from": bot, "date": int(cloud.clock.now().timestamp())}
    members = {"old_chat_member": member_shape(bot, old), "new_chat_member": member_shape(bot, "left")}
    cloud.updates.push("my_chat_member", change | members)
    return True


@method("createForumTopic")
async def create_forum_topic(cloud: Cloud, call: Call) -> Json:
    """A new topic; counts as a message."""
    chat = open_chat(cloud, call["chat_id"])
    if not chat.forum:
        raise bad("the chat is not a forum")
    if not chat.bot_is_admin:
        raise bad("not enough rights to create a topic")
    cloud.flood.charge(chat)
    colour = call.get("icon_color", _COLOUR)
    facts = {"name": call["name"], "icon_color": colour}
    message = cloud.world.post(chat, cloud.world.bot.user(), {"forum_topic_created": facts}, service=True)
    message.thread = message.id
    chat.topics[message.id] = call["name"]
    return {"message_thread_id": message.id} | facts
