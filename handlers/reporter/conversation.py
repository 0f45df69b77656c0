"""The reporter's private chat: which handler takes what, and the buttons. Each handler parses and calls one use
case."""

from collections.abc import Awaitable, Callable

from telegram import ChatMember, Update
from telegram.ext import BaseHandler, ChatMemberHandler, CommandHandler, MessageHandler, filters

from bot.domain.ids import CaseNumber, MessageId
from bot.domain.notices.notice import Mode
from bot.usecases.reporting import intake, sending, unasked
from bot.usecases.reporting.chat import hiding
from bot.usecases.reporting.draft import answering, officer_may_write
from bot.usecases.reporting.evidence import refused_files
from bot.usecases.reporting.sent_reports import additions, receipts
from handlers.reporter import buttons as b
from handlers.reporter.asked_first import asked_first
from handlers.reporter.commands import COMMANDS, on_help, on_start, on_status
from handlers.reporter.contact import on_clean, on_follow_button, on_have_it, on_read_question
from handlers.reporter.kinds import on_edit
from handlers.reporter.told import TOLD, on_words
from handlers.telegram.handling.context import Context, Handler, message_of, pressed

IN_PRIVATE = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE
EDITED = filters.ChatType.PRIVATE & filters.UpdateType.EDITED_MESSAGE


async def on_choose(update: Update, context: Context) -> None:
    """An option; 'Stop' of Q07 asks what shall become of what was begun."""
    button, request = pressed(update), context.request(update)
    if button.option == "stop":
        await hiding.ask_to_stop(request)
        await context.toast(update)
        return
    word = await answering.choose(request, button.question, button.option)
    await context.toast(update, word)


async def on_tick(update: Update, context: Context) -> None:
    """Handles the tick of an option."""
    button = pressed(update)
    word = await answering.tick(context.request(update), button.question, button.option)
    await context.toast(update, word)


async def on_show_page(update: Update, context: Context) -> None:
    """Another page of the options."""
    button = pressed(update)
    word = await answering.show_page(context.request(update), button.question, button.page)
    await context.toast(update, word)


Under = Callable[..., Awaitable[str]]


def on_under(act: Under) -> Handler:
    """A handler for Done, Skip or Back under a question."""

    async def on_pressed(update: Update, context: Context) -> None:
        question = pressed(update).question
        word = await act(context.request(update), question)
        await context.toast(update, word)

    return on_pressed


async def on_help_now(update: Update, context: Context) -> None:
    """Handles the button that asks for help now."""
    await on_help(update, context)
    await context.toast(update)


async def on_hide_button(update: Update, context: Context) -> None:
    """Hide, and what shall become of what was begun."""
    how, request = pressed(update).how, context.request(update)
    if how == "ask":
        await hiding.hide(request)
    elif how == "stays":
        await hiding.what_stays(request)
    else:
        await hiding.clear(request, erase=how in {"erase", "end"}, is_out=how == "end")
    await context.toast(update)


REVIEWS: dict[str, Callable[..., Awaitable[None]]] = {
    "check": intake.review,
    "send": sending.send,
    "change": intake.list_changes,
    "go_on": intake.go_on_asking,
}
RESUMES: dict[str, Callable[..., Awaitable[None]]] = {
    "go_on": intake.resume,
    "again": intake.ask_begin_again,
    "sure": intake.begin_again,
}


async def on_review(update: Update, context: Context) -> None:
    """Send what I have, Send, Change, Go on."""
    act = REVIEWS[pressed(update).do]
    await act(context.request(update))
    await context.toast(update)


async def on_resume(update: Update, context: Context) -> None:
    """Go on, or begin again."""
    act = RESUMES[pressed(update).how]
    await act(context.request(update))
    await context.toast(update)


async def on_change(update: Update, context: Context) -> None:
    """Handles the button that changes this answer."""
    await intake.change(context.request(update), pressed(update).question)
    await context.toast(update)


async def on_language_button(update: Update, context: Context) -> None:
    """The languages, or one of them."""
    code, request = pressed(update).code, context.request(update)
    if code:
        await intake.set_language(request, code)
    else:
        await intake.ask_language(request, mode=Mode.EDIT)
    await context.toast(update)


