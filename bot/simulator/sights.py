"""What a person sees: messages, buttons, and how words find them."""

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PIL import Image

from bot.simulator.refusal import Json


def picture(colour: str = "steelblue", size: tuple[int, int] = (640, 480)) -> bytes:
    """A real JPEG."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Button:
    """One button: a press sends `data`, or opens `url`."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a person sees it."""

    raw: Json = field(repr=False)
    chat: int
    id: int
    text: str | None
    caption: str | None
    buttons: list[list[Button]]
    photo: list[Json] | None
    document: Json | None
    from_bot: bool
    reply_to: int | None
    protected: bool
    spoiler: bool
    deleted: bool
    edited: bool
    date: int

    @property
    def words(self) -> str:
        """The text or the caption of the message."""
        return self.text or self.caption or ""

    @property
    def labels(self) -> list[str]:
        """All button labels in order."""
        return [button.text for row in self.buttons for button in row]


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the bot, from the journal."""

    n: int
    method: str
    chat_id: int | str | None
    code: int
    at: str
    params: Json = field(repr=False)


def shown(raw: Json) -> Message:
    """A message as /sim writes it."""
    rows = raw.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [[Button(b["text"], b.get("callback_data"), b.get("url")) for b in row] for row in rows]
    return Message(
        raw=raw,
        chat=raw["chat"]["id"],
        id=raw["message_id"],
        text=raw.get("text"),
        caption=raw.get("caption"),
        buttons=buttons,
        photo=raw.get("photo"),
        document=raw.get("document"),
        from_bot=raw["out"],
        reply_to=raw["reply_to"],
        protected=raw["protected"],
        spoiler=raw["spoiler"],
        deleted=raw["deleted"],
        edited=raw["edited"],
        date=raw["date"],
    )


Wanted = str | re.Pattern[str] | Callable[[Message], object]


def matcher(wanted: Wanted) -> Callable[[Message], object]:
    """What is waited for, as a question to a message."""
    if isinstance(wanted, str):
        return lambda message: wanted in message.words
    if isinstance(wanted, re.Pattern):
        return lambda message: wanted.search(message.words)
    return wanted


def is_later(message: Message, after: Message | None) -> bool:
    """Newer than `after`, or the same message changed since."""
    if after is None or message.id > after.id:
        return True
    return message.id == after.id and message.raw != after.raw


def find_button(wanted: str, messages: Iterable[Message]) -> tuple[Message, Button] | None:
    """Exact labels and data win over parts of a label; then the newest message wins."""
    pairs = [(m, button) for m in messages for row in m.buttons for button in row]
    exact = (pair for pair in pairs if wanted in (pair[1].text, pair[1].data))
    partial = (pair for pair in pairs if wanted.casefold() in pair[1].text.casefold())
    return next(exact, None) or next(partial, None)


@dataclass
class Seen:
    """What a person has seen of one chat so far, and the reply keyboard there."""

    version: int = 0
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Json | None = None
