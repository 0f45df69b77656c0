"""Words that need no database: to whoever writes while it is away, and to administrators. Once a chat and outage."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime

import structlog
from telegram import Bot

from bot.domain.ids import ChatId, MessageId
from bot.domain.notices.notice import ToChat
from bot.domain.profile import Profile
from bot.ports.unit_of_work import Begin
from handlers.telegram.errors import person_of
from handlers.telegram.rendered import Text

log = structlog.get_logger()

HURRY = 10.0
"""Seconds for one message; whoever was not reached in them is told when the update comes again."""
LATELY = 15.0
"""Seconds for which it is remembered whose update was taken up: they may be without an answer still."""
CALM = 180.0
"""Seconds without any trouble after which an outage is over, whoever was to say so."""

WaitForQuota = Callable[[ChatId], Awaitable[None]]
Sent = list[tuple[ChatId, MessageId]]


class OutageNotice:
    """Knows whom it has told since the trouble began; forgets it when all is well. `wait_for_quota` waits until the
    chat may be written to."""

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
        self.sent: Sent = []
        """What was sent and not yet noted, so that Hide finds it."""

    def stop(self) -> None:
        """Say nothing more."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Until `stop`: side by side, as the rate limit allows; nobody waits for Telegram but this loop."""
        async with asyncio.TaskGroup() as tasks:
            while not self._stopping:
                waiting, self._waiting = self._waiting, []
                for to, key, facts in waiting:
                    tasks.create_task(self._say(to, key, facts))
                await self._wake.wait()
                self._wake.clear()

    def tell(self, updates: Iterable[object]) -> None:
        """To the people in private who wrote these; what they wrote waits at Telegram, or with us."""
        self._forget_old()
        found = [person_of(json.dumps(update).encode(), self._profile.languages) for update in updates]
        self._say_to([to for to in found if to is not None], "outage")

    def tell_row(self, payload: bytes) -> None:
        """To the person who wrote this update, if it was in private."""
        self._forget_old()
        to = person_of(payload, self._profile.languages)
        self._say_to([] if to is None else [to], "outage")

    def remember(self, payload: bytes, *, failed: bool) -> None:
        """This update was taken up just now; `failed`: by a fault of the database."""
        now = asyncio.get_running_loop().time()
        self._lately = {chat: one for chat, one in self._lately.items() if now - one[1] < LATELY}
        to = person_of(payload, self._profile.languages)
        if to is not None:
            self._lately[to.chat] = (to, now, failed)

    def tell_lately(self, *, all_of_them: bool) -> None:
        """To those whose updates were taken up lately: all of them where no answer gets out, else those that failed."""
        self._forget_old()
        now = asyncio.get_running_loop().time()
        people = [to for to, at, failed in self._lately.values() if now - at < LATELY and (failed or all_of_them)]
        self._say_to(people, "outage")

    def warn(self, admins: Iterable[int], key: str, **facts: object) -> None:
        """To the administrators, whom the settings name; once for each key."""
        locale = self._profile.staff_language
        self._say_to([ToChat(ChatId(admin), locale) for admin in admins], key, **facts)

    def take_back(self, admins: Iterable[int], key: str) -> None:
        """That trouble is over: it may be said again."""
        self._told -= {(ChatId(admin), key) for admin in admins}

    def over(self) -> None:
        """All is well again: whoever writes in the next outage is told again."""
        self._told = {(chat, key) for chat, key in self._told if key != "outage"}

    def take_over(self, other: "OutageNotice") -> None:
        """What another one sent is noted along with our own."""
        self.sent += other.sent

    async def note(self, begin: Begin, now: datetime) -> None:
        """Write down what was sent, so that Hide finds it. Raises when the database is away."""
        if not self.sent:
            return
        noted = list(self.sent)
        async with begin() as uow:
            for chat, message in noted:
                await uow.messages.incoming(chat, message, now)
            await uow.commit()
        self.sent = [one for one in self.sent if one not in noted]

    # --- inside ---

    def _forget_old(self) -> None:
        """Where nobody says that the trouble is over, a while without any says it."""
        now = asyncio.get_running_loop().time()
        if now - self._last > CALM:
            self.over()
        self._last = now

    def _say_to(self, people: Sequence[ToChat], key: str, **facts: object) -> None:
        """To each who has not heard it; sent by `run`."""
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
