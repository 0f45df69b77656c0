"""Cases as they are compared before a merge and after it is undone."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.cases.case import Case, DeadlineKind


def plain(case: Case) -> Case:
    """The values by which two cases are compared: without the version, and sorted where order has no meaning."""

    def sort(found: Iterable[object]) -> tuple[object, ...]:
        return tuple(sorted(found, key=repr))

    bare = replace(case, version=0, partings=(), proposal=None, lowering=None, barred=())
    known = (c for c in case.deadlines if c.kind is not DeadlineKind.LOWER)
    return replace(bare, tasks=sort(case.tasks), deadlines=sort(known), opinions=sort(case.opinions))  # type: ignore[arg-type]
