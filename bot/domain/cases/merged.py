"""What one reporter reads of a case that was merged with others: their own report, as if the case held nothing else.

Source: casework.md, Merge and undo. Being merged changes nothing that a reporter reads. What is done afterwards is done
for both; what another reporter has told, was asked or was promised is not seen.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from bot.domain.cases.case import Case, CaseState, ClockKind, Ending
from bot.domain.ids import CaseId

IN_ORDER = (CaseState.RECEIVED, CaseState.ACKNOWLEDGED, CaseState.ASSESSED, CaseState.IN_PROGRESS)
"""The states of an open case, one after the other."""


def ids_of(case: Case) -> tuple[CaseId, ...]:
    """The case, and those that were merged into it."""
    return (case.id, *(one.case for one in case.absorbed))


def reporters_of(case: Case, told_in: CaseId) -> CaseId | None:
    """How what was promised to the reporter of this report is marked in the case."""
    return None if told_in == case.id else told_in


def as_told(way: Sequence[Case]) -> Case:
    """The case as the reporter of the first one reads it. `way`: that case, the one that it was merged into, and so on
    to the one that goes on."""
    own, whole = way[0], way[-1]
    if own.merging is None:
        return _as_left(own, own.id)
    seen = own.merging.own
    for one, into in pairwise(way):
        if one.merging is not None:
            holder = into.merging.own if into.merging is not None else into
            seen = _after(seen, _as_left(holder, own.id), one.merging.at)
    clocks = tuple(replace(clock, of=None) for clock in whole.clocks if clock.of == own.id)
    clocks += tuple(c for c in whole.clocks if c.kind is ClockKind.ACKNOWLEDGE and c.agency is None)
    met = [c.stopped_at for c in clocks if c.kind is ClockKind.REPLY and c.ended is Ending.MET]
    answered_at = seen.answered_at or next(iter(met), None)
    return replace(seen, clocks=clocks, questions=whole.questions, answered_at=answered_at)


def _as_left(case: Case, told_in: CaseId) -> Case:
    """A case that another reporter's words have opened again reads as it had ended."""
    for life in reversed(case.lives):
        if life.told_by in {None, told_in}:
            break
        case = replace(case, state=CaseState.CLOSED, closed_at=life.closed_at, closing=life.closing)
    return case


def _after(seen: Case, holder: Case, since: datetime) -> Case:
    """What was done in the case since the merging was done for this report too."""
    if not holder.is_open:
        return replace(seen, state=CaseState.CLOSED, closed_at=holder.closed_at, closing=holder.closing)
    if any(life.reopened_at > since for life in holder.lives):
        return replace(seen, state=holder.state, closed_at=None, closing=None)
    state = _state(seen, holder, since)
    taken_at = since if state is not CaseState.RECEIVED else None
    return replace(seen, state=state, acknowledged_at=seen.acknowledged_at or taken_at)


def _state(seen: Case, holder: Case, since: datetime) -> CaseState:
    """How far the case has come for this report."""
    lead = next(task for task in holder.tasks if task.agency == holder.lead)
    acts: list[datetime | None] = [*(one.at for one in holder.measures), *(one.made_at for one in holder.assignments)]
    views: list[datetime | None] = [one.at for one in holder.opinions if one.agency == holder.lead]
    steps: tuple[list[datetime | None], ...] = ([holder.acknowledged_at, lead.acked_at], views, acts)
    place = IN_ORDER.index(seen.state)
    for step, moments in enumerate(steps):
        is_done = any(at is not None and at > since for at in moments)
        place = step + 1 if is_done and place == step else place
    return IN_ORDER[place]
