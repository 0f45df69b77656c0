"""/mine: what somebody has taken themselves, of all cases: parts, tasks, and questions that wait. Due first.

The desk shows the first of what is new and due of their bodies; all of that is a list like /mine.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.access.roles import Action
from bot.domain.cases.lists import DUE, MINE, NEW, CaseFilter, WorkFilter
from bot.domain.errors import StaleButton
from bot.domain.notices.notice import Notice
from bot.domain.notices.officer.work import OwnWork
from bot.domain.people import Agent
from bot.usecases.access.asking import Act
from bot.usecases.access.audience import bodies_of
from bot.usecases.access.scope import Scope
from bot.usecases.access.transaction import transaction
from bot.usecases.oversight.case_lists.case_rows import work_row
from bot.usecases.oversight.case_lists.filters import seen_filter
from bot.usecases.oversight.case_lists.paging import page_mode

SLOT = "mine"
"""The place of these lists in the private chat: one stands there at a time."""
PAGE = 8
COUNTED = 1000
"""How many are counted; a list says when there are more."""


def work_seen(scope: Scope, agent: Agent) -> CaseFilter:
    """The cases in which a body of the person has a part, as far as they may know of them. Closed cases that the lead
    must look at again are included."""
    return replace(seen_filter(scope), agencies=bodies_of(agent), open_only=False)


@transaction(Action.OWN_WORK, again="mine", only_reads=True)
async def list_mine(act: Act, page: int = 1) -> None:
    """Shows a page of the list. Raises StaleButton for a page that does not exist any more."""
    await _show(act, MINE, WorkFilter(work_seen(act.scope, act.agent), owner=act.person), page)


@transaction(Action.OWN_WORK, again="mine_of_bodies", only_reads=True)
async def list_of_bodies(act: Act, which: str, page: int) -> None:
    """A page of what is new, or due, of the reader's bodies: all that the desk shows only the first of. Raises
    StaleButton as above."""
    await _show(act, which, of_bodies(act.scope, act.agent)[which], page)


def of_bodies(scope: Scope, agent: Agent) -> Mapping[str, WorkFilter]:
    """What of the work of the person's bodies stands on each list."""
    seen, own = work_seen(scope, agent), bodies_of(agent)
    return {NEW: WorkFilter(seen, own, untaken=True), DUE: WorkFilter(seen, own, taken=True)}


async def _show(act: Act, which: str, wanted: WorkFilter, page: int) -> None:
    found = await act.uow.work.page(wanted, skip=(page - 1) * PAGE, limit=PAGE + 1)
    if page > 1 and not found:
        raise StaleButton
    total = await act.uow.work.count(wanted, most=COUNTED + 1)
    rows = tuple(work_row(case, body, item, act.now, act.person) for case, body, item in found[:PAGE])
    is_more = len(found) > PAGE
    said = OwnWork(which=which, page=page, total=min(total, COUNTED), over=total > COUNTED, rows=rows, more=is_more)
    await act.tell(Notice(said, act.to, slot=SLOT, mode=await page_mode(act, SLOT)))
