"""Messages that need no database: to people who write while it is away, and to administrators. Once per chat and
outage."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime

import structlog
from telegram import Bot

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import ToChat
from bot.domain.profile import Profile
from bot.ports.unit_of_work import Begin, UnitOfWork
from bot.usecases.services import in_one_transaction
from handlers.telegram.handling.errors import person_of
from handlers.telegram.text.rendered import Text

log = structlog.get_logger()

HURRY = 10.0
"""Seconds for one message. A sender who was not reached by then is told when the update comes again."""
LATELY = 15.0
"""Seconds for which the sender of a handled update is remembered. They may not have an answer yet."""
CALM = 180.0
"""Seconds without trouble after which an outage counts as over, even if nobody has said so."""

WaitForQuota = Callable[[ChatId], Awaitable[None]]
Sent = list[tuple[ChatId, MessageId]]


class OutageNotice:
    """Remembers whom it has told since the trouble began, and forgets it when all is well. `wait_for_quota` waits until
    the chat may be written to."""

    def __init__(self, bot: Bot, text: Text, profile: Profile, wait_for_quota: WaitForQuota) -> None:
        self._bot = bot
        self._text = text
        self._profile = profile
        self._wait_for_quota = wait_for_quota
        self._told: set[tuple[ChatId, str]] = set()
        self._last = float("-inf")
        self._waiting: list[tuple[ToChat, str, dict[str, object]]] = []
        self._wake = asyncio.Event()
        self._stopping = False
        self._lately: dict[ChatId, tuple[ToChat, float, bool]] = {}
        """Whose updates were handled just now, when, and whether one failed: who waits longest comes first."""
        self.sent: Sent = []
        """Messages that were sent and not yet noted in the database, so that Hide finds them."""

    def stop(self) -> None:
        """Stops the notices."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Send the messages until `stop`, several at once within the rate limit. Only this loop waits for Telegram."""
        async with asyncio.TaskGroup() as tasks:
            while not self._stopping:
                waiting, self._waiting = self._waiting, []
                for to, key, facts in waiting:
                    tasks.create_task(self._say(to, key, facts))
                await self._wake.wait()
                self._wake.clear()

    def tell(self, updates: Iterable[object]) -> None:
        """Tell the people who wrote these updates in private. The updates wait at Telegram, or in our inbox."""
        self._forget_old()
        found = [person_of(json.dumps(update).encode(), self._profile.languages) for update in updates]
        self._say_to([to for to in found if to is not None], "outage")

    def tell_row(self, payload: bytes) -> None:
        """Tell the person who wrote this update, if it was in private."""
        self._forget_old()
        to = person_of(payload, self._profile.languages)
        self._say_to([] if to is None else [to], "outage")

    def remember(self, payload: bytes, *, failed: bool) -> None:
        """Remember that this update was handled just now; `failed`: it failed by a fault of the database."""
        now, lately = asyncio.get_running_loop().time(), self._lately
        while lately and now - next(iter(lately.values()))[1] >= LATELY:
            del lately[next(iter(lately))]
        to = person_of(payload, self._profile.languages)
        if to is not None:
            lately.pop(to.chat, None)
            lately[to.chat] = (to, now, failed)

    def tell_lately(self, *, all_of_them: bool) -> None:
        """Tell those whose updates were handled lately: all of them where no answer gets out, else those that
        failed."""
        self._forget_old()
        now = asyncio.get_running_loop().time()
        people = [to for to, at, failed in self._lately.values() if now - at < LATELY and (failed or all_of_them)]
        self._say_to(people, "outage")

    def warn(self, admins: Iterable[int], key: str, **facts: object) -> None:
        """Tell the administrators whom the settings name, once for each key."""
        locale = self._profile.staff_language
        self._say_to([ToChat(ChatId(admin), locale) for admin in admins], key, **facts)

    def take_back(self, admins: Iterable[int], key: str) -> None:
        """Notes that this trouble is over, so that it may be told again."""
        self._told -= {(ChatId(admin), key) for admin in admins}

    def over(self) -> None:
        """Ends the outage, so that people who write in the next outage are told again."""
        self._told = {(chat, key) for chat, key in self._told if key != "outage"}

    def take_over(self, other: "OutageNotice") -> None:
        """Counts the messages that `other` has sent as sent by this one."""
        self.sent += other.sent

    async def note(self, begin: Begin, now: datetime) -> None:
        """Write down what was sent, so that Hide finds it. Raises when the database is away."""
        if not self.sent:
            return
        noted = list(self.sent)

        async def stored(uow: UnitOfWork) -> None:
            for chat, message in noted:
                await uow.messages.incoming(chat, message, now)

        await in_one_transaction(begin, stored)
        self.sent = [one for one in self.sent if one not in noted]

    # --- inside ---

    def _forget_old(self) -> None:
        """Forget whom it has told after `CALM` seconds without trouble, even if nobody has said that it is over."""
        now = asyncio.get_running_loop().time()
        if now - self._last > CALM:
            self.over()
        self._last = now

    def _say_to(self, people: Sequence[ToChat], key: str, **facts: object) -> None:
        """Queue the message for everybody who was not told yet; `run` sends it."""
        for to in people:
            if (to.chat, key) not in self._told:
                self._told.add((to.chat, key))
                self._waiting.append((to, key, facts))
        self._wake.set()

    async def _say(self, to: ToChat, key: str, facts: dict[str, object]) -> None:
        is_told = False
        try:
            words = self._text(key, to.locale, **self._profile.numbers, **facts)
            await self._wait_for_quota(to.chat)
            async with asyncio.timeout(HURRY):
                sent = await self._bot.send_message(to.chat, words, parse_mode="HTML")
            is_told = True
            self.sent.append((to.chat, MessageId(sent.message_id)))
        except Exception as error:  # whatever it is, whoever asked for these words goes on
            log.warning("outage_notice_failed", error=type(error).__name__)
        finally:
            if not is_told:
                self._told.discard((to.chat, key))
