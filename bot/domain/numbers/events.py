"""What of a case is counted, and when: the one straight count that roll-ups and their rebuilding share.

Every event has its own moment. Deadlines and marks count at the moment at which they fall due, which may lie ahead: a
case that is answered in time takes its mark back before anybody has counted it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases.case import Case, Deadline, DeadlineKind, Life
from bot.domain.cases.deadlines.marks import COLOURS, is_missed
from bot.domain.cases.flags import Flag
from bot.domain.cases.tally import Event, ToldFacts
from bot.domain.cases.work import TransferState
from bot.domain.numbers.buckets import bucket_of
from bot.domain.numbers.metrics import OF_THE_CHILD, OF_THE_REPORT, STEPS, Metric

REPEAT_RULE = "T20"


@dataclass(frozen=True)
class Happened:
    """An event without the class and the lead of its moment."""

    at: datetime
    metric: Metric
    extra: str = ""
    body: str | None = None
    """The body for which the event counts. None: the lead of that moment."""


@dataclass(frozen=True)
class Cell:
    """What increments are added up by."""

    metric: str
    body: str = ""
    urgency: str = ""
    harms: str = ""
    """All kinds of harm of the case, in order, with a comma before and after each."""
    area: str = ""
    barred: str = ""
    """Bodies that must not know of the case, each between commas."""
    extra: str = ""


Increments = Counter[tuple[datetime, Cell]]


def counted(case: Case) -> Increments:
    """Everything that is counted of the case, past and to come."""
    return cells_of(case, case.tally.events, Counter(happened(case)))


def cells_of(case: Case, events: Iterable[Event], shown: Mapping[Happened, int]) -> Increments:
    """The cells to which the events of the case are added: the events that are stored beside the case, and those that
    the case shows. A drill adds nothing."""
    found = Increments()
    if Flag.DRILL in case.flags:
        return found
    told = told_in(case)
    for one in events:
        found[one.at, cell_of(case, told, one)] += one.count
    for happening, times in shown.items():
        found[happening.at, cell_of(case, told, as_event(case, happening))] += times
    return found


def as_event(case: Case, one: Happened) -> Event:
    """The event with the class and the lead of its moment."""
    urgency, lead = case.urgency, case.lead
    for past in reversed(case.tally.earlier):
        if one.at < past.until:
            urgency, lead = past.urgency, past.lead
    return Event(one.at, one.metric.value, lead if one.body is None else one.body, urgency.value, one.extra)


def told_in(case: Case) -> ToldFacts:
    """What its own report says; of a case of an older program, what the case says."""
    return case.told or ToldFacts(harms=case.harms, age=case.age_band, area=case.area)


def cell_of(case: Case, told: ToldFacts, one: Event) -> Cell:
    """The cell to which the event is added. A cell with age and sex holds no body, class or place, so that the two
    cannot be combined."""
    metric, barred, harms = Metric(one.metric), words(case.barred), words(told.harms)
    if metric in OF_THE_CHILD:
        return Cell(one.metric, harms=harms, barred=barred, extra=f"{told.age}|{told.sex}")
    if metric in OF_THE_REPORT:
        said = told.reporter if metric is Metric.REPORTER else told.delay
        return Cell(one.metric, one.body, one.urgency, barred=barred, extra=said)
    return Cell(one.metric, one.body, one.urgency, harms, told.area, barred, one.extra)


def words(keys: Sequence[str]) -> str:
    """Each between commas, in order; '' for none."""
    return "," + ",".join(sorted(keys)) + "," if keys else ""


def happened(case: Case) -> list[Happened]:
    """All that the case itself shows. One that was merged into another shows what it did until then."""
    if case.merging is None:
        return [*_of_case(case)]
    until = case.merging.at
    own = [one for one in _of_case(case.merging.own) if one.at <= until]
    return [*own, Happened(until, Metric.MERGED)]


def _of_case(case: Case) -> Iterator[Happened]:
    at = case.received_at
    yield from (Happened(at, one) for one in (Metric.OPENED, Metric.REPORTER, Metric.DELAY, Metric.CHILD))
    if REPEAT_RULE in case.rules:
        yield Happened(at, Metric.REPEATED)
    yield from _first_life(case)
    yield from _of_life(case, case)
    for life in case.lives:
        yield from _of_life(case, life)
    yield from (Happened(life.reopened_at, Metric.REOPENED) for life in case.lives)
    yield from (Happened(one.parted_at, Metric.PARTED) for one in case.partings if one.number < case.number)
    yield from (Happened(one.alerted_at, Metric.ALERTED, body=one.agency) for one in case.tasks)
    for one in case.transfers:
        if one.state in {TransferState.ACCEPTED, TransferState.DECIDED} and one.ended_at is not None:
            yield Happened(one.ended_at, Metric.TRANSFERRED, body=one.from_agency)


def _first_life(case: Case) -> Iterator[Happened]:
    """How long each step took after the receipt, and whether it was in time: the first life's alone (L13)."""
    first, start = case.first_life, case.received_at
    moments = {
        "acknowledge": first.acknowledged_at,
        "assess": first.assessed_at,
        "answer": first.answered_at,
        "outcome": first.closed_at,
    }
    for name, at in moments.items():
        step = STEPS[name]
        if at is not None:
            yield Happened(at, step.done, str(bucket_of(at - start)))
        deadline = _judged(case, first, step.deadline)
        if deadline is not None:
            yield Happened(deadline.due_at, step.due)
            if at is not None and at < deadline.due_at:
                yield Happened(deadline.due_at, step.met)


def _judged(case: Case, life: "Case | Life", kind: DeadlineKind) -> Deadline | None:
    """The lead's deadline of this kind that was set first, of what its own reporter was told."""
    mine = [c for c in life.deadlines if c.kind is kind and c.of is None and c.agency in {None, case.lead}]
    return min(mine, key=lambda deadline: deadline.due_at, default=None)


def _of_life(case: Case, life: "Case | Life") -> Iterator[Happened]:
    yield from _closed(life)
    yield from _of_deadlines(case, life)


def _closed(life: "Case | Life") -> Iterator[Happened]:
    if life.closed_at is None:
        return
    yield Happened(life.closed_at, Metric.CLOSED)
    if life.closing is not None:
        yield Happened(life.closed_at, Metric.OUTCOME, life.closing.outcome)
        yield Happened(life.closed_at, Metric.SAFE, life.closing.child_safe)


def _of_deadlines(case: Case, life: "Case | Life") -> Iterator[Happened]:
    """Marks at the moment at which they are set, also when that is still to come."""
    since = {one.case: one.at for one in case.absorbed}
    for deadline in life.deadlines:
        joined = since.get(deadline.of) if deadline.of is not None else None
        if joined is not None and deadline.due_at <= joined:
            continue
        if deadline.kind in COLOURS and (deadline.stopped_at is None or is_missed(deadline, deadline.stopped_at)):
            yield Happened(deadline.due_at, Metric(COLOURS[deadline.kind]))
