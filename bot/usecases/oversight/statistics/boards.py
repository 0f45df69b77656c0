"""One board: all numbers of a period for one reader, computed from the roll-ups and from the cases that are open
now."""

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.deadlines.lateness import body_of, late_deadlines
from bot.domain.cases.lists import CaseFilter
from bot.domain.cases.record import Mark
from bot.domain.ids import AgencyKey
from bot.domain.numbers.alerts import delivery_of
from bot.domain.numbers.asked import Asked, Sums
from bot.domain.numbers.board import Bar, Board, Count, Delivery, Filter, JobRun, LateBody, OpenNow, Period, Share
from bot.domain.numbers.cubes import Cube, closed_months, cube_of
from bot.domain.numbers.definitions import TOTALS, of_a_part
from bot.domain.numbers.events import counted
from bot.domain.numbers.intake import funnel_of
from bot.domain.numbers.jobs import DAILY_JOBS
from bot.domain.numbers.metrics import STEPS, Metric
from bot.domain.numbers.sums import Counts, bars, bodies_of, limits_of, matrix_of, times_of, weeks_of
from bot.domain.urgency import Urgency
from bot.usecases.oversight.case_lists.filters import seen_filter
from bot.usecases.oversight.periods import PERIODS
from bot.usecases.oversight.statistics.counting import require_counted
from bot.usecases.oversight.statistics.reading_boards import BoardReader
from bot.usecases.oversight.statistics.silent_institutions import silent_institutions

WEEKS = 12
LOOKED_BACK = timedelta(days=730)
"""Much longer than the longest period plus the longest deadline: nothing is counted so long after the end of a case."""
LATE_SHOWN = 500
"""How many late cases are read to find the late bodies."""
OF_WEEKS = frozenset(
    {
        Metric.OPENED,
        Metric.CLOSED,
        Metric.MERGED,
        Metric.REOPENED,
        Metric.PARTED,
        Metric.ANSWER_DUE,
        Metric.ANSWER_MET,
        Metric.OUTCOME_DUE,
        Metric.OUTCOME_MET,
    }
)
OF_THE_CUBE = frozenset({Metric.OPENED, Metric.CHILD})


@dataclass(frozen=True)
class WantedNumbers:
    """What the numbers are about: a period, and perhaps one body as the lead, one class, one kind of harm, one
    place."""

    period: str = "week"
    body: AgencyKey | None = None
    urgency: Urgency | None = None
    harm: str | None = None
    area: str | None = None

    @property
    def filter(self) -> Filter:
        """Everything but the period."""
        return Filter(self.body, self.urgency, self.harm, self.area)


def period_of(word: str, today: date) -> Period:
    """The days of a period: today, and as many days before it as make it whole."""
    return Period(word, today - PERIODS[word] + timedelta(days=1), today)


