"""A run during which the clock is set."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path

from bot.clock import SteadyClock
from bot.domain.cases.deadlines.timing import next_at
from bot.domain.ids import AgencyKey, ChatId, MessageId, UserId
from bot.domain.notices.notice import Priority, ToChat
from bot.domain.people import (
    Staff,
)
from bot.domain.queues.delivery import Later, OutboxRow, Sent
from bot.domain.queues.inbox import RawUpdate
from bot.loops.ticker import Daily, Regular, Ticker
from bot.system import RandomTokens
from bot.usecases.deadlines import reminders
from bot.usecases.services import Services
from storage.unit_of_work import Database
from tests.support.databases.in_the_loop import without_threads
from tests.support.databases.opened_database import FOLLOW_UP
from tests.support.databases.samples import a_case
from tests.support.machine import Machine
from tests.support.notices import facts_of, notice_of, word_of
from tests.support.people import PROFILE
from tests.support.time_and_groups import Sitting

TICK = timedelta(minutes=10)

MORNING = time(8, 30)
"""triage-routing-clocks.md: the hour of the digest."""

REMINDED, BREACHED = timedelta(minutes=7.5), timedelta(minutes=15)
"""The sample case must be acknowledged in fifteen minutes: after half of it the body is reminded, at its end those
above are told."""

SUE = UserId(55)


@dataclass
class LoopsRun:
    """The line's loops on a machine, from one start to the next; what was sent, and when in true time."""

    machine: Machine
    url: str
    folder: Path
    left: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    due: dict[str, datetime] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(1))
    clock: SteadyClock = field(init=False)
    database: Database = field(init=False)
    services: Services = field(init=False)
    ticker: Ticker = field(init=False)

    async def start(self) -> None:
        """The program starts; Telegram's first answer comes before anything is done by the clock."""
        self.clock = self.machine.clock()
        self.machine.answers(self.clock)
        with without_threads():
            self.database = await Database.open(
                self.url,
                self.folder / "keys.json",
                self.folder.as_uri() + "/files",
                self.clock.now,
                RandomTokens(),
                next_at=lambda case: next_at(case, PROFILE.policy, PROFILE.zone),
                follow_up=FOLLOW_UP,
            )
        self.services = Services(
            PROFILE, self.database.begin, RandomTokens(), self.database.blind_index, self.database.reading
        )
        regular = (
            Regular("future", self.database.bring_back),
            Regular("cases", lambda now: reminders.act_on_due(self.services, now)),
        )
        digest = Daily("digest", lambda now: reminders.digest(self.services, Sitting(), now), MORNING, PROFILE.zone)
        self.ticker = Ticker(regular, (digest,), self.clock.now)

    async def set_up_staff(self) -> None:
        """A supervisor, and the group of a body."""
        async with self.database.begin() as uow:
            person = self.services.blind_index.person(SUE)
            await uow.staff.save(Staff(person, SUE, "en", supervisor=True))
            await uow.agencies.bind(AgencyKey("EDU"), ChatId(-500), "EDU", "en", self.clock.now())
            await uow.commit()

    async def restart(self) -> None:
        """The program ends and starts again."""
        await self.database.close()
        await self.start()

    async def write(self, minutes: float) -> None:
        """A message to send in so many minutes, to a chat of its own; the first attempt fails."""
        number = next(self.numbers)
        at = None if minutes == 0 else self.clock.now() + timedelta(minutes=minutes)
        self.due[f"say {number}"] = self.machine.true + timedelta(minutes=minutes)
        notice = notice_of(f"say {number}", ToChat(ChatId(1000 + number), "en"), priority=Priority.ALERT, not_before=at)
        async with self.database.begin() as uow:
            await uow.outbox.add(notice)
            await uow.commit()

    async def receive(self) -> None:
        """An update; the first attempt fails."""
        number = next(self.numbers)
        self.due[f"update {number}"] = self.machine.true
        await self.database.inbox.store([RawUpdate(number, f"p:{number}", b"{}")], self.clock.now())

    async def report(self) -> None:
        """A new case."""
        number = next(self.numbers)
        self.due[f"reminder {number}"] = self.machine.true + REMINDED
        self.due[f"breach {number}"] = self.machine.true + BREACHED
        async with self.database.begin() as uow:
            await uow.cases.add(a_case(number, received_at=self.clock.now()))
            await uow.commit()

    async def go_on(self, hours: float) -> None:
        """True time passes; the loops do what is due."""
        for _ in range(max(1, round(timedelta(hours=hours) / TICK))):
            self.machine.wait(seconds=TICK.total_seconds())
            await self.ticker.tick()
            await self._deliver()
            await self._handle()

    async def _deliver(self) -> None:
        """Sends everything due; of each chat one row is leased at a time."""
        while rows := await self.database.outbox.lease(self.clock.now(), 500, frozenset()):
            for row in rows:
                await self._send(row, self.clock.now())

    async def _send(self, row: OutboxRow, now: datetime) -> None:
        if row.notice.kind == "say" and row.attempts == 0:
            await self.database.outbox.record_result(row, Later(reason="ServerFault"), now)
            return
        await self.database.outbox.record_result(row, Sent((MessageId(row.id),)), now)
        if row.notice.kind in {"ladder", "ladders"}:
            self.left["ladder"].append(self.machine.true)
        for name in named(row):
            if not name.startswith("double"):
                self.left[name].append(self.machine.true)
            elif not self.left[name.replace("double", "breach")]:  # a row that waited for others says the graver step
                self.left[name.replace("double", "breach")].append(self.machine.true)

    async def _handle(self) -> None:
        now = self.clock.now()
        for row in await self.database.inbox.lease(now, 500, frozenset()):
            if row.attempts == 0:
                await self.database.inbox.fail(row.id, retry_at=now + timedelta(minutes=1), reason="NetworkError")
                continue
            await self.database.inbox.close(row.id, now)
            self.left[f"update {row.lane[2:]}"].append(self.machine.true)


def named(row: OutboxRow) -> list[str]:
    """What a row is about."""
    facts = facts_of(row.notice)
    if row.notice.kind == "say":
        return [word_of(row.notice)]
    if row.notice.kind == "reminder" and facts["step"] == "half":
        return [f"reminder {facts['number']}"]
    if row.notice.kind == "reminder_list":
        rows = facts["rows"]
        assert isinstance(rows, list)
        return [f"reminder {one['number']}" for one in rows if isinstance(one, dict) and one["step"] == "half"]
    if row.notice.kind == "ladder" and facts["step"] == "breach":
        return [f"breach {facts['number']}"]
    if row.notice.kind == "ladders":
        return [f"{one['step']} {one['number']}" for one in facts["rows"]]
    return ["digest"] if row.notice.kind == "digest" else []
