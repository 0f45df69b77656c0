"""Who is in which chat: the bot is added and kicked, people come and go, groups move, people block the bot."""

from bot.simulator.cloud import Cloud
from bot.simulator.deeds import tell_bot
from bot.simulator.refusal import Json, bad
from bot.simulator.world.chats import ADMIN, PRESENT, Chat, Message
from bot.simulator.world.people import Person

_RIGHTS = (
    "can_be_edited",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
)


_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def permissions(*, may_write: bool) -> Json:
    """What members of a group may do."""
    return dict.fromkeys(_PERMISSIONS, may_write)


def member_shape(user: Json, status: str) -> Json:
    """The member in the form of the Bot API's ChatMember."""
    member: Json = {"user": user, "status": status}
    if status == "creator":
        return member | {"is_anonymous": False}
    if status == ADMIN:
        return member | {"is_anonymous": False} | dict.fromkeys(_RIGHTS, True)
    if status == "restricted":
        return member | {"is_member": True, "until_date": 0} | permissions(may_write=False)
    return member | ({"until_date": 0} if status == "kicked" else {})


def _change(cloud: Cloud, chat: Chat, by: Person, user: Json, old: str, new: str) -> Json:
    return {
        "chat": chat.shape(),
        "from": by.user(),
        "date": int(cloud.clock.now().timestamp()),
        "old_chat_member": member_shape(user, old),
        "new_chat_member": member_shape(user, new),
    }


def announce(cloud: Cloud, chat: Chat, by: Json, content: Json) -> Message:
    """A service message."""
    message = cloud.world.post(chat, by, content, service=True)
    tell_bot(cloud, "message", message)
    return message


def set_bot_status(cloud: Cloud, chat: Chat, by: Person, status: str) -> None:
    """The bot is let in, promoted or thrown out: my_chat_member, and the service message where there is one."""
    old, bot = chat.bot_status, cloud.world.bot.user()
    if old == status:
        return
    was_in, is_in = old in PRESENT, status in PRESENT
    chat.bot_status = status
    cloud.updates.push("my_chat_member", _change(cloud, chat, by, bot, old, status))
    if is_in and not was_in:
        announce(cloud, chat, by.user(), {"new_chat_members": [bot]})
    elif was_in and not is_in:
        message = cloud.world.post(chat, by.user(), {"left_chat_member": bot}, service=True)
        cloud.updates.push("message", cloud.world.shape(message))
    cloud.world.tell(chat, bot_status=status)


def bot_status_told(chat: Chat) -> str:
    """The bot's status as it is told: a muted member is restricted."""
    return "restricted" if chat.bot_muted and chat.bot_status == "member" else chat.bot_status


def _mute_bot(cloud: Cloud, chat: Chat, by: Person, *, muted: bool) -> None:
    """An administrator takes the right to write from the bot, or gives it back; the bot hears of it."""
    old, chat.bot_muted = bot_status_told(chat), muted
    if bot_status_told(chat) != old:
        change = _change(cloud, chat, by, cloud.world.bot.user(), old, bot_status_told(chat))
        cloud.updates.push("my_chat_member", change)


_BOT_ACTIONS = {"add": "member", "kick": "kicked", "promote": ADMIN, "demote": "member"}


def act_on_bot(cloud: Cloud, chat: Chat, by: Person, action: str) -> None:
    """add, kick, promote, demote, mute or unmute."""
    if chat.private or chat.deleted or action not in {*_BOT_ACTIONS, "mute", "unmute"}:
        raise bad("this cannot be done here")
    if action in {"mute", "unmute"}:
        _mute_bot(cloud, chat, by, muted=action == "mute")
        return
    if action == "demote" and not chat.bot_is_admin:
        raise bad("the bot is not an administrator")
    if action == "add" and chat.bot_status in PRESENT:
        return
    set_bot_status(cloud, chat, by, _BOT_ACTIONS[action])


_MEMBER_ACTIONS = {"add": "member", "remove": "kicked", "leave": "left", "promote": ADMIN, "demote": "member"}


def act_on_member(cloud: Cloud, chat: Chat, person: Person, by: Person, action: str) -> None:
    """add, remove, leave, promote or demote a person; an admin bot that asked for it hears chat_member."""
    if chat.private or action not in _MEMBER_ACTIONS:
        raise bad("this cannot be done here")
    old, new = chat.members.get(person.id, "left"), _MEMBER_ACTIONS[action]
    if old == new or (action == "add" and old in PRESENT):
        return
    chat.members[person.id] = new
    if chat.bot_is_admin:
        cloud.updates.push("chat_member", _change(cloud, chat, by, person.user(), old, new))
    if new in PRESENT and old not in PRESENT:
        announce(cloud, chat, by.user(), {"new_chat_members": [person.user()]})
    elif old in PRESENT and new not in PRESENT:
        announce(cloud, chat, by.user(), {"left_chat_member": person.user()})
    cloud.world.tell(chat, member=person.id, status=new)


def migrate(cloud: Cloud, chat: Chat) -> Chat:
    """The group becomes a supergroup with a new id; both sides say so."""
    if chat.kind != "group" or chat.deleted or chat.migrated_to is not None:
        raise bad("only a group can become a supergroup")
    owner = next(who for who, status in chat.members.items() if status == "creator")
    moved = cloud.world.add_group(chat.title, owner, [], supergroup=True)
    moved.members, moved.bot_status = dict(chat.members), chat.bot_status
    by = cloud.world.people[owner].user()
    announce(cloud, chat, by, {"migrate_to_chat_id": moved.id})
    chat.migrated_to = moved.id
    announce(cloud, moved, by, {"migrate_from_chat_id": chat.id})
    cloud.world.tell(chat, migrated_to=moved.id)
    return moved


def delete_group(cloud: Cloud, chat: Chat) -> None:
    """The owner deletes the group."""
    owner = next(who for who, status in chat.members.items() if status == "creator")
    if chat.bot_status in PRESENT:
        by, bot = cloud.world.people[owner], cloud.world.bot.user()
        cloud.updates.push("my_chat_member", _change(cloud, chat, by, bot, chat.bot_status, "left"))
    chat.bot_status, chat.deleted = "left", True
    cloud.world.tell(chat, deleted=True)


def block(cloud: Cloud, person: Person, *, blocked: bool) -> None:
    """The person blocks or unblocks the bot."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    old, new = ("member", "kicked") if blocked else ("kicked", "member")
    chat = cloud.world.chats[person.id]
    cloud.updates.push("my_chat_member", _change(cloud, chat, person, cloud.world.bot.user(), old, new))
    cloud.world.tell(chat, blocked=blocked)


def deactivate(cloud: Cloud, person: Person) -> None:
    """The account is deleted; the bot is not told."""
    person.deactivated = True
    cloud.world.tell(cloud.world.chats[person.id], deactivated=True)
