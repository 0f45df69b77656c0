"""The words that stand on charts, as plain text: names of bodies and options, dates, times, shares, hidden counts."""

from datetime import date, timedelta

from bot.domain.numbers.board import Board, Count, Filter, HiddenCount, Period, Share
from handlers.pictures.alt_text import Joints
from handlers.telegram.text.rendered import RenderContext
from handlers.telegram.text.split import plain
from handlers.wording import agency_name, as_typed, heading, option_text

SMALL, WITHHELD = "<5", "·"
"""What stands for a count of 1 to 4, and for one by which such a count could be found."""


class ChartWords:
    """One language's words for the charts of one board."""

    def __init__(self, context: RenderContext, locale: str) -> None:
        self._context, self._locale = context, locale

    def __call__(self, key: str, **facts: object) -> str:
        """The text `staff-chart-KEY`, without markup."""
        return plain(self._context.text(f"staff-chart-{key}", self._locale, **facts))

    @property
    def joints(self) -> Joints:
        """How the language joins in a description."""
        return Joints(self("colon"), self("comma"), self("beside", what="{}"))

    def body(self, key: str) -> str:
        """The short name of a body."""
        return plain(agency_name(self._context, self._locale, key))

    def option(self, question: str, key: str) -> str:
        """The name of an answer as staff read it; its key where a profile says nothing of it."""
        try:
            return plain(option_text(self._context, self._locale, question, key, "staff"))
        except KeyError:
            return key

    def question(self, key: str) -> str:
        """A question in a word or two; its key where a profile says nothing of it."""
        try:
            return plain(heading(self._context, self._locale, key))
        except KeyError:
            return key

    def day(self, day: date) -> str:
        """A day with its year."""
        return self("date", day=day.day, month=day.month, year=str(day.year))

    def week(self, first: date) -> str:
        """A week by its Monday."""
        return self("week", day=first.day, month=first.month)

    def span(self, span: timedelta) -> str:
        """A time in one unit: minutes below an hour, hours below two days, then days."""
        minutes = span.total_seconds() / 60
        if minutes < 60:
            return self("minutes", n=round(minutes))
        return self("hours", n=round(minutes / 60)) if minutes < 48 * 60 else self("days", n=round(minutes / 1440))

    def long_span(self, span: timedelta) -> str:
        """A time as sentences have it: 3 days."""
        return plain(self._context.text("staff-span", self._locale, span=span))

    def count(self, count: Count) -> str:
        """A count, or what stands for a hidden one."""
        if count.value is not None:
            return f"{count.value:,}"
        return SMALL if count.hidden is HiddenCount.SMALL else WITHHELD

    def cell(self, count: Count) -> int | str:
        """A count as a number, or what stands for a hidden one."""
        return self.count(count) if count.value is None else count.value

    def known(self, key: str, otherwise: str) -> str:
        """A text of the catalogue, without markup; another word where there is no such text."""
        return plain(self._context.text(key, self._locale)) if self._context.known(key, self._locale) else otherwise

    def share(self, share: Share) -> str:
        """A share with what it is of."""
        if share.percent is None:
            return self("no-share")
        return self("share", percent=share.percent, n=share.of)

    def typed(self, word: str) -> str:
        """A word beside a command, as its reader writes it."""
        return as_typed(self._context, self._locale, word)

    def period(self, period: Period) -> str:
        """The period as a word, with its days."""
        word = plain(self._context.text(f"staff-stats-{period.word}", self._locale))
        return f"{word}{self('comma')}{self.days(period)}"

    def days(self, period: Period) -> str:
        """The period in words, from its first day to its last."""
        if period.first == period.last:
            return self("one-day", first=self.day(period.first))
        return self("from-to", first=self.day(period.first), last=self.day(period.last))

    def day_of(self, board: Board) -> date:
        """The day on which the numbers were counted, by the district's clock."""
        return board.at.astimezone(self._context.profile.zone).date()

    def file_name(self, board: Board, ending: str, *before: str) -> str:
        """What a file of these numbers is called: `tipline-work-week-2026-11-30.pdf`."""
        return "-".join(["tipline", *before, board.period.word, f"{self.day_of(board):%Y-%m-%d}"]) + f".{ending}"

    def moment(self, board: Board) -> str:
        """The moment that "now" means on this board, in words."""
        return self("as-of", at=board.at)

    def filtered(self, wanted: Filter) -> str:
        """What the numbers are of."""
        parts = [
            self.body(wanted.body) if wanted.body else self("all"),
            wanted.urgency.value if wanted.urgency else "",
            self.option("harms", wanted.harm) if wanted.harm else "",
            self.option("area", wanted.area) if wanted.area else "",
        ]
        return self("comma").join(part for part in parts if part)

    def subject(self, wanted: Filter, when: str) -> str:
        """The line below a title: what of, and when."""
        return f"{self.filtered(wanted)}{self('colon')}{when}"
