"""The machine's clock is stepped, in a run and across restarts: all that is due leaves in its true time, no earlier and
no later, and each morning has its digest."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import SteadyClock, Step
from bot.domain.cases.deadlines import next_at
from bot.domain.ids import AgencyKey, ChatId, MessageId, UserId
from bot.domain.notices.notice import Notice, Priority, ToChat
from bot.domain.people import (
    Staff,
)
from bot.loops.clock_watch import ClockWatch
from bot.loops.ticker import Daily, Regular, Ticker
from bot.ports.delivery import (
    Later,
    OutboxRow,
    Sent,
)
from bot.ports.inbox import (
    RawUpdate,
)
from bot.system import RandomTokens
from bot.usecases.clocks import clock_steps, reminders
from bot.usecases.services import Services
from storage.unit_of_work import Database
from tests.support.databases import lay_tables
from tests.support.machine import Machine
from tests.support.people import PROFILE, Sitting
from tests.support.samples import a_case

TICK = timedelta(minutes=10)
LATE = TICK * 2
"""A tick until it is seen, and one for what was tried again."""
MORNING = time(8, 30)
"""triage-routing-clocks.md: the digest."""
REMINDED, BREACHED = timedelta(minutes=7.5), timedelta(minutes=15)
"""The sample case must be acknowledged in fifteen minutes: 50 % reminder to the body, 100 % to those above it."""
SUE = UserId(55)


@dataclass
class Run:
    """The line's loops on a machine, from one start to the next; what left, and when in true time."""

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
        """The program begins; Telegram's first answer comes before anything is done by the clock."""
        self.clock = self.machine.clock()
        self.machine.answers(self.clock)
        self.database = await Database.open(
            self.url,
            self.folder / "keys.json",
            self.folder.as_uri() + "/files",
            self.clock.now,
            RandomTokens(),
            next_at=lambda case: next_at(case, PROFILE.policy, PROFILE.zone),
        )
        self.services = Services(PROFILE, self.database.begin, RandomTokens(), self.database.blind_index)
        regular = (
            Regular("future", self.database.bring_back),
            Regular("cases", lambda now: reminders.act_on_due(self.services, now)),
        )
        digest = Daily("digest", lambda now: reminders.digest(self.services, Sitting(), now), MORNING, PROFILE.zone)
        self.ticker = Ticker(regular, (digest,), self.clock.now)

    async def settle_in(self) -> None:
        """A supervisor, and the group of a body."""
        async with self.database.begin() as uow:
            person = self.services.blind_index.person(SUE)
            await uow.staff.save(Staff(person, SUE, "en", supervisor=True))
            await uow.agencies.bind(AgencyKey("EDU"), ChatId(-500), "EDU", "en", self.clock.now())
            await uow.commit()

    async def restart(self) -> None:
        """The program ends and begins again."""
        await self.database.close()
        await self.start()

    async def write(self, minutes: float) -> None:
        """Something to send in so many minutes, to a chat of its own; the first attempt fails."""
        number = next(self.numbers)
        at = None if minutes == 0 else self.clock.now() + timedelta(minutes=minutes)
        self.due[f"say {number}"] = self.machine.true + timedelta(minutes=minutes)
        notice = Notice("say", ToChat(ChatId(1000 + number), "en"), {"n": number}, Priority.ALERT, not_before=at)
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
        """All that is due: of each chat one row is leased at a time."""
        while rows := await self.database.outbox.lease(self.clock.now(), 500, frozenset()):
            for row in rows:
                await self._send(row, self.clock.now())

    async def _send(self, row: OutboxRow, now: datetime) -> None:
        if row.notice.kind == "say" and row.attempts == 0:
            await self.database.outbox.settle(row, Later(reason="ServerFault"), now)
            return
        await self.database.outbox.settle(row, Sent((MessageId(row.id),)), now)
        for name in named(row):
            self.left[name].append(self.machine.true)

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
    facts = row.notice.facts
    if row.notice.kind == "say":
        return [f"say {facts['n']}"]
    if row.notice.kind == "reminder" and facts["step"] == "half":
        return [f"reminder {facts['number']}"]
    if row.notice.kind == "reminder_list":
        rows = facts["rows"]
        assert isinstance(rows, list)
        return [f"reminder {one['number']}" for one in rows if isinstance(one, dict) and one["step"] == "half"]
    if row.notice.kind == "ladder" and facts["step"] == "breach":
        return [f"breach {facts['number']}"]
    return ["digest"] if row.notice.kind == "digest" else []


def assert_in_true_time(run: Run, since: datetime) -> None:
    """Everything that was due by now has left: once, not before its moment, and not long after it."""
    second = timedelta(seconds=3)
    for name, due in run.due.items():
        if run.machine.true < due + LATE + second:
            continue
        left = run.left[name]
        kept_back = name.startswith("reminder") and not left  # a breach that was found in the same tick says more
        assert kept_back or len(left) == 1, name
        assert all(due - second <= at <= due + LATE + second for at in left), name
    local = [at.astimezone(PROFILE.zone) for at in run.left["digest"]]
    mornings = [datetime.combine(at.date(), MORNING, PROFILE.zone) for at in local]
    assert [at for at, morning in zip(local, mornings, strict=True) if not morning <= at <= morning + LATE] == []
    assert mornings == expected_mornings(since, run.machine.true)


