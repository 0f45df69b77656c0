"""Lists for supervisors, and for agencies of their own cases: cases, one case, who is late."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from bot.domain.access.roles import ABOVE, Action, may
from bot.domain.access.ways import further_acts
from bot.domain.cases.case import Case
from bot.domain.cases.deadlines.lateness import LateSteps, late_steps
from bot.domain.cases.lists import CaseFilter, Caseload
from bot.domain.cases.reporter.merged import ids_of
from bot.domain.errors import NotFound
from bot.domain.ids import AgencyKey, CaseNumber
from bot.domain.notices.case_rows import LateRow
from bot.domain.notices.notice import Mode, Notice
from bot.domain.notices.say import SayOfTwoCases
from bot.domain.notices.supervisor.oversight import AgencyList, AgencyRow, CaseList, OverdueList
from bot.domain.people import OVERSIGHT, AgencyPlace
from bot.domain.second_factor import leaves_at
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.asking import Act
from bot.usecases.access.audience import bodies_of
from bot.usecases.access.expiring_messages import expiry_of
from bot.usecases.access.merged_cases import goes_on
from bot.usecases.access.permission import case_roles
from bot.usecases.access.scope import Scope, sees
from bot.usecases.access.transaction import transaction
from bot.usecases.casework.merging.linking import known_links, same_child
from bot.usecases.oversight.case_lists.case_rows import case_row, case_status, late_rows
from bot.usecases.oversight.case_lists.filters import KnownNames, filter_words, parse_filter, seen_filter
from bot.usecases.oversight.case_lists.paging import page_mode

PAGE = 8
FARTHEST = 5000
"""A page of open cases begins at this place at the latest."""
FILTERS = ("p1", "red", "late", "unacknowledged", "unassessed")
"""The words that are offered as buttons under a list of open cases. Each is added and removed by a tap."""
HISTORY_READ = 200
LATE_SHOWN = 20
ROWS_SHOWN = 40
"""How many missed deadlines one list shows."""
LATE_COUNTED = 5000
"""How many late cases are read to count the late steps of each body."""
COUNTED = 1000
COUNTED_OF_ALL = 100
"""Up to which count a list says how many cases there are; beyond it, it says that there are more. A list of all years
counts less far: /stats is for numbers."""


@transaction(Action.LIST, again="cases", only_reads=True)
async def list_cases(act: Act, words: str = "", below: int = 0) -> None:
    """`/cases FILTER …`, one page at a time: open cases the worst first, cases of all years the newest first. `words`
    are joined by a full stop, as in the page's button. `below`: for all years, the last number of the page before."""
    asked, wanted = _asked(act, words)
    if wanted.open_only:
        await _show_open(act, asked, wanted, 0)
        return
    cases = await act.uow.cases.page(wanted, after=CaseNumber(below) if below else None, limit=PAGE + 1)
    more = cases[PAGE - 1].number if len(cases) > PAGE else None
    await _show(act, CaseList(**await _listed(act, asked, wanted, cases), more=more, first=bool(below)), again=below)


@transaction(Action.LIST, again="cases_from", only_reads=True)
async def list_from(act: Act, words: str, start: int) -> None:
    """Shows a page of the list of open cases, without the first `start` of them, or of a list by other words."""
    asked, wanted = _asked(act, words)
    if wanted.open_only:
        await _show_open(act, asked, wanted, start)
    else:
        await list_cases.run(act, words)


async def _show_open(act: Act, asked: list[str], wanted: CaseFilter, start: int) -> None:
    cases = await act.uow.cases.worst(wanted, start=start, limit=PAGE + 1)
    after = start + PAGE if len(cases) > PAGE and start + PAGE <= FARTHEST else None
    back = max(0, start - PAGE) if start else None
    said = CaseList(**await _listed(act, asked, wanted, cases), more=None, after=after, back=back, filters=FILTERS)
    await _show(act, said, again=start)


async def _show(act: Act, said: CaseList, *, again: int) -> None:
    """Shows a page. All pages of one list are one message."""
    is_turned = bool(again) and not act.is_press
    mode = Mode.EDIT if is_turned else await page_mode(act, "cases")
    await act.tell(Notice(said, act.to, slot="cases", mode=mode))


def _asked(act: Act, words: str) -> tuple[list[str], CaseFilter]:
    """The words of the list, and the filter that they make for the person who asks."""
    asked = filter_words([word for word in words.split(".") if word])
    own = bodies_of(act.agent) if act.scope.everything else act.scope.agencies
    return asked, parse_filter(asked, act.scope, KnownNames(act.services.profile, own - {OVERSIGHT}, act.now))


async def _listed(act: Act, asked: list[str], wanted: CaseFilter, cases: Sequence[Case]) -> dict[str, Any]:
    most = COUNTED if wanted.open_only else COUNTED_OF_ALL
    total = await act.uow.cases.count(wanted, most=most + 1)
    rows = [case_row(one, act.now, await same_child(act.uow, act.scope, one)) for one in cases[:PAGE]]
    return {"words": " ".join(asked), "total": min(total, most), "over": total > most, "rows": tuple(rows)}


