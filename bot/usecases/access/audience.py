"""Who may be told of a case. When a notice is written, the database decides; when it is sent, Telegram is asked too."""

from collections.abc import Iterable
from enum import Enum

from bot.domain.access.roles_in_case import is_barred
from bot.domain.cases.case import Case
from bot.domain.cases.flags import Flag
from bot.domain.errors import Unreachable
from bot.domain.ids import AgencyKey, ChatId, PersonKey, UserId
from bot.domain.notices.notice import Mode, Notice, ToAgency, ToOversight, ToPerson, ToReporter
from bot.domain.notices.officer.cases import Card
from bot.domain.people import (
    OVERSIGHT,
    Agent,
    Staff,
)
from bot.ports.blind_index import (
    BlindIndex,
)
from bot.ports.people import (
    Membership,
)
from bot.ports.unit_of_work import (
    Begin,
    UnitOfWork,
)
from bot.usecases.access.merged_cases import goes_on


def bodies_of(agent: Agent) -> frozenset[AgencyKey]:
    """The bodies that the person belongs to or heads. The oversight group is not a body."""
    return (agent.agencies | agent.heads) - {OVERSIGHT}


def may_be_of(agent: Agent) -> frozenset[AgencyKey]:
    """The bodies of `bodies_of`, and the bodies whose groups could not be asked. Use it to decide whether somebody is
    barred from a case."""
    return bodies_of(agent) | agent.unsure


async def audience_of(uow: UnitOfWork, case: Case, staff: Iterable[Staff]) -> list[PersonKey]:
    """The given people without heads of barred bodies and people who have handed the case on, each person once."""
    gone = await uow.recusals.who(case.id)
    allowed = [one.person for one in staff if not is_barred(case, one.heads)]
    return [person for person in dict.fromkeys(allowed) if person not in gone]


async def reachable_of(uow: UnitOfWork, case: Case, staff: Iterable[Staff]) -> list[ToPerson]:
    """The audience of the case without people who cannot be written to."""
    return [ToPerson(person) for person in await audience_of(uow, case, [one for one in staff if one.reachable])]


async def may_read_in_list(uow: UnitOfWork, notice: Notice, case: Case) -> bool:
    """Whether the reader of a notice may be told of this case: a list of several cases names none that was barred, or
    handed on, since it was written. Of a notice about one case `Audience` was asked before."""
    if notice.case is not None:
        return True
    match notice.to:
        case ToPerson(person):
            return not case.barred and person not in await uow.recusals.who(case.id)
        case ToAgency(agency):
            return not is_barred(case, [agency])
    return not case.barred


class Permission(Enum):
    """Whether a row may be sent to its chat."""

    DENIED = "denied"
    """The person who is meant may not be told any more."""
    GRANTED = "granted"
    AS_A_DRILL = "as a drill"
    """The row may be sent, and must say that it is about a drill."""


class Audience:
    """Asked of every row before it is sent: may this chat still be told of the case? Since the row was written,
    somebody may have been barred or have handed the case on; and only Telegram knows in which groups a supervisor sits.
    Raises Unreachable when a group that matters cannot be asked: nothing is sent on a guess."""

    def __init__(self, reading: Begin, blind_index: BlindIndex, membership: Membership) -> None:
        self._reading = reading
        self._blind_index = blind_index
        self._membership = membership

    async def permission_for(self, notice: Notice, chat: ChatId) -> Permission:
        """Whether the notice may go to this chat. A card is always allowed, because it reads the case itself; so is a
        notice to a reporter about the own report, and every deletion."""
        if isinstance(notice.content, Card) or notice.mode is Mode.DELETE or isinstance(notice.to, ToReporter):
            return Permission.GRANTED
        if isinstance(notice.to, ToPerson) and await self._has_left(chat):
            return Permission.DENIED
        if notice.case is None or (chat < 0 and not isinstance(notice.to, ToAgency | ToOversight)):
            return Permission.GRANTED
        async with self._reading() as uow:
            case = await goes_on(uow, await uow.cases.get(notice.case))
            gone = await uow.recusals.who(case.id)
        if not await self._may_be_told(case, gone, notice, chat):
            return Permission.DENIED
        return Permission.AS_A_DRILL if Flag.DRILL in case.flags else Permission.GRANTED

    async def _has_left(self, chat: ChatId) -> bool:
        """Whether the chat belongs to a member of the staff who has left since the notice was written."""
        async with self._reading() as uow:
            staff = await uow.staff.get(self._blind_index.person(UserId(chat)))
        return staff is not None and staff.left_at is not None

    async def _may_be_told(self, case: Case, gone: frozenset[PersonKey], notice: Notice, chat: ChatId) -> bool:
        if isinstance(notice.to, ToAgency):
            return not is_barred(case, [notice.to.agency])
        return isinstance(notice.to, ToOversight) or await self._person_may_be_told(case, gone, chat)

    async def _person_may_be_told(self, case: Case, gone: frozenset[PersonKey], chat: ChatId) -> bool:
        """Whether the person of a private chat may be told. In Telegram a private chat has its person's number."""
        user = UserId(chat)
        person = self._blind_index.person(user)
        if person in gone:
            return False
        if not case.barred:
            return True
        async with self._reading() as uow:
            staff = await uow.staff.get(person)
        belonging = await self._membership.belonging(user)
        if is_barred(case, belonging.sure | (staff.heads if staff else frozenset())):
            return False
        if is_barred(case, belonging.unsure):
            raise Unreachable("telegram")
        return True
