"""What each of two cases keeps of the deadlines, tasks, questions and opinions of the time when they were one (L12)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol, TypeVar

from bot.domain.cases.assessment.talks import waiting_talk
from bot.domain.cases.case import Case, Deadline, DeadlineKind, Merging
from bot.domain.cases.deadlines.marks import with_ended_marks
from bot.domain.cases.merging.merge import OF_A_BODY, PROMISES, WITH_A_NUMBER
from bot.domain.cases.record import Marked
from bot.domain.cases.reporter.merged import ids_of
from bot.domain.cases.work import OutgoingAnswer
from bot.domain.ids import AgencyKey

T = TypeVar("T")
Key = tuple[DeadlineKind, AgencyKey | None]


def with_since(now: tuple[T, ...], joined: tuple[T, ...], own: tuple[T, ...]) -> tuple[T, ...]:
    """The items that the case had before the merging (`own`), then those that were added after it: those of `now` that
    are not in `joined`, the items at the moment of merging."""
    return (*own, *(one for one in now if one not in joined and one not in own))


def marks_for(now: Case, merging: Merging) -> list[Marked]:
    """Marks that the case got because of promises in the case that was merged into it."""
    theirs = ids_of(merging.own)
    found = with_ended_marks((), [c for c in now.deadlines if c.of in theirs and c.stopped_at is not None])
    return [mark for mark in found if mark in now.marked and mark not in merging.own.marked]


def _by_key(case: Case) -> dict[Key, Deadline]:
    return {(deadline.kind, deadline.agency): deadline for deadline in case.deadlines if deadline.kind in OF_A_BODY}


def own_body_deadlines(now: Case, joined: Case, was: Case, remaining: Case) -> Iterator[Deadline]:
    """The case's deadlines of what bodies do: its own again, met where the act was done since. Those that were set anew
    since stay as they are."""
    before, merged = _by_key(was), _by_key(joined)
    here = {task.agency for task in remaining.tasks}
    for key, deadline in _by_key(now).items():
        own, common = before.get(key), merged.get(key)
        if deadline.agency is not None and deadline.agency not in here:
            continue
        if common is None or (common.started_at, common.due_at) != (deadline.started_at, deadline.due_at):
            yield deadline
        elif own is not None:
            yield _as_it_was(own, deadline, common)


def _as_it_was(own: Deadline, now: Deadline, joined: Deadline) -> Deadline:
    """The case's own deadline again: stopped where the common one was met since; steps that have fired since fire no
    more."""
    known = _with_fired(own, now, joined)
    if own.stopped_at is not None or now.stopped_at is None or joined.stopped_at is not None:
        return known
    return replace(known, stopped_at=now.stopped_at, ended=now.ended)


def _with_fired(own: Deadline, now: Deadline, joined: Deadline) -> Deadline:
    """The case's own deadline, with the steps of the common one that have fired since both cases were one."""
    since = [step for step in now.fired if step not in (*joined.fired, *own.fired)]
    return replace(own, fired=(*own.fired, *since))


def other_deadlines(now: Case, joined: Case, remaining: Case, merging: Merging) -> Iterator[Deadline]:
    """Deadlines towards its own reporters, of its own tasks, questions and proposals, and of joint talks."""
    theirs = ids_of(merging.own)
    for deadline in now.deadlines:
        is_own = deadline.of not in theirs and _is_of(deadline, remaining)
        if deadline.kind not in {*OF_A_BODY, DeadlineKind.JOINT_TALK} and is_own:
            yield deadline
    yield from _talk_deadlines(now, joined, merging.whole, remaining)


def _talk_deadlines(now: Case, joined: Case, own: Case, parted: Case) -> Iterator[Deadline]:
    """The deadlines of joint talks after a parting. Ended talks are the case's own and those of the time in between.
    The talk that waits keeps its present state, so that no reminder of it is sent twice."""
    ended = [
        tuple(c for c in case.deadlines if c.kind is DeadlineKind.JOINT_TALK and c.stopped_at is not None)
        for case in (now, joined, own)
    ]
    yield from with_since(*ended)
    waits = waiting_talk(parted)
    running = [c for c in now.deadlines if c not in joined.deadlines] + [*own.deadlines, *now.deadlines]
    talk = [c for c in running if c.kind is DeadlineKind.JOINT_TALK and c.stopped_at is None]
    yield from [deadline for deadline in talk if waits is not None and deadline.due_at == waits.due_at][:1]


