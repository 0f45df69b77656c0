"""From what was counted to what is shown: counts, shares and times of a period; weeks; the matrix of classes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from bot.domain.ids import AgencyKey
from bot.domain.numbers.asked import Sums
from bot.domain.numbers.board import Bar, BodyTimes, Count, Matrix, Share, Times, Week
from bot.domain.numbers.buckets import quantile
from bot.domain.numbers.events import Cell
from bot.domain.numbers.metrics import STEPS, Metric
from bot.domain.profile import Policy
from bot.domain.urgency import Urgency

Found = tuple[date | None, Cell, int]


class Counts:
    """Sums of one question, as the board asks for them."""

    def __init__(self, sums: Sums) -> None:
        self._found: list[Found] = [(day, cell, count) for (day, cell), count in sums.items()]

    def of(self, metric: Metric) -> Iterable[Found]:
        """The counted rows of one metric."""
        return (one for one in self._found if one[1].metric == metric)

    def total(self, metric: Metric) -> int:
        """The total of one metric."""
        return sum(count for _, _, count in self.of(metric))

    def by_class(self, metric: Metric) -> Mapping[Urgency, int]:
        """The total of one metric, by class."""
        found = Counter(dict.fromkeys(Urgency, 0))
        for _, cell, count in self.of(metric):
            found[Urgency(cell.urgency)] += count
        return dict(found)

    def by_body(self, metric: Metric) -> Mapping[AgencyKey, int]:
        """One metric of each body that has any."""
        found = Counter[AgencyKey]()
        for _, cell, count in self.of(metric):
            found[AgencyKey(cell.body)] += count
        return dict(found)

    def by_extra(self, metric: Metric) -> Mapping[str, int]:
        """One metric, counted separately for each value of `extra`."""
        found = Counter[str]()
        for _, cell, count in self.of(metric):
            found[cell.extra] += count
        return dict(found)

    def led_by(self, body: AgencyKey) -> "Counts":
        """The counted rows of one body."""
        return Counts({(day, cell): count for day, cell, count in self._found if cell.body == body})

    def between(self, first: date, last: date) -> "Counts":
        """The counts of these days."""
        mine = ((day, cell, count) for day, cell, count in self._found if day is not None and first <= day <= last)
        return Counts({(day, cell): count for day, cell, count in mine})


def times_of(counts: Counts, name: str, limits: Mapping[Urgency, timedelta]) -> Times:
    """The times that one step took. The limit beside them is the longest limit among the classes that took the step."""
    step = STEPS[name]
    buckets = {int(bucket): count for bucket, count in counts.by_extra(step.done).items()}
    seen = [urgency for urgency, count in counts.by_class(step.done).items() if count]
    return Times(
        n=sum(buckets.values()),
        median=quantile(buckets, 0.5),
        p90=quantile(buckets, 0.9),
        limit=max((limits[urgency] for urgency in seen), default=None),
        in_time=Share(counts.total(step.met), counts.total(step.due)),
    )


def limits_of(policy: Policy, step: str) -> Mapping[Urgency, timedelta]:
    """How long a step may take in each class."""
    same = {"answer": policy.reply, "outcome": policy.outcome}
    return {u: same[step] if step in same else getattr(policy.limits[u], step) for u in Urgency}


def bodies_of(counts: Counts, policy: Policy, order: Iterable[AgencyKey]) -> tuple[BodyTimes, ...]:
    """The times of each body that led a case: how long it took to acknowledge and to assess."""
    found = []
    for body in order:
        own = counts.led_by(body)
        acknowledge, assess = (times_of(own, step, limits_of(policy, step)) for step in ("acknowledge", "assess"))
        if acknowledge.n or assess.n or acknowledge.in_time.of or assess.in_time.of:
            found.append(BodyTimes(body, acknowledge, assess))
    return tuple(found)


def bars(counts: Mapping[str, int], order: Iterable[str] = ()) -> tuple[Bar, ...]:
    """Bars in the given order. Keys that the order does not name come last, the most frequent first."""
    named = [key for key in order if key in counts]
    rest = sorted((key for key in counts if key not in named), key=lambda key: (-counts[key], key))
    return tuple(Bar(key, Count(counts[key])) for key in (*named, *rest) if counts[key])


def matrix_of(counts: Counts) -> Matrix:
    """Cases by the class of triage and of people."""
    found: dict[Urgency, dict[Urgency, int]] = {}
    for key, count in counts.by_extra(Metric.MATRIX).items():
        before, after = map(Urgency, key.split(">"))
        found.setdefault(before, {})[after] = count
    return Matrix(found)


LEFT = (Metric.CLOSED, Metric.MERGED)
CAME = (Metric.OPENED, Metric.REOPENED, Metric.PARTED)


def weeks_of(counts: Counts, first: date, today: date, now_open: int) -> tuple[Week, ...]:
    """Weeks from the Monday `first` to the one of `today`; how many cases were open at the end of each is counted
    back from how many there are now."""
    mondays = [first + timedelta(days=7 * place) for place in range((today - first).days // 7 + 1)]
    found, stock = list[Week](), now_open
    for monday in reversed(mondays):
        week = counts.between(monday, monday + timedelta(days=6))
        found.append(_week(week, monday, today, stock))
        stock += sum(week.total(one) for one in LEFT) - sum(week.total(one) for one in CAME)
    return tuple(reversed(found))


def _week(week: Counts, monday: date, today: date, stock: int) -> Week:
    ended = Counter(week.by_class(Metric.CLOSED))
    ended.update(week.by_class(Metric.MERGED))
    return Week(
        first=monday,
        closed=monday + timedelta(days=6) < today,
        opened=week.by_class(Metric.OPENED),
        ended=dict(ended),
        stock=max(0, stock),
        answered=Share(week.total(Metric.ANSWER_MET), week.total(Metric.ANSWER_DUE)),
        outcome=Share(week.total(Metric.OUTCOME_MET), week.total(Metric.OUTCOME_DUE)),
    )