@transaction(Action.STATE, again="case", only_reads=True)
async def show_case(act: Act, number: int) -> None:
    """`/case NUMBER`: state, bodies, deadlines, history; nothing that was told. In private it shows more, and is
    deleted from the chat in time. Raises NotFound for a case that may not be named here."""
    case = await seen_case(act.uow, act.scope, CaseNumber(number))
    links = await known_links(act.uow, act.scope, case) if act.is_private else ()
    child = await same_child(act.uow, act.scope, case)
    if case.number != number:
        await act.tell(
            Notice(SayOfTwoCases(key="staff-merged-leads-on", number=CaseNumber(number), other=case.number), act.to)
        )
    history = [done for one in ids_of(case) for done in await act.uow.audit.history(one, limit=HISTORY_READ)]
    history.sort(key=lambda done: done.at)
    said = case_status(case, history, act.now, private=act.is_private)
    said = replace(said, links=links, same_child=child, ways=_further_acts(act, case) if act.is_private else ())
    linked = await known_links(act.uow, act.scope, case, by_hand=True) if act.is_private else ()
    is_above = act.is_private and not ABOVE.isdisjoint(act.roles)
    said = replace(said, linked=linked, may_merge=is_above and case.is_open)
    late = leaves_at(act.services.profile.second_factor, act.now) if act.is_private else None
    leaves = expiry_of(act.services, "case", number, act.now) if act.is_private else None
    await act.tell(Notice(said, act.to, case=case.id, expires_at=late, leaves=leaves))


def _further_acts(act: Act, case: Case) -> tuple[str, ...]:
    """The buttons: what this person may do from here."""
    roles = case_roles(act.services, act.agent, case)
    bodies = bodies_of(act.agent)
    return further_acts(case, bodies, lambda action: may(action, roles, case, supervising=act.supervising), act.now)


async def seen_case(uow: UnitOfWork, scope: Scope, number: CaseNumber) -> Case:
    """The case, if it may be named in this scope. A case that may not be named is refused exactly as one that does not
    exist."""
    found = await uow.cases.by_number(number)
    case = None if found is None else await goes_on(uow, found)
    if case is None or not sees(scope, case) or scope.not_for & await uow.recusals.who(case.id):
        raise NotFound("no-such-case")
    return case


@transaction(Action.OVERDUE, again="overdue", only_reads=True)
async def list_overdue(act: Act) -> None:
    """`/overdue`: open cases with a missed deadline, the longest late first; for each every late body and deadline."""
    wanted = seen_filter(act.scope)
    late = await act.uow.cases.overdue(act.now, wanted, limit=LATE_SHOWN)
    total = await act.uow.cases.count_overdue(act.now, wanted)
    by_case = [late_rows(case, act.now) for case in late]
    shown = _whole_cases(by_case)
    rows = tuple(row for one in by_case[:shown] for row in one)
    await act.tell(Notice(OverdueList(rows=rows, total=total, steps=len(rows), more=max(0, total - shown)), act.to))


def _whole_cases(by_case: Sequence[Sequence[LateRow]]) -> int:
    """How many whole cases fit on one list. At least one, however long."""
    length = list(accumulate(len(one) for one in by_case))
    return max(1, sum(one <= ROWS_SHOWN for one in length)) if by_case else 0


@transaction(Action.AGENCIES, again="agencies", only_reads=True)
async def list_agencies(act: Act) -> None:
    """`/agencies`: which bodies have a group, since when, how many cases they have open, and how many of those are
    late."""
    scope, uow = act.scope, act.uow
    places = {place.agency: place for place in await uow.agencies.all()}
    seen = CaseFilter(not_seen_by=scope.barred_as, not_for=scope.not_for)
    loads = await uow.cases.caseloads(act.now, seen)
    late = late_steps(await uow.cases.overdue(act.now, seen, limit=LATE_COUNTED), act.now)
    heads = {key: len(await uow.staff.heads(key)) for key in act.services.profile.agencies}
    rows = [
        _agency_row(key, places.get(key), loads.get(key, Caseload()), late.get(key, LateSteps()), heads[key])
        for key in act.services.profile.agencies
        if scope.everything or key in scope.agencies
    ]
    await act.tell(Notice(AgencyList(rows=tuple(rows)), act.to))


def _agency_row(key: AgencyKey, place: AgencyPlace | None, load: Caseload, late: LateSteps, heads: int) -> AgencyRow:
    return AgencyRow(
        agency=key,
        bound=place is not None and place.works,
        lost=place is not None and place.lost_at is not None,
        refuses=place is not None and place.refuses_since is not None,
        open=load.open,
        waiting=load.unacknowledged,
        yellow=load.yellow,
        red=load.red,
        late=late.as_lead + late.as_support,
        late_support=late.as_support,
        heads=heads,
    )
