"""What a body's group may read of a case at the moment at which its card, or its list of reminders, is sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.access.roles_in_case import told_part
from bot.domain.cases.case import Case, Task
from bot.domain.cases.lists import CaseFilter
from bot.domain.ids import AgencyKey, CaseId, CaseNumber
from bot.domain.people import Staff
from bot.domain.profile import Profile
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import Begin, UnitOfWork
from bot.usecases.access.scope import group_scope
from bot.usecases.casework.merging.linking import same_child

LOOKED_AT = 200
"""How many of a body's newest open cases are looked at for its list of reminders."""


@dataclass(frozen=True)
class CardNow:
    """The case as one body may know it now."""

    case: Case
    part: Task
    """The part of this body in the case."""
    mentioned: Sequence[Staff]
    """Its heads, whose phones ring while a P1 case waits for the body and it keeps no roster."""
    same_child: tuple[CaseNumber, ...]
    """Other cases that may be about the same child, and may be named in this group."""


async def card_now(reading: Begin, profile: Profile, case_id: CaseId, body: AgencyKey) -> CardNow | None:
    """The case for the card of this body. None where it has no part in it (any more), or must not know of it."""
    async with reading() as uow:
        case = await uow.cases.get(case_id)
        part = told_part(case, body)
        if part is None:
            return None
        scope = group_scope(frozenset({body}), profile.agency_with("supervising"), profile.agencies)
        mentioned = await _mentioned(uow, case, part)
        return CardNow(case, part, mentioned, await same_child(uow, scope, case))


async def _mentioned(uow: UnitOfWork, case: Case, part: Task) -> Sequence[Staff]:
    if case.urgency is not Urgency.P1 or not part.is_awaited or await uow.rosters.of(part.agency) is not None:
        return ()
    return await uow.staff.heads(part.agency)


async def cases_to_remind_of(reading: Begin, named: Sequence[CaseNumber], body: AgencyKey) -> list[Case]:
    """The named cases, and the body's newest open ones, because this list replaces the one before."""
    async with reading() as uow:
        own = CaseFilter(agencies=frozenset({body}), not_seen_by=frozenset({body}))
        newest = await uow.cases.page(own, after=None, limit=LOOKED_AT)
        found = {case.number: case for case in newest}
        for number in [number for number in named if number not in found]:
            one = await uow.cases.by_number(number)
            found |= {one.number: one} if one is not None else {}
    return [*found.values()]