def expected_mornings(since: datetime, until: datetime) -> list[datetime]:
    """The district's half past eights that the line has lived through."""
    first = since.astimezone(PROFILE.zone).date()
    days = [datetime.combine(first + timedelta(days=n), MORNING, PROFILE.zone) for n in range(40)]
    return [morning for morning in days if since < morning <= until - LATE]


ACTS = st.one_of(
    st.tuples(st.just("step"), st.sampled_from([-72.0, -8.0, -0.5, 0.5, 8.0, 72.0])),
    st.tuples(st.just("right"), st.just(0.0)),
    st.tuples(st.just("restart"), st.just(0.0)),
    st.tuples(st.just("write"), st.sampled_from([0.0, 0.0, 30.0, 400.0])),
    st.tuples(st.just("receive"), st.just(0.0)),
    st.tuples(st.just("report"), st.just(0.0)),
    st.tuples(st.just("go_on"), st.sampled_from([0.2, 0.5, 1.0, 9.0])),
)


async def live(folder: Path, acts: list[tuple[str, float]]) -> tuple[Run, datetime]:
    """All of that, one after the other, and then two quiet hours."""
    lay_tables(folder / "line.db")
    machine = Machine()
    machine.wait(minutes=1)
    run = Run(machine, f"sqlite:///{folder}/line.db", folder)
    since = machine.true
    await run.start()
    try:
        await run.settle_in()
        await run.go_on(0.2)
        for act, number in acts:
            await do(run, act, number)
        await run.go_on(2)
    finally:
        await run.database.close()
    return run, since


async def do(run: Run, act: str, number: float) -> None:
    """One act."""
    if act == "step":
        run.machine.step(hours=number)
    elif act == "right":
        run.machine.put_right()
    elif act in {"write", "go_on"}:
        await getattr(run, act)(number)
    else:
        await getattr(run, act)()


@settings(max_examples=40, deadline=None)
@given(st.lists(ACTS, min_size=4, max_size=14))
def test_whatever_steps_the_clock_makes_all_leaves_in_its_true_time(acts: list[tuple[str, float]]) -> None:
    with TemporaryDirectory() as folder:
        run, since = asyncio.run(live(Path(folder), acts))
        assert_in_true_time(run, since)


@pytest.mark.parametrize("hours", [8.0, -8.0])
async def test_alerts_queued_while_the_clock_was_hours_off_go_out_at_once(tmp_path: Path, hours: float) -> None:
    acts = [("step", hours), ("write", 0.0), ("report", 0.0), ("right", 0.0), ("go_on", 0.5)]
    run, since = await live(tmp_path, acts)
    assert_in_true_time(run, since)
    assert run.left["say 1"][0] <= since + timedelta(minutes=45)


async def test_three_days_ahead_for_a_moment_cost_no_morning_its_digest(tmp_path: Path) -> None:
    acts = [("step", 72.0), ("go_on", 0.2), ("right", 0.0), ("go_on", 96.0)]
    run, since = await live(tmp_path, acts)
    assert_in_true_time(run, since)
    assert len(run.left["digest"]) == 5


async def test_a_clock_wrong_at_the_start_and_put_right_in_the_run_fires_no_deadline_early(tmp_path: Path) -> None:
    acts = [("report", 0.0), ("step", 72.0), ("restart", 0.0), ("go_on", 0.2), ("right", 0.0), ("go_on", 30.0)]
    run, since = await live(tmp_path, acts)
    assert_in_true_time(run, since)


# --- Administrators ---------------------------------------------------------------------------------------------------


class Told:
    """Who is told of steps; fails so often first."""

    def __init__(self, fails: int = 0) -> None:
        self.fails = fails
        self.steps: list[float] = []

    async def __call__(self, step: Step) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError
        self.steps.append(step.ahead.total_seconds())


async def test_a_step_is_told_as_soon_as_it_can_be_and_once() -> None:
    machine, told = Machine(), Told(fails=2)
    clock = machine.clock()
    watch = ClockWatch(clock, told)
    machine.step(hours=8)
    await watch.look()
    assert told.steps == [], "nobody knows yet who is wrong"
    machine.answers(clock)
    for _ in range(5):
        await watch.look()
    assert told.steps == [28800]
    machine.put_right()
    for _ in range(5):
        await watch.look()
    assert told.steps == [28800, 0]


async def test_administrators_hear_of_a_step_once_from_however_many_processes(tmp_path: Path) -> None:
    lay_tables(tmp_path / "line.db")
    run = Run(Machine(), f"sqlite:///{tmp_path}/line.db", tmp_path)
    await run.start()
    async with run.database.begin() as uow:
        await uow.staff.save(Staff(run.services.blind_index.person(SUE), SUE, "en", admin=True))
        await uow.commit()
    for ahead, is_right in ((timedelta(hours=8), False), (timedelta(), True)):
        for _ in range(3):
            await clock_steps.tell_step(run.services, ahead, run.clock.now(), is_right=is_right)
    rows = await run.database.outbox.lease(run.clock.now(), 9, frozenset())
    told = [rows[0].notice.facts]
    await run.database.outbox.settle(rows[0], Sent(), run.clock.now())
    told += [row.notice.facts for row in await run.database.outbox.lease(run.clock.now(), 9, frozenset())]
    assert told == [{"seconds": 28800, "right": False}, {"seconds": 0, "right": True}]
    await run.database.close()
