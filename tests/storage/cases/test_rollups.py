"""Roll-ups after a random life of a district are equal to a count of the cases; on both databases."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete, func, insert, select, update

from bot.domain.cases import steps
from bot.domain.cases.assessment import classes
from bot.domain.cases.by import By
from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.deadlines.firing import fire
from bot.domain.cases.flags import Flag
from bot.domain.cases.merging import merge
from bot.domain.cases.stages import ending, transfer
from bot.domain.errors import Refusal
from bot.domain.ids import AgencyKey, CaseId, CaseNumber, PersonKey
from bot.domain.numbers.asked import Asked
from bot.domain.numbers.metrics import Metric
from bot.domain.urgency import Urgency
from storage.cases.rollup_tables import increments, rollups
from storage.unit_of_work import Database
from tests.support.clock import START, FixedClock
from tests.support.databases.kinds import ON_SQLITE
from tests.support.databases.once_on_postgres import once_on_postgres
from tests.support.domain.a_case import BULLYING, DANGER, POLICY, ZONE, a_case, a_closing, an_opinion
from tests.support.domain.examples import some_of

AMAL, BO, HANA = PersonKey("amal"), PersonKey("bo"), PersonKey("hana")
BODIES = [AgencyKey(key) for key in ("EDU", "CYL", "PSB", "CIV")]
SHANGHAI = ZoneInfo("Asia/Shanghai")
LIVED = 180


class RandomLife:
    """Cases that are reported, worked on, merged and closed at random, each act in a transaction of its own."""

    def __init__(self, database: Database, clock: FixedClock, seed: int) -> None:
        self.database, self.clock, self.random = database, clock, random.Random(seed)
        self.ids: list[CaseId] = []

    async def live(self, acts: int) -> None:
        for _ in range(acts):
            self.clock.advance(minutes=self.random.choice([1, 20, 300, 1500, 6000]))
            if self.random.random() < 0.2 or len(self.ids) < 2:
                await self.told()
            elif self.random.random() < 0.05:
                await self.merged()
            else:
                await self.worked_on(self.random.choice(self.ids))
            if self.random.random() < 0.2:
                await self.folded()

    async def told(self) -> None:
        number, now = len(self.ids) + 1, self.clock.now()
        case = replace(a_case(self.random.choice([BULLYING, DANGER]), now), id=CaseId(f"c{number}"))
        is_drill = self.random.random() < 0.1
        case = replace(case, number=CaseNumber(number), flags=frozenset({Flag.DRILL}) if is_drill else case.flags)
        async with self.database.begin() as uow:
            await uow.cases.add(case)
            await uow.commit()
        self.ids.append(case.id)

    async def worked_on(self, which: CaseId) -> None:
        now, body = self.clock.now(), self.random.choice(BODIES)
        verbs: list[Callable[[Case], Case]] = [
            lambda case: fire(case, POLICY, ZONE, now)[0],
            lambda case: steps.acknowledge(case, case.lead, AMAL, now),
            lambda case: steps.assess(case, an_opinion(case.lead, self.random.randint(0, 3)), POLICY, now),
            lambda case: steps.answered(case, now),
            lambda case: steps.act(case, By(AMAL, case.lead, now), "visit"),
            lambda case: steps.decline(case, body, "other", now),
            lambda case: classes.raise_class(case, Urgency.P2, "because", By(AMAL, body, now), POLICY, above=True),
            lambda case: transfer.propose(case, body, "because", AMAL, POLICY, now),
            lambda case: transfer.accept(case, body, BO, POLICY, now),
            lambda case: ending.propose_close(case, a_closing(case)),
            lambda case: ending.approve_close(case, HANA, now),
            lambda case: self.finished(case, now),
        ]
        async with self.database.begin() as uow:
            was = await uow.cases.get(which)
            try:
                case = self.random.choice(verbs)(was)
            except Refusal:
                return
            if case != was:
                await uow.cases.save(replace(case, version=was.version + 1), was=was.version)
                await uow.commit()

    def finished(self, case: Case, now: datetime) -> Case:
        """Everything that the lead must do, and closing."""
        if case.acknowledged_at is None:
            case = steps.acknowledge(case, case.lead, AMAL, now)
        case = steps.assess(case, an_opinion(case.lead, 0, 0), POLICY, now)
        case = steps.act(steps.answered(case, now), By(AMAL, case.lead, now), "visit")
        case = replace(case, tasks=tuple(task for task in case.tasks if task.agency == case.lead))
        return ending.approve_close(ending.propose_close(case, a_closing(case)), HANA, now)

    async def merged(self) -> None:
        async with self.database.begin() as uow:
            one, other = [await uow.cases.get(which) for which in self.random.sample(self.ids, 2)]
            try:
                whole, part = merge.merge(*merge.in_order(one, other), AMAL, self.clock.now())
            except Refusal:
                return
            was = {one.id: one.version, other.id: other.version}
            for case in (whole, part):
                await uow.cases.save(case, was=was[case.id])
            await uow.commit()

    async def folded(self) -> None:
        async with self.database.begin() as uow:
            while await uow.numbers.fold(self.clock.now(), SHANGHAI, limit=7):
                pass
            await uow.commit()

    async def cases(self) -> list[Case]:
        async with self.database.reading() as uow:
            return [*(await uow.cases.known(self.ids)).values()]


async def totals(database: Database, now: datetime, **narrow: object) -> Counter[str]:
    """How often each metric was counted, by the roll-ups."""
    asked = Asked(START.date() - timedelta(days=2), now.date() + timedelta(days=2), **narrow)  # type: ignore[arg-type]
    async with database.reading() as uow:
        found = Counter[str]()
        for (_, cell), count in (await uow.numbers.sums(asked, now, SHANGHAI)).items():
            found[cell.metric] += count
        return found


def counted_by_hand(cases: list[Case], now: datetime) -> dict[str, int]:
    """What somebody would count who read the files."""
    real = [case for case in cases if Flag.DRILL not in case.flags]
    own = [case.merging.own if case.merging is not None else case for case in real]
    until = {case.id: case.merging.at if case.merging is not None else now for case in real}
    return {
        "opened": len(real),
        "merged": sum(case.state is CaseState.MERGED for case in real),
        "closed": sum(case.closed_at is not None for case in own),
        "acknowledged": sum(case.acknowledged_at is not None for case in own),
        "assessed": sum(case.assessed_at is not None for case in own),
        "answered": sum(case.answered_at is not None for case in own),
        "outcome": sum(case.closing is not None for case in own),
        "answer_due": sum(case.received_at + timedelta(days=3) <= until[case.id] for case in own),
        "outcome_due": sum(case.received_at + timedelta(days=90) <= until[case.id] for case in own),
    }


@pytest.mark.parametrize("seed", some_of(range(1, 7), 1))
async def test_roll_ups_equal_a_direct_count(database: Database, clock: FixedClock, seed: int) -> None:
    """One random life in the suite, six in a long run."""
    life = RandomLife(database, clock, seed)
    await life.live(LIVED)
    now = clock.now()
    by_hand = counted_by_hand(await life.cases(), now)
    assert {name: (await totals(database, now))[name] for name in by_hand} == by_hand
    assert by_hand["closed"] > 2
    assert by_hand["merged"] > 1
    await life.folded()
    assert {name: (await totals(database, now))[name] for name in by_hand} == by_hand
    again = await database.recount(SHANGHAI).run(now)
    assert (again.cases, again.changed) == (len(life.ids), 0)


async def test_rebuilt_roll_ups_are_identical(database: Database, clock: FixedClock) -> None:
    life = RandomLife(database, clock, 3)
    await life.live(100)
    before = await totals(database, clock.now())
    async with database._engine.writing() as connection:
        await connection.execute(delete(increments))
        await connection.execute(update(rollups).values(count=rollups.c.count + 3))
        await connection.execute(delete(rollups).where(rollups.c.metric == "closed"))
        await connection.commit()
    assert await totals(database, clock.now()) != before
    assert (await database.recount(SHANGHAI).run(clock.now())).changed > 0
    assert await totals(database, clock.now()) == before
    await life.folded()
    assert await totals(database, clock.now()) == before
    assert (await database.recount(SHANGHAI).run(clock.now())).changed == 0
    clock.advance(days=100)
    ahead = await totals(database, clock.now())
    assert ahead["outcome_due"] > before["outcome_due"], "what lay ahead when it was built again is counted in time"


async def test_an_erased_case_stays_in_the_numbers_and_is_counted_once(database: Database, clock: FixedClock) -> None:
    life = RandomLife(database, clock, 4)
    await life.live(60)
    before = await totals(database, clock.now())
    async with database.begin() as uow:
        await uow.retention.erase(life.ids[0], clock.now())
        await uow.commit()
    assert await totals(database, clock.now()) == before
    await life.folded()
    assert (await database.recount(SHANGHAI).run(clock.now())).changed == 0
    assert await totals(database, clock.now()) == before


@ON_SQLITE
async def test_a_deadline_counts_from_its_moment_on(database: Database, clock: FixedClock) -> None:
    async with database.begin() as uow:
        await uow.cases.add(a_case(BULLYING, clock.now()))
        await uow.commit()
    clock.advance(days=3, microseconds=-1)
    assert (await totals(database, clock.now()))["yellow"] == 0
    assert (await totals(database, clock.advance(microseconds=1)))["yellow"] == 1


@once_on_postgres("day", [-1000, 0, 3_652_060, 2**31 - 1])
async def test_a_rebuild_removes_an_invalid_day(database: Database, clock: FixedClock, day: int) -> None:
    life = RandomLife(database, clock, 5)
    await life.told()
    await life.folded()
    before = await totals(database, clock.now())
    async with database._engine.writing() as connection:
        row = (await connection.execute(select(rollups).limit(1))).one()._mapping
        await connection.execute(insert(rollups).values({**row, "day": day}))
        await connection.commit()
    await database.recount(SHANGHAI).run(clock.now())
    assert await totals(database, clock.now()) == before
    async with database._engine.reading() as connection:
        assert day not in (await connection.scalars(select(rollups.c.day))).all()


@once_on_postgres("cells", ["nonsense", "", "7", '[["x", 1]]', "[[null]]", '[[1, [], "", "", "", "", "", "", 0, 1]]'])
async def test_a_damaged_row_does_not_stop_the_numbers(database: Database, clock: FixedClock, cells: str) -> None:
    life = RandomLife(database, clock, 5)
    await life.told()
    async with database._engine.writing() as connection:
        await connection.execute(insert(increments).values(at=START, cells=cells))
        await connection.commit()
    assert (await totals(database, clock.now()))["opened"] == 1
    await life.folded()
    assert (await totals(database, clock.now()))["opened"] == 1
    async with database._engine.reading() as connection:
        left = (await connection.scalars(select(increments.c.cells))).all()
    assert cells not in left


async def test_numbers_are_narrowed_by_body_class_and_who_is_barred(database: Database, clock: FixedClock) -> None:
    case = a_case(BULLYING, clock.now())
    async with database.begin() as uow:
        await uow.cases.add(replace(case, barred=(AgencyKey("PSB"),)))
        await uow.commit()
    for is_folded in (False, True):
        if is_folded:
            await RandomLife(database, clock, 5).folded()
        for narrow, count in (
            ({"bodies": frozenset({case.lead})}, 1),
            ({"bodies": frozenset({AgencyKey("JUS")})}, 0),
            ({"urgency": case.urgency}, 1),
            ({"urgency": Urgency.P4}, 0),
            ({"barred_as": frozenset({AgencyKey("PSB")})}, 0),
            ({"barred_as": frozenset({AgencyKey("PS")})}, 1),
            ({"metrics": frozenset({Metric.CLOSED})}, 0),
        ):
            assert (await totals(database, clock.now(), **narrow))["opened"] == count, narrow


async def test_no_row_tells_age_or_sex_beside_body_class_or_place(database: Database, clock: FixedClock) -> None:
    life = RandomLife(database, clock, 6)
    await life.live(40)
    await life.folded()
    async with database._engine.reading() as connection:
        found = (await connection.execute(select(rollups).where(rollups.c.metric == "child"))).all()
        assert found
        assert {(row.body, row.urgency, row.area) for row in found} == {("", "", "")}
        waits = await connection.scalar(select(func.count()).select_from(increments))
        assert waits, "what lies ahead is not folded"
