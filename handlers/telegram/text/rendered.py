"""What a view gives: text, buttons and files, ready for Telegram; and what a view is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import CaseId, FileKey, MessageId
from bot.domain.profile import Profile
from bot.ports.files import Files
from bot.ports.unit_of_work import Begin


class Text(Protocol):
    """The catalogue: HTML-safe text of a key in a language; facts are escaped, datetimes and numbers localised."""

    def __call__(self, key: str, locale: str, /, **facts: object) -> str: ...


class Texts(Text, Protocol):
    """The catalogue, which can also be asked what it has."""

    def has(self, key: str, locale: str) -> bool:
        """Whether the language has this text."""
        ...


@dataclass(frozen=True)
class Key:
    """One inline button: callback `data` (already packed) or a `url`. `style`: danger, success, primary or ''."""

    text: str
    data: str = ""
    url: str = ""
    style: str = ""


@dataclass(frozen=True)
class Attachment:
    """A stored file to send; `kind` is photo, video, voice, audio or document."""

    owner: CaseId
    file: FileKey
    kind: str
    name: str
    mime: str
    caption: str = ""

    @property
    def is_picture(self) -> bool:
        """Shown as a scrubbed copy; everything else goes out as it came."""
        return self.kind == "photo" or self.mime.startswith("image/")


@dataclass(frozen=True)
class Made:
    """A file that was made for this message and is kept nowhere; its caption is HTML."""

    data: bytes
    name: str
    caption: str = ""
    is_picture: bool = True
    """Shown as a picture; else a document."""


@dataclass(frozen=True)
class Rendered:
    """One message: HTML text, inline keys by row, files. Text over 4096 UTF-16 units is split by the sender, keys go
    under the last part."""

    text: str
    keys: tuple[tuple[Key, ...], ...] = ()
    files: tuple[Attachment, ...] = ()
    """Sent before the text, one by one: protected, pictures and videos under a spoiler. Without a text the keys stand
    under the last of them."""
    place: tuple[float, float] | None = None
    """A map of this position (latitude, longitude), in place of a text."""
    picture: bytes = b""
    """A picture made for this message: under a spoiler, with the text as its caption; it is kept nowhere."""
    made: tuple[Made, ...] = ()
    """Sent before the text: several as one album."""
    page: bytes = b""
    """A page made for this message, to be printed: a file with the text as its caption; it is kept nowhere."""
    page_name: str = "page.html"
    ask: str = ""
    """'location' or 'contact': a one-time reply keyboard with that request beside the inline keys is shown."""
    ask_text: str = ""
    """The words on that keyboard's button."""
    ask_line: str = ""
    """What the bot says above it."""
    protect: bool = False
    """No forwarding or saving by the receiver."""
    remove_keyboard: bool = False
    only_keys: bool = False
    """The message that holds the slot (or `of_message`) keeps its words; its keys become these. Nothing is sent where
    there is none."""
    of_message: MessageId | None = None
    answers: MessageId | None = None
    """The message that this one answers, where no slot names it."""

    @property
    def is_words_and_keys(self) -> bool:
        """Whether there is nothing but a text with inline keys: such a message can be edited in its place."""
        beside = self.files or self.place or self.picture or self.page or self.made
        return not (beside or self.ask or self.remove_keyboard)


@dataclass(frozen=True)
class RenderContext:
    """What views may use: text, the profile, the bot's name for deep links, reading, the time."""

    text: Text
    known: Callable[[str, str], bool]
    """Whether the catalogue has a key in a language."""
    profile: Profile
    username: str
    reading: Begin
    files: Files
    now: Callable[[], datetime]
