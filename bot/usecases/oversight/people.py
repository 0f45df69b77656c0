"""/people: the staff, and what a supervisor can do about a person by taps: they have left, are back, or need a new
code.

What follows is shown first. The last press is the same act as the typed command.
"""

from bot.domain.access.roles import Action
from bot.domain.cases.lists import CaseFilter, TaskFilter
from bot.domain.errors import StaleButton
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.supervisor.people import PeopleList, PersonAsked, PersonRow, PersonShown
from bot.domain.people import OVERSIGHT, Staff
from bot.usecases.access.asking import Act
from bot.usecases.access.second_factor import name_of
from bot.usecases.access.transaction import transaction
from bot.usecases.oversight.case_lists.paging import page_mode
from bot.usecases.oversight.departures import PEOPLE, found

PAGE = 8
LEAVES, RETURNS, NEW_CODE = "leaves", "returns", "newcode"
WHATS = (LEAVES, RETURNS, NEW_CODE)
COUNTED = 1000


@transaction(Action.PEOPLE, again="people", only_reads=True)
async def list_people(act: Act, page: int = 1) -> None:
    """Shows a page of the staff. Raises StaleButton for a page that does not exist any more."""
    known = sorted(await act.uow.staff.everybody(), key=lambda one: (one.left_at is not None, one.person))
    staff = [one for one in known if one.is_current or one.left_at is not None]
    start = (page - 1) * PAGE
    shown = staff[start : start + PAGE]
    if page > 1 and not shown:
        raise StaleButton
    rows, is_more = tuple(_row(one) for one in shown), len(staff) > start + PAGE
    said = PeopleList(rows=rows, total=len(staff), page=page, more=is_more)
    await act.tell(Notice(said, act.to, slot=PEOPLE, mode=await page_mode(act, PEOPLE)))


def _row(staff: Staff) -> PersonRow:
    return PersonRow(
        person=staff.person,
        heads=tuple(sorted(staff.heads)),
        bodies=tuple(sorted(staff.bodies - staff.heads - {OVERSIGHT})),
        supervisor=staff.supervisor,
        auditor=staff.auditor,
        has_left=staff.left_at is not None,
    )


@transaction(Action.PEOPLE, again="person", only_reads=True)
async def show_person(act: Act, who: str) -> None:
    """Shows one person, and what can be done."""
    staff = await found(act, who)
    said = PersonShown(row=_row(staff), offers=await _offers(act, staff))
    await act.tell(Notice(said, act.to, slot=PEOPLE, mode=Mode.EDIT))


async def _offers(act: Act, staff: Staff) -> tuple[str, ...]:
    """What can be done about the person. Nobody can do any of it to themselves."""
    if staff.person == act.person:
        return ()
    if staff.left_at is not None:
        return (RETURNS,)
    has_code = await act.uow.second_factors.named(name_of(staff.person))
    return (LEAVES, NEW_CODE) if has_code else (LEAVES,)


@transaction(Action.PEOPLE, again="person_what")
async def ask(act: Act, who: str, what: str) -> None:
    """Shows what would follow. Raises StaleButton where it can no longer be done."""
    staff = await found(act, who)
    if what not in await _offers(act, staff):
        raise StaleButton
    tasks = 0
    if what == LEAVES:
        tasks = await act.uow.tasks.count(TaskFilter(CaseFilter(), owner=staff.person), most=COUNTED)
    said = PersonAsked(row=_row(staff), what=what, tasks=tasks)
    await act.tell(Notice(said, act.to, slot=PEOPLE, mode=Mode.EDIT))
