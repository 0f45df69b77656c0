"""May the bot write here? The server's exact words where it may not."""

from bot.simulator.cloud import Cloud
from bot.simulator.refusal import Refusal, bad, forbidden
from bot.simulator.world.chats import PRESENT, Chat, Message
from bot.simulator.world.people import Person


def chat_of(cloud: Cloud, chat_id: int | str) -> Chat:
    """The chat with this id. The call is refused where there is none, or where the chat has moved."""
    chat = cloud.world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise bad("chat not found")
    if chat.migrated_to is not None:
        raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    return chat


def open_chat(cloud: Cloud, chat_id: int | str) -> Chat:
    """The chat of this id, where the bot may write."""
    chat = chat_of(cloud, chat_id)
    refusal = group_refusal(chat) if chat.person is None else _private_refusal(chat.person)
    if refusal is not None:
        raise refusal
    if not chat.bot_may_write:
        raise bad("not enough rights to send text messages to the chat")
    return chat


def joined_chat(cloud: Cloud, chat_id: int | str) -> Chat:
    """The chat of this id, as long as the bot is not outside."""
    chat = chat_of(cloud, chat_id)
    refusal = None if chat.private else group_refusal(chat)
    if refusal is not None:
        raise refusal
    return chat


def _private_refusal(person: Person) -> Refusal | None:
    if person.deactivated:
        return forbidden("user is deactivated")
    if person.blocked:
        return forbidden("bot was blocked by the user")
    return None if person.started else forbidden("bot can't initiate conversation with a user")


def group_refusal(chat: Chat) -> Refusal | None:
    """Why the bot may not write into this group."""
    kind = "supergroup" if chat.kind == "supergroup" else "group"
    if chat.deleted:
        return forbidden("the group chat was deleted")
    if chat.bot_status == "kicked":
        return forbidden(f"bot was kicked from the {kind} chat")
    return None if chat.bot_status in PRESENT else forbidden(f"bot is not a member of the {kind} chat")


def thread_of(chat: Chat, thread: int | None) -> int | None:
    """The topic to write into; refused where it is gone."""
    if thread is not None and thread not in chat.topics:
        raise bad("message thread not found")
    return thread


def message_of(chat: Chat, message_id: int, refusal: str) -> Message:
    """A live message of the chat."""
    message = chat.messages.get(message_id)
    if message is None or message.deleted:
        raise bad(refusal)
    return message
