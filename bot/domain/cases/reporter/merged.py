"""What one reporter reads of a case that was merged with others: their own report, as if the case held nothing else.

Source: casework.md, Merge and undo. A merge changes nothing that a reporter reads. What is done afterwards is done for
both; what another reporter has told, was asked or was promised is not seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from bot.domain.cases.case import Case, CaseState, DeadlineKind, Life, Part, Task, TaskState
from bot.domain.cases.flags import Flag
from bot.domain.cases.record import Ending
from bot.domain.ids import CaseId, CaseNumber


def ids_of(case: Case) -> tuple[CaseId, ...]:
    """The case, and the cases that were merged into it."""
    return (case.id, *(one.case for one in case.absorbed))


def numbers_of(case: Case) -> tuple[CaseNumber, ...]:
    """The numbers under which messages name the case: its own, and those of the cases that were merged into it."""
    return (case.number, *(one.number for one in case.absorbed))


def reporters_of(case: Case, told_in: CaseId) -> CaseId | None:
    """How promises to the reporter of this report are marked in the case."""
    return None if told_in == case.id else told_in


def number_of(case: Case, told_in: CaseId | None) -> CaseNumber:
    """The number by which the reporter of the report in case `told_in` knows it; None in the case itself."""
    return next((one.number for one in case.absorbed if one.case == told_in), case.number)


def life_of(case: Case, now: datetime) -> Life:
    """The case's life up to now."""
    return Life(
        acknowledged_at=case.acknowledged_at,
        assessed_at=case.assessed_at,
        first_action_at=case.first_action_at,
        answered_at=case.answered_at,
        closed_at=case.closed_at,
        closing=case.closing,
        deadlines=case.deadlines,
        opinions=case.opinions,
        flags=case.flags - {Flag.REOPENED},
        reopened_at=now,
        taken_at=_lead(case).acked_at,
    )


def as_told(chain: Sequence[Case]) -> Case:
    """The case as the reporter of the first one reads it. `chain`: that case, the one that it was merged into, and so
    on to the one that goes on."""
    own, whole = chain[0], chain[-1]
    if own.merging is None:
        return _as_taken(_as_left(own, own.id))
    seen = _as_taken(_as_left(own.merging.own, own.id))
    for one, into in pairwise(chain):
        if one.merging is not None:
            target = into.merging.own if into.merging is not None else into
            seen = _after(seen, _as_left(target, own.id, one.merging.at), own.id, one.merging.at)
    deadlines = tuple(replace(deadline, of=None) for deadline in whole.deadlines if deadline.of == own.id)
    deadlines += tuple(c for c in whole.deadlines if c.kind is DeadlineKind.ACKNOWLEDGE and c.agency is None)
    met = [c.stopped_at for c in deadlines if c.kind is DeadlineKind.REPLY and c.ended is Ending.MET]
    answered_at = seen.answered_at or next(iter(met), None)
    return replace(seen, deadlines=deadlines, questions=whole.questions, answered_at=answered_at)


def _as_left(target: Case, told_in: CaseId, since: datetime | None = None) -> Case:
    """A case that another reporter's words have opened again, after `since`, is read as closed; once its own reporter
    has told more too, as open since then."""
    case, again = target, _told_again_in(target, told_in, since)
    for life in reversed(target.lives):
        if (at := again.get(len(case.lives))) is not None:
            return _opened_at(case, at)
        if life.told_by in {None, told_in} or (since is not None and life.reopened_at <= since):
            break
        lead = _lead(case)
        case = replace(
            case.with_task(replace(lead, acked_at=life.taken_at or lead.acked_at)),
            state=CaseState.CLOSED,
            closed_at=life.closed_at,
            closing=life.closing,
            lives=case.lives[:-1],
            acknowledged_at=life.acknowledged_at,
            assessed_at=life.assessed_at,
            first_action_at=life.first_action_at,
            answered_at=life.answered_at,
            opinions=life.opinions,
            measures=tuple(one for one in case.measures if one.at < life.reopened_at),
            assignments=tuple(one for one in case.assignments if one.made_at < life.reopened_at),
        )
    return case


