"""A year of a simulated district, always the same: 20,000 cases, 400 institutions, seasons, two slow bodies (Justice
and Civil Affairs), a school that never reports, and a flood in March.

Counted case by case, without roll-ups.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from math import ceil
from random import Random

from bot.domain.ids import AgencyKey
from bot.domain.numbers import board as b
from bot.domain.urgency import Urgency

END = datetime(2026, 11, 29, 4, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
CASES, INSTITUTIONS = 20_000, 400
BODIES = {"PSB": 34, "EDU": 22, "CIV": 14, "WOM": 10, "HEA": 8, "JUS": 6, "CYL": 3, "PROC": 2, "SUP": 1}
"""The share of each body as the lead."""
LAZY = frozenset({"CIV", "JUS"})
LIMITS = {
    Urgency.P1: (timedelta(minutes=15), timedelta(hours=24)),
    Urgency.P2: (timedelta(hours=1), timedelta(hours=24)),
    Urgency.P3: (timedelta(hours=8), timedelta(days=3)),
    Urgency.P4: (timedelta(hours=24), timedelta(days=7)),
}
"""Limits for acknowledging and assessing, as in the shipped profile."""
HARMS = {
    "bullying": 20, "domestic_violence": 17, "neglect": 14, "assault": 12, "sexual_contact": 9, "sexual_online": 7,
    "desertion": 7, "self_harm": 6, "school_staff_abuse": 4, "abduction_missing": 2, "child_labour": 1.2,
    "poisoning_drugging": 0.6, "forced_begging": 0.2,
}  # fmt: skip
AGES = {"0_3": 6, "4_6": 11, "7_10": 26, "11_13": 29, "14_15": 17, "16_17": 8, "unknown": 3}
REPORTERS = {
    "school": 31,
    "parent": 22,
    "relative": 17,
    "person": 11,
    "health": 8,
    "training": 4,
    "social": 4,
    "hotel": 2,
    "undisclosed": 1,
}
DELAYS = {"now": 7, "today": 21, "days_3": 24, "week": 19, "month": 15, "year": 10, "earlier": 4}
QUESTIONS = (
    "start", "danger", "harms", "who", "story", "age", "sex", "whereabouts", "safe_now", "last_time", "medical", "link",
    "area", "child_name", "files", "contact",
)  # fmt: skip
SILENT_SCHOOL = "Riverside Primary School"


@dataclass(frozen=True)
class Made:
    """One simulated case."""

    opened: datetime
    triage: Urgency
    urgency: Urgency
    lead: str
    acknowledged: timedelta
    assessed: timedelta
    answered: timedelta
    closed: timedelta
    harm: str
    age: str
    reporter: str
    delay: str


@cache
def cases(count: int = CASES) -> tuple[Made, ...]:
    """All cases of a year with so many, by time."""
    random = Random(20201)
    return tuple(sorted((_case(random) for _ in range(count)), key=lambda one: one.opened))


def _case(random: Random) -> Made:
    lead = _one(random, BODIES)
    triage = random.choices(list(Urgency), (6, 22, 47, 25))[0]
    urgency = random.choices(
        list(Urgency), [[84, 13, 3, 0], [6, 80, 13, 1], [1, 9, 80, 10], [0, 2, 13, 85]][list(Urgency).index(triage)]
    )[0]
    acknowledge, assess = LIMITS[urgency]
    slow = 2.6 if lead in LAZY else 1.0
    return Made(
        opened=_moment(random),
        triage=triage,
        urgency=urgency,
        lead=lead,
        acknowledged=acknowledge * slow * random.lognormvariate(-1.1, 0.7),
        assessed=assess * slow * random.lognormvariate(-0.8, 0.6),
        answered=timedelta(days=slow * random.lognormvariate(0.25, 0.45)),
        closed=timedelta(days=slow * random.lognormvariate(3.4, 0.6)),
        harm=_one(random, HARMS),
        age=_one(random, AGES),
        reporter=_one(random, REPORTERS),
        delay=_one(random, DELAYS),
    )


def _one(random: Random, weights: dict[str, float] | dict[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def _moment(random: Random) -> datetime:
    """A moment: more in term than in the holidays (late January, July, August); ten days of flood in March."""
    while True:
        at = END - YEAR * random.random()
        weight = 0.45 if at.month in (7, 8) or (at.month == 1 and at.day > 17) else 0.8
        if at.month == 3 and 10 <= at.day < 20:
            weight = 3.0
        if random.random() < weight / 3.0:
            return at


def board(
    word: str = "quarter", days: int = 90, *, at: datetime = END, only: Callable[[Made], bool] = lambda _: True
) -> b.Board:
    """The numbers of the last `days` before `at`."""
    found = [one for one in cases() if one.opened < at and only(one)]
    first = at - timedelta(days=days)
    period = b.Period(word, first.date(), at.date())
    opened = [one for one in found if one.opened >= first]
    return b.Board(
        period=period,
        filter=b.Filter(),
        at=at,
        reports=b.Count(len(opened)),
        by_class={one: b.Count(sum(made.triage is one for made in opened)) for one in Urgency},
        ended=sum(first <= one.opened + one.closed < at for one in found),
        answer=_times([(one.opened, one.answered, timedelta(days=3)) for one in found], first, at),
        outcome=_times([(one.opened, one.closed, timedelta(days=90)) for one in found], first, at),
        late=tuple(_late(body, found, at) for body in BODIES),
        bodies=tuple(_body(body, [one for one in found if one.lead == body], first, at) for body in BODIES),
        weeks=tuple(_week(monday, found, at) for monday in _mondays(at)),
        reporters=_bars((one.reporter for one in opened), REPORTERS, by_count=True),
        silent=(b.Silent(SILENT_SCHOOL, "school"),),
        funnel=_funnel(len(opened)),
        delays=_bars((one.delay for one in opened), DELAYS),
        heat=tuple(_heat(opened)),
        heat_period=_whole_months(word, first, at),
        matrix=_matrix(opened),
    )


def _whole_months(word: str, first: datetime, at: datetime) -> b.Period:
    return b.Period(word, first.date().replace(day=1), at.date().replace(day=1) - timedelta(days=1), closed=True)


def _matrix(opened: list[Made]) -> b.Matrix:
    """By class of the officers: the class that the rules gave."""
    return b.Matrix(
        {by: {to: sum(one.triage is by and one.urgency is to for one in opened) for to in Urgency} for by in Urgency}
    )


Row = tuple[datetime, timedelta, timedelta]
"""When a step began, how long it took, and its limit."""


def _times(rows: Sequence[Row], first: datetime, at: datetime) -> b.Times:
    took = sorted(span for start, span, _ in rows if first <= start + span < at)
    due = [span <= limit for start, span, limit in rows if first <= start + limit < at]
    limits = {limit for _, _, limit in rows}
    return b.Times(
        n=len(took),
        median=took[len(took) // 2] if took else None,
        p90=took[ceil(len(took) * 0.9) - 1] if took else None,
        limit=limits.pop() if len(limits) == 1 else None,
        in_time=b.Share(sum(due), len(due)),
    )


def _body(body: str, own: Sequence[Made], first: datetime, at: datetime) -> b.BodyTimes:
    acknowledge = [(one.opened, one.acknowledged, LIMITS[one.urgency][0]) for one in own]
    assess = [(one.opened, one.assessed, LIMITS[one.urgency][1]) for one in own]
    return b.BodyTimes(AgencyKey(body), _times(acknowledge, first, at), _times(assess, first, at))


def _late(body: str, found: Sequence[Made], at: datetime) -> b.LateBody:
    missed = [
        (one.urgency, at - one.opened - limit)
        for one in found
        if one.lead == body
        for span, limit in (
            (one.acknowledged, LIMITS[one.urgency][0]),
            (one.assessed, LIMITS[one.urgency][1]),
            (one.answered, timedelta(days=3)),
        )
        if one.opened + limit <= at < one.opened + span
    ]
    by_class = Counter(urgency for urgency, _ in missed)
    oldest = {one: max(span for urgency, span in missed if urgency is one) for one in by_class}
    return b.LateBody(AgencyKey(body), by_class, oldest)


def _mondays(at: datetime) -> list[date]:
    last = at.date() - timedelta(days=at.weekday())
    return [last - timedelta(weeks=back) for back in range(11, -1, -1)]


def _week(monday: date, found: Sequence[Made], at: datetime) -> b.Week:
    first = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    end = min(first + timedelta(days=7), at)
    answers = [one.answered <= timedelta(days=3) for one in found if first <= one.opened + timedelta(days=3) < end]
    outcomes = [one.closed <= timedelta(days=90) for one in found if first <= one.opened + timedelta(days=90) < end]
    return b.Week(
        first=monday,
        closed=first + timedelta(days=7) <= at,
        opened=Counter(one.urgency for one in found if first <= one.opened < end),
        ended=Counter(one.urgency for one in found if first <= one.opened + one.closed < end),
        stock=sum(one.opened < end <= one.opened + one.closed for one in found),
        answered=b.Share(sum(answers), len(answers)),
        outcome=b.Share(sum(outcomes), len(outcomes)),
    )


def _bars(found: Iterable[str], keys: Iterable[str], *, by_count: bool = False) -> tuple[b.Bar, ...]:
    counted = Counter(found)
    order = sorted(keys, key=lambda key: -counted[key]) if by_count else list(keys)
    return tuple(b.Bar(key, _count(counted[key])) for key in order)


def _heat(opened: Sequence[Made]) -> Iterable[b.HeatCell]:
    counted = Counter((one.harm, one.age) for one in opened)
    return (b.HeatCell(harm, age, "", _count(counted[harm, age])) for harm in HARMS for age in AGES)


def _count(number: int) -> b.Count:
    return b.Count(None, b.HiddenCount.SMALL) if 0 < number < 5 else b.Count(number)


def _funnel(sent: int) -> b.Funnel:
    """At each question one of 26 leaves, at the story two."""
    started = round(sent * 1.9)
    steps, here = list[b.QuestionStep](), started
    for question in QUESTIONS:
        left = here // (13 if question == "story" else 26)
        steps.append(b.QuestionStep(question, here, here - left, 0, left))
        here -= left
    return b.Funnel(started=started, sent=here, left=started - here, minutes=6.0, steps=tuple(steps))
