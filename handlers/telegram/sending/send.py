"""Sends one outbox row: renders it now in the reader's language, sends it, and gives the outcome."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.domain.errors import Unreachable, Unworded
from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.content import NotReadable
from bot.domain.notices.every import Worded
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.reporter.files import MessageGone, Wipe
from bot.domain.queues.delivery import Dead, Later, MessagePart, OutboxRow, Outcome, Sent
from bot.usecases.access.audience import Permission
from bot.usecases.access.may_contact import may_contact_at
from bot.usecases.casework.messages.removed_messages import still_shown
from bot.usecases.reporting.chat.hiding import DELETABLE
from handlers.telegram.sending.answers import outcome_of
from handlers.telegram.sending.background import Background, NotReady
from handlers.telegram.sending.broken import say_that_there_is_a_case
from handlers.telegram.sending.counted_calls import BetweenCalls
from handlers.telegram.sending.outgoing import Outgoing
from handlers.telegram.sending.repeatable import delete, repeatable, take_away
from handlers.telegram.text.rendered import RenderContext, Rendered
from handlers.telegram.text.view_table import Views

WIPE_AT_ONCE = 100
NOTHING = Sent(is_free=True)
"""The outcome when there is nothing to send any more."""

PermissionFor = Callable[[Notice, ChatId], Awaitable[Permission]]


def as_a_drill(rendered: Rendered, label: str) -> Rendered:
    """Put the mark of a drill before the text, once, so that nobody takes the drill for a real case."""
    is_labelled = not rendered.text or label.strip() in rendered.text
    return rendered if is_labelled else replace(rendered, text=f"{label}{rendered.text}")


def wiped_only(messages: tuple[MessageId, ...]) -> Sent:
    """The outcome when messages were deleted and nothing was sent."""
    return Sent(gone=messages, is_free=not messages)


class Sender:
    """The real Post. `context` may have to ask Telegram who the bot is. `permission_for` says whether the chat may
    still be told of the case."""

    def __init__(
        self,
        bot: Bot,
        views: Views[Worded],
        context: Callable[[], Awaitable[RenderContext]],
        between: BetweenCalls,
        permission_for: PermissionFor,
    ) -> None:
        self._bot = bot
        self._views = views
        self._render_context = context
        self._between = between
        self._permission_for = permission_for
        self._background = Background()

    async def send(self, row: OutboxRow) -> Outcome:
        """Send it. Never raises an error of Telegram. Raises Unworded for the fault of a view, and Unreachable when it
        cannot be found out whether the chat may be told."""
        try:
            permission = await self._permission_for(row.notice, row.chat)
            return NOTHING if permission is Permission.DENIED else await self._sent(row, permission)
        except TelegramError as error:
            return outcome_of(error)

    async def _sent(self, row: OutboxRow, permission: Permission) -> Outcome:
        if row.notice.mode is Mode.DELETE:
            return await self._delete(row)
        if row.notice.starts and (later := await self._not_allowed_yet(row)) is not None:
            return later
        match row.notice.content:
            case Wipe() as wipe:
                return wiped_only(await self._wipe(row, wipe))
            case MessageGone():
                return NOTHING
            case NotReadable():
                return await self._not_readable(row)
            case said:
                return await self._worded(row, said, permission)

    async def _not_readable(self, row: OutboxRow) -> Outcome:
        """Tell the body at least that there is a case; supervisors are told of the dead letter."""
        said = await say_that_there_is_a_case(self._bot, await self._render_context(), row)
        return Dead("NoView", (MessagePart("", said),) if said else ())

    async def _worded(self, row: OutboxRow, said: Worded, permission: Permission) -> Outcome:
        context = await self._render_context()
        try:
            rendered = await self._rendered(context, row, said)
        except NotReady as error:
            return Later(until=context.now() + error.wait, reason="NotReady")
        if rendered is None:
            return NOTHING
        if permission is Permission.AS_A_DRILL:
            rendered = as_a_drill(rendered, context.text("staff-mark-drill", row.locale))
        outgoing = Outgoing(self._bot, self._between, context, row, rendered)
        try:
            return await outgoing.send()
        except TelegramError as error:
            return outgoing.meaning(error)
        except Exception:
            await outgoing.note_parts()
            raise

    async def _rendered(self, context: RenderContext, row: OutboxRow, said: Worded) -> Rendered | None:
        """Render it by its view. Where the view fails, a body is told at least that there is a case, and Unworded is
        raised. A slow view is rendered in the background, so that other rows of this chat are sent meanwhile."""
        words = partial(self._views.words, context, row, said)
        try:
            return await (self._background.made(row, words) if self._views.is_slow(said) else words())
        except (Unreachable, TelegramError, NotReady):
            raise
        except Exception as error:
            raise Unworded(error, await say_that_there_is_a_case(self._bot, context, row)) from error

    async def _not_allowed_yet(self, row: OutboxRow) -> Outcome | None:
        """The outcome for a message that nobody has asked for and that may not be sent now (SG15, SG16); None: send
        it."""
        context = await self._render_context()
        now = context.now()
        async with context.reading() as uow:
            at = await may_contact_at(context.profile, uow, row.notice, now)
        if at is None:
            return NOTHING
        return Later(until=at, reason="QuietHours") if at > now else None

    async def _delete(self, row: OutboxRow) -> Outcome:
        if row.slot_message is None:
            return NOTHING
        was_there = await take_away(self._bot, row.chat, row.slot_message)
        return Sent(gone=(row.slot_message,), is_free=not was_there)

    async def _wipe(self, row: OutboxRow, said: Wipe) -> tuple[MessageId, ...]:
        """Delete in batches; where a batch is refused (one is too old), one by one. What shows a case that the chat may
        not know of, or may not read, and is too old to be deleted, loses its words: it is forgotten here, and nothing
        edits it later."""
        later = await self._since_then(row) if said.later else frozenset()
        of_cases = await self._of_cases(row, said) if said.cases or said.opened else frozenset()
        messages = [MessageId(number) for number in sorted({*said.messages, *later, *of_cases})]
        for start in range(0, len(messages), WIPE_AT_ONCE):
            batch = messages[start : start + WIPE_AT_ONCE]
            try:
                await repeatable(self._bot.delete_messages(row.chat, batch))
            except BadRequest:
                for message in batch:
                    remove = take_away if said.with_words or said.cases or said.opened else delete
                    await remove(self._bot, row.chat, message)
        return tuple(messages)

    async def _of_cases(self, row: OutboxRow, said: Wipe) -> frozenset[MessageId]:
        """Messages of the cases that stand in the chat by now: one was perhaps being sent when the row was written."""
        context = await self._render_context()
        async with context.reading() as uow:
            return await still_shown(uow, said, row.chat)

    async def _since_then(self, row: OutboxRow) -> frozenset[int]:
        """Messages that came into the chat after the person asked to clear it: they were on their way already."""
        context = await self._render_context()
        since = context.now() - DELETABLE
        async with context.reading() as uow:
            noted = await uow.messages.since(row.chat, since)
            strays = await uow.outbox.strays(row.chat, since)
        return frozenset(noted) | {number for first, last in strays for number in range(first, last + 1)}
