"""/mine: what somebody has taken themselves, of all cases: parts, tasks, and questions that wait. Due first."""

from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.cases.lists import CaseFilter, WorkFilter
from bot.domain.errors import StaleButton
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.work import OwnWork
from bot.domain.people import Agent
from bot.usecases.access.asking import Act
from bot.usecases.access.audience import bodies_of
from bot.usecases.access.scope import Scope
from bot.usecases.access.transaction import transaction
from bot.usecases.oversight.case_rows import work_line
from bot.usecases.oversight.filters import seen_filter

PAGE = 8
COUNTED = 1000
"""How many are counted; a list says when there are more."""


def work_seen(scope: Scope, agent: Agent) -> CaseFilter:
    """The cases in which a body of the person has a part, as far as they may know of them; also closed ones that the
    lead looks at again."""
    return replace(seen_filter(scope), agencies=bodies_of(agent), open_only=False)


@transaction(Action.OWN_WORK, again="mine")
async def list_mine(act: Act, page: int = 1) -> None:
    """A page of it. Raises StaleButton for a page that there is no more."""
    wanted = WorkFilter(work_seen(act.scope, act.agent), owner=act.person)
    found = await act.uow.work.page(wanted, skip=(page - 1) * PAGE, limit=PAGE + 1)
    if page > 1 and not found:
        raise StaleButton
    total = await act.uow.work.count(wanted, most=COUNTED + 1)
    rows = tuple(work_line(case, body, item, act.now, act.person) for case, body, item in found[:PAGE])
    is_more = len(found) > PAGE
    said = OwnWork(page=page, total=min(total, COUNTED), over=total > COUNTED, rows=rows, more=is_more)
    await act.tell(Notice(said, act.to, slot="mine", mode=Mode.EDIT if act.is_press else Mode.NEXT))
