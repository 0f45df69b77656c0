"""Two cases are changed, merged and separated again and again. No number of a past day changes."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import Phase, settings
from hypothesis.stateful import initialize, invariant

from bot.domain.cases.case import Case
from bot.domain.cases.merging import merge
from bot.domain.cases.stages import transfer
from bot.domain.ids import CaseId, CaseNumber
from bot.domain.numbers.events import Cell, counted
from bot.domain.numbers.metrics import Metric
from bot.domain.numbers.recording import noted, noted_and_counted
from tests.support.domain.a_case import AMAL, BO, BULLYING, CYL, DANGER, EDU, POLICY, a_case
from tests.support.domain.answers import NOW
from tests.support.domain.examples import examples
from tests.support.domain.two_cases import TwoCases

Days = Counter[tuple[date, Cell]]


class CountedStore(TwoCases):
    """The store of two cases, as it counts them after every act."""

    stored: dict[CaseId, Case]
    days: Days

    @initialize()
    def begin_to_count(self) -> None:
        self.stored, self.days = {}, Counter()

    @invariant()
    def days_that_are_over_stay(self) -> None:
        if not hasattr(self, "stored") or not hasattr(self, "other"):
            return
        for case in (self.case, self.other):
            was = self.stored.get(case.id)
            self.stored[case.id] = case if was is None else counted_apart(was, case, self.now)
        days = Counter[tuple[date, Cell]]()
        for case in self.stored.values():
            for (at, cell), count in counted(case).items():
                days[at.date(), replace(cell, barred="")] += count
        before, now = over_by(self.days, self.seen), over_by(days, self.seen)
        assert now == before, (now - before, before - now)
        self.days, self.seen = days, self.now.date() - timedelta(days=2)

    seen = date.min


def counted_apart(was: Case, case: Case, now: datetime) -> Case:
    """The case as it is stored; what the act adds is the difference of two counts."""
    stored, grown = noted_and_counted(was, case, now)
    straight = counted(stored)
    straight.subtract(counted(was))
    assert {one: n for one, n in grown.items() if n} == {one: n for one, n in straight.items() if n}
    return stored


def over_by(days: Days, seen: date) -> Days:
    """What was counted of days that ended two days ago, so that a report that was being told is complete."""
    return Counter({key: count for key, count in days.items() if key[0] <= seen})


TestCounted = CountedStore.TestCase
TestCounted.settings = settings(
    max_examples=examples(15), stateful_step_count=40, deadline=None, phases=[Phase.generate]
)


def test_a_deadline_that_was_missed_stays_counted_when_a_new_lead_is_given_time() -> None:
    """Missed on its first day; on the fifth another body accepts the case, and its assessment is due anew."""
    case, later = a_case(BULLYING, NOW), NOW + timedelta(days=5)
    asked = transfer.propose(case, CYL, "theirs", AMAL, POLICY, later)
    led = noted(noted(case, asked, later), transfer.accept(asked, CYL, BO, POLICY, later), later)
    for metric in (Metric.ACKNOWLEDGE_DUE, Metric.ASSESS_DUE, Metric.YELLOW, Metric.OPENED):
        before, after = (past(one, metric, later) for one in (case, led))
        assert before == after != {}, metric
        assert {body for body, _ in after.values()} == {EDU}
    assert any(at > later for (at, cell) in counted(led) if cell.metric == Metric.ASSESS_DUE)


def past(case: Case, metric: Metric, until: datetime) -> dict[datetime, tuple[str, int]]:
    """By body: what was counted of it before that moment."""
    found = counted(case).items()
    return {at: (cell.body, count) for (at, cell), count in found if cell.metric == metric and at < until}


def test_a_case_that_is_merged_is_counted_once_and_where_it_was() -> None:
    """The older one goes on with the higher class: both stay counted on the day and with the class of their receipt."""
    later = NOW + timedelta(days=5)
    whole = a_case(BULLYING, NOW)
    part = replace(a_case(DANGER, NOW + timedelta(days=1)), id=CaseId("c2"), number=CaseNumber(2), barred=())
    joined, gone = merge.merge(*merge.in_order(whole, part), AMAL, later)
    stored = [noted(whole, joined, later), noted(part, gone, later)]
    assert joined.urgency is not whole.urgency
    found = Counter(one for case in stored for one in counted(case).elements())
    opened = sorted((at, cell.urgency, cell.harms) for at, cell in found.elements() if cell.metric == Metric.OPENED)
    assert opened == [(NOW, "P3", ",bullying,"), (NOW + timedelta(days=1), part.urgency.value, ",assault,")]
    assert [at for at, cell in found.elements() if cell.metric == Metric.MERGED] == [later]
    yellow = sorted(at for at, cell in found.elements() if cell.metric == Metric.YELLOW)
    assert yellow == [NOW + timedelta(days=3), NOW + timedelta(days=4)]