def outgoing_back(now: Case, own: Case) -> Iterator[OutgoingAnswer]:
    """Answers to the other case's reporters that are still on their way."""
    for one in now.outgoing:
        if one.of in ids_of(own):
            yield replace(one, of=None if one.of == own.id else one.of)


def _is_of(deadline: Deadline, remaining: Case) -> bool:
    """Whether the task or question of the deadline still exists."""
    if deadline.kind is DeadlineKind.ASSIGNMENT:
        return any(one.id == deadline.item for one in remaining.assignments)
    if deadline.kind is DeadlineKind.QUESTION:
        return any(one.id == deadline.item for one in remaining.questions)
    return True


def with_work_back(back: Case, now: Case, joined: Case, moved: Case, merging: Merging) -> Case:
    """The other case with its tasks and questions in their present state, tasks that were made since, and its
    deadlines."""
    tasks = _numbers(now.assignments, moved.assignments, merging.own.assignments, joined.assignments)
    asked = [one for one in now.questions if one.report in merging.reports]
    questions = _numbers(asked, moved.questions, merging.own.questions, ())
    numbers = {DeadlineKind.ASSIGNMENT: tasks, DeadlineKind.QUESTION: questions}
    back = replace(
        back,
        assignments=tuple(replace(o, id=tasks[o.id]) for o in now.assignments if o.id in tasks),
        questions=tuple(replace(o, id=questions[o.id]) for o in asked),
    )
    timing = [c for c in now.deadlines if c.kind in WITH_A_NUMBER and c.item in numbers[c.kind]]
    deadlines = [replace(c, item=numbers[c.kind][c.item or 0]) for c in timing]
    return replace(back, deadlines=(*_deadlines_back(back, now, joined, merging.own), *deadlines))


class _Numbered(Protocol):
    """A task or a question of a case."""

    @property
    def id(self) -> int: ...


def _numbers(
    now: Iterable[_Numbered], moved: Iterable[_Numbered], own: Iterable[_Numbered], joined: Iterable[_Numbered]
) -> dict[int, int]:
    """The number in its own case for each item that goes back. An item that was there before gets its old number. A new
    item gets the next number. `joined` holds the items that both cases had at the beginning; of these only the moved
    ones go back."""
    known = {common.id: before.id for common, before in zip(moved, own, strict=True)}
    stay = {one.id for one in joined}
    fresh = [one.id for one in now if one.id not in known and one.id not in stay]
    first = max(known.values(), default=0) + 1
    return known | {number: first + place for place, number in enumerate(fresh)}


def _deadlines_back(back: Case, now: Case, joined: Case, own: Case) -> Iterator[Deadline]:
    """The other case's own deadlines run on as they were. Promises to its reporters, and its talk, are in their present
    state."""
    common, merged, gone = _by_key(now), _by_key(joined), {*now.barred, back.lead}
    for deadline in own.deadlines:
        if deadline.kind in OF_A_BODY and deadline.agency not in gone:
            key = (deadline.kind, deadline.agency)
            is_other = deadline.kind is DeadlineKind.ACKNOWLEDGE and deadline.agency is None and own.lead != now.lead
            key = (deadline.kind, own.lead) if is_other else key
            yield _with_fired(deadline, common.get(key, deadline), merged.get(key, deadline))
        elif deadline.kind not in {*OF_A_BODY, *PROMISES, *WITH_A_NUMBER, DeadlineKind.LOWER, DeadlineKind.JOINT_TALK}:
            yield deadline
    for deadline in now.deadlines:
        if deadline.of in ids_of(own):
            yield replace(deadline, of=None if deadline.of == own.id else deadline.of)
    yield from _talk_deadlines(now, joined, own, back)
