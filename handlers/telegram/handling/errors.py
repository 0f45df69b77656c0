"""Handles what a handler raised. A refusal is told to the person. Anything else is noted, and the update is tried
again."""

from contextvars import ContextVar
from functools import partial

import structlog
from telegram import Update
from telegram.error import BadRequest, NetworkError

from bot.contention import again_at_once
from bot.domain.errors import Conflict, Refusal, Unreachable, raised_at
from bot.domain.ids import ChatId
from bot.domain.notices.notice import Notice, ToChat
from bot.domain.notices.say import refused
from bot.domain.queues.inbox import DATABASE_AWAY, Fault, InboxRow, Retry
from bot.usecases.oversight.parked_updates import tell_parked
from bot.usecases.services import Services, say
from handlers.telegram.handling.context import Context, HandlerDependencies, current_row, match_language
from handlers.telegram.handling.just_before import before_line
from handlers.telegram.receiving.raw_update import body_of, read, table, typed

log = structlog.get_logger()

faults_here: ContextVar[list[Fault] | None] = ContextVar("faults_here", default=None)
"""Faults of the update that is being handled, as the error handler notes them; None outside of an update."""


async def on_error(update: object, context: Context) -> None:
    """The application's only error handler."""
    error = context.error
    if isinstance(error, Refusal) and isinstance(update, Update):
        try:
            await refuse(update, context, error)
        except Exception as second:  # saying no failed: the update is tried again
            _note(second)
    elif error is not None:
        _note(error)


async def refuse(update: Update, context: Context, refusal: Refusal) -> None:
    """Tell the person why not: over the button that was pressed, else in a message. Closes the inbox row."""
    services = context.services(update)
    log.info("refused", row=current_row.get(), key=refusal.key)
    if update.callback_query is not None:
        await say(services)
        await context.answer_press(update, _worded(context, refusal, await context.locale(update)), alert=True)
        return
    if update.effective_user is None:
        await say(services)
        return
    visitor = context.visitor(update)
    await say(services, Notice(refused(refusal), ToChat(visitor.chat, await context.locale(update))))


async def refuse_afterwards(update: Update, context: Context, refusal: Refusal | None) -> None:
    """Tell the refusal of words that stand beside a command, after the command was obeyed. That act has closed the
    inbox row, so nobody handles the update again: where another act comes first, this is done again here."""
    if refusal is not None:
        await again_at_once(partial(refuse, update, context, refusal))


def _worded(context: Context, refusal: Refusal, locale: str) -> str:
    """The words of the refusal, and below them what somebody else has just done to the case."""
    text = context.dependencies.text
    words = text(f"error-{refusal.key}", locale, **refusal.facts)
    return words if refusal.before is None else f"{words}\n{before_line(text, locale, refusal.before)}"


def _note(error: BaseException) -> None:
    """Note the type of the error only: its words may hold content."""
    fault = _fault(error)
    noted = faults_here.get()
    if noted is not None:
        noted.append(fault)
    say = log.info if fault.retry is Retry.AT_ONCE else log.error
    say("handler_fault", row=current_row.get(), error=fault.reason, where=raised_at(error))


def _fault(error: BaseException) -> Fault:
    is_away = isinstance(error, Unreachable | NetworkError) and not isinstance(error, BadRequest)
    if is_away:
        is_database = isinstance(error, Unreachable) and error.key == "database"
        return Fault(DATABASE_AWAY if is_database else type(error).__name__, Retry.WHILE_AWAY)
    return Fault(type(error).__name__, Retry.AT_ONCE if isinstance(error, Conflict) else Retry.SOON)


async def on_parked(dependencies: HandlerDependencies, row: InboxRow, reason: str) -> None:
    """An update was given up: supervisors and its sender are told."""
    given = dependencies
    services = Services(given.profile, given.bind(None, None), given.tokens, given.blind_index, given.reading)
    await tell_parked(services, given.now(), reason, person_of(row.payload, given.profile.languages))


def person_of(payload: bytes, languages: tuple[str, ...]) -> ToChat | None:
    """The private chat that a raw update came from, if it can be read at all."""
    try:
        body = body_of(typed(table(read(payload)), 0))
    except ValueError:
        return None
    chat = body.get("chat") or table(body.get("message")).get("chat") or {}
    if chat.get("type") != "private":
        return None
    told = table(body.get("from")).get("language_code")
    return ToChat(ChatId(chat["id"]), match_language(told, languages))
