"""Officers: cards in the group, and the desk in private. Each handler parses and calls one use case.

Beside every button stands a command, because Telegram forgets a press after 150 s of downtime and a message after 24 h.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, MessageHandler, filters

from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, CaseNumber, ChatId, MessageId
from bot.domain.notices.notice import ToChat
from bot.domain.people import OVERSIGHT, Agent
from bot.usecases.access import membership
from bot.usecases.casework import desk, steps
from handlers.groups.binding import refuse_language
from handlers.officer import buttons as b
from handlers.officer import unlocking
from handlers.reporter import conversation
from handlers.reporter.beside_commands import on_stranger
from handlers.reporter.conversation import Handler
from handlers.telegram.asked import number_in
from handlers.telegram.context import Context, message_of, pressed
from handlers.telegram.fields import whole
from handlers.telegram.links import CASE_LINK, PERSON_LINK, secret_in

IN_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
SENT = filters.UpdateType.MESSAGE
STAFF_LINK = filters.Regex(rf"^/start ({CASE_LINK}\d+|{PERSON_LINK}[A-Za-z0-9_-]{{16,63}})\Z")
"""Nothing else beside /start is a link: words may begin with the same letters."""
Done = Callable[[Update, Context, Agent, CaseNumber], Coroutine[Any, Any, None]]


async def acting(update: Update, context: Context) -> tuple[Agent, AgencyKey | None]:
    """Who acts, asked afresh, and for which agency when this is its group. In a group that is not ours everybody is a
    stranger (SG22).

    Raises Refusal (key anonymous-admin) when somebody writes as one of our groups: no person answers for it.
    """
    agent, chat = await context.agent(update), update.effective_chat
    if chat is None or chat.type == "private":
        return agent, None
    async with context.dependencies.reading() as uow:
        bound = await uow.agencies.at(ChatId(chat.id))
    if not bound:
        return Agent(agent.person), None
    if agent.is_anonymous:
        raise Refusal("anonymous-admin")
    return agent, next((agency for agency in bound if agency != OVERSIGHT), None)


def is_stranger(agent: Agent) -> bool:
    """Nobody of ours: commands of officers answer nothing (SG22)."""
    return not (agent.agencies or agent.heads or agent.supervisor or agent.auditor)


def asked_number(update: Update, context: Context) -> CaseNumber:
    """The case number of the button, or of the words beside the command."""
    if update.callback_query is not None:
        return CaseNumber(pressed(update).number)
    return number_in(list(context.args or []))


async def on_unheard(update: Update, context: Context) -> None:
    """A stranger's command or press: nothing is said, and words beside a command are told like any others."""
    await on_stranger(update, context)
    await context.toast(update)


async def on_group_language_button(update: Update, context: Context) -> None:
    """A language chosen in a group."""
    agent, _ = await acting(update, context)
    chat = context.visitor(update).chat
    await refuse_language(context, agent, chat)
    await membership.set_group_language(context.services(update), chat, pressed(update).locale, context.now())
    await context.toast(update)


# --- In private ---------------------------------------------------------------------------------------------------


async def on_staff_link(update: Update, context: Context) -> None:
    """/start with a payload: a personal invite, or 'Open in private' of a card."""
    payload = (context.args or [""])[0]
    if payload.startswith(PERSON_LINK):
        await membership.join_staff(
            context.services(update), context.visitor(update), secret_in(payload), context.now()
        )
        return
    number, agent = whole(payload[1:]), (await acting(update, context))[0]
    if number is None or is_stranger(agent):
        await conversation.on_start(update, context)
        return
    await open_case(update, context, agent, CaseNumber(number))


async def on_open(update: Update, context: Context) -> None:
    """Open, or /open NUMBER; in a group it says where to go and shows nothing."""
    agent, _ = await acting(update, context)
    if is_stranger(agent):
        await on_unheard(update, context)
        return
    await open_case(update, context, agent, asked_number(update, context))
    await context.toast(update)


async def open_case(update: Update, context: Context, agent: Agent, number: CaseNumber) -> None:
    """Show the story in private, to somebody who may see it now."""
    refuse_in_group(update)
    await steps.open_story(context.services(update), agent, context.visitor(update), number, context.now())


def refuse_in_group(update: Update) -> None:
    """Raises Refusal (key only-in-private) where a group would read along."""
    if update.effective_chat is None or update.effective_chat.type != "private":
        raise Refusal("only-in-private")


