"""Cases as they are compared before a merge and after its undoing."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.cases.case import Case, ClockKind


def plain(case: Case) -> Case:
    """What two cases are compared by: no version, and everything that has no order sorted."""

    def sort(found: Iterable[object]) -> tuple[object, ...]:
        return tuple(sorted(found, key=repr))

    bare = replace(case, version=0, partings=(), proposal=None, lowering=None, barred=())
    known = (c for c in case.clocks if c.kind is not ClockKind.LOWER)
    return replace(bare, tasks=sort(case.tasks), clocks=sort(known), opinions=sort(case.opinions))  # type: ignore[arg-type]
