"""A bot and a simulated Telegram: simulator, transport and the people of the tests."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from telegram import Bot

from bot.domain.ids import ChatId, FileKey, MessageId
from bot.domain.notices.every import Worded
from bot.domain.notices.notice import Mode, Notice, Priority, ToChat
from bot.domain.queues.delivery import OutboxRow
from bot.simulator.client import Person, World
from bot.simulator.server import Simulator
from bot.system import MovableClock
from bot.usecases.access.audience import Permission
from handlers.telegram.connection.transport import AiohttpRequest
from handlers.telegram.sending.counted_calls import BetweenCalls, WaitForQuota
from handlers.telegram.sending.send import Sender
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import Views, no_views
from storage.database.notice_rows import load_content
from tests.support.notices import WordsRow, sentence, views_of

TOKEN = "4242:very-secret-token"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class StoredFiles:
    """Files of a test, read in chunks."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    async def read(self, owner: object, file: FileKey) -> AsyncIterator[bytes]:
        data = self._files[file]
        for start in range(0, len(data), 1024):
            yield data[start : start + 1024]


@dataclass
class Wire:
    """What a test of sending needs."""

    base: str
    simulator: Simulator
    world: World
    bot: Bot
    clock: MovableClock
    files: dict[str, bytes] = field(default_factory=dict)

    def sender(self, *rendered: Rendered | None) -> Sender:
        """A Sender whose view of kind `line` returns these, the last one for ever."""
        left = list(rendered)

        async def view(context: RenderContext, row: OutboxRow) -> Rendered | None:
            return left.pop(0) if len(left) > 1 else left[0]

        return self.sender_with(view if rendered else None)

    def sender_with(self, view: WordsRow | None, wait_for_quota: WaitForQuota | None = None) -> Sender:
        async def render_context() -> RenderContext:
            return cast("RenderContext", ContextOfTest(StoredFiles(self.files)))

        async def at_once(_: OutboxRow) -> None:
            return

        async def anybody(_: Notice, __: ChatId) -> Permission:
            return Permission.GRANTED

        views = cast("Views[Worded]", no_views()) if view is None else views_of(view)
        return Sender(self.bot, views, render_context, BetweenCalls(wait_for_quota or at_once), anybody)


@dataclass
class ContextOfTest:
    files: Any

    def text(self, key: str, locale: str) -> str:
        """The key in place of the words."""
        return key


@asynccontextmanager
async def wire(*, flood: bool = False, read: float = 5.0) -> AsyncIterator[Wire]:
    """A simulator and a bot that reaches it over HTTP."""
    clock = MovableClock()
    simulator = Simulator(token=TOKEN, now=clock.now, advance=clock.advance, flood=flood)
    base = await simulator.start()
    request = AiohttpRequest(connect=2.0, read=read)
    bot = Bot(TOKEN, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot", request=request)
    try:
        async with bot, World(base) as world:
            yield Wire(base, simulator, world, bot, clock)
    finally:
        await simulator.stop()


async def started(world: World, name: str = "Rita") -> Person:
    """A person who has opened the chat."""
    person = await world.person(name)
    await person.say("/start")
    return person


def row_for(
    chat: int,
    *,
    kind: str = "line",
    mode: Mode = Mode.NEW,
    old: int | None = None,
    answers: int | None = None,
    is_group: bool = False,
    silent: bool = False,
    facts: Mapping[str, Any] | None = None,
    number: int = 1,
    attempts: int = 0,
    unanswered: int = 0,
    priority: Priority = Priority.REPLY,
) -> OutboxRow:
    """An outbox row with sensible defaults."""
    content = sentence(kind) if kind == "line" else load_content(kind, facts or {})
    notice = Notice(content, ToChat(ChatId(chat), "en"), priority, slot="screen", mode=mode, silent=silent)
    replaced = None if old is None else MessageId(old)
    anchor = None if answers is None else MessageId(answers)
    return OutboxRow(number, ChatId(chat), "en", notice, attempts, replaced, anchor, is_group, unanswered=unanswered)
