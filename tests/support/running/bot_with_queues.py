"""The whole way of an update without the clock: inbox, handlers, outbox, simulator; and people of every role."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.domain.ids import AgencyKey, ChatId, UserId
from bot.domain.people import Visitor
from bot.domain.queues.delivery import OutboxRow
from bot.domain.queues.inbox import InboxRow
from bot.loops.dispatcher import Dispatcher
from bot.loops.fair_scheduling import Allowance
from bot.loops.inbox import InboxLoop
from bot.loops.rate_limit import RateLimit
from bot.loops.wake_up import WakeUp
from bot.usecases.access.audience import Audience
from bot.usecases.reporting import intake
from bot.usecases.services import Request
from handlers.telegram.handling.context import DEPENDENCIES, HandlerDependencies
from handlers.telegram.handling.errors import on_parked
from handlers.telegram.handling.process import Processor
from handlers.telegram.receiving.receive import Intake, IntakeNews
from handlers.telegram.sending.counted_calls import BetweenCalls
from handlers.telegram.sending.send import Sender
from handlers.telegram.text.rendered import RenderContext
from handlers.views import VIEWS
from storage.schema import metadata
from tests.support.running.bot_with_roles import ROLES, BotWithRoles, bot_with_roles
from tests.support.running.running_bot import QUICK, USERNAME
from tests.support.waiting import until

BOOKKEEPING = {"inbox", "outbox", "chats", "messages", "slots", "leaving"}
"""Tables that any answer writes: what came, what must be sent, and where it stands."""
PORTION = 300
"""Updates that are waited for together."""
UNBOUNDED = Allowance(10**6, 10**9, 10**6)
"""No lane has to pause."""
Press = tuple[str, str, AgencyKey | None]
"""Role, callback data, and the group in which it is pressed."""


@dataclass
class BotWithQueues:
    """The bot with its queues and without the clock: the program's own parts store, handle and answer what comes."""

    roles: BotWithRoles
    intake: Intake
    handled: Callable[[], InboxLoop]
    sent: Callable[[], Dispatcher]
    numbers: Iterator[int]

    async def press(self, *presses: Press) -> None:
        """All presses are in the inbox together; waits until all are answered."""
        await self.take(*(self.roles._pressed(role, data, group) for role, data, group in presses))

    async def take(self, *bodies: dict[str, Any]) -> None:
        """Bodies of updates, each with a number of its own; waits until all are answered. They are stored in portions:
        no wait is long, however slow the machine is."""
        for first in range(0, len(bodies), PORTION):
            await self.store(*({"update_id": next(self.numbers), **body} for body in bodies[first : first + PORTION]))

    async def store(self, *updates: dict[str, Any]) -> None:
        """Whole updates; waits until all are answered."""
        raws = [self.intake.raw(update) for update in updates]
        await self.intake.store([raw for raw in raws if raw is not None])
        await self.wait_until_idle()

    async def wait_until_idle(self) -> None:
        """Waits until nothing is open and nothing is due, or something has failed: time stands still here."""
        inbox, dispatcher = self.handled(), self.sent()

        async def is_over() -> bool:
            if inbox.counts["failed"] or dispatcher.counts["later"]:
                return True
            is_at_work = inbox._busy or dispatcher._flying
            return not is_at_work and await self.is_idle()

        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(inbox.run())
            tasks.create_task(dispatcher.run())
            await until(is_over)
            inbox.stop()
            dispatcher.stop()

    async def is_idle(self) -> bool:
        """Whether nothing is open and nothing is due."""
        queues, now = self.roles.district.database, self.roles.district.time.at
        return not ((await queues.inbox.health(now))["open"] or (await queues.outbox.health(now))["due"])

    async def failed(self) -> tuple[float, float]:
        """How many rows are dead, and parked."""
        queues, now = self.roles.district.database, self.roles.district.time.at
        return (await queues.outbox.health(now))["dead"], (await queues.inbox.health(now))["parked"]

    async def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table that is not bookkeeping."""
        found = {}
        async with self.roles.district.database._engine.reading() as connection:
            for name, table in metadata.tables.items():
                if name not in BOOKKEEPING:
                    found[name] = sorted(map(tuple, await connection.execute(select(table))), key=repr)
        return found


@asynccontextmanager
async def bot_with_queues(folder: Path) -> AsyncIterator[BotWithQueues]:
    """Everybody of every role before one case, each in the middle of telling something else."""
    async with bot_with_roles(folder) as bot:
        database, time = bot.district.database, bot.district.time
        services = replace(bot.application.bot_data[DEPENDENCIES], bind=database.bind)
        bot.application.bot_data[DEPENDENCIES] = services
        for role in ROLES:
            user = UserId(bot.people[role])
            visitor = Visitor(user, ChatId(user), bot.person(role), "en", role)
            await intake.start(Request(bot.district.services, visitor, time.at))
        await bot.district.deliver()
        intake_ = Intake(database.inbox, database.blind_index, time.now, IntakeNews(WakeUp()))
        inbox, outbox = _makers(bot, services)
        yield BotWithQueues(bot, intake_, inbox, outbox, count(1000))


def _makers(
    bot: BotWithRoles, dependencies: HandlerDependencies
) -> tuple[Callable[[], InboxLoop], Callable[[], Dispatcher]]:
    database, time, telegram = bot.district.database, bot.district.time, bot.application.bot
    wake, audience = bot.district.wake, Audience(database.reading, database.blind_index, dependencies.membership)

    async def parked(row: InboxRow, reason: str) -> None:
        await on_parked(dependencies, row, reason)

    async def render_context() -> RenderContext:
        known = dependencies.text.has
        return RenderContext(
            dependencies.text, known, dependencies.profile, USERNAME, database.reading, database.files, time.now
        )

    async def at_once(_: OutboxRow) -> None:
        return

    def inbox() -> InboxLoop:
        processor = Processor(bot.application)
        return InboxLoop(database.inbox, processor, parked, time.now, WakeUp(), allowance=UNBOUNDED)

    def outbox() -> Dispatcher:
        sender = Sender(
            telegram, VIEWS, render_context, BetweenCalls(at_once, database.outbox.note_parts), audience.permission_for
        )
        return Dispatcher(database.outbox, sender, RateLimit(QUICK, time.at), time.now, wake)

    return inbox, outbox
