"""Messages about tasks, without content. The body that has a task is told in its group. The person who gave the task is
told how it ended."""

from datetime import datetime

from bot.domain.access.contact_hours import after_quiet_hours
from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case
from bot.domain.cases.work import Assignment, AssignmentState
from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Mode, Notice, Priority, ToAgency
from bot.domain.notices.officer.tasks import TaskEnded, TaskGiven
from bot.domain.notices.reporter.files import MessageGone
from bot.domain.notices.say import SayTaskOver
from bot.domain.urgency import Urgency
from bot.usecases.access.cards import card_slot
from bot.usecases.services import Services

ENDED_BY_ITS_BODY = frozenset({AssignmentState.DONE, AssignmentState.DECLINED})


def given_slot(case: Case, item: int) -> str:
    """The slot of a task's message in the group of the body that has it."""
    return f"{given_name(item)}:{case.id}"


def given_name(item: int) -> str:
    """The name of the slot of a task's message, without the case."""
    return f"task{item}"


def message_gone(case: Case, agency: AgencyKey, slot: str) -> Notice:
    """Removes the message in this slot of the body's group."""
    return Notice(MessageGone(), ToAgency(agency), case=case.id, slot=slot, mode=Mode.DELETE)


def opened_slot(case: Case, item: int) -> str:
    """The slot of a task in an officer's private chat."""
    return f"mytask{item}:{case.id}"


def opened_slots(case: Case) -> list[str]:
    """All such slots of a case."""
    return [opened_slot(case, one.id) for one in case.assignments]


def told_of_tasks(services: Services, was: Case, case: Case, now: datetime) -> list[Notice]:
    """The notices about what a step has changed. New tasks and tasks that are free again are told to their bodies.
    Ended tasks are told to the people who gave them."""
    before = {one.id: one for one in was.assignments} if was.id == case.id else {}
    changed = [one for one in case.assignments if before.get(one.id) != one]
    if is_quarantined(case):
        return []
    return [notice for one in changed for notice in _told(services, case, before.get(one.id), one, now)]


def _told(services: Services, case: Case, was: Assignment | None, one: Assignment, now: datetime) -> list[Notice]:
    is_free_again = was is not None and was.owner is not None and one.owner is None and one.is_open
    own = _task_message(services, case, one, Mode.REPLACE if is_free_again else Mode.EDIT, now)
    if was is None:
        own = _task_message(services, case, one, Mode.NEW, now)
    others = _ended(services, case, one, now) if one.state in ENDED_BY_ITS_BODY else []
    if was is not None and was.agency != one.agency:
        others = [message_gone(case, was.agency, given_slot(case, one.id)), *others]
    return [*([own] if one.agency not in case.barred else []), *others]


def _task_message(services: Services, case: Case, one: Assignment, mode: Mode, now: datetime) -> Notice:
    """The message in the group of the body that has the task. A task that its own maker does makes no sound."""
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
    """Tells the body that gave the task, and the lead; each once, and not the body that ended it."""
    heard = [body for body in dict.fromkeys((one.made_for, case.lead)) if body not in {one.agency, *case.barred}]
    here = [body for body in heard if (task := case.task(body)) is not None and task.is_open]
    said = TaskEnded(number=case.number, item=one.id, urgency=case.urgency)
    is_silent = is_quiet(services, case, now)
    return [Notice(said, ToAgency(body), Priority.ALERT, case=case.id, silent=is_silent) for body in here]


def is_quiet(services: Services, case: Case, now: datetime) -> bool:
    """Whether the message makes no sound: at night only P1 makes one."""
    is_night = after_quiet_hours(services.profile.policy, services.profile.zone, now) != now
    return is_night and case.urgency is not Urgency.P1


def ended_items(was: Case, case: Case) -> list[int]:
    """Tasks that were open before the step and are not open any more."""
    open_now = {one.id for one in case.assignments if one.is_open}
    return [one.id for one in was.assignments if one.is_open and one.id not in open_now]


def moved_items(was: Case, case: Case) -> list[int]:
    """Open tasks that another body has now: whoever had them on their screen may no longer be of it."""
    before = {one.id: one.agency for one in was.assignments if one.is_open}
    return [one.id for one in case.assignments if before.get(one.id, one.agency) != one.agency]


def over(case: Case, item: int) -> SayTaskOver:
    """The message that replaces an opened task once it has ended."""
    return SayTaskOver(number=case.number, count=item)


def of_body(case: Case, agency: AgencyKey) -> list[str]:
    """The names of the slots of messages about tasks in the group of that body."""
    return [given_name(one.id) for one in case.assignments if one.agency == agency]
