"""What is told of tasks: the body that has one hears in its group; who gave it hears how it ended. No content there."""

from datetime import datetime

from bot.domain.access.contact_hours import waking
from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case
from bot.domain.cases.work import Assignment, AssignmentState
from bot.domain.ids import AgencyKey
from bot.domain.notices.files import Gone
from bot.domain.notices.lines import Say
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency
from bot.domain.notices.tasks import TaskEnded, TaskGiven
from bot.domain.urgency import Urgency
from bot.usecases.access.cards import card_slot
from bot.usecases.services import Services

ENDED_BY_ITS_BODY = frozenset({AssignmentState.DONE, AssignmentState.DECLINED})


def given_slot(case: Case, item: int) -> str:
    """The place of a task's line in the group of the body that has it."""
    return f"{given_name(item)}:{case.id}"


def given_name(item: int) -> str:
    """The same without the case."""
    return f"task{item}"


def line_gone(case: Case, agency: AgencyKey, slot: str) -> Notice:
    """The line in this place of the body's group is taken away."""
    return Notice(Gone(), ToAgency(agency), case=case.id, slot=slot, mode=Mode.DELETE)


def opened_slot(case: Case, item: int) -> str:
    """The place of a task in the private chat of an officer."""
    return f"mytask{item}:{case.id}"


def opened_slots(case: Case) -> list[str]:
    """All such places of a case."""
    return [opened_slot(case, one.id) for one in case.assignments]


def told_of_tasks(services: Services, was: Case, case: Case, now: datetime) -> list[Notice]:
    """What a step has changed: new tasks are told, free ones again, and to who gave them how they ended."""
    before = {one.id: one for one in was.assignments} if was.id == case.id else {}
    changed = [one for one in case.assignments if before.get(one.id) != one]
    if is_quarantined(case):
        return []
    return [notice for one in changed for notice in _told(services, case, before.get(one.id), one, now)]


def _told(services: Services, case: Case, was: Assignment | None, one: Assignment, now: datetime) -> list[Notice]:
    is_free_again = was is not None and was.owner is not None and one.owner is None and one.is_open
    own = _line(services, case, one, Mode.REPLACE if is_free_again else Mode.EDIT, now)
    if was is None:
        own = _line(services, case, one, Mode.NEW, now)
    others = _ended(services, case, one, now) if one.state in ENDED_BY_ITS_BODY else []
    if was is not None and was.agency != one.agency:
        others = [line_gone(case, was.agency, given_slot(case, one.id)), *others]
    return [*([own] if one.agency not in case.barred else []), *others]


def _line(services: Services, case: Case, one: Assignment, mode: Mode, now: datetime) -> Notice:
    """In the group of the body that has it. What its own maker does, nobody is called for."""
    return Notice(
        TaskGiven(number=case.number, item=one.id),
        ToAgency(one.agency),
        Priority.ALERT,
        case=case.id,
        slot=given_slot(case, one.id),
        mode=mode,
        reply_to=card_slot(case),
        silent=one.owner is not None or is_quiet(services, case, now),
    )


def _ended(services: Services, case: Case, one: Assignment, now: datetime) -> list[Notice]:
    """To the body that gave it, and to the lead: each once, and not to the body that ended it."""
    heard = [body for body in dict.fromkeys((one.made_for, case.lead)) if body not in {one.agency, *case.barred}]
    here = [body for body in heard if (task := case.task(body)) is not None and task.is_open]
    said = TaskEnded(number=case.number, item=one.id, urgency=case.urgency)
    is_silent = is_quiet(services, case, now)
    return [Notice(said, ToAgency(body), Priority.ALERT, case=case.id, silent=is_silent) for body in here]


def is_quiet(services: Services, case: Case, now: datetime) -> bool:
    """At night only what is immediate makes a sound."""
    is_night = waking(services.profile.policy, services.profile.zone, now) != now
    return is_night and case.urgency is not Urgency.P1


def ended_items(was: Case, case: Case) -> list[int]:
    """Tasks that were open before the step and are no more."""
    open_now = {one.id for one in case.assignments if one.is_open}
    return [one.id for one in was.assignments if one.is_open and one.id not in open_now]


def moved_items(was: Case, case: Case) -> list[int]:
    """Open tasks that another body has now: whoever had them on their screen may no longer be of it."""
    before = {one.id: one.agency for one in was.assignments if one.is_open}
    return [one.id for one in case.assignments if before.get(one.id, one.agency) != one.agency]


def over(case: Case, item: int) -> Say:
    """What stands where a task was opened, once it has ended."""
    return Say(key="staff-task-over", number=case.number, count=item)


def of_body(case: Case, agency: AgencyKey) -> list[str]:
    """Names of the lines about tasks in the group of that body."""
    return [given_name(one.id) for one in case.assignments if one.agency == agency]
