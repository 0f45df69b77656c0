"""Reads updates that may have any form. A field of a wrong type is left out, and a field that must be there is put in.

A poll may lack a field, or a user may have no name or a number that fits in no column. The person is answered all the
same, and what they wrote is not given up.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from typing import Any

Json = dict[str, Any]

DEEPEST = 40
"""The deepest level of an update that is parsed. Telegram nests far less. Anything deeper is replaced by null before it
is parsed."""
BODIES = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that are asked for."""
TOKENS = re.compile(rb'"(?:[^"\\]|\\.)*+"?|[\[\]{}]|[^"\[\]{}]++', re.DOTALL)
"""Strings (the last one may have no end), brackets, and what stands between them; each byte is looked at once."""
LATEST = 2**33
"""Seconds since 1970; Telegram's moments are of this century."""
INT32, INT52, INT63 = 2**31 - 1, 2**52, 2**63 - 1
TRUTHS = {"is_bot", "is_member"}
WORDS = {
    "text", "caption", "data", "type", "title", "first_name", "last_name", "username", "language_code", "status",
    "file_id", "file_unique_id", "mime_type", "file_name", "media_group_id", "inline_message_id", "chat_instance",
    "phone_number", "address", "name", "question", "emoji", "url", "forum_topic_name", "sender_user_name",
}  # fmt: skip
PLACES = {"latitude", "longitude"}
NUMBERS: Mapping[str, tuple[int, int]] = {
    "message_id": (0, INT32),
    "message_thread_id": (0, INT32),
    "date": (0, LATEST),
    "edit_date": (0, LATEST),
    "user_id": (1, INT52),
    "migrate_to_chat_id": (-INT52, INT52),
    "migrate_from_chat_id": (-INT52, INT52),
    **dict.fromkeys(("file_size", "width", "height", "duration", "offset", "length"), (0, INT63)),
}
PEOPLE = {"from", "user", "sender_user", "via_bot", "left_chat_member"}
CHATS = {"chat", "sender_chat"}
STORIES = {"story", "reply_to_story"}
"""These are numbered too."""
SIDES = ("old_chat_member", "new_chat_member")
TABLES = {
    *BODIES, *PEOPLE, *CHATS, "location", "venue", "contact", "document", "video", "voice", "audio", "animation",
    "video_note", "sticker", "poll", *SIDES, "forward_origin", "reply_to_message",
    "thumbnail", "quote", "dice", "game", "reply_markup",
}  # fmt: skip
LISTS = {"entities", "caption_entities", "photo", "options", "new_chat_members"}
KINDS: Mapping[str, type] = {
    **dict.fromkeys(LISTS, list),
    **dict.fromkeys(TRUTHS, bool),
    **dict.fromkeys(WORDS, str),
}
"""The type that a field must have."""
SOMEBODY = PEOPLE | CHATS
NUMBERED = SOMEBODY | STORIES
"""Tables whose `id` is a number."""
READ = {
    "message_id", "date", "chat", "from", "sender_chat", "text", "caption", "entities", "photo", "animation",
    "document", "video", "voice", "audio", "video_note", "sticker", "location", "venue", "contact", "forward_origin",
    "media_group_id", "migrate_to_chat_id", "migrate_from_chat_id", "left_chat_member", "edit_date",
}  # fmt: skip
"""Fields of a message that the handlers read."""
BARE = {"message_id", "date", "chat", "from", "sender_chat", "text", "migrate_to_chat_id", "migrate_from_chat_id"}


# --- Bytes -----------------------------------------------------------------------------------------------------------


def read(body: bytes) -> object | None:
    """The JSON of a body, whatever it holds; None when it is none. What lies too deep is null."""
    try:
        return _loaded(body)
    except RecursionError:
        return _loaded_or_none(b"".join(_shallow(body)))
    except ValueError:
        return _loaded_or_none(body.decode("utf-8", "replace").encode())


def _loaded(body: bytes) -> object:
    """JSON is UTF-8 (RFC 8259). A byte order mark before it is passed over."""
    found: object = DECODER.decode(body.decode("utf-8-sig", "surrogatepass"))
    return found


def _loaded_or_none(body: bytes) -> object | None:
    try:
        return _loaded(body)
    except (ValueError, RecursionError):
        return None


def _integer(digits: str) -> int | None:
    """None for a number of which even the digits are too many."""
    return int(digits) if len(digits) < 1000 else None


DECODER = json.JSONDecoder(parse_int=_integer)
"""Made once: `json.loads` would make one for each update, three times."""


def _shallow(body: bytes) -> Iterator[bytes]:
    """The tokens of the body, with null for each bracket that opens too deep and for all inside it."""
    depth = 0
    for found in TOKENS.finditer(body):
        token = found.group()
        if token in b"[{":
            depth += 1
            if depth == DEEPEST:
                yield b"null"
        if depth < DEEPEST:
            yield token
        if token in b"]}":
            depth -= 1


# --- Updates ---------------------------------------------------------------------------------------------------------


