"""Whatever anybody does with two cases, merged and parted again and again: no number of a day that is over changes."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import Phase, settings
from hypothesis.stateful import initialize, invariant

from bot.domain.cases.case import Case
from bot.domain.ids import CaseId
from bot.domain.numbers.events import Cell, counted
from bot.domain.numbers.keeping import noted
from tests.support.two_cases import TwoCases

Days = Counter[tuple[date, Cell]]


class Counted(TwoCases):
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
            self.stored[case.id] = case if was is None else noted(was, case, self.now)
        days = Counter[tuple[date, Cell]]()
        for case in self.stored.values():
            for (at, cell), count in counted(case).items():
                days[at.date(), replace(cell, barred="")] += count
        before, now = over_by(self.days, self.seen), over_by(days, self.seen)
        assert now == before, (now - before, before - now)
        self.days, self.seen = days, self.now.date() - timedelta(days=2)

    seen = date.min


def over_by(days: Days, seen: date) -> Days:
    """What was counted of days that were over for two days, so that a report that was being told is complete."""
    return Counter({key: count for key, count in days.items() if key[0] <= seen})


TestCounted = Counted.TestCase
TestCounted.settings = settings(
    max_examples=60, stateful_step_count=40, deadline=None, phases=[Phase.generate], derandomize=True
)
