"""How far the alert of a P1 case has come, as its reporter is told."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.access.roles_in_case import told_parts
from bot.domain.access.throttle import is_quarantined
from bot.domain.cases.case import Case
from bot.domain.cases.deadlines.danger import is_left_alone
from bot.domain.cases.reporter.merged import as_told
from bot.domain.ids import CaseNumber
from bot.domain.urgency import Urgency
from bot.ports.unit_of_work import Begin, UnitOfWork
from bot.usecases.access.cards import card_slot
from bot.usecases.access.merged_cases import merge_chain

FRESH = timedelta(minutes=1)
"""How long after the case was made the reporter reads that the alert is on its way. The alert and this message are sent
side by side."""


class Alert(StrEnum):
    """What the reporter reads of the alert."""

    QUARANTINED = "held"
    """The report waits for a look before any body is alerted."""
    ON_ITS_WAY = "on_its_way"
    TOLD = "told"
    """A body's group shows the card."""
    LATE = "late"
    """Nobody has acknowledged the case in time."""
    TAKEN = "taken"


async def alert_of(reading: Begin, number: CaseNumber, now: datetime) -> Alert | None:
    """How far the alert of the case of that number has come. None where there is nothing to say: the case is over, was
    never P1, or does not exist."""
    async with reading() as uow:
        case = await _case_as_told(uow, number)
        return None if case is None or not case.is_open else await _alert(uow, case, now)


async def is_left_alone_now(reading: Begin, number: CaseNumber, now: datetime) -> bool:
    """SG47: whether nobody has acknowledged the case in time, as before."""
    async with reading() as uow:
        case = await _case_as_told(uow, number)
    return case is not None and is_left_alone(case, now)


async def _case_as_told(uow: UnitOfWork, number: CaseNumber) -> Case | None:
    """The case of that number as its reporter reads it."""
    found = await uow.cases.by_number(number)
    return None if found is None else as_told(await merge_chain(uow, found))


async def _alert(uow: UnitOfWork, case: Case, now: datetime) -> Alert | None:
    if case.acknowledged_at is not None:
        return Alert.TAKEN
    if case.urgency is not Urgency.P1:
        return None
    if is_quarantined(case):
        return Alert.QUARANTINED
    if is_left_alone(case, now):
        return Alert.LATE
    is_fresh = now - case.received_at < FRESH
    return Alert.TOLD if not is_fresh and await _is_in_a_group(uow, case) else Alert.ON_ITS_WAY


async def _is_in_a_group(uow: UnitOfWork, case: Case) -> bool:
    """Whether a body's group shows the card."""
    bodies = {part.agency for part in told_parts(case)}
    places = [place for place in await uow.agencies.all() if place.agency in bodies and place.works]
    stands = [await uow.messages.slot(place.joined, card_slot(case)) for place in places if place.joined is not None]
    return any(message is not None for message in stands)