def body_of(update: Json) -> Json:
    """What the update is about; empty when it has none of the kinds that are asked for."""
    return next((update[kind] for kind in BODIES if isinstance(update.get(kind), dict)), {})


def table(value: object) -> Json:
    """The value if it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}


def typed(update: Json, at: int) -> Json:
    """The update without what has a wrong type, and with what a person, a chat or a message must have. ValueError for
    words of which nobody says where they were written."""
    found: Json = {"update_id": 0} | _typed(update, "")
    return found | {kind: FILLERS[kind](found[kind], at) for kind in BODIES if kind in found}


def known(update: Json, at: int) -> Json:
    """The typed update with only those fields of a message that the handlers read."""
    return _only(typed(update, at), READ)


def bare(update: Json, at: int) -> Json:
    """The update with valid types, and only with its sender, chat and words."""
    return _only(typed(update, at), BARE)


SHAPES: tuple[Callable[[Json, int], Json], ...] = (typed, known, bare)
"""To be tried one after the other."""


def _only(update: Json, names: set[str]) -> Json:
    """The update with only these fields of each body. Of changes of membership only the states are left."""
    cut = {kind: CUTTERS[kind](update[kind], names) for kind in BODIES if kind in update}
    return {"update_id": update["update_id"]} | cut


def _cut_message(message: Json, names: set[str]) -> Json:
    return {name: value for name, value in message.items() if name in names}


def _cut_press(press: Json, names: set[str]) -> Json:
    return press | ({"message": _cut_message(press["message"], BARE)} if "message" in press else {})


def _cut_change(change: Json, _: set[str]) -> Json:
    states = {side: _state(change.get(side, {})) for side in SIDES}
    return {name: change[name] for name in ("chat", "from", "date") if name in change} | states


def _state(member: Json) -> Json:
    status = member.get("status")
    user = member.get("user", {"id": 1, "is_bot": True, "first_name": ""})
    return {"status": "left" if status in {"left", "kicked"} else "member", "user": user}


CUTTERS: Mapping[str, Callable[[Json, set[str]], Json]] = {
    "message": _cut_message,
    "edited_message": _cut_message,
    "callback_query": _cut_press,
    "my_chat_member": _cut_change,
}


def _whole_message(message: Json, at: int) -> Json:
    if "chat" not in message:
        raise ValueError("words without a place")
    filled: Json = {"message_id": 0, "date": at} | message
    return filled | _who(filled)


def _who(body: Json) -> Json:
    """The sender, or in a private chat the chat itself, which is the person."""
    chat = body.get("chat", {})
    if "from" in body or chat.get("type") != "private" or chat.get("id", 0) <= 0:
        return {}
    return {"from": _person({"id": chat["id"]})}


def _whole_press(press: Json, _: int) -> Json:
    filled: Json = {"id": "0", "chat_instance": ""} | press
    message = filled.pop("message", {})
    return filled | ({"message": {"message_id": 0, "date": 0} | message} if "chat" in message else {})


def _whole_change(change: Json, at: int) -> Json:
    filled: Json = {"date": at} | change
    lacking = [side for side in SIDES if not {"status", "user"} <= filled.get(side, {}).keys()]
    return filled | _who(filled) | {side: _state(filled.get(side, {})) for side in lacking}


FILLERS: Mapping[str, Callable[[Json, int], Json]] = {
    "message": _whole_message,
    "edited_message": _whole_message,
    "callback_query": _whole_press,
    "my_chat_member": _whole_change,
}
"""What each kind of body must have."""


def _person(person: Json) -> Json:
    nobody: Json = {"is_bot": False, "first_name": ""}
    return nobody | person


def _chat(chat: Json) -> Json:
    kind: Json = {"type": "private" if chat.get("id", 0) > 0 else "supergroup"}
    return kind | chat


def _typed(table: Json, name: str) -> Json:
    """The fields of the table that have the right type. The caller leaves out a person or chat without a number."""
    found = {key: _value(key, value) for key, value in table.items() if _fits(name, key, value)}
    if name in PEOPLE:
        return _person(found)
    return _chat(found) if name in CHATS else found


def _value(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return _typed(value, key)
    if isinstance(value, list):
        return [_typed(one, key) for one in value if isinstance(one, dict)] if key in LISTS else value
    return value


def _fits(table: str, key: str, value: Any) -> bool:
    """Whether a field may have this value. Fields that nothing here reads may have any."""
    if key in TABLES:
        return isinstance(value, dict) and (key not in SOMEBODY or _names_somebody(value))
    if key == "id":
        return _is_number(value, -INT52, INT52) if table in NUMBERED else isinstance(value, str)
    if key in NUMBERS:
        return _is_number(value, *NUMBERS[key])
    if key in PLACES:
        return type(value) in {int, float} and isfinite(value) and abs(value) <= 180
    return isinstance(value, KINDS.get(key, object))


def _names_somebody(value: Json) -> bool:
    return _is_number(value.get("id"), -INT52, INT52) and value["id"] != 0


def _is_number(value: Any, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most
