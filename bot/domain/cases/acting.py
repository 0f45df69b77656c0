"""Who may make a step in a case, and the next version that each step makes."""

from dataclasses import replace
from datetime import datetime

from bot.domain.cases.case import Case, Task
from bot.domain.errors import IllegalStep, NotAllowed
from bot.domain.ids import AgencyKey


def next_version(case: Case) -> Case:
    """The case with its version raised. Every step that is saved does this."""
    return replace(case, version=case.version + 1)


def require_open(case: Case) -> None:
    """Raises IllegalStep (key case-closed) for a case that is closed, or merged into another."""
    if not case.is_open:
        raise IllegalStep("case-closed")


def acting_part(case: Case, agency: AgencyKey) -> Task:
    """The part of a body that may act in the open case. Raises NotAllowed for a body that has none, or only watches."""
    require_open(case)
    task = case.task(agency)
    if task is None or not task.is_acting:
        raise NotAllowed
    return task


def first_in_life(case: Case, known: datetime | None, now: datetime) -> datetime:
    """When an act was first done since the case was received or opened again: the moment that is stored, or now."""
    since = case.lives[-1].reopened_at if case.lives else case.received_at
    return now if known is None or known < since else known