class BoardMaker:
    """Computes a board for one reader, in the transaction that is open."""

    def __init__(self, act: BoardReader, wanted: WantedNumbers) -> None:
        self.act, self.wanted = act, wanted
        self.profile, self.now = act.services.profile, act.now
        self.today = act.now.astimezone(self.profile.zone).date()
        self._handed_on: list[Case] | None = None

    @property
    def bodies(self) -> frozenset[AgencyKey]:
        """The bodies whose cases are counted; empty for all bodies."""
        if self.wanted.body is not None:
            return frozenset({self.wanted.body})
        return frozenset() if self.act.scope.everything else self.act.scope.agencies

    @property
    def is_whole_district(self) -> bool:
        """Whether harm, age and place may be shown: those numbers are of all bodies and classes together."""
        return self.act.scope.everything and self.wanted.body is None and self.wanted.urgency is None

    def asked(self, first: date, last: date) -> Asked:
        """A query about these days, limited to what this reader may ask."""
        barred, urgency = self.act.scope.barred_as, self.wanted.urgency
        return Asked(first, last, bodies=self.bodies, urgency=urgency, barred_as=barred)

    async def sums(self, asked: Asked) -> Sums:
        """What was counted, without the cases that this reader has handed on. Raises Refusal where older cases are not
        counted yet."""
        await require_counted(self.act.uow)
        zone = self.profile.zone
        found = Counter(await self.act.uow.numbers.sums(asked, self.now, zone))
        for case in await self.handed_on():
            for (at, cell), count in counted(case).items():
                day = at.astimezone(zone).date()
                if at <= self.now and asked.takes(day, cell):
                    found[asked.told_apart(day, cell)] -= count
        return {key: count for key, count in found.items() if count}

    async def handed_on(self) -> list[Case]:
        """The cases that the reader has handed on, and which must not be counted for them. Those that were closed long
        ago count in no period."""
        if self._handed_on is None:
            uow, own, since = self.act.uow, list[Case](), self.now - LOOKED_BACK
            for person in self.act.scope.not_for:
                wholes = (await uow.cases.known(await uow.recusals.cases_of(person, since))).values()
                merged = await uow.cases.known([one.case for case in wholes for one in case.absorbed])
                own += {case.id: case for case in (*wholes, *merged.values())}.values()
            self._handed_on = own
        return self._handed_on

    async def of_period(self) -> Counts:
        """What was counted in the period."""
        period = period_of(self.wanted.period, self.today)
        return Counts(await self.sums(self.asked(period.first, period.last)))

    async def cube(self) -> tuple[Cube, Period]:
        """Harm, age and place of the last closed months, of all cases that this reader may know of. Which cells must be
        hidden is computed in a thread, so that nobody waits for it."""
        months = closed_months(self.wanted.period, self.today)
        asked = Asked(months.first, months.last, OF_THE_CUBE, barred_as=self.act.scope.barred_as)
        sums = await self.sums(replace(asked, by_day=True, by_place=True))
        return await asyncio.to_thread(cube_of, sums, self.profile), months

    async def small_board(self) -> Board:
        """The board of a kind of harm, a place or both: only what the cubes of closed months show of them."""
        cube, months = await self.cube()
        harm, area = self.wanted.harm, self.wanted.area
        heat, by_sex = (
            tuple(one for one in cells if harm == one.harm and area is None)
            for cells in (cube.heat(self.profile), cube.by_sex(self.profile))
        )
        areas = cube.areas(self.profile)
        if harm is not None:
            areas = tuple(Bar(one.key, cube.both(harm, one.key)) for one in areas)
        return Board(
            period=months,
            filter=self.wanted.filter,
            at=self.now,
            reports=cube.count(harm, area),
            heat=heat,
            heat_by_sex=by_sex,
            areas=tuple(one for one in areas if area in {None, one.key}),
            heat_period=months,
        )

    def open_cases(self) -> CaseFilter:
        """The open cases that are counted."""
        wanted = self.wanted
        return replace(
            seen_filter(self.act.scope),
            agencies=frozenset(),
            leads=self.bodies,
            urgency=frozenset({wanted.urgency}) if wanted.urgency else frozenset(),
        )

    async def count(self, *, states: frozenset[CaseState] = frozenset(), marks: frozenset[Mark] = frozenset()) -> int:
        """How many open cases are in one of these states, and have all of these marks; empty ones do not restrict."""
        return await self.act.uow.cases.count(replace(self.open_cases(), states=states, marks=marks))

    async def open_now(self) -> OpenNow:
        """What is open now."""
        marks = {mark: await self.count(marks=frozenset({mark})) for mark in Mark}
        received, acknowledged = frozenset({CaseState.RECEIVED}), frozenset({CaseState.ACKNOWLEDGED})
        unacknowledged = await self.count(states=received)
        return OpenNow(
            total=await self.count(),
            unacknowledged=unacknowledged,
            unassessed=unacknowledged + await self.count(states=acknowledged),
            yellow=marks[Mark.YELLOW],
            red=marks[Mark.RED],
            late=marks[Mark.LATE],
        )

    async def delivery(self, counts: Counts) -> Delivery | None:
        """How fast alerts arrived. They are counted without their case, so those of a case that the reader has handed
        on cannot be left out: such a reader gets none of these numbers."""
        return None if await self.handed_on() else delivery_of(counts.by_extra(Metric.DELIVERY))

    async def jobs(self) -> tuple[JobRun, ...]:
        """The daily jobs, and when each last ran."""
        done = await self.act.uow.daily_runs.last(DAILY_JOBS, self.today.toordinal())
        return tuple(JobRun(job, date.fromordinal(done[job])) for job in DAILY_JOBS if job in done)

    async def late(self) -> tuple[LateBody, ...]:
        """The bodies that are late now, the longest late first."""
        found = await self.act.uow.cases.overdue(self.now, self.open_cases(), limit=LATE_SHOWN)
        return late_bodies_of(found, self.now)

    async def counted_now(self) -> Board:
        """The board that `/stats` shows: the period and the present, without what takes long to compute."""
        counts, wanted = await self.of_period(), self.wanted
        told: dict[str, Any] = {step: times_of(counts, step, limits_of(self.profile.policy, step)) for step in STEPS}
        told |= {name: counts.total(one.metric) for name, one in TOTALS.items()}
        alerted, steps = counts.by_body(Metric.ALERTED), counts.by_body(Metric.STEP)
        board = Board(
            period=period_of(wanted.period, self.today),
            filter=wanted.filter,
            at=self.now,
            reports=Count(counts.total(Metric.OPENED)),
            by_class={urgency: Count(count) for urgency, count in counts.by_class(Metric.OPENED).items()},
            **told,
            now=await self.open_now(),
            bodies=bodies_of(counts, self.profile.policy, self.profile.agencies),
            delivery=await self.delivery(counts),
            funnel=funnel_of(counts.by_extra(Metric.INTAKE), self.profile.questionnaire.questions),
            reporters=bars(counts.by_extra(Metric.REPORTER)),
            delays=bars(counts.by_extra(Metric.DELAY), self._options("last_time")),
            matrix=matrix_of(counts),
            ladder={body: Share(steps.get(body, 0), count) for body, count in alerted.items()},
            outcomes=bars(counts.by_extra(Metric.OUTCOME)),
            safe=bars(counts.by_extra(Metric.SAFE), ("yes", "plan", "no")),
        )
        return board if self.is_whole_district else of_a_part(board)

    def _options(self, question: str) -> Iterable[str]:
        known = self.profile.questionnaire.questions.get(question)
        return known.options if known is not None else ()


