"""/tasks: what must be done: mine, my body's, late or all, the longest late first. No list holds words of a task."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.cases.assignments import looking_again
from bot.domain.cases.case import Case
from bot.domain.cases.lists import TaskFilter
from bot.domain.errors import Refusal, StaleButton
from bot.domain.ids import AgencyKey
from bot.domain.notices.case_rows import AssignmentRow
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.tasks import TaskList
from bot.domain.people import OVERSIGHT
from bot.usecases.access.asking import Act
from bot.usecases.access.audience import bodies_of
from bot.usecases.access.transaction import transaction
from bot.usecases.oversight.case_lists.case_rows import assignment_row
from bot.usecases.oversight.case_lists.filters import seen_filter
from bot.usecases.oversight.case_lists.paging import page_mode

MINE, BODY, LATE, ALL = "mine", "body", "late", "all"
LISTS = (MINE, BODY, LATE, ALL)
SLOT = "tasks"
PAGE = 6
COUNTED = 1000
"""How many are counted; a list says when there are more."""


@transaction(Action.LIST, again="tasks", only_reads=True)
async def list_tasks(act: Act, which: str = "", page: int = 1) -> None:
    """`/tasks [mine|body|late|all]`. Without a word: those of the person's body; all of them for somebody who belongs
    to none."""
    ways = ways_of(act)
    which = which or (BODY if BODY in ways else ALL)
    if which not in ways:
        raise Refusal("only-in-private")
    wanted = filter_of(act, which)
    found = await act.uow.tasks.page(wanted, skip=(page - 1) * PAGE, limit=PAGE + 1)
    if page > 1 and not found:
        raise StaleButton
    total = await act.uow.tasks.count(wanted, most=COUNTED + 1)
    said = TaskList(
        which=which,
        ways=tuple(way for way in ways if way != which),
        page=page,
        total=min(total, COUNTED),
        over=total > COUNTED,
        rows=tuple(row(act, case, item) for case, item in found[:PAGE]),
        more=len(found) > PAGE,
    )
    await act.tell(Notice(said, act.to, slot=SLOT, mode=await page_mode(act, SLOT)))


def ways_of(act: Act) -> Sequence[str]:
    """Which lists are offered here: the person's own only in private, a body's where there is one."""
    has_body = bool(own_bodies(act))
    mine, body = act.is_private and has_body, has_body
    return [way for way, is_offered in ((MINE, mine), (BODY, body), (LATE, True), (ALL, True)) if is_offered]


def own_bodies(act: Act) -> frozenset[AgencyKey]:
    """The bodies of the person in private; in a group the bodies whose group it is."""
    here = bodies_of(act.agent) if act.is_private else act.here - {OVERSIGHT}
    return act.scope.agencies or here


def filter_of(act: Act, which: str) -> TaskFilter:
    """What the list holds. A reader who sees all cases gets everything late, others what is late in their own body."""
    wanted = TaskFilter(cases=replace(seen_filter(act.scope), open_only=False), late=which == LATE)
    if which == MINE:
        return replace(wanted, owner=act.person)
    if which == BODY or (which == LATE and not act.scope.everything):
        return replace(wanted, agencies=own_bodies(act))
    return wanted


def row(act: Act, case: Case, item: int) -> AssignmentRow:
    """One task, or a closed case that must be looked at again."""
    is_openable = any(task.is_acting and task.agency in bodies_of(act.agent) for task in case.tasks)
    reader = act.person if act.is_private else None
    looks = looking_again(case)
    if item or looks is None:
        one = next(one for one in case.assignments if one.id == item)
        return replace(assignment_row(case, one, act.now, reader), openable=is_openable)
    return AssignmentRow(
        number=case.number,
        urgency=case.urgency,
        agency=case.lead,
        due_at=looks.due_at,
        item=0,
        template="",
        state="look",
        late=looks.due_at <= act.now,
    )
