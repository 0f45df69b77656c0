"""What each of two cases keeps of the deadlines, tasks, questions and opinions of the time when they were one (L12)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol, TypeVar

from bot.domain.cases.assessment.talks import to_be_held
from bot.domain.cases.case import Case, Clock, ClockKind, Merging
from bot.domain.cases.deadlines.marks import with_ended_marks
from bot.domain.cases.merging.merge import OF_A_BODY, PROMISES, WITH_A_NUMBER
from bot.domain.cases.record import Marked
from bot.domain.cases.work import OutgoingAnswer
from bot.domain.ids import AgencyKey

T = TypeVar("T")
Key = tuple[ClockKind, AgencyKey | None]


def with_since(now: tuple[T, ...], joined: tuple[T, ...], own: tuple[T, ...]) -> tuple[T, ...]:
    """What was the case's own, and what has come since both were one."""
    return (*own, *(one for one in now if one not in joined and one not in own))


def marks_for(now: Case, merging: Merging) -> list[Marked]:
    """Marks that the case got because of promises in the case that was merged into it."""
    theirs = ids_of(merging.own)
    found = with_ended_marks((), [c for c in now.clocks if c.of in theirs and c.stopped_at is not None])
    return [mark for mark in found if mark in now.marked and mark not in merging.own.marked]


def _by_key(case: Case) -> dict[Key, Clock]:
    return {(clock.kind, clock.agency): clock for clock in case.clocks if clock.kind in OF_A_BODY}


def own_body_clocks(now: Case, joined: Case, was: Case, kept: Case) -> Iterator[Clock]:
    """The case's deadlines of what bodies do: its own again, met where the act was done since. Those that were set anew
    since stay as they are."""
    before, merged = _by_key(was), _by_key(joined)
    here = {task.agency for task in kept.tasks}
    for key, clock in _by_key(now).items():
        own, common = before.get(key), merged.get(key)
        if clock.agency is not None and clock.agency not in here:
            continue
        if common is None or (common.started_at, common.due_at) != (clock.started_at, clock.due_at):
            yield clock
        elif own is not None:
            yield _as_it_was(own, clock, common)


def _as_it_was(own: Clock, now: Clock, joined: Clock) -> Clock:
    """The case's own deadline again: stopped where the common one was met since; steps that have fired since fire no
    more."""
    known = _with_fired(own, now, joined)
    if own.stopped_at is not None or now.stopped_at is None or joined.stopped_at is not None:
        return known
    return replace(known, stopped_at=now.stopped_at, ended=now.ended)


def _with_fired(own: Clock, now: Clock, joined: Clock) -> Clock:
    """The case's own deadline, with the steps of the common one that have fired since both cases were one."""
    since = [step for step in now.fired if step not in (*joined.fired, *own.fired)]
    return replace(own, fired=(*own.fired, *since))


def other_clocks(now: Case, joined: Case, kept: Case, merging: Merging) -> Iterator[Clock]:
    """Deadlines towards its own reporters, of its own tasks, questions and proposals, and of joint talks."""
    theirs = ids_of(merging.own)
    for clock in now.clocks:
        is_own = clock.of not in theirs and _is_of(clock, kept)
        if clock.kind not in {*OF_A_BODY, ClockKind.JOINT_TALK} and is_own:
            yield clock
    yield from _talk_clocks(now, joined, merging.whole, kept)


def _talk_clocks(now: Case, joined: Case, own: Case, parted: Case) -> Iterator[Clock]:
    """The deadlines of joint talks after a parting. Ended talks are the case's own and those of the time in between.
    The talk that waits keeps its present state, so that no reminder of it is sent twice."""
    ended = [
        tuple(c for c in case.clocks if c.kind is ClockKind.JOINT_TALK and c.stopped_at is not None)
        for case in (now, joined, own)
    ]
    yield from with_since(*ended)
    waits = to_be_held(parted)
    running = [c for c in now.clocks if c not in joined.clocks] + [*own.clocks, *now.clocks]
    talk = [c for c in running if c.kind is ClockKind.JOINT_TALK and c.stopped_at is None]
    yield from [clock for clock in talk if waits is not None and clock.due_at == waits.due_at][:1]


def outgoing_back(now: Case, own: Case) -> Iterator[OutgoingAnswer]:
    """Answers to the other case's reporters that are still on their way."""
    for one in now.outgoing:
        if one.of in ids_of(own):
            yield replace(one, of=None if one.of == own.id else one.of)


def ids_of(case: Case) -> set[object]:
    """The case, and the cases that had been merged into it before."""
    return {case.id, *(one.case for one in case.absorbed)}


def _is_of(clock: Clock, kept: Case) -> bool:
    """Whether the task or question of the deadline still exists."""
    if clock.kind is ClockKind.ASSIGNMENT:
        return any(one.id == clock.item for one in kept.assignments)
    if clock.kind is ClockKind.QUESTION:
        return any(one.id == clock.item for one in kept.questions)
    return True


def with_work_back(back: Case, now: Case, joined: Case, moved: Case, merging: Merging) -> Case:
    """The other case with its tasks and questions in their present state, tasks that were made since, and its
    deadlines."""
    tasks = _numbers(now.assignments, moved.assignments, merging.own.assignments, joined.assignments)
    asked = [one for one in now.questions if one.report in merging.reports]
    questions = _numbers(asked, moved.questions, merging.own.questions, ())
    numbers = {ClockKind.ASSIGNMENT: tasks, ClockKind.QUESTION: questions}
    back = replace(
        back,
        assignments=tuple(replace(o, id=tasks[o.id]) for o in now.assignments if o.id in tasks),
        questions=tuple(replace(o, id=questions[o.id]) for o in asked),
    )
    timing = [c for c in now.clocks if c.kind in WITH_A_NUMBER and c.item in numbers[c.kind]]
    clocks = [replace(c, item=numbers[c.kind][c.item or 0]) for c in timing]
    return replace(back, clocks=(*_clocks_back(back, now, joined, merging.own), *clocks))


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


def _clocks_back(back: Case, now: Case, joined: Case, own: Case) -> Iterator[Clock]:
    """The other case's own deadlines run on as they were. Promises to its reporters, and its talk, are in their present
    state."""
    common, merged, gone = _by_key(now), _by_key(joined), {*now.barred, back.lead}
    for clock in own.clocks:
        if clock.kind in OF_A_BODY and clock.agency not in gone:
            key = (clock.kind, clock.agency)
            is_other = clock.kind is ClockKind.ACKNOWLEDGE and clock.agency is None and own.lead != now.lead
            key = (clock.kind, own.lead) if is_other else key
            yield _with_fired(clock, common.get(key, clock), merged.get(key, clock))
        elif clock.kind not in {*OF_A_BODY, *PROMISES, *WITH_A_NUMBER, ClockKind.LOWER, ClockKind.JOINT_TALK}:
            yield clock
    for clock in now.clocks:
        if clock.of in ids_of(own):
            yield replace(clock, of=None if clock.of == own.id else clock.of)
    yield from _talk_clocks(now, joined, own, back)
