"""The weekly report on Monday: to supervisors, to the supervising body, and to heads about their own bodies."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.ids import AgencyKey
from bot.domain.notices.notice import Address, Notice, Priority, ToAgency, ToPerson
from bot.domain.notices.supervisor.exports import WeeklyReport, WeeklyTable
from bot.domain.numbers.weeks import is_whole_week, last_monday
from bot.domain.people import Staff
from bot.ports.people import Membership
from bot.usecases.access.scope import Scope
from bot.usecases.acting import transaction_of_program
from bot.usecases.oversight.statistics.boards import WantedNumbers, board_of
from bot.usecases.oversight.statistics.reading_boards import Recipient
from bot.usecases.services import Services, Transaction

JOB = "weekly"
CATCH_UP = timedelta(days=1)
"""If the line was down at that hour, the report is sent when it is back, but no later than this."""


async def send_weekly(services: Services, membership: Membership, now: datetime) -> None:
    """Sends the report once a week, on Monday at the digest's hour, however often it is called. The first one is sent
    after the line's first whole week. Raises Unreachable when Telegram cannot be asked who belongs where."""
    hour = last_monday(now, services.profile.policy.digest_at, services.profile.zone)
    is_time = now < hour + CATCH_UP and is_whole_week(await _began(services), hour)
    readers = await _readers(services, membership) if is_time else None
    await _send_once(services, now, hour, readers)


@transaction_of_program
async def _send_once(act: Transaction, hour: datetime, readers: Mapping[Staff, frozenset[AgencyKey]] | None) -> None:
    """`readers`: None when it is not time. Then a Monday that was claimed while the clock was ahead is forgotten."""
    services, uow = act.services, act.uow
    if await uow.daily_runs.claim(JOB, hour.toordinal()) is None or readers is None:
        return
    for to, scope, is_dark in await _addressed(act, readers):
        board = await board_of(Recipient(services, uow, scope, act.now), WantedNumbers(period="week"), named=False)
        told = (WeeklyReport(board=board, dark=is_dark), WeeklyTable(board=board))
        await uow.outbox.add(*(Notice(one, to, priority=Priority.DIGEST, silent=True) for one in told))


async def _began(services: Services) -> datetime | None:
    async with services.reading() as uow:
        return await uow.audit.first_at()


async def _readers(services: Services, membership: Membership) -> Mapping[Staff, frozenset[AgencyKey]]:
    """Supervisors and heads, with the bodies that they belong to or may belong to. Telegram is asked outside of any
    transaction."""
    async with services.reading() as uow:
        known = [one for one in await uow.staff.everybody() if one.is_current and one.reachable]
    found = {one: await membership.belonging(one.user) for one in known if one.supervisor or one.heads}
    return {one: one.heads | belonging.sure | belonging.unsure for one, belonging in found.items()}


async def _addressed(
    act: Transaction, readers: Mapping[Staff, frozenset[AgencyKey]]
) -> list[tuple[Address, Scope, bool]]:
    """The receivers of the report, and two facts for each: the cases that it is about, and whether its pictures are
    dark. Cases that bar one of the receiver's bodies, or that the receiver has handed on, are left out."""
    told: list[tuple[Address, Scope, bool]] = []
    supervising = act.services.profile.agency_with("supervising")
    for one, barred in readers.items():
        is_above = one.supervisor or supervising in one.heads
        agencies = frozenset() if is_above else one.heads
        scope = Scope(is_above, agencies, barred_as=barred, private=True, asker=one.person)
        told.append((ToPerson(one.person), scope, one.dark_pictures))
    if supervising in {place.agency for place in await act.uow.agencies.all() if place.works}:
        told.append((ToAgency(supervising), Scope(everything=True, barred_as=frozenset({supervising})), False))
    return told
