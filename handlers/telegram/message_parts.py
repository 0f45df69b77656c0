"""What a message says beside its own words: its origin, quotations, addresses behind links, cards, polls (SG25).

The same parts may hang on a message that is answered in another chat, so they are read from both in the same way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from telegram import Chat, Contact, ExternalReplyInfo, Location, Message, MessageEntity, User

from bot.domain.report import Piece
from bot.domain.told import Extra, Origin

APP = "https://t.me"
LONGEST_REPLY = 300
"""Characters of an own earlier message that stand under the one that answers it: the whole of it is kept already."""
NO_WORDS = frozenset({"type", "mime_type", "file_path", "language", "currency", "style", "emoji"})
"""Keys of an unknown kind of message whose values are no words."""


def piece_of(message: Message, text: str) -> Piece:
    """The message as it was written, with everything that hangs on it; forwarded ones are told by others (SG25)."""
    origin = origin_of(message)
    is_others = origin is not None
    return Piece(text, message.message_id, message.date, is_others, origin, extras_of(message))


def origin_of(message: Message) -> Origin | None:
    """The origin of a forward, or of a message that came through another bot. None for a message that was written
    here."""
    if message.forward_origin is not None:
        return _not_oneself(message, _forwarded(message.forward_origin))
    return _of_user(message.via_bot) if message.via_bot is not None else None


def _not_oneself(message: Message, origin: Origin) -> Origin:
    """The origin of a message without what would tell who reports. Of the reporter's own words only the moment is
    kept."""
    me = message.from_user
    is_hidden = origin.kind == "hidden_user" and me is not None and origin.name == me.full_name
    is_own = me is not None and (origin.account == str(me.id) or is_hidden)
    return Origin("self", at=origin.at) if is_own else origin


def _forwarded(origin: Any) -> Origin:
    """A MessageOrigin of any of its types; of one that is not known yet, what it has."""
    user, chat = getattr(origin, "sender_user", None), getattr(origin, "sender_chat", getattr(origin, "chat", None))
    if user is not None:
        return _of_user(user, origin.date)
    if chat is not None:
        number, signature = getattr(origin, "message_id", None), getattr(origin, "author_signature", None)
        return _of_chat(chat, origin.date, number, signature or "")
    return Origin("hidden_user", getattr(origin, "sender_user_name", ""), origin.date)


def _of_user(user: User, at: Any = None) -> Origin:
    address = f"{APP}/{user.username}" if user.username else ""
    return Origin("bot" if user.is_bot else "user", user.full_name, at, address, str(user.id))


def _of_chat(chat: Chat, at: Any = None, number: int | None = None, signature: str = "") -> Origin:
    name = ", ".join(part for part in (chat.title or chat.full_name or "", signature) if part)
    place = chat.username or (f"c/{str(chat.id).removeprefix('-100')}" if number is not None else "")
    address = "/".join(str(part) for part in (APP, place, number) if part) if place else ""
    return Origin("channel" if chat.type == Chat.CHANNEL else "chat", name, at, address, str(chat.id))


def extras_of(message: Message) -> tuple[Extra, ...]:
    """Everything beside the words, in the order in which it is read."""
    found = (*_answered(message), *_inner(message), *_linked(message), *_buttons(message), *_preview(message))
    return (*found, *_unknown(message.api_kwargs))


# --- What is answered ---------------------------------------------------------------------------------------------


def _answered(message: Message) -> Iterator[Extra]:
    """The message, story, task or option that this one answers, as far as it is shown."""
    quote, outside, earlier = message.quote, message.external_reply, message.reply_to_message
    origin = _not_oneself(message, _forwarded(outside.origin)) if outside is not None else _earlier(message, earlier)
    if quote is not None:
        yield Extra("quote", quote.text, origin=origin)
        yield from _links(quote.text, quote.entities or ())
    elif outside is not None:
        yield Extra("reply", origin=origin)
    elif earlier is not None and origin is not None and origin.kind == "self":
        words = earlier.text or earlier.caption or ""
        yield Extra("reply", words if len(words) <= LONGEST_REPLY else f"{words[:LONGEST_REPLY]}…", origin=origin)
    if outside is not None:
        yield from _inner(outside)
    if message.reply_to_story is not None:
        yield Extra("story", origin=_of_chat(message.reply_to_story.chat, None, message.reply_to_story.id))
    yield from _part_answered(message, outside or earlier)


def _earlier(message: Message, earlier: Message | None) -> Origin | None:
    """The origin of an earlier message in this chat: the person, or the line."""
    if earlier is None or earlier.from_user is None:
        return None
    is_own = message.from_user is not None and earlier.from_user.id == message.from_user.id
    return Origin("self" if is_own else "bot", "", earlier.date)


def _part_answered(message: Message, whole: Any) -> Iterator[Extra]:
    """The one task of a list, or option of a poll, that is answered."""
    tasks, options = getattr(whole, "checklist", None), getattr(whole, "poll", None)
    for task in tasks.tasks if tasks is not None else ():
        if task.id == message.reply_to_checklist_task_id:
            yield Extra("quote", task.text)
    for option in options.options if options is not None else ():
        if option.persistent_id is not None and option.persistent_id == message.reply_to_poll_option_id:
            yield Extra("quote", option.text)


# --- Parts that are no text ---------------------------------------------------------------------------------------


def _lines(*parts: object) -> str:
    return "\n".join(str(part) for part in parts if part)


def name_and_number(contact: Contact) -> str:
    """What a shared contact says at the least."""
    name = " ".join(part for part in (contact.first_name, contact.last_name) if part)
    return f"{name} {contact.phone_number}".strip()


def _card(message: Message, contact: Contact) -> Extra | None:
    """The rest of a shared contact: its name and number are the message's words. One's own account is not noted."""
    is_own = message.from_user is not None and contact.user_id == message.from_user.id
    account = f"tg://user?id={contact.user_id}" if contact.user_id and not is_own else ""
    return Extra("card", _lines(account, contact.vcard)) if account or contact.vcard else None


def _poll(poll: Any) -> Extra:
    options = [f"- {option.text}" for option in poll.options]
    return Extra("poll", _lines(poll.question, poll.description, *options, poll.explanation))


def _checklist(checklist: Any) -> Extra:
    tasks = [f"{'✓' if task.completion_date else '-'} {task.text}" for task in checklist.tasks]
    return Extra("checklist", _lines(checklist.title, *tasks))


def _giveaway(giveaway: Any) -> Extra:
    names = [chat.title or chat.username for chat in getattr(giveaway, "chats", ())]
    return Extra("giveaway", _lines(giveaway.prize_description, *names))


def _gift(gift: Any) -> Extra | None:
    return Extra("gift", gift.text) if gift.text else None


INNER: Mapping[str, Callable[[Any], Extra | None]] = {
    "contact": lambda contact: Extra("card", _lines(name_and_number(contact), contact.vcard)),
    "venue": lambda venue: Extra("venue", f"{venue.title}, {venue.address}"),
    "poll": _poll,
    "checklist": _checklist,
    "game": lambda game: Extra("game", _lines(game.title, game.description, game.text)),
    "story": lambda story: Extra("story", origin=_of_chat(story.chat, None, story.id)),
    "paid_media": lambda paid: Extra("paid_media", str(len(paid.paid_media))),
    "invoice": lambda invoice: Extra("invoice", _lines(invoice.title, invoice.description)),
    "giveaway": _giveaway,
    "giveaway_winners": _giveaway,
    "gift": _gift,
}
"""Parts of a message, or of one that is answered, by their attribute."""


def _inner(message: Message | ExternalReplyInfo) -> Iterator[Extra]:
    """A place and a contact are the words of the message itself; of one that is answered they are parts."""
    for name, read in INNER.items():
        part = getattr(message, name, None)
        if part is not None:
            found = _card(message, part) if isinstance(message, Message) and name == "contact" else read(part)
            yield from (found,) if found is not None else ()
    place = message.location
    if place is not None and is_live(place):
        yield Extra("live")
    if place is not None and isinstance(message, ExternalReplyInfo):
        yield Extra("place", f"{place.latitude:.5f}, {place.longitude:.5f}")


def is_live(place: Location) -> bool:
    """Whether the place will move. (The library warns of a change of its own to whoever asks for the time.)"""
    return "live_period" in place.to_dict()


# --- Links, buttons, previews -------------------------------------------------------------------------------------


def _linked(message: Message) -> Iterator[Extra]:
    """Addresses and people behind words of the text, the caption, a poll, a list or a game."""
    yield from _links(message.text or message.caption or "", message.entities or message.caption_entities)
    poll, checklist, game = message.poll, message.checklist, message.game
    if poll is not None:
        yield from _links(poll.question, poll.question_entities)
        yield from _links(poll.explanation or "", poll.explanation_entities)
    if checklist is not None:
        for task in checklist.tasks:
            yield from _links(task.text, task.text_entities or ())
    if game is not None:
        yield from _links(game.text or "", game.text_entities)


def _links(text: str, entities: Iterable[MessageEntity]) -> Iterator[Extra]:
    units = text.encode("utf-16-le", "surrogatepass")
    for entity in entities:
        start, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        label = units[start:end].decode("utf-16-le", "replace")
        if entity.type == MessageEntity.TEXT_LINK and entity.url:
            yield Extra("link", entity.url, label)
        elif entity.type == MessageEntity.TEXT_MENTION and entity.user is not None:
            yield Extra("mention", "", label, _of_user(entity.user))


def _buttons(message: Message) -> Iterator[Extra]:
    """Labels and addresses of the buttons under a forwarded message."""
    for row in message.reply_markup.inline_keyboard if message.reply_markup is not None else ():
        for button in row:
            inner = (button.web_app, button.login_url)
            address = button.url or next((part.url for part in inner if part is not None), "")
            copied = button.copy_text.text if button.copy_text is not None else ""
            yield Extra("button", address or copied or button.switch_inline_query or "", button.text)


def _preview(message: Message) -> Iterator[Extra]:
    """The page that is shown under a text, where its address does not stand in it."""
    options = message.link_preview_options
    address = str(options.url or "") if options is not None else ""
    if address and address not in (message.text or ""):
        yield Extra("preview", address)


def _unknown(raw: Mapping[str, Any]) -> Iterator[Extra]:
    """Kinds of content that this program does not know yet: every word in them."""
    words = [words for key, value in raw.items() if isinstance(value, dict | list) for words in strings_in(key, value)]
    if words:
        yield Extra("other", "\n".join(words))


def strings_in(key: str, value: Any) -> Iterator[str]:
    """The words in a piece of JSON, in their order; no ids, types or names of files."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from strings_in(name, inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(key, inner)
    elif isinstance(value, str) and value.strip() and key not in NO_WORDS and not key.endswith("_id"):
        yield value


# --- What cannot be kept ------------------------------------------------------------------------------------------

FILES = frozenset({"animation", "audio", "document", "live_photo", "paid_media", "photo", "sticker", "story"})
FILES |= {"video", "video_note", "voice"}
"""What a message may hold, or one that is answered, that is more than words."""
PARTLY = ("live_photo", "paid_media", "story", "game", "rich_message", "reply_to_story")
"""Kinds of message of which only words, or a still picture, are kept."""


def is_partly_lost(message: Message) -> bool:
    """Whether something hangs on the message that is not kept with it: the person is told so."""
    outside, poll = message.external_reply, message.poll
    parts: list[Any] = [poll, *poll.options] if poll is not None else []
    return (
        any(getattr(message, name, None) or message.api_kwargs.get(name) for name in PARTLY)
        or (outside is not None and any(getattr(outside, name, None) for name in FILES))
        or any(part.media for part in parts)
    )
