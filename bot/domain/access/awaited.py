"""Which bodies must still acknowledge a case that they have been told of."""

from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case
from bot.domain.ids import AgencyKey


def awaited_bodies(case: Case) -> tuple[AgencyKey, ...]:
    """The bodies that must still acknowledge, of whatever class the case is; none while it is closed or quarantined."""
    if not case.is_open or is_quarantined(case):
        return ()
    return tuple(task.agency for task in case.tasks if task.is_awaited and task.agency not in case.barred)
