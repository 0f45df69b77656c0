"""Whether somebody may find a case in a list, asked of what is encrypted: the columns only find it."""

from bot.domain.access.waiting import asked_to_lead
from bot.domain.cases.case import Case
from bot.domain.cases.flags import Flag
from bot.domain.cases.lists import CaseFilter


def is_let_through(case: Case, wanted: CaseFilter) -> bool:
    """Whether the case is for these bodies, and bars none of those who must not see it, nor was handed on by any."""
    barred = frozenset(case.barred)
    if barred & wanted.not_seen_by or (wanted.open_only and not case.is_open):
        return False
    if wanted.not_for & frozenset(case.handed_on or ()):
        return False
    if not wanted.agencies:
        return True
    here = {task.agency for task in case.tasks if task.has_part} | ({asked_to_lead(case)} if wanted.waits else set())
    return Flag.QUARANTINE not in case.flags and bool((here - barred) & wanted.agencies)
