"""L11: two cases become one. One of them goes on with both; the other keeps its number and its receipts.

Source: casework.md, Merge and undo. The class is the highest, the bodies' deadlines are the earliest, a body that must
not know of one case must not know of either. What each reporter was promised stays their own: an answer to one reporter
answers no other. Nothing of the merged case is lost: it keeps how both were (`Merging`), and
`bot.domain.cases.merging.parting` restores it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.domain.cases.acting import next_version, require_open
from bot.domain.cases.assessment.talks import called_by_divergence, waiting_talk
from bot.domain.cases.case import Case, CaseState, Deadline, DeadlineKind, Merging, Part, Task, TaskState
from bot.domain.cases.deadlines import timing
from bot.domain.cases.flags import Flag
from bot.domain.cases.reporter import outgoing_answers, questions
from bot.domain.cases.stages.transfer import with_bodies_as_they_are
from bot.domain.cases.work import Absorbed, Opinion
from bot.domain.errors import IllegalStep
from bot.domain.ids import AgencyKey, PersonKey, ReportId
from bot.domain.urgency import most_urgent

PROMISES = timing.PROMISED | {DeadlineKind.CALL_BACK}
"""Deadlines towards one reporter: each report keeps its own."""
WITH_A_NUMBER = frozenset({DeadlineKind.ASSIGNMENT, DeadlineKind.QUESTION})
"""Deadlines of one task or one question of the case."""
OF_A_BODY = frozenset({DeadlineKind.ACKNOWLEDGE, DeadlineKind.FIRST_ACTION, DeadlineKind.ASSESS})
"""The kinds of deadline for what a body does in a case, whichever report it is for."""


REASONS = ("same_child", "same_events")
"""Why two cases are merged."""
LINK = "link"
"""The reason with which they stay two cases that name each other: the reporter of one may be the suspect of the
other."""


def barred_of(*cases: Case) -> tuple[AgencyKey, ...]:
    """The bodies that must not know of one of the cases: from then on of none of them."""
    return tuple(dict.fromkeys(body for case in cases for body in case.barred))


def in_order(one: Case, other: Case) -> tuple[Case, Case]:
    """The case that goes on, and the one that is merged into it. The older one goes on, unless its lead must not know
    of the other. Raises IllegalStep (key merge-nobody-leads) where neither lead may know of both."""
    older, newer = sorted((one, other), key=lambda case: case.number)
    for whole, part in ((older, newer), (newer, older)):
        if whole.lead not in barred_of(one, other):
            return whole, part
    raise IllegalStep("merge-nobody-leads")


def merge(
    whole: Case, part: Case, person: PersonKey, now: datetime, reports: Iterable[ReportId] = (), reason: str = ""
) -> tuple[Case, Case]:
    """The case that goes on with both, and the one that was merged into it. `reports`: those told in the latter."""
    refuse(whole, part)
    told = tuple(reports)
    absorbed = (*whole.absorbed, Absorbed(part.id, part.number, now), *_since(part, now))
    merged = next_version(replace(_joined(whole, part, now), absorbed=absorbed))
    left = tuple(deadline for deadline in part.deadlines if deadline.kind not in PROMISES)
    gone = replace(part, state=CaseState.MERGED, barred=merged.barred, deadlines=left, proposal=None, lowering=None)
    return merged, next_version(
        replace(gone, merging=Merging(whole.id, whole.number, now, person, whole, part, told, reason))
    )


def _since(part: Case, now: datetime) -> Iterable[Absorbed]:
    """The cases that had been merged into the other one: from now on they are in this one."""
    return (replace(one, at=now) for one in part.absorbed)


def refuse(whole: Case, part: Case) -> None:
    """Raises IllegalStep for two cases that cannot be merged now."""
    for case in (whole, part):
        require_open(case)
        if Flag.QUARANTINE in case.flags:
            raise IllegalStep("merge-waits-for-a-look")
        if outgoing_answers.waiting(case):
            raise IllegalStep("answer-waits")
        if case.transfer is not None:
            raise IllegalStep("transfer-waits")
    if whole.id == part.id:
        raise IllegalStep("merge-same-case")
    if (Flag.DRILL in whole.flags) != (Flag.DRILL in part.flags):
        raise IllegalStep("merge-drill")
    if whole.lead in barred_of(whole, part):
        raise IllegalStep("merge-nobody-leads")


def _joined(whole: Case, part: Case, now: datetime) -> Case:
    """Both cases as one. A closing or a lower class that was proposed for one of them did not take the other into
    account, so it is dropped."""
    barred, moved = barred_of(whole, part), numbered_after(whole, part)
    tasks = _parts(whole, part, barred)
    deadlines = (*_body_deadlines(whole, part, tasks), *_others(whole), *_numbered(moved), *_promises(whole, part))
    case = replace(
        whole,
        urgency=most_urgent(whole.urgency, part.urgency),
        rules=_united(whole.rules, part.rules),
        harms=_united(whole.harms, part.harms),
        age_band=part.age_band if whole.age_band == "unknown" else whole.age_band,
        area=part.area if whole.area == "unknown" else whole.area,
        tasks=tasks,
        barred=barred,
        deadlines=deadlines,
        flags=whole.flags | part.flags,
        opinions=newest((*part.opinions, *whole.opinions)),
        measures=tuple(sorted((*whole.measures, *part.measures), key=lambda one: one.at)),
        own_words=whole.own_words or part.own_words,
        assignments=(*whole.assignments, *moved.assignments),
        questions=(*whole.questions, *moved.questions),
        answers_given=max(whole.answers_given, part.answers_given),
        proposal=None,
    )
    case = _with_one_joint_talk(_with_lead_called(case), whole, part)
    case = questions.flagged(replace(timing.end_kind(case, DeadlineKind.LOWER, now), lowering=None))
    return called_by_divergence(with_bodies_as_they_are(case, now), now)


def _united(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def numbered_after(whole: Case, part: Case) -> Case:
    """The other case, with its tasks and questions numbered on from those of this one."""
    tasks = max((one.id for one in whole.assignments), default=0)
    asked = max((one.id for one in whole.questions), default=0)
    by_kind = {DeadlineKind.ASSIGNMENT: tasks, DeadlineKind.QUESTION: asked}
    return replace(
        part,
        assignments=tuple(replace(one, id=one.id + tasks) for one in part.assignments),
        questions=tuple(replace(one, id=one.id + asked) for one in part.questions),
        deadlines=tuple(replace(c, item=c.item + by_kind[c.kind]) if c.item is not None else c for c in part.deadlines),
    )


def _parts(whole: Case, part: Case, barred: tuple[AgencyKey, ...]) -> tuple[Task, ...]:
    """Every body of both cases, once. The lead of the case that goes on leads; the other lead supports."""
    found = {task.agency: task for task in whole.tasks}
    for task in part.tasks:
        known = found.get(task.agency)
        has_better = known is not None and (known.part is Part.LEAD or known.is_acting or not task.is_acting)
        if not has_better:
            found[task.agency] = replace(task, part=Part.SUPPORT) if task.part is Part.LEAD else task
    return tuple(task for task in found.values() if task.agency not in barred)


def _with_lead_called(case: Case) -> Case:
    """A lead that has acknowledged one of the cases and not the other is called again: the deadline to acknowledge runs
    on, because nobody has looked at that report. When it acknowledged the other one is kept."""
    lead = next(task for task in case.tasks if task.part is Part.LEAD)
    if lead.state is TaskState.ALERTED or timing.acknowledge_due(case) is None:
        return case
    return case.with_task(replace(lead, state=TaskState.ALERTED))


def _body_deadlines(whole: Case, part: Case, tasks: tuple[Task, ...]) -> list[Deadline]:
    """One deadline for each act of a body: the running one that is due first. Where none runs, the ended one is
    kept."""
    mine = [deadline for deadline in whole.deadlines if deadline.kind in OF_A_BODY]
    theirs = [_of_helper(deadline, whole, part) for deadline in part.deadlines if deadline.kind in OF_A_BODY]
    helping = {task.agency: task for task in tasks if task.part is Part.SUPPORT}
    found: dict[tuple[DeadlineKind, AgencyKey | None], Deadline] = {}
    for deadline in [*mine, *theirs]:
        if deadline.agency is None or _still_has(helping.get(deadline.agency), deadline):
            found[deadline.kind, deadline.agency] = _first_due(found.get((deadline.kind, deadline.agency)), deadline)
    return [*found.values()]


def _of_helper(deadline: Deadline, whole: Case, part: Case) -> Deadline:
    """A deadline of the other lead, which supports from now on: it acknowledges as a support."""
    is_other = deadline.kind is DeadlineKind.ACKNOWLEDGE and deadline.agency is None and part.lead != whole.lead
    return replace(deadline, agency=part.lead) if is_other else deadline


def _first_due(known: Deadline | None, deadline: Deadline) -> Deadline:
    if known is None:
        return deadline
    running = [one for one in (known, deadline) if one.stopped_at is None]
    return min(running, key=lambda one: one.due_at, default=known)


def _still_has(task: Task | None, deadline: Deadline) -> bool:
    """Whether a supporting body still has this deadline: one that has acknowledged has none to acknowledge."""
    return task is not None and (deadline.stopped_at is not None or task.is_awaited)


def _others(case: Case) -> list[Deadline]:
    """Deadlines of tasks, questions and proposals; of joint talks only those that have ended."""
    others = [deadline for deadline in case.deadlines if deadline.kind not in PROMISES | OF_A_BODY]
    return [
        deadline
        for deadline in others
        if deadline.kind is not DeadlineKind.JOINT_TALK or deadline.stopped_at is not None
    ]


def _numbered(moved: Case) -> list[Deadline]:
    """Deadlines of the other case's tasks and questions. How its proposals ended stays with it."""
    return [deadline for deadline in moved.deadlines if deadline.kind in WITH_A_NUMBER]


