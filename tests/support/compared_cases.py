"""Cases as they are compared before a merge and after its undoing."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.cases.case import Case, ClockKind


def plain(case: Case) -> Case:
    """What two cases are compared by: no version, and everything that has no order sorted."""

    def sort(found: Iterable[object]) -> tuple[object, ...]:
        return tuple(sorted(found, key=repr))

    bare = replace(case, version=0, partings=(), proposal=None, lowering=None, barred=())
    clocks = (c for c in case.clocks if c.kind is not ClockKind.LOWER)
    # A talk that both cases have was reminded of in one of them for both: its steps never fire again.
    known = (replace(c, fired=()) if c.kind is ClockKind.JOINT_TALK else c for c in clocks)
    return replace(bare, tasks=sort(case.tasks), clocks=sort(known), opinions=sort(case.opinions))  # type: ignore[arg-type]
