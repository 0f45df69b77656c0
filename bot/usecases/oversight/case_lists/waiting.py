"""Everything that waits for a press of one person, from all places where it is stored; the worst first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.access.duties import Duty, acts_ever
from bot.domain.access.identity import LASTS as ASKED_FOR
from bot.domain.access.places import Place
from bot.domain.access.roles import Action
from bot.domain.access.throttle import is_quarantined
from bot.domain.access.waiting import ANSWERED_BY, Awaited, Waiting, is_for, waiting_in
from bot.domain.cases.case import Case, CaseState
from bot.domain.cases.record import Mark
from bot.domain.cases.stages.in_hand import next_deadline
from bot.domain.cases.stages.retention import AGREED_FOR
from bot.domain.ids import CaseId
from bot.domain.intake.media import key_holders
from bot.domain.notices.case_rows import WaitRow
from bot.domain.people import Agent
from bot.ports.unit_of_work import UnitOfWork
from bot.usecases.access.audience import bodies_of
from bot.usecases.access.permission import case_roles
from bot.usecases.access.scope import Scope
from bot.usecases.casework.disclosure.reveal import live
from bot.usecases.casework.disclosure.sealed_files import LASTS as PRESSED_FOR
from bot.usecases.oversight.case_lists.case_rows import wait_row
from bot.usecases.oversight.case_lists.filters import seen_filter
from bot.usecases.oversight.quarantine import seen
from bot.usecases.services import Services

LOOKED_AT = 100
"""How many cases with a question are read for one desk, the worst first."""
Asked = tuple[Case, Waiting]


@dataclass(frozen=True)
class ListReader:
    """The person for whom the list is made, and what they may be shown."""

    services: Services
    uow: UnitOfWork
    agent: Agent
    scope: Scope
    now: datetime

    def answers(self, case: Case, one: Waiting) -> bool:
        """Whether the question is theirs to answer."""
        return is_for(
            one,
            case,
            self.agent.person,
            case_roles(self.services, self.agent, case),
            supervising=self.services.profile.agency_with("supervising"),
            key_holders=bodies_of(self.agent) & key_holders(self.services.profile),
        )

    def may_ever(self, action: Action) -> bool:
        """Whether they may answer such a question in any case; if not, none is looked for."""
        duty = Duty(self.agent.agencies, self.agent.heads, self.agent.supervisor)
        return action in acts_ever(duty, Place.PRIVATE, self.services.profile)


async def questions(reader: ListReader) -> tuple[list[WaitRow], list[WaitRow]]:
    """Questions that the reader may answer; and questions that wait for others, in cases that the reader may be
    shown."""
    cases = await reader.uow.cases.worst(replace(seen_filter(reader.scope), waits=True), start=0, limit=LOOKED_AT)
    asked = [(case, one) for case in cases for one in waiting_in(case)]
    asked += await _apart(reader)
    own = [pair for pair in asked if reader.answers(*pair)]
    others = [pair for pair in asked if pair not in own]
    return _rows(own, reader.now) + await _quarantined(reader), _rows(others, reader.now)


def _rows(asked: Iterable[Asked], now: datetime) -> list[WaitRow]:
    """Late ones first, then by class, then by deadline."""
    rows = [wait_row(case, one.kind.value, one.agency, one.due_at, now) for case, one in asked]
    return sorted(rows, key=lambda row: (not row.late, -row.urgency.rank, row.due_at or now, row.number))


async def _apart(reader: ListReader) -> list[Asked]:
    """Questions that are stored beside the case: who reported, sealed files, erasing."""
    uow, now, found = reader.uow, reader.now, list[Asked]()
    if reader.may_ever(Action.REVEAL_AGREE):
        for case in await _known(reader, await uow.identities.asked_since(now - ASKED_FOR)):
            waits = [one for one in await live(uow, case, now) if one.agreed_at is None]
            found += [(case, Waiting(Awaited.REVEAL, one.agency, by=one.person)) for one in waits]
    if reader.may_ever(Action.RELEASE):
        for case in await _known(reader, await uow.sealed_files.pressed_since(now - PRESSED_FOR)):
            pressed = await uow.sealed_files.pressed(case.id, now - PRESSED_FOR)
            found += [(case, Waiting(Awaited.RELEASE, one.agency, by=one.person)) for one in pressed]
    if reader.may_ever(Action.KEEP):
        for case in await _known(reader, await uow.retention.let_go_since(now - AGREED_FOR)):
            first = (await uow.retention.of(case.id)).let_go_by
            found += [(case, Waiting(Awaited.ERASE, case.lead, by=first))] if first is not None else []
    return found


async def _known(reader: ListReader, wanted: Sequence[CaseId]) -> list[Case]:
    """Questions that may be named to the reader: none of a case that they have handed on, or that bars a body of
    theirs."""
    gone = set(await reader.uow.recusals.cases_of(reader.agent.person)) if wanted else set()
    cases = await reader.uow.cases.known([one for one in wanted if one not in gone])
    known = [case for case in cases.values() if reader.agent.person not in (case.handed_on or ())]
    return [case for case in known if case_roles(reader.services, reader.agent, case)]


async def _quarantined(reader: ListReader) -> list[WaitRow]:
    """Reports in quarantine on which nobody has decided."""
    if not reader.may_ever(ANSWERED_BY[Awaited.LOOK]):
        return []
    waiting = [one for one in await reader.uow.throttle.waiting() if one.passes_at is not None]
    return [
        wait_row(one.case, Awaited.LOOK.value, one.case.lead, one.passes_at, reader.now)
        for one in seen(waiting, reader.agent)
    ]


async def untaken(reader: ListReader, shown: int) -> tuple[list[WaitRow], int]:
    """Cases that the lead has not acknowledged, the worst first; and how many there are."""
    wanted = replace(seen_filter(reader.scope), states=frozenset({CaseState.RECEIVED}))
    quarantined = seen([*await reader.uow.throttle.waiting()], reader.agent)
    cases = await reader.uow.cases.worst(wanted, start=0, limit=shown + len(quarantined))
    rows = [_untaken(case, reader.now) for case in cases if not is_quarantined(case)]
    return rows[:shown], await reader.uow.cases.count(wanted) - len(quarantined)


def _untaken(case: Case, now: datetime) -> WaitRow:
    deadline = next_deadline(case, case.lead)
    return wait_row(case, "untaken", case.lead, None if deadline is None else deadline.due_at, now)


async def red(reader: ListReader, shown: int) -> tuple[list[WaitRow], int]:
    """Open cases that have had no outcome for 90 days, the worst first; and how many there are."""
    wanted = replace(seen_filter(reader.scope), marks=frozenset({Mark.RED}))
    cases = await reader.uow.cases.worst(wanted, start=0, limit=shown)
    return [wait_row(case, "red", case.lead, None, reader.now) for case in cases], await reader.uow.cases.count(wanted)
