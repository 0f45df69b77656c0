"""A message of several parts that goes out from a real outbox to a pretended Telegram, with a fault at chosen calls."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from telegram import Chat, Message
from telegram.error import BadRequest

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import Notice
from bot.domain.queues.delivery import MessagePart, OutboxRow, Sent
from bot.loops.sending import send_once
from bot.usecases.access.audience import Permission
from handlers.telegram.connection.transport import NotSent, Uncertain
from handlers.telegram.sending.counted_calls import BetweenCalls
from handlers.telegram.sending.send import Sender
from handlers.telegram.text.rendered import RenderContext, Rendered
from storage.unit_of_work import Database
from tests.support.clock import FixedClock
from tests.support.databases.samples import RITA_CHAT
from tests.support.loops.outbox import NOBODY
from tests.support.notices import views_of
from tests.support.running.wire import StoredFiles


class Fault(StrEnum):
    """What happens to one call that sends something."""

    UNCLEAR = "unclear"
    """It arrives, and its answer is lost."""
    LOST = "lost"
    """It does not arrive."""
    REFUSED = "refused"
    """Telegram refuses it in words that nobody knows."""
    DEATH = "death"
    """It does not arrive, and the process ends."""
    LATE_DEATH = "late death"
    """It arrives, and the process ends."""


class Died(KeyboardInterrupt):
    """The process has ended: nothing is stored any more."""


ARRIVES = (Fault.UNCLEAR, Fault.LATE_DEATH)
RAISED: dict[Fault, type[BaseException]] = {
    Fault.UNCLEAR: Uncertain,
    Fault.LOST: NotSent,
    Fault.DEATH: Died,
    Fault.LATE_DEATH: Died,
}


@dataclass
class PretendedTelegram:
    """Answers the calls of a sender, with the next faults."""

    faults: list[Fault | None] = field(default_factory=list)
    """One for each call that sends something, in order; None lets it pass. Later ones pass too."""
    shown: dict[int, str] = field(default_factory=dict)
    """What stands in the chat, by number."""
    told: list[str] = field(default_factory=list)
    """All that has ever arrived, in order: what wakes somebody."""
    next_number: int = 1
    takes_files: bool = True
    """Whether the chat takes files."""
    deletes: bool = True
    """Whether messages may be deleted."""

    def _arrive(self, chat: int, *words: str) -> list[Message]:
        fault, numbers = self.faults.pop(0) if self.faults else None, range(0)
        if fault is None or fault in ARRIVES:
            numbers = range(self.next_number, self.next_number + len(words))
            self.next_number += len(words)
            self.shown |= dict(zip(numbers, words, strict=True))
            self.told += words
        if fault is Fault.REFUSED:
            raise BadRequest("Bad Request: nobody knows this")
        if fault is not None:
            raise RAISED[fault](*(["lost"] if fault in (Fault.UNCLEAR, Fault.LOST) else []))
        return [Message(number, datetime.now(UTC), Chat(chat, Chat.PRIVATE)) for number in numbers]

    async def send_message(self, chat: int, text: str, **_: Any) -> Message:
        return self._arrive(chat, text)[0]

    async def send_photo(self, chat: int, _photo: object = None, *, caption: str = "", **_: Any) -> Message:
        return self._arrive(chat, caption)[0]

    async def send_document(self, chat: int, _document: object = None, *, caption: str = "", **_: Any) -> Message:
        return self._arrive(chat, caption)[0]

    async def send_location(self, chat: int, *, latitude: float, **_: Any) -> Message:
        return self._arrive(chat, f"{latitude}")[0]

    async def send_media_group(self, chat: int, media: Sequence[Any], **_: Any) -> Sequence[Message]:
        if not self.takes_files:
            raise BadRequest("Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN")
        return self._arrive(chat, *(one.caption for one in media))

    async def send_chat_action(self, *_: object) -> None:
        """The chat answers."""

    async def delete_message(self, _: int, number: int) -> None:
        if not self.deletes:
            raise BadRequest("Bad Request: not enough rights to delete")
        if number not in self.shown:
            raise BadRequest("Bad Request: message to delete not found")
        del self.shown[number]


@dataclass
class PlainContext:
    """What replaces a part begins with the words of the part."""

    files: StoredFiles

    def text(self, key: str, locale: str, **facts: str) -> str:
        return str(float(facts["latitude"])) if facts else "" if key == "staff-file-not-sent" else key


@dataclass
class SentPartByPart:
    """One row, tried again and again. `words` may be changed between attempts."""

    database: Database
    clock: FixedClock
    words: Rendered
    telegram: PretendedTelegram = field(default_factory=PretendedTelegram)
    files: dict[str, bytes] = field(default_factory=dict)
    tried: int = 0
    faults_between: int = 0
    """So many waits between two parts fail by a fault of the program that may pass."""
    notes: bool = True
    """Whether what has arrived can be noted before the attempt ends."""

    async def attempt(self) -> bool:
        """One attempt, an hour after the one before. Returns whether all has arrived."""
        self.tried += 1
        self.clock.advance(hours=1)
        rows = await self.database.outbox.lease(self.clock.now(), 10, NOBODY)
        for row in rows:
            try:
                outcome = await send_once(self._sender(), row)
            except Died:
                return False
            await self.database.outbox.record_result(row, outcome, self.clock.now())
            return isinstance(outcome, Sent)
        return False

    async def until_sent(self) -> None:
        """All attempts that it takes."""
        for _ in range(40):
            if await self.attempt():
                return
        raise AssertionError(f"after {self.tried} attempts this stands in the chat: {self.telegram.shown}")

    def _sender(self) -> Sender:
        async def view(_: RenderContext, __: OutboxRow) -> Rendered:
            return self.words

        async def render_context() -> RenderContext:
            return cast("RenderContext", PlainContext(StoredFiles(self.files)))

        async def at_once(_: OutboxRow) -> None:
            if self.faults_between:
                self.faults_between -= 1
                raise OSError

        async def note(row: OutboxRow, parts: Sequence[MessagePart]) -> None:
            if not self.notes:
                raise OSError
            await self.database.outbox.note_parts(row, parts)

        async def anybody(_: Notice, __: ChatId) -> Permission:
            return Permission.GRANTED

        bot = cast("Any", self.telegram)
        return Sender(bot, views_of(view), render_context, BetweenCalls(at_once, note), anybody)

    async def noted(self) -> set[MessageId]:
        """The numbers of the messages that are known to stand in the chat."""
        async with self.database.reading() as uow:
            return {*await uow.messages.since(RITA_CHAT, datetime(2000, 1, 1, tzinfo=UTC))}
