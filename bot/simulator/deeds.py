"""What people do in chats: write, edit, send files, press buttons. What the bot may hear of it becomes an update."""

from bot.simulator.cloud import Cloud
from bot.simulator.refusal import Json, bad
from bot.simulator.world.chats import Chat, Message
from bot.simulator.world.entities import with_entities
from bot.simulator.world.people import Person

_TEXT_LIMIT = 4096


def person_of(cloud: Cloud, person_id: int) -> Person:
    """The person of this id."""
    person = cloud.world.people.get(person_id)
    if person is None:
        raise bad("no such person")
    return person


def place_of(cloud: Cloud, chat_id: int, person: Person) -> Chat:
    """The chat where this person may write now; a group that moved is followed. Writing starts a private chat."""
    chat = cloud.world.chats.get(chat_id)
    while chat is not None and chat.migrated_to is not None:
        chat = cloud.world.chats.get(chat.migrated_to)
    if chat is None or chat.deleted or not cloud.world.is_present(chat, person.id):
        raise bad("this person is not in this chat")
    if person.deactivated:
        raise bad("this account is deactivated")
    if chat.private and person.blocked:
        raise bad("this person has blocked the bot; unblock it first")
    if chat.private:
        person.started = True
    return chat


def hears(cloud: Cloud, chat: Chat, message: Message) -> bool:
    """Privacy mode: in a group the bot hears commands, replies to it and service messages; an admin bot hears all."""
    if chat.private or chat.bot_is_admin:
        return True
    if chat.bot_status != "member":
        return False
    replied = chat.messages.get(message.reply_to) if message.reply_to else None
    return message.service or (replied is not None and replied.by_bot) or _is_command(cloud, message)


def _is_command(cloud: Cloud, message: Message) -> bool:
    entities = message.content.get("entities") or message.content.get("caption_entities") or []
    if not any(entity["type"] == "bot_command" and entity["offset"] == 0 for entity in entities):
        return False
    _, _, addressee = message.words.split()[0].partition("@")
    return addressee.lower() in ("", cloud.world.bot.username.lower())


def tell_bot(cloud: Cloud, kind: str, message: Message) -> None:
    """Queues the message as an update where the bot hears it."""
    if hears(cloud, cloud.world.chats[message.chat], message):
        cloud.updates.push(kind, cloud.world.shape(message))


def worded(text: str, *, caption: bool = False) -> Json:
    """Text or caption of a person, with the entities that the server finds."""
    plain, entities = with_entities(text)
    names = ("caption", "caption_entities") if caption else ("text", "entities")
    return {names[0]: plain} | ({names[1]: entities} if entities else {})


def post(cloud: Cloud, chat: Chat, person: Person, content: Json, **details: int | None) -> Message:
    """One message of a person."""
    message = cloud.world.post(chat, person.user(), content, **details)
    chat.read[person.id] = message.id
    if chat.keyboard is not None and chat.keyboard.get("one_time_keyboard"):
        chat.keyboard = None
    tell_bot(cloud, "message", message)
    return message


def say(cloud: Cloud, chat: Chat, person: Person, text: str, **details: int | None) -> list[Message]:
    """A text; the app cuts one that is too long into several messages, as real apps do."""
    if not text.strip():
        raise bad("message text is empty")
    pieces = [text[at : at + _TEXT_LIMIT] for at in range(0, len(text), _TEXT_LIMIT)]
    return [post(cloud, chat, person, worded(piece), **details) for piece in pieces if piece.strip()]


def forward(cloud: Cloud, chat: Chat, person: Person, source: Json) -> Message:
    """Forwards another message, or words of a stranger: {"chat", "message_id"} or {"name", "text"}."""
    now = int(cloud.clock.now().timestamp())
    if "message_id" not in source:
        origin: Json = {"type": "hidden_user", "date": now, "sender_user_name": source.get("name", "Somebody")}
        return post(cloud, chat, person, worded(source["text"]) | {"forward_origin": origin})
    original = cloud.world.chats[int(source["chat"])].messages[int(source["message_id"])]
    if original.protected:
        raise bad("this message may not be forwarded")
    origin = {"type": "user", "date": int(original.date.timestamp()), "sender_user": original.sender}
    content = {k: v for k, v in original.content.items() if k != "media_group_id"}
    return post(cloud, chat, person, content | {"forward_origin": origin})


def edit(cloud: Cloud, chat: Chat, person: Person, message_id: int, text: str) -> Message:
    """Changes the words of an own message."""
    message = chat.messages.get(message_id)
    if message is None or message.deleted or message.sender["id"] != person.id:
        raise bad("only an own message can be edited")
    for key in ("entities", "caption_entities"):
        message.content.pop(key, None)
    message.content |= worded(text, caption="text" not in message.content)
    message.edited = cloud.clock.now()
    cloud.world.changed(message)
    tell_bot(cloud, "edited_message", message)
    return message


def press(cloud: Cloud, chat: Chat, person: Person, message_id: int, data: str) -> str:
    """Presses an inline button, also one of a message that was changed or deleted meanwhile."""
    message = chat.messages.get(message_id)
    if message is None or not message.by_bot:
        raise bad("no such message of the bot")
    made = cloud.presses.add(person.id, chat.id)
    shown: Json = {"chat": chat.shape(), "message_id": message.id, "date": 0}
    query = {
        "id": made.id,
        "from": person.user(),
        "message": shown if message.deleted else cloud.world.shape(message),
        "chat_instance": str(abs(chat.id) * 31 + 17),
        "data": data,
    }
    if chat.private or chat.bot_status in ("member", "administrator"):
        cloud.updates.push("callback_query", query)
    return made.id


def delete(cloud: Cloud, chat: Chat, person: Person, message_id: int) -> None:
    """A person deletes a message for everyone; the Bot API tells the bot nothing of it."""
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise bad("no such message")
    if not chat.private and message.sender["id"] != person.id and chat.members.get(person.id) == "member":
        raise bad("only an own message can be deleted")
    cloud.world.delete(message)