async def on_info_button(update: Update, context: Context) -> None:
    """A page of the information menu."""
    page = pressed(update).page
    mode = Mode.NEW if page == "open" else Mode.EDIT
    await hiding.show_info(context.request(update), "menu" if page == "open" else page, mode=mode)
    await context.toast(update)


async def on_add(update: Update, context: Context) -> None:
    """Add to an own report, or be done with it."""
    number, request = pressed(update).number, context.request(update)
    if number:
        await additions.begin_addition(request, CaseNumber(number))
    else:
        await additions.end_addition(request)
    await context.toast(update)


async def on_about(update: Update, context: Context) -> None:
    """About an own report, or something new?"""
    number = CaseNumber(pressed(update).number) or None
    await unasked.choose(context.request(update), number)
    await context.toast(update)


async def on_status_button(update: Update, context: Context) -> None:
    """Handles the button that shows own reports."""
    await on_status(update, context)
    await context.toast(update)


async def on_begin(update: Update, context: Context) -> None:
    """Handles the button to tell something new."""
    await on_start(update, context)
    await context.toast(update)


async def on_remove_copy(update: Update, context: Context) -> None:
    """Remove a refused file from the chat."""
    message, offer = MessageId(pressed(update).message), MessageId(message_of(update).message_id)
    await refused_files.remove_copy(context.request(update), message, offer)
    await context.toast(update)


async def on_remove_refused(update: Update, context: Context) -> None:
    """Remove every refused file from the chat."""
    offer = MessageId(message_of(update).message_id)
    await refused_files.remove_refused(context.request(update), offer)
    await context.toast(update)


async def on_may_write(update: Update, context: Context) -> None:
    """An officer may write to me here, or no longer."""
    is_allowed = pressed(update).how == "yes"
    word = await officer_may_write.may_write(context.request(update), is_allowed=is_allowed)
    await context.toast(update, word)


async def on_five_words(update: Update, context: Context) -> None:
    """Handles the button of the five words."""
    await context.toast(update, await receipts.show_words(context.request(update)))


PRESSES: dict[type[object], Handler] = {
    b.MayWrite: on_may_write,
    b.FiveWords: on_five_words,
    b.Choose: on_choose,
    b.Tick: on_tick,
    b.ShowPage: on_show_page,
    b.Finish: on_under(answering.finish),
    b.Skip: on_under(answering.skip_question),
    b.Back: on_under(answering.go_back),
    b.HelpNow: on_help_now,
    b.Hide: on_hide_button,
    b.Review: on_review,
    b.Change: on_change,
    b.Resume: on_resume,
    b.Language: on_language_button,
    b.Info: on_info_button,
    b.AddTo: on_add,
    b.About: on_about,
    b.ShowStatus: on_status_button,
    b.BeginReport: on_begin,
    b.RemoveCopy: on_remove_copy,
    b.HaveIt: on_have_it,
    b.Follow: on_follow_button,
    b.ReadQuestion: on_read_question,
    b.Clean: on_clean,
    b.RemoveRefused: on_remove_refused,
}


async def on_my_membership(update: Update, context: Context) -> None:
    """The person blocked the bot: from now on the line begins no message to them. Unblocking is answered by
    nothing."""
    change = update.my_chat_member
    blocked = change is not None and change.new_chat_member.status == ChatMember.BANNED
    await hiding.blocked(context.request(update), blocked=blocked)


class PrivateMembership(ChatMemberHandler[Context, None]):
    """Handles the bot's membership in private chats only."""

    def check_update(self, update: object) -> bool:
        """Whether a person blocked or unblocked the bot."""
        change = update.my_chat_member if isinstance(update, Update) else None
        return change is not None and change.chat.type == "private" and super().check_update(update)


HANDLERS: list[BaseHandler[Update, Context, None]] = [
    *[CommandHandler(name, act, filters=IN_PRIVATE & ~filters.FORWARDED) for name, act in COMMANDS.items()],
    PrivateMembership(on_my_membership, ChatMemberHandler.MY_CHAT_MEMBER),
    MessageHandler(EDITED, on_edit),
    MessageHandler(IN_PRIVATE & filters.TEXT & ~filters.COMMAND, on_words),
    *[MessageHandler(IN_PRIVATE & kind, asked_first(heard)) for kind, heard in TOLD[1:]],
]
