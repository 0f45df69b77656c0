"""The clear columns say the same of a case as its sealed clocks, at every moment of any life."""

from types import SimpleNamespace

from hypothesis.stateful import invariant

from bot.domain.cases.marks import marks_of
from storage.cases.cases import clear_columns
from storage.cases.deadline_columns import marks_in
from storage.cases.times import is_of_several_lives, times_in, times_of
from tests.support.any_life import AnyLife


class AnyLifeInColumns(AnyLife):
    """The same lives, looked at as a list does."""

    def row(self) -> SimpleNamespace:
        """What is in the clear."""
        return SimpleNamespace(**clear_columns(self.case))

    @invariant()
    def a_list_shows_what_the_case_shows(self) -> None:
        assert marks_in(self.row(), self.now) == marks_of(self.case, self.now)

    @invariant()
    def numbers_count_every_mark_that_there_ever_was(self) -> None:
        row = self.row()
        times = times_of(self.case, self.now) if is_of_several_lives(row) else times_in(row, self.now)
        had = {mark for mark, _, _ in self.diary.had()}
        shown = {mark.value for mark in marks_of(self.case, self.now)} & {"yellow", "red"}
        assert {name for name in ("yellow", "red") if getattr(times, f"{name}_at")} == had | shown


TestAnyLifeInColumns = AnyLifeInColumns.TestCase