def _promises(whole: Case, part: Case) -> list[Deadline]:
    """What every reporter was promised, each separately."""
    own = [deadline for deadline in whole.deadlines if deadline.kind in PROMISES]
    return [
        *own,
        *(replace(deadline, of=deadline.of or part.id) for deadline in part.deadlines if deadline.kind in PROMISES),
    ]


def newest(views: Iterable[Opinion]) -> tuple[Opinion, ...]:
    """The newest opinion of each body, in the order of their first opinions."""
    return tuple({one.agency: one for one in sorted(views, key=lambda one: one.at)}.values())


def _with_one_joint_talk(case: Case, whole: Case, part: Case) -> Case:
    """Keeps one of two joint talks that wait: the one that is due sooner."""
    known = sorted((*whole.talks, *part.talks), key=lambda talk: talk.called_at)
    recorded = [talk for talk in known if talk.recorded_at is not None]
    waiting = [(talk, one) for one in (whole, part) if (talk := waiting_talk(one)) is not None]
    if not waiting:
        return replace(case, talks=(*recorded,))
    talk, source = min(waiting, key=lambda pair: pair[0].due_at)
    deadline = next(c for c in source.deadlines if c.kind is DeadlineKind.JOINT_TALK and c.stopped_at is None)
    return replace(case, talks=(*recorded, talk), deadlines=(*case.deadlines, deadline))
