"""The typed context of every handler: services, person, language, and the inbox row that is being handled."""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from telegram import Bot, Chat, Message, Update, User
from telegram.constants import ChatID
from telegram.error import TelegramError
from telegram.ext import CallbackContext, ExtBot

from bot.domain.access.duties import Duty
from bot.domain.access.places import Place
from bot.domain.access.receipts import NoneReady
from bot.domain.errors import StaleButton
from bot.domain.ids import ChatId, MessageId, UserId
from bot.domain.people import (
    Belonging,
    Visitor,
    is_private,
)
from bot.domain.profile import Profile
from bot.ports.blind_index import (
    BlindIndex,
)
from bot.ports.people import (
    RememberedMembership,
)
from bot.ports.receipts import ReadyReceipts
from bot.ports.time import (
    Tokens,
)
from bot.ports.unit_of_work import (
    Begin,
)
from bot.usecases.access.asking import Asking
from bot.usecases.access.private_chat import locale_of
from bot.usecases.services import FirstStep, Request, Services
from handlers.telegram.text.buttons import parse
from handlers.telegram.text.rendered import Texts
from handlers.telegram.text.split import plain

current_row: ContextVar[int | None] = ContextVar("current_row", default=None)
"""Id of the inbox row whose update is being handled in this task."""


BEFORE_BOTS = datetime(2015, 1, 1, tzinfo=UTC)
"""Before Telegram had bots. An earlier date means that there is none."""
NOBODY = frozenset(UserId(chat) for chat in (ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL, ChatID.SERVICE_CHAT))
"""User ids that Telegram uses for who acts as a group or a channel: no person is known behind them."""


class Bind(Protocol):
    """Makes a `Begin` whose commit also closes the inbox row and notes the person's own message (for Hide)."""

    def __call__(self, row: int | None, incoming: tuple[ChatId, MessageId, datetime] | None) -> Begin: ...


class FileStream(Protocol):
    """Streams a file of Telegram by its id. Raises FileTooLarge or FetchFailed (handlers/telegram/files/media.py)."""

    def __call__(self, bot: Bot, file_id: str) -> AsyncIterator[bytes]: ...


@dataclass(frozen=True, eq=False)
class HandlerDependencies:
    """Built once in bot.runtime.app; everything a handler may need. Equal to itself only, so that what follows from it
    can be remembered."""

    profile: Profile
    bind: Bind
    now: Callable[[], datetime]
    tokens: Tokens
    blind_index: BlindIndex
    membership: RememberedMembership
    text: Texts
    reading: Begin
    """Units of work that only read. They wait for no writer, and no writer waits for them."""
    stream: FileStream
    """Downloads a file that is read at once and not stored."""
    ready_receipts: ReadyReceipts = field(default_factory=NoneReady)


DEPENDENCIES = "services"
COMMANDS_FOR = "commands_for"
"""Key in `bot_data` of the function that lists the commands somebody may use in a place."""
CommandsFor = Callable[[Duty, Place, Profile], tuple[str, ...]]


