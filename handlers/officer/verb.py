"""A verb of the staff: one row names its command, its button, its use case and its toast; one handler reads the row."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from telegram import Update

from bot.domain.access.places import Place
from bot.domain.errors import IllegalStep, Refusal
from bot.usecases.access.asking import Stranger
from bot.usecases.access.transaction import refuse
from bot.usecases.oversight.departures import USER as ACCOUNT
from handlers.officer.buttons_case import FURTHER_ACT_BUTTONS
from handlers.officer.command_words import number_alone
from handlers.officer.typed_words import in_our_words
from handlers.reporter.beside_commands import on_stranger
from handlers.telegram.handling.context import Context, Handler, pressed

Arguments = tuple[object, ...]


class StaffUseCase(Protocol):
    """What `transaction`, `transaction_on_case` and the desk make."""

    @property
    def places(self) -> frozenset[Place]:
        """The places in which it works."""
        ...

    @property
    def second_factor(self) -> bool:
        """Whether the second factor must be open, in private."""
        ...

    @property
    def __call__(self) -> Callable[..., Awaitable[bool]]:
        """Called with who asks and the arguments. Returns False when the second factor was asked for instead."""
        ...


@dataclass(frozen=True)
class Verb:
    """One row. Who may do it, where, and with which second factor stands in the table of rights, by the use case's
    action."""

    run: StaffUseCase
    command: str = ""
    button: type[object] | None = None
    """The class of the verb's button. Its fields are the arguments of the use case, in order."""
    words: Callable[[Sequence[str]], Arguments] = number_alone
    """Turns the words beside the command into the arguments of the use case; may raise a Refusal."""
    of_person: bool = False
    """The command may be a reply to a message: it is then about that message's author."""
    toast: str = ""
    """Shown over the button when it is done; may name the case as $number."""


def with_further_act(verb: Verb) -> Verb:
    """The verb with its button of the further acts; unchanged where it has another button or is none of these acts."""
    return verb if verb.button is not None else replace(verb, button=FURTHER_ACT_BUTTONS.get(verb.command))


def on_command(verb: Verb) -> Handler:
    """The handler of the command."""

    async def on_written(update: Update, context: Context) -> None:
        try:
            arguments = verb.words(_words(verb, update, context))
        except Refusal as refusal:
            await _attempt(update, context, refuse, (refusal,))
        else:
            await _attempt(update, context, verb.run, arguments)

    return on_written


def _words(verb: Verb, update: Update, context: Context) -> Sequence[str]:
    """The words beside the command; for a reply, the author of the message. Nobody names an account by its number."""
    named = author_of(update) if verb.of_person else ""
    words = [named] if named else in_our_words(context, context.args or ())
    if verb.of_person and not named and any(ACCOUNT.fullmatch(word) for word in words):
        raise IllegalStep("whom")
    return words


def author_of(update: Update) -> str:
    """The author of the message to which this one replies, as `u` and the account's number; '' where it is no reply."""
    message = update.effective_message
    answered = None if message is None else message.reply_to_message
    user = None if answered is None else answered.from_user
    return "" if user is None or user.is_bot else f"u{user.id}"


def on_press(verb: Verb) -> Handler:
    """The handler of the button."""

    async def on_pressed(update: Update, context: Context) -> None:
        arguments = tuple(vars(pressed(update)).values())
        if await _attempt(update, context, verb.run, arguments):
            await context.toast(update, verb.toast, number=str(next(iter(arguments), "")))
        else:
            await context.toast(update)

    return on_pressed


async def _attempt(update: Update, context: Context, run: Callable[..., Awaitable[Any]], arguments: Arguments) -> bool:
    """Calls the use case. A stranger is told nothing, and words beside the command are told like any others."""
    try:
        return bool(await run(await context.asking(update), *arguments))
    except Stranger:
        await on_stranger(update, context)
        return False
