"""No act changes a number of a day that is over. What a case showed of the past stays counted under the class and the
lead of its moment. That is so also when the case is raised, handed on, merged or opened again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.case import Case, TaskState
from bot.domain.cases.deadlines.timing import LADDER
from bot.domain.cases.flags import Flag
from bot.domain.cases.tally import PastState, Tally, ToldFacts
from bot.domain.cases.work import TransferState
from bot.domain.ids import AgencyKey
from bot.domain.numbers.events import Happened, Increments, as_event, cells_of, happened, told_in
from bot.domain.numbers.metrics import Metric

JUST_NOW = timedelta(minutes=1)
"""The longest time between an act and the transaction that stores it."""
WRITTEN_WITHIN = timedelta(hours=1)
"""An event that is older than this when a case first shows it came from a merged case, and was counted there."""
TOLD_WITHIN = timedelta(days=1)
"""Until this time after the receipt, kinds of harm, age and place are still those of the report."""
HANDED_ON = 2


def noted(was: Case, case: Case, now: datetime) -> Case:
    """The case as it is stored, with what numbers need of how it was before. `was`: as it was stored."""
    return noted_and_counted(was, case, now)[0]


def noted_and_counted(was: Case, case: Case, now: datetime) -> tuple[Case, Increments]:
    """The case as `noted` returns it, and what the act has changed in all numbers. What both versions of the case show
    is worked out once."""
    before, after = Counter(happened(was)), Counter(happened(case))
    stored = case if Flag.DRILL in case.flags else _noted(was, case, now, before, after)
    return stored, _grown(was, stored, before, after)


def _noted(was: Case, case: Case, now: datetime, before: Counter[Happened], after: Counter[Happened]) -> Case:
    fresh = [one.at for one in after - before if now - JUST_NOW <= one.at <= now]
    tally = _with_past_state(was, case, min(fresh, default=now))
    told_apart = replace(case, tally=tally)
    gone = [as_event(was, one) for one in (before - after).elements() if one.at <= now]
    late = [as_event(told_apart, one) for one in (after - before).elements() if one.at < now - WRITTEN_WITHIN]
    acts = [as_event(told_apart, one) for one in _without_a_moment(was, case, now)]
    events = (*was.tally.events, *gone, *acts, *(replace(one, count=-1) for one in late))
    return replace(case, told=_told(was, case, now), tally=replace(tally, events=events))


def _grown(was: Case, case: Case, before: Counter[Happened], after: Counter[Happened]) -> Increments:
    """The increments between two states of a case. Where both states count an event alike, only the difference is
    added."""
    is_alike = _counts_as(was) == _counts_as(case) and case.tally.events[: len(was.tally.events)] == was.tally.events
    if is_alike:
        events = case.tally.events[len(was.tally.events) :]
        found = cells_of(case, events, after - before)
        found.subtract(cells_of(case, (), before - after))
    else:
        found = cells_of(case, case.tally.events, after)
        found.subtract(cells_of(was, was.tally.events, before))
    return found


def _counts_as(case: Case) -> tuple[object, ...]:
    """All that decides under what an event of the case is counted."""
    return told_in(case), case.barred, case.urgency, case.lead, case.tally.earlier, Flag.DRILL in case.flags


def _told(was: Case, case: Case, now: datetime) -> ToldFacts | None:
    """What is told in the first hours is counted; what is told later, or of another case, moves no number."""
    is_late = now - case.received_at > TOLD_WITHIN
    is_joined = case.told is None and len(case.absorbed) > len(was.absorbed)
    is_changed = case.told != was.told
    return told_in(was) if is_joined or (is_late and is_changed) else case.told


def _with_past_state(was: Case, case: Case, until: datetime) -> Tally:
    """The class and the lead that were, if they are others now."""
    if (was.urgency, was.lead) == (case.urgency, case.lead):
        return was.tally
    return replace(was.tally, earlier=(*was.tally.earlier, PastState(until, was.urgency, was.lead)))


def _without_a_moment(was: Case, case: Case, now: datetime) -> Iterator[Happened]:
    """Acts of which the case itself keeps no moment."""
    yield from (Happened(now, Metric.DECLINED, body=body) for body in _declined(case) - _declined(was))
    if was.assessed_at is None and case.assessed_at is not None:
        yield Happened(now, Metric.MATRIX, f"{_of_triage(was, case)}>{case.urgency}")
    if case.partings == was.partings:
        yield from _fired(was, case, now)
    if _times_handed_on(was) < HANDED_ON <= _times_handed_on(case):
        yield Happened(now, Metric.CHAIN)


def _fired(was: Case, case: Case, now: datetime) -> Iterator[Happened]:
    """Steps of the ladder: each counts when it fires, which is later than its time after a standstill."""
    before = {(deadline.times, deadline.armed_version): deadline.fired for deadline in was.deadlines}
    for deadline in case.deadlines:
        fired = before.get((deadline.times, deadline.armed_version), ())
        for step in LADDER:
            if step in deadline.fired and step not in fired:
                yield Happened(now, Metric.STEP, f"{deadline.kind}:{step}", deadline.agency)


def _declined(case: Case) -> set[AgencyKey]:
    return {task.agency for task in case.tasks if task.state is TaskState.DECLINED}


def _of_triage(was: Case, case: Case) -> str:
    """The class before people changed it first, or assessed it."""
    changed = case.class_changes
    return changed[0].was.value if changed else was.urgency.value


def _times_handed_on(case: Case) -> int:
    ended = {TransferState.ACCEPTED, TransferState.RETURNED, TransferState.DECIDED}
    return len(_declined(case)) + sum(one.state in ended for one in case.transfers)
