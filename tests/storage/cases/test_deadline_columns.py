"""The clear columns and the numbers say the same about a case as its encrypted deadlines, at every moment of any
life."""

from types import SimpleNamespace

from hypothesis.stateful import invariant

from bot.domain.cases.deadlines.marks import marks_of
from bot.domain.numbers.events import happened
from bot.domain.numbers.metrics import Metric
from storage.cases.columns.case_columns import clear_columns
from storage.cases.columns.deadline_columns import marks_in
from tests.support.domain.any_life import AnyLife


class AnyLifeInColumns(AnyLife):
    """Any life of a case, looked at as a list does: by its clear columns."""

    def row(self) -> SimpleNamespace:
        """The clear columns."""
        return SimpleNamespace(**clear_columns(self.case))

    @invariant()
    def a_list_shows_what_the_case_shows(self) -> None:
        assert marks_in(self.row(), self.now) == marks_of(self.case, self.now)

    @invariant()
    def numbers_count_every_mark_that_there_ever_was(self) -> None:
        counted = [(one.metric, one.at) for one in happened(self.case) if one.at <= self.now]
        had = {(Metric(mark), begun) for mark, begun, _ in self.diary.had()}
        assert had <= set(counted)
        shown = {mark.value for mark in marks_of(self.case, self.now)} | {mark for mark, _, _ in self.diary.had()}
        assert {metric for metric, _ in counted} & {Metric.YELLOW, Metric.RED} == shown & {Metric.YELLOW, Metric.RED}


TestAnyLifeInColumns = AnyLifeInColumns.TestCase
