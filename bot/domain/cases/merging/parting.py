"""L12: a merge is undone. Each case gets back what was its own; what people did in between stays with both.

Source: casework.md, Merge and undo. A report takes back its additions, its questions, its answers and what was promised
for it. Notes, tasks and opinions of the time in between stay with both (`Case.partings` says which time that was). A
body that must not know of one case must not know of either, also afterwards. A step of a deadline that has fired never
fires again.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.cases.acting import next_version, require_open
from bot.domain.cases.assessment.talks import called_by_divergence, waiting_talk
from bot.domain.cases.case import Case, CaseState, DeadlineKind, Merging, Part, Task, TaskState
from bot.domain.cases.merging.merge import merge, newest, numbered_after
from bot.domain.cases.merging.parted_work import (
    marks_for,
    other_deadlines,
    outgoing_back,
    own_body_deadlines,
    with_since,
    with_work_back,
)
from bot.domain.cases.record import Ending
from bot.domain.cases.reporter import outgoing_answers
from bot.domain.cases.reporter.call_back import called_at
from bot.domain.cases.reporter.merged import ids_of
from bot.domain.cases.reporter.questions import flagged
from bot.domain.cases.stages.transfer import with_bodies_as_they_are
from bot.domain.cases.work import Parting, Talk
from bot.domain.errors import IllegalStep
from bot.domain.urgency import most_urgent

UNDONE_WITHIN = timedelta(days=30)


def part(whole: Case, merged: Case, now: datetime) -> tuple[Case, Case]:
    """The case that went on without the other, and the other as a case of its own. Raises IllegalStep for a case that
    was not merged into it, more than 30 days afterwards, and where one of them would be left without a lead that may
    know of it."""
    merging = _undoable(whole, merged, now)
    joined, _ = merge(merging.whole, merging.own, merging.by, merging.at, merging.reports)
    remaining, back = _without(whole, joined, merging), _given_back(whole, joined, merging)
    remaining = replace(remaining, partings=(*whole.partings, Parting(merged.number, merging.at, now)))
    back = replace(back, partings=(*merged.partings, Parting(whole.number, merging.at, now)), version=merged.version)
    back = replace(back, outgoing=(*merged.outgoing, *outgoing_back(whole, merging.own)))
    return _as_it_goes_on(remaining, now), _as_it_goes_on(back, now)


def _as_it_goes_on(case: Case, now: datetime) -> Case:
    """One of the two cases, with the bodies that it has; opinions of both times may be far apart."""
    return called_by_divergence(next_version(with_bodies_as_they_are(case, now)), now)


def _undoable(whole: Case, merged: Case, now: datetime) -> Merging:
    merging = merged.merging
    if merging is None or merging.into != whole.id or merged.state is not CaseState.MERGED:
        raise IllegalStep("not-merged")
    if whole.merging is not None:
        raise IllegalStep("undo-later-first")
    require_open(whole)
    if outgoing_answers.waiting(whole):
        raise IllegalStep("answer-waits")
    if now - merging.at > UNDONE_WITHIN:
        raise IllegalStep("undo-too-late")
    return merging


def _without(now: Case, joined: Case, merging: Merging) -> Case:
    """The case that went on: what came only from the other case is removed; what has changed since stays."""
    was, moved = merging.whole, _moved(merging)
    tasks = tuple(_own_tasks(now, joined, was))
    talks = _own_talks(now, joined, was)
    gone = {one.id for one in moved.assignments}
    remaining = replace(
        now,
        urgency=was.urgency if now.urgency is joined.urgency else now.urgency,
        rules=_own(now.rules, joined.rules, was.rules),
        harms=_own(now.harms, joined.harms, was.harms),
        age_band=was.age_band if now.age_band == joined.age_band else now.age_band,
        area=was.area if now.area == joined.area else now.area,
        tasks=tasks,
        flags=(now.flags - joined.flags) | (now.flags & was.flags),
        opinions=newest(with_since(now.opinions, joined.opinions, was.opinions)),
        measures=with_since(now.measures, joined.measures, was.measures),
        own_words=was.own_words,
        assignments=tuple(one for one in now.assignments if one.id not in gone),
        questions=tuple(one for one in now.questions if one.report not in merging.reports),
        talks=talks,
        marked=tuple(one for one in now.marked if one not in marks_for(now, merging)),
        absorbed=tuple(one for one in now.absorbed if one.case not in ids_of(merging.own)),
        outgoing=tuple(one for one in now.outgoing if one.of not in ids_of(merging.own)),
        answers_given=was.answers_given if now.answers_given == joined.answers_given else now.answers_given,
        proposal=None,
    )
    deadlines = (*own_body_deadlines(now, joined, was, remaining), *other_deadlines(now, joined, remaining, merging))
    return flagged(replace(remaining, deadlines=deadlines))


def _moved(merging: Merging) -> Case:
    """The other case, with the numbers that its tasks and questions had in the one that went on."""
    return numbered_after(merging.whole, merging.own)


def _own(now: tuple[str, ...], joined: tuple[str, ...], was: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in now if one in was or one not in joined)


def _own_tasks(now: Case, joined: Case, was: Case) -> Iterator[Task]:
    """The parts of the bodies of this case. A body that came with the other case stays only if it leads by now."""
    for task in now.tasks:
        merged, own = joined.task(task.agency), was.task(task.agency)
        if own is not None and task == merged:
            yield own
        elif own is not None or merged is None or task.agency == now.lead:
            yield task


def _own_talks(now: Case, joined: Case, was: Case) -> tuple[Talk, ...]:
    """The case's own joint talks and those of the time while it was merged. The talk that waits is among them, unless
    it has taken place since."""
    recorded = [talk for talk in was.talks if talk.recorded_at is not None]
    recorded += [talk for talk in now.talks if talk.recorded_at is not None and talk not in joined.talks]
    waiting = waiting_talk(now)
    if waiting is not None and waiting in joined.talks:
        waiting = waiting_talk(was)
    return (*recorded, *([waiting] if waiting is not None else []))


def _given_back(now: Case, joined: Case, merging: Merging) -> Case:
    """The other case as it was, with what has come for its reports since, and what was done for both."""
    own, moved = merging.own, _moved(merging)
    tasks, state = _tasks_back(now, own), own.state
    reply = next((c for c in now.deadlines if (c.kind, c.of) == (DeadlineKind.REPLY, own.id)), None)
    answered = reply.stopped_at if reply is not None and reply.ended is Ending.MET else None
    back = replace(
        own,
        state=state,
        urgency=own.urgency if now.urgency is joined.urgency else most_urgent(own.urgency, now.urgency),
        rules=(*own.rules, *(rule for rule in now.rules if rule not in (*joined.rules, *own.rules))),
        tasks=tasks,
        barred=now.barred,
        flags=own.flags | (now.flags - joined.flags),
        opinions=newest(with_since(now.opinions, joined.opinions, own.opinions)),
        measures=with_since(now.measures, joined.measures, own.measures),
        talks=_own_talks(now, joined, own),
        class_changes=with_since(now.class_changes, joined.class_changes, own.class_changes),
        answered_at=own.answered_at or answered or called_at(now, own.id),
        answers_given=own.answers_given if now.answers_given == joined.answers_given else now.answers_given,
        marked=(*own.marked, *marks_for(now, merging)),
        proposal=None,
        lowering=None,
        merging=None,
    )
    return flagged(with_work_back(back, now, joined, moved, merging))


def _tasks_back(now: Case, own: Case) -> tuple[Task, ...]:
    """The case's own parts, without bodies that must not know of it. Where its lead is one of them, the lead of the
    merged case leads."""
    left = tuple(task for task in own.tasks if task.agency not in now.barred)
    if any(task.part is Part.LEAD for task in left):
        return left
    lead = next(task for task in now.tasks if task.part is Part.LEAD)
    if own.acknowledged_at is None:
        lead = replace(lead, state=TaskState.ALERTED, acked_at=None, acked_by=None)
    return (lead, *(task for task in left if task.agency != lead.agency))
