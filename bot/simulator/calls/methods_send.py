"""Sending: text, places, contacts, copies, forwards, chat actions."""

from typing import Any

from bot.simulator.calls.keyboards import checked_markup
from bot.simulator.calls.methods import method
from bot.simulator.calls.reach import chat_of, message_of, open_chat, thread_of
from bot.simulator.cloud import Call, Cloud
from bot.simulator.refusal import Json, bad
from bot.simulator.world.chats import Chat, Message
from bot.simulator.world.entities import units, written

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024


def text_of(call: Call) -> Json:
    """The text of a call as content; refused when it is empty or too long after parsing."""
    text, entities = written(call["text"], call.get("parse_mode"), call.get("entities"))
    if not text:
        raise bad("message text is empty")
    if units(text) > TEXT_LIMIT:
        raise bad("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_of(params: Any) -> Json:
    """The caption of a call or of one album item as content."""
    caption = params.get("caption")
    text, entities = written(caption or "", params.get("parse_mode"), params.get("caption_entities"))
    if units(text) > CAPTION_LIMIT:
        raise bad("message caption is too long")
    content: Json = {"caption": text} if text else {}
    content |= {"caption_entities": entities} if entities else {}
    return content | ({"has_media_spoiler": True} if params.get("has_spoiler") else {})


def reply_of(chat: Chat, call: Call) -> int | None:
    """The message that this one answers."""
    reply = call.get("reply_parameters")
    if reply is None:
        return None
    message = chat.messages.get(reply["message_id"])
    if message is not None and not message.deleted:
        return message.id
    if reply.get("allow_sending_without_reply"):
        return None
    raise bad("message to be replied not found")


def send(cloud: Cloud, chat: Chat, call: Call, content: Json) -> Message:
    """Checks what all sending methods share, counts it, and writes the message."""
    thread = thread_of(chat, call.get("message_thread_id"))
    reply_to = reply_of(chat, call)
    markup = checked_markup(call.get("reply_markup"))
    cloud.flood.charge(chat)
    protection = {"has_protected_content": True} if call.get("protect_content") else {}
    set_keyboard(chat, markup)
    bot = cloud.world.bot.user()
    return cloud.world.post(chat, bot, content | protection, markup=markup, reply_to=reply_to, thread=thread)


def set_keyboard(chat: Chat, markup: Json | None) -> None:
    """The reply keyboard below the chat, shown or taken away."""
    if markup is None:
        return
    if markup.get("remove_keyboard"):
        chat.keyboard = None
    elif "keyboard" in markup:
        chat.keyboard = markup


@method("sendMessage")
async def send_message(cloud: Cloud, call: Call) -> Json:
    """Sends a text."""
    chat = open_chat(cloud, call["chat_id"])
    return cloud.world.shape(send(cloud, chat, call, text_of(call)))


@method("sendLocation")
async def send_location(cloud: Cloud, call: Call) -> Json:
    """Sends a place."""
    chat = open_chat(cloud, call["chat_id"])
    place = {"latitude": call["latitude"], "longitude": call["longitude"]}
    return cloud.world.shape(send(cloud, chat, call, {"location": place}))


@method("sendContact")
async def send_contact(cloud: Cloud, call: Call) -> Json:
    """Sends a telephone number."""
    chat = open_chat(cloud, call["chat_id"])
    keys = ("phone_number", "first_name", "last_name", "vcard")
    contact = {key: call[key] for key in keys if call.get(key)}
    return cloud.world.shape(send(cloud, chat, call, {"contact": contact}))


@method("sendChatAction")
async def send_chat_action(cloud: Cloud, call: Call) -> bool:
    """typing… and the like; not a message."""
    chat = open_chat(cloud, call["chat_id"])
    cloud.flood.charge_action(chat)
    cloud.world.tell(chat, "action", action=call["action"])
    return True


def _source(cloud: Cloud, call: Call, verb: str) -> Message:
    source = message_of(chat_of(cloud, call["from_chat_id"]), call["message_id"], f"message to {verb} not found")
    if source.service:
        raise bad("message can't be copied" if verb == "copy" else "message can't be forwarded")
    return source


@method("copyMessage")
async def copy_message(cloud: Cloud, call: Call) -> Json:
    """Sends the content of a message again, without a link to the original."""
    chat = open_chat(cloud, call["chat_id"])
    source = _source(cloud, call, "copy")
    dropped = {"media_group_id", "has_protected_content", "forward_origin"}
    content = {key: value for key, value in source.content.items() if key not in dropped}
    if call.get("caption") is not None and "text" not in content:
        content = {k: v for k, v in content.items() if not k.startswith("caption")} | caption_of(call)
    return {"message_id": send(cloud, chat, call, content).id}


@method("forwardMessage")
async def forward_message(cloud: Cloud, call: Call) -> Json:
    """Sends the content of a message again, with its origin. Protected messages are refused."""
    chat = open_chat(cloud, call["chat_id"])
    source = _source(cloud, call, "forward")
    if source.protected:
        raise bad("message has protected content and can't be forwarded")
    origin = {"type": "user", "date": int(source.date.timestamp()), "sender_user": source.sender}
    content = {"forward_origin": origin} | {k: v for k, v in source.content.items() if k != "media_group_id"}
    return cloud.world.shape(send(cloud, chat, call, content))
