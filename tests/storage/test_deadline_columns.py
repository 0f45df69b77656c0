"""The clear columns say the same of a case as its sealed clocks, at every moment of any life."""

from types import SimpleNamespace

from hypothesis.stateful import invariant

from bot.domain.case_marks import marks_of
from storage.cases import clear_columns
from storage.deadline_columns import marks_in
from tests.bot.domain.intake import NOW
from tests.bot.domain.test_marks import DAY, AnyLife


class AnyLifeInColumns(AnyLife):
    """The same lives, looked at as a list does."""

    @invariant()
    def a_list_shows_what_the_case_shows(self) -> None:
        row = SimpleNamespace(**clear_columns(self.case))
        assert marks_in(row, self.now) == marks_of(self.case, self.now)

    @invariant()
    def a_mark_that_was_cleared_is_still_counted(self) -> None:
        columns = clear_columns(self.case)
        had = self.diary.answered_at is not None and self.diary.answered_at >= NOW + 3 * DAY
        if self.diary.answered_at is not None:
            assert (columns["yellow_at"] is not None) is had
            assert columns["yellow_cleared_at"] == (self.diary.answered_at if had else None)


TestAnyLifeInColumns = AnyLifeInColumns.TestCase
