"""The stores that the end of an attempt is written to, in one transaction; each is made when it is asked for."""

from datetime import datetime
from functools import cached_property

from bot.domain.queues.delivery import OutboxRow
from bot.ports.audit import Timestamps as Moments
from bot.ports.blind_index import BlindIndex
from bot.ports.cases import CaseStore
from bot.ports.chats import MessageStore
from bot.ports.delivery import TriedRow
from bot.ports.people import AgencyStore, RosterStore, StaffStore
from bot.ports.reports import ReportStore
from bot.ports.unit_of_work import OutboxStore
from storage.cases.cases import Cases
from storage.cases.reports import Reports
from storage.chats.messages import Messages
from storage.people.rosters import Rosters
from storage.people.staff import StaffTable
from storage.queues.group_rows import agencies_of
from storage.queues.outgoing import OutgoingMessages
from storage.queues.tried_row import TriedOutboxRow
from storage.records.audit import Audit
from storage.records.timestamps import TimestampTable
from storage.session import Session


class DeliveryTables:
    """Implements `bot.ports.delivery.DeliveryStores`."""

    def __init__(self, session: Session, row: OutboxRow, now: datetime, worker: int | None) -> None:
        """`worker`: to which the row was leased."""
        self._session = session
        self.tried: TriedRow = TriedOutboxRow(session, row, now, worker)
        self.audit = Audit(session)
        self.blind_index: BlindIndex = session.blind_index

    @cached_property
    def agencies(self) -> AgencyStore:
        return agencies_of(self._session)

    @cached_property
    def staff(self) -> StaffStore:
        return StaffTable(self._session)

    @cached_property
    def reports(self) -> ReportStore:
        return Reports(self._session)

    @cached_property
    def outbox(self) -> OutboxStore:
        return OutgoingMessages(self._session)

    @cached_property
    def timestamps(self) -> Moments:
        return TimestampTable(self._session)

    @cached_property
    def cases(self) -> CaseStore:
        return Cases(self._session)

    @cached_property
    def messages(self) -> MessageStore:
        return Messages(self._session)

    @cached_property
    def rosters(self) -> RosterStore:
        return Rosters(self._session)
