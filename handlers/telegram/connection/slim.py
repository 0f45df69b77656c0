"""Cuts updates of button presses, and answers of Telegram, down to what is read: the message in them is only named."""

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

OF_A_PRESS = ("message_id", "date", "chat", "message_thread_id", "sender_chat")
"""The fields that are read of the message under which a button was pressed. Its words and buttons are our own."""
TAKES_WORDS = "rap1"
"""The button whose press needs the message that its own message answers: those words are reported by it."""
OF_AN_ANSWER = ("message_id", "date", "chat")
"""The fields that are read of a message that was sent. Many buttons are most of its size."""


def slim_update(update: Json) -> Json:
    """The update; of a press without the words and buttons of the message under which it was made."""
    press = update.get("callback_query")
    message = press.get("message") if isinstance(press, dict) else None
    if not isinstance(press, dict) or not isinstance(message, dict):
        return update
    names = (*OF_A_PRESS, "reply_to_message") if press.get("data") == TAKES_WORDS else OF_A_PRESS
    return {**update, "callback_query": {**press, "message": _only(message, names)}}


def slim_result(result: object) -> object:
    """The result of a call; of messages that were sent or changed which ones they are."""
    if isinstance(result, list):
        return [slim_result(one) for one in result]
    return _only(result, OF_AN_ANSWER) if isinstance(result, dict) and "message_id" in result else result


def _only(message: Mapping[str, Any], names: tuple[str, ...]) -> Json:
    return {name: message[name] for name in names if name in message}
