"""The straight count: somebody goes through the plan of the year, case by case, with limits of the product pages."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil, log
from zoneinfo import ZoneInfo

from bot.domain.numbers.board import Share
from bot.domain.urgency import Urgency
from tests.support.oversight.generated_year import QUESTIONS
from tests.year.plan import Planned, names

ZONE = ZoneInfo("Asia/Shanghai")
MINUTES, HOURS, DAYS = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ACKNOWLEDGE = {Urgency.P1: 15 * MINUTES, Urgency.P2: HOURS, Urgency.P3: 8 * HOURS, Urgency.P4: DAYS}
ASSESS = {Urgency.P1: DAYS, Urgency.P2: DAYS, Urgency.P3: 3 * DAYS, Urgency.P4: 7 * DAYS}
ANSWER, OUTCOME = 3 * DAYS, 90 * DAYS
PERIODS = {"day": 1, "week": 7, "month": 30, "quarter": 90}


@dataclass(frozen=True)
class CaseStep:
    """One step of one case: when it is due, and when it is done."""

    began: datetime
    due: datetime
    done: datetime


class ByHand:
    """What an officer would count at this moment, in the days of a period."""

    def __init__(self, plan: Sequence[Planned], at: datetime, word: str = "quarter") -> None:
        self.plan = [one for one in plan if one.opened < at]
        self.at, self.last = at, at.astimezone(ZONE).date()
        self.first = self.last - timedelta(days=PERIODS[word] - 1)

    def falls(self, moment: datetime, first: date | None = None, last: date | None = None) -> bool:
        """Whether it has come, on one of the days."""
        day = moment.astimezone(ZONE).date()
        return moment < self.at and (first or self.first) <= day <= (last or self.last)

    def total(self) -> dict[str, object]:
        """Everything that is one number, by its field of a board."""
        declined = [one for one in self.plan if one.declining and self.falls(one.acknowledged)]
        answers = [one for one in self.steps("answer") if self.falls(one.due)]
        outcomes = [one for one in self.steps("outcome") if self.falls(one.due)]
        return {
            "reports": len(self.opened),
            "by_class": {urgency: sum(one.triage is urgency for one in self.opened) for urgency in Urgency},
            "ended": sum(self.falls(one.closed) for one in self.plan),
            "merged": 0,
            "yellow": sum(one.done >= one.due for one in answers),
            "red": sum(one.done >= one.due for one in outcomes),
            "transfers": 0,
            "declines": len(declined),
            "chains": 0,
            "repeats": sum(one.is_repeated for one in self.opened),
            "reopened": 0,
        }

    @property
    def opened(self) -> list[Planned]:
        """Cases that came in the period."""
        return [one for one in self.plan if self.falls(one.opened)]

    def steps(self, name: str, lead: str = "") -> list[CaseStep]:
        """A step of all cases, or of those of one lead."""
        return [_step(name, one) for one in self.plan if lead in {"", one.lead}]

    def in_time(self, name: str, lead: str = "") -> Share:
        """Of those due in the period, how many were done before."""
        due = [one for one in self.steps(name, lead) if self.falls(one.due)]
        return Share(sum(one.done < one.due for one in due), len(due))

    def took(self, name: str, lead: str = "") -> list[timedelta]:
        """How long those took that were done in the period, the quickest first."""
        return sorted(one.done - one.began for one in self.steps(name, lead) if self.falls(one.done))

    def bars(self, name: str) -> dict[str, int]:
        """How many of each kind."""
        ended = [one for one in self.plan if self.falls(one.closed)]
        kinds: dict[str, Iterable[str]] = {
            "reporters": (one.reporter for one in self.opened),
            "delays": (one.delay for one in self.opened),
            "outcomes": (one.outcome for one in ended),
            "safe": ("yes" for _ in ended),
        }
        return dict(Counter(kinds[name]))

    def conversations(self) -> dict[str, int]:
        """Those that ended in the period: with a report, or with nothing."""
        sent, left = len(self.opened), sum(len(one.left_at) for one in self.opened)
        return {"started": sent + left, "sent": sent, "left": left}

    def questions(self) -> set[tuple[str, int, int, int]]:
        """How often each was reached, was answered, and was the last one that somebody saw."""
        stops = [QUESTIONS.index(question) for one in self.opened for question in one.left_at]
        found = set[tuple[str, int, int, int]]()
        for place, question in enumerate(QUESTIONS):
            reached, stopped = len(self.opened) + sum(stop >= place for stop in stops), stops.count(place)
            found |= {(question, reached, reached - stopped, stopped)} if reached else set()
        return found

    def matrix(self) -> dict[tuple[Urgency, Urgency], int]:
        """Cases assessed in the period, by the class of the rules and that of people."""
        return dict(Counter((one.triage, one.urgency) for one in self.plan if self.falls(one.assessed)))

    def ladder(self) -> dict[str, int]:
        """Alerts of the period by the body that they called."""
        called = [one.lead for one in self.opened] + [one.declining for one in self.opened if one.declining]
        return dict(Counter(called))

    def week(self, monday: date) -> dict[str, object]:
        """One week, and what is open at its end."""
        last = monday + timedelta(days=6)
        end = min(self.at, datetime.combine(last + timedelta(days=1), datetime.min.time(), ZONE))

        def share(name: str) -> Share:
            due = [one for one in self.steps(name) if self.falls(one.due, monday, last)]
            return Share(sum(one.done < one.due for one in due), len(due))

        return {
            "opened": Counter(one.triage for one in self.plan if self.falls(one.opened, monday, last)),
            "ended": Counter(one.urgency for one in self.plan if self.falls(one.closed, monday, last)),
            "stock": sum(one.opened < end <= one.closed for one in self.plan),
            "answered": share("answer"),
            "outcome": share("outcome"),
        }

    def now(self) -> dict[str, int]:
        """What is open at this moment."""
        left = [one for one in self.plan if one.closed >= self.at]
        return {
            "total": len(left),
            "unacknowledged": sum(one.acknowledged >= self.at for one in left),
            "unassessed": sum(one.assessed >= self.at for one in left),
            "yellow": sum(one.opened + ANSWER <= self.at <= one.answered for one in left),
            "red": sum(one.opened + OUTCOME <= self.at for one in left),
        }

    def cube(self, months: Sequence[date]) -> list[Counter[tuple[str, ...]]]:
        """Of each of these months: cases by harm, age, sex and place, nothing hidden."""
        found = []
        for month in months:
            mine = [one for one in self.plan if one.opened.astimezone(ZONE).date().replace(day=1) == month]
            cells = Counter[tuple[str, ...]]()
            for one in mine:
                cells.update([("harm", one.harm), ("place", one.area), ("area", one.harm, one.area)])
                cells.update([("age", one.harm, one.age), ("sex", one.harm, one.age, one.sex)])
            found.append(cells)
        return found

    def silent(self) -> set[str]:
        """Institutions of which nobody reported in the twelve months before this one."""
        until = self.last.replace(day=1)
        since = until.replace(year=until.year - 1)
        days = {(one.institution, one.opened.astimezone(ZONE).date()) for one in self.plan}
        spoke = {place for place, day in days if since <= day < until}
        return {name for place, name in enumerate(names()) if place not in spoke}


def _step(name: str, one: Planned) -> CaseStep:
    if name == "acknowledge":
        return CaseStep(one.opened, one.opened + ACKNOWLEDGE[one.triage], one.acknowledged)
    if name == "assess":
        return CaseStep(one.opened, _assess_due(one), one.assessed)
    if name == "answer":
        return CaseStep(one.opened, one.opened + ANSWER, one.answered)
    return CaseStep(one.opened, one.opened + OUTCOME, one.closed)


def _assess_due(one: Planned) -> datetime:
    """A case that is raised has the time of its new class from that moment on, if that ends sooner."""
    due = one.opened + ASSESS[one.triage]
    return due if one.urgency is one.triage else min(due, one.assessed + ASSESS[one.urgency])


def bucket_edges(took: Sequence[timedelta], share: float) -> tuple[float, float]:
    """The seconds of the case that a quantile is, and what is told: the upper edge of its log bucket (ratio 1.15)."""
    seconds = took[max(1, ceil(share * len(took))) - 1].total_seconds()
    bucket = ceil(round(log(seconds) / log(1.15), 9))
    return seconds, float(1.15**bucket)
