"""Changing what was sent: edits, deletions, answers to presses, reactions, pins."""

from datetime import timedelta
from typing import Any

from bot.simulator.calls.keyboards import checked_markup
from bot.simulator.calls.methods import method
from bot.simulator.calls.methods_send import caption_of, text_of
from bot.simulator.calls.reach import joined_chat, message_of, open_chat
from bot.simulator.cloud import Call, Cloud
from bot.simulator.membership import announce
from bot.simulator.refusal import Json, bad
from bot.simulator.world.chats import Chat, Message

_DELETABLE = timedelta(hours=48)
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def _editable(cloud: Cloud, call: Call) -> tuple[Chat, Message]:
    if call.get("inline_message_id") or call.get("message_id") is None or call.get("chat_id") is None:
        raise bad("message identifier is not specified")
    chat = open_chat(cloud, call["chat_id"])
    message = message_of(chat, call["message_id"], "message to edit not found")
    if not message.by_bot or message.service or "forward_origin" in message.content:
        raise bad("message can't be edited")
    if message.markup is not None and "inline_keyboard" not in message.markup:
        raise bad("message can't be edited")
    return chat, message


def _apply(cloud: Cloud, chat: Chat, message: Message, content: Json, markup: Json | None) -> Json:
    if content == message.content and markup == message.markup:
        raise bad(_SAME)
    cloud.flood.charge(chat)
    message.content, message.markup, message.edited = content, markup, cloud.clock.now()
    cloud.world.changed(message)
    return cloud.world.shape(message)


def _without(content: Json, *keys: str) -> Json:
    return {key: value for key, value in content.items() if key not in keys}


@method("editMessageText")
async def edit_message_text(cloud: Cloud, call: Call) -> Json:
    """New words and buttons; buttons that are not given again are gone."""
    chat, message = _editable(cloud, call)
    if "text" not in message.content:
        raise bad("there is no text in the message to edit")
    content = _without(message.content, "text", "entities") | text_of(call)
    return _apply(cloud, chat, message, content, checked_markup(call.get("reply_markup"), inline_only=True))


@method("editMessageCaption")
async def edit_message_caption(cloud: Cloud, call: Call) -> Json:
    """New words below a file."""
    chat, message = _editable(cloud, call)
    if not any(kind in message.content for kind in ("photo", "video", "document", "audio", "voice")):
        raise bad("there is no caption in the message to edit")
    content = _without(message.content, "caption", "caption_entities") | caption_of(call.params)
    return _apply(cloud, chat, message, content, checked_markup(call.get("reply_markup"), inline_only=True))


@method("editMessageReplyMarkup")
async def edit_message_reply_markup(cloud: Cloud, call: Call) -> Json:
    """Replaces the buttons of a message."""
    chat, message = _editable(cloud, call)
    markup = checked_markup(call.get("reply_markup"), inline_only=True)
    return _apply(cloud, chat, message, message.content, markup)


def _refuse_deleting(cloud: Cloud, chat: Chat, *messages: Message) -> None:
    """Refused where one of them is too old or somebody else's; supergroups have their own words for it."""
    may = chat.private or chat.bot_is_admin
    if all((message.by_bot or may) and cloud.clock.now() - message.date <= _DELETABLE for message in messages):
        return
    raise bad("message can't be deleted" if chat.kind == "supergroup" else "message can't be deleted for everyone")


@method("deleteMessage")
async def delete_message(cloud: Cloud, call: Call) -> bool:
    """Deletes a message for everyone. The message must not be older than 48 hours."""
    chat = joined_chat(cloud, call["chat_id"])
    message = message_of(chat, call["message_id"], "message to delete not found")
    _refuse_deleting(cloud, chat, message)
    cloud.world.delete(message)
    return True


@method("deleteMessages")
async def delete_messages(cloud: Cloud, call: Call) -> bool:
    """Several at once; those that are not there are skipped."""
    chat = joined_chat(cloud, call["chat_id"])
    found = [chat.messages[number] for number in call["message_ids"] if number in chat.messages]
    alive = [message for message in found if not message.deleted]
    _refuse_deleting(cloud, chat, *alive)
    for message in alive:
        cloud.world.delete(message)
    return True


@method("answerCallbackQuery")
async def answer_callback_query(cloud: Cloud, call: Call) -> bool:
    """Stops the spinner and may show words."""
    answer = {"text": call.get("text"), "show_alert": call.get("show_alert", False), "url": call.get("url")}
    press = cloud.presses.answer(call["callback_query_id"], answer)
    cloud.world.tell(cloud.world.chats[press.chat], "answer", id=press.id, person=press.person, **answer)
    return True


@method("setMessageReaction")
async def set_message_reaction(cloud: Cloud, call: Call) -> bool:
    """The bot's own reaction."""
    chat = open_chat(cloud, call["chat_id"])
    message = message_of(chat, call["message_id"], "message to react not found")
    message.reactions = call.get("reaction") or []
    cloud.world.changed(message)
    return True


def _may_pin(chat: Chat) -> None:
    if not chat.private and not chat.bot_is_admin:
        raise bad("not enough rights to manage pinned messages in the chat")


@method("pinChatMessage")
async def pin_chat_message(cloud: Cloud, call: Call) -> bool:
    """Pins, and says so in the chat."""
    chat = open_chat(cloud, call["chat_id"])
    message = message_of(chat, call["message_id"], "message to pin not found")
    _may_pin(chat)
    chat.pinned = message.id
    pinned: Any = cloud.world.shape(message, nested=False)
    announce(cloud, chat, cloud.world.bot.user(), {"pinned_message": pinned})
    cloud.world.tell(chat, pinned=message.id)
    return True


@method("unpinChatMessage")
async def unpin_chat_message(cloud: Cloud, call: Call) -> bool:
    """Takes the pin away."""
    chat = open_chat(cloud, call["chat_id"])
    _may_pin(chat)
    if call.get("message_id") in (None, chat.pinned):
        chat.pinned = None
        cloud.world.tell(chat, pinned=None)
    return True