def on_begin(doing: str) -> Handler:
    """A handler that puts a task on the officer's desk: assess, reply, act, close, recuse."""

    async def on_begun(update: Update, context: Context) -> None:
        agent, _ = await acting(update, context)
        if is_stranger(agent):
            await on_unheard(update, context)
            return
        refuse_in_group(update)
        number = asked_number(update, context)
        await desk.begin(context.services(update), agent, context.visitor(update), doing, number, context.now())
        await context.toast(update)

    return on_begun


async def on_assess_value(update: Update, context: Context) -> None:
    """0-3 of a scale."""
    button = pressed(update)
    await tapped(update, context, "assess", {button.scale: button.value})


async def on_canned(update: Update, context: Context) -> None:
    """A canned answer, or own words."""
    await tapped(update, context, "reply", desk.canned(pressed(update).key))


async def on_outcome(update: Update, context: Context) -> None:
    """An outcome."""
    await tapped(update, context, "close", {"outcome": pressed(update).outcome})


async def on_safe(update: Update, context: Context) -> None:
    """Whether the child is safe now."""
    await tapped(update, context, "close", {"safe": pressed(update).safe})


async def on_recuse_who(update: Update, context: Context) -> None:
    """Only the head, or the whole body."""
    await tapped(update, context, "recuse", {"who": pressed(update).who})


async def tapped(update: Update, context: Context, doing: str, changes: dict[str, Any]) -> None:
    """One tap on the desk."""
    agent, _ = await acting(update, context)
    number = pressed(update).number
    await desk.tap(context.services(update), agent, context.visitor(update), number, doing, changes, context.now())
    await context.toast(update)


async def on_desk_done(update: Update, context: Context) -> None:
    """Save, Send or Cancel."""
    agent, _ = await acting(update, context)
    button = pressed(update)
    visitor = context.visitor(update)
    await desk.finish(context.services(update), agent, visitor, button.number, button.what, context.now())
    await context.toast(update)


async def on_approve(update: Update, context: Context) -> None:
    """Agree to close, or /approve NUMBER."""
    agent, _ = await acting(update, context)
    if is_stranger(agent):
        await on_unheard(update, context)
        return
    visitor = context.visitor(update)
    to = ToChat(visitor.chat, visitor.locale)
    await steps.approve_close(context.services(update), agent, to, asked_number(update, context), context.now())
    await context.toast(update)


async def on_words(update: Update, context: Context) -> None:
    """Words in private: a code when the lock awaits one, else for the desk when it awaits them; everything else belongs
    to the reporters' talk."""
    if await unlocking.heard_code(update, context):
        return
    visitor = context.visitor(update)
    async with context.dependencies.reading() as uow:
        waiting = await uow.staff.desk(visitor.person)
    if waiting is not None and conversation.spoken(context, message_of(update).text or "") is None:
        agent = await context.agent(update)
        words, message = message_of(update).text or "", MessageId(message_of(update).message_id)
        if await desk.write(context.services(update), agent, visitor, words, context.now(), message=message):
            return
    await conversation.on_words(update, context)


ON_ASSESS, ON_REPLY, ON_ACT, ON_CLOSE, ON_RECUSE = map(on_begin, ("assess", "reply", "act", "close", "recuse"))
COMMANDS: dict[str, Handler] = {
    "open": on_open,
    "assess": ON_ASSESS,
    "reply": ON_REPLY,
    "act": ON_ACT,
    "close": ON_CLOSE,
    "approve": on_approve,
    "recuse": ON_RECUSE,
}
PRESSES: dict[type[Any], Handler] = {
    b.Open: on_open,
    b.Assess: ON_ASSESS,
    b.AssessValue: on_assess_value,
    b.Reply: ON_REPLY,
    b.ReplyCanned: on_canned,
    b.Act: ON_ACT,
    b.Close: ON_CLOSE,
    b.CloseOutcome: on_outcome,
    b.CloseSafe: on_safe,
    b.DeskDone: on_desk_done,
    b.Approve: on_approve,
    b.Recuse: ON_RECUSE,
    b.RecuseWho: on_recuse_who,
    b.StaffLanguage: on_group_language_button,
}
HANDLERS: list[BaseHandler[Update, Context, None]] = [
    CommandHandler("start", on_staff_link, filters=IN_PRIVATE & STAFF_LINK),
    *[CommandHandler(name, act, filters=SENT) for name, act in COMMANDS.items()],
    MessageHandler(IN_PRIVATE & filters.TEXT & ~filters.COMMAND, on_words),
]