def _told_again_in(case: Case, told_in: CaseId, since: datetime | None) -> dict[int, datetime]:
    """When the reporter of this report opened the case for themselves, by the number of lives before that."""
    told = [one for one in case.told_again if one.case == told_in]
    return {one.life: one.at for one in told if since is None or one.at >= since}


def _opened_at(case: Case, at: datetime) -> Case:
    """The present life of a case for a reporter for whom it began later, at `at`. Bodies that had acknowledged by then
    have; what else was done before was not done for this reporter."""
    lead, taken = _lead(case), case.acknowledged_at
    begun = [replace(life, reopened_at=at) for life in case.lives[-1:]]
    return replace(
        case.with_task(lead if lead.acked_at is None else replace(lead, acked_at=max(lead.acked_at, at))),
        lives=(*case.lives[:-1], *begun),
        acknowledged_at=None if taken is None else max(taken, at),
        assessed_at=_first_after(at, [case.assessed_at]),
        first_action_at=_first_after(at, [case.first_action_at]),
    )


def _as_taken(case: Case) -> Case:
    """What the lead had acknowledged stays acknowledged, even while it is called for a report that was merged into the
    case."""
    lead = _lead(case)
    is_called_again = lead.state is TaskState.ALERTED and lead.acked_at is not None
    return case.with_task(replace(lead, state=TaskState.ACKED)) if is_called_again else case


def _lead(case: Case) -> Task:
    return next(task for task in case.tasks if task.part is Part.LEAD)


def _after(seen: Case, target: Case, told_in: CaseId, since: datetime) -> Case:
    """What was done in the case since the merge was done for this report too."""
    anew = tuple(life for life in target.lives if life.reopened_at > since)
    again = None if seen.is_open or anew else _told_again_in(target, told_in, since).get(len(target.lives))
    if again is not None:
        target = _opened_at(target, again)
        anew = (replace(life_of(seen, again), told_by=told_in),)
    seen = _begun_anew(seen, target, anew) if anew else _with_steps(seen, target, since)
    if target.is_open:
        return seen
    return replace(seen, state=CaseState.CLOSED, closed_at=target.closed_at, closing=target.closing)


def _begun_anew(seen: Case, target: Case, lives: tuple[Life, ...]) -> Case:
    """The case was closed and opened again since: for this report it is in its present state."""
    lead = replace(_lead(seen), state=_lead(target).state, acked_at=_lead(target).acked_at)
    return replace(
        seen.with_task(lead),
        state=target.state,
        lives=(*seen.lives, *lives),
        acknowledged_at=target.acknowledged_at,
        assessed_at=target.assessed_at,
        first_action_at=target.first_action_at,
        answered_at=None,
        closed_at=None,
        closing=None,
    )


def _with_steps(seen: Case, target: Case, since: datetime) -> Case:
    """Adds the steps that followed the last one that this report had reached."""
    lead, own = _lead(target), _lead(seen)
    acts = [*(one.at for one in target.measures), *(one.made_at for one in target.assignments)]
    taken = _first_after(since, [target.acknowledged_at, lead.acked_at])
    looked = _first_after(since, [one.at for one in target.opinions])  # also by a former lead
    begun = _first_after(since, acts)
    if seen.acknowledged_at is None and taken is not None:
        own = replace(own, state=TaskState.ACKED, acked_at=taken)
        seen = replace(seen.with_task(own), acknowledged_at=taken, state=CaseState.ACKNOWLEDGED)
    if seen.acknowledged_at is not None and seen.assessed_at is None and looked is not None:
        seen = replace(seen, assessed_at=looked, state=CaseState.ASSESSED)
    if seen.assessed_at is not None and seen.first_action_at is None and begun is not None:
        seen = replace(seen, first_action_at=begun, state=CaseState.IN_PROGRESS)
    return seen


def _first_after(since: datetime, moments: Iterable[datetime | None]) -> datetime | None:
    return min((at for at in moments if at is not None and at > since), default=None)