class Context(CallbackContext[ExtBot[None], dict[str, Any], dict[str, Any], dict[str, Any]]):
    """The context of one update. Holds no state between updates."""

    _first: FirstStep | None = None
    """What is stored together with the act that is still to come."""

    @property
    def dependencies(self) -> HandlerDependencies:
        """The dependencies that were built at the start."""
        dependencies: HandlerDependencies = self.bot_data[DEPENDENCIES]
        return dependencies

    @property
    def profile(self) -> Profile:
        """The profile of the district."""
        return self.dependencies.profile

    @property
    def commands_for(self) -> CommandsFor:
        """The function that lists the commands somebody may use in a place."""
        named: CommandsFor = self.bot_data[COMMANDS_FOR]
        return named

    def now(self) -> datetime:
        """The moment, aware UTC. Take it once per handler and pass it down."""
        return self.dependencies.now()

    def services(self, update: Update) -> Services:
        """The services whose commits close this update's inbox row."""
        dependencies = self.dependencies
        message, chat = update.effective_message, update.effective_chat
        incoming = None
        if update.callback_query is None and message is not None and chat is not None and chat.type == "private":
            incoming = (ChatId(chat.id), MessageId(message.message_id), message.date)
        begin = dependencies.bind(current_row.get(), incoming)
        given = dependencies.tokens, dependencies.blind_index, dependencies.reading, dependencies.ready_receipts
        services = Services(dependencies.profile, begin, *given)
        return services if self._first is None else self._first.before(services)

    def begin_with(self, step: FirstStep) -> None:
        """The act that follows is stored in one transaction with this step, which it takes first."""
        self._first = step

    def unbound(self, update: Update) -> Services:
        """The services for acts before the last one of an update. Their commits leave the inbox row open."""
        return replace(self.services(update), begin=self.dependencies.bind(None, None))

    def visitor(self, update: Update) -> Visitor:
        """The person who wrote or pressed, with the language in which Telegram says they read."""
        user, chat = user_and_chat(update)
        key = UserId(user.id)
        locale = match_language(user.language_code, self.profile.languages)
        person = self.dependencies.blind_index.person(key)
        return Visitor(key, ChatId(chat.id), person, locale, user.full_name, shown_at(update), pressed_message(update))

    def is_in_private(self, update: Update) -> bool:
        """Whether nobody reads along, as the visitor says too, but without their keyed hash."""
        user, chat = user_and_chat(update)
        return is_private(chat.id, user.id)

    def request(self, update: Update) -> Request:
        """The person who does something, and when. Use cases of somebody in their own chat are given this."""
        return Request(self.services(update), self.visitor(update), self.now())

    def unbound_request(self, update: Update) -> Request:
        """The request for acts before the last one of an update."""
        return replace(self.request(update), services=self.unbound(update))

    async def asking(self, update: Update) -> Asking:
        """The person who asks, with the groups that Telegram says they sit in. Use cases of the staff are given
        this."""
        visitor, services, now = self.visitor(update), self.services(update), self.now()
        is_press, is_anonymous = update.callback_query is not None, is_nobody_in_person(update, visitor)
        belonging = await self.belonging(update)
        return Asking(services, visitor, belonging, now, is_anonymous=is_anonymous, is_press=is_press)

    async def belonging(self, update: Update) -> Belonging:
        """The bodies to which the person belongs, as Telegram says now: none for who writes as the group (or in the
        name of a channel), because there is no person behind it."""
        visitor = self.visitor(update)
        if is_nobody_in_person(update, visitor):
            return Belonging()
        return await self.dependencies.membership.belonging(visitor.user)

    async def locale(self, update: Update) -> str:
        """The language that is spoken to whoever wrote or pressed: the one that they read as staff, else in private the
        one that was chosen there. A message in a group is in the group's language."""
        user, chat = update.effective_user, update.effective_chat
        if user is None or chat is None:
            return self.profile.languages[0]
        visitor, is_private = self.visitor(update), chat.type == Chat.PRIVATE
        async with self.dependencies.reading() as uow:
            staff = await uow.staff.get(visitor.person) if is_private or update.callback_query is not None else None
            if staff is not None:
                return staff.locale
            if is_private:
                return await locale_of(uow, visitor)
            here = [place.locale for place in await uow.agencies.all() if place.joined == visitor.chat]
        return here[0] if here else visitor.locale

    async def toast(self, update: Update, key: str = "", *, alert: bool = False, **facts: object) -> None:
        """Answer a button press (after the commit). Lost answers only leave a spinner, so they are not outbox rows."""
        if update.callback_query is not None:
            words = self.dependencies.text(key, await self.locale(update), **facts) if key else ""
            await self.answer_press(update, words, alert=alert)

    async def answer_press(self, update: Update, words: str = "", *, alert: bool = False) -> None:
        """Answers a button press with words that are rendered already (HTML)."""
        if update.callback_query is not None:
            with suppress(TelegramError):
                await update.callback_query.answer(plain(words)[:200] or None, show_alert=alert)


Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]
"""Does what one kind of update asks for."""


def is_nobody_in_person(update: Update, visitor: Visitor) -> bool:
    """Whether the sender acts as a group or a channel, so that no person is known behind it."""
    message = update.effective_message
    is_written = update.callback_query is None and message is not None
    return visitor.user in NOBODY or (is_written and message is not None and message.sender_chat is not None)


def message_of(update: Update) -> Message:
    """The message that was written, or under which a button was pressed."""
    if update.effective_message is None:
        raise LookupError("an update without a message")
    return update.effective_message


def shown_at(update: Update) -> datetime | None:
    """When the message was sent whose button was pressed. Telegram does not say it of one that is too old."""
    query = update.callback_query
    date = None if query is None or query.message is None else query.message.date
    return date if date is not None and date > BEFORE_BOTS else None


def pressed_message(update: Update) -> MessageId | None:
    """The message whose button was pressed."""
    query = update.callback_query
    return None if query is None or query.message is None else MessageId(query.message.message_id)


def pressed(update: Update) -> Any:
    """The button that was pressed, parsed; StaleButton when it is not ours (any more)."""
    query = update.callback_query
    data = parse(query.data) if query is not None and query.data else None
    if data is None:
        raise StaleButton
    return data


def user_and_chat(update: Update) -> tuple[User, Chat]:
    """Who wrote or pressed, and where. LookupError for an update that does not say so."""
    user, chat = update.effective_user, update.effective_chat
    if user is None or chat is None:
        raise LookupError("an update without a person")
    return user, chat


def match_language(code: str | None, languages: tuple[str, ...]) -> str:
    """The configured language that fits an IETF code best ('zh-CN' -> 'zh-Hans'); else the first one."""
    wanted = (code or "").lower().split("-")[0]
    return next((name for name in languages if name.lower().split("-")[0] == wanted), languages[0])