def late_bodies_of(cases: Iterable[Case], now: datetime) -> tuple[LateBody, ...]:
    """How many deadlines are missed by body and class, and for how long the longest has been missed."""
    found: dict[AgencyKey, dict[Urgency, list[timedelta]]] = {}
    for case in cases:
        for deadline in late_deadlines(case, now):
            by_class = found.setdefault(body_of(case, deadline), {})
            by_class.setdefault(case.urgency, []).append(now - deadline.due_at)
    late = [
        LateBody(body, {u: len(late) for u, late in classes.items()}, {u: max(late) for u, late in classes.items()})
        for body, classes in found.items()
    ]
    return tuple(sorted(late, key=lambda one: (-max(one.oldest.values()), one.agency)))


async def board_of(act: BoardReader, wanted: WantedNumbers, *, named: bool) -> Board:
    """Everything that pictures, the weekly report and the export show this reader. `named`: whether institutions are
    named; only where the reader has opened their second factor."""
    maker = BoardMaker(act, wanted)
    if wanted.harm is not None or wanted.area is not None:
        return await maker.small_board()
    board = await maker.counted_now()
    monday = maker.today - timedelta(days=maker.today.weekday() + 7 * (WEEKS - 1))
    weekly = Counts(await maker.sums(replace(maker.asked(monday, maker.today), metrics=OF_WEEKS, by_day=True)))
    cube, months = await maker.cube() if maker.is_whole_district else (Cube(), None)
    return replace(
        board,
        heat=cube.heat(maker.profile),
        heat_by_sex=cube.by_sex(maker.profile),
        areas=cube.areas(maker.profile),
        heat_period=months,
        weeks=weeks_of(weekly, monday, maker.today, board.now.total),
        late=await maker.late(),
        silent=await silent_institutions(act, wanted.filter, named=named),
        jobs=await maker.jobs() if maker.is_whole_district else (),
    )
