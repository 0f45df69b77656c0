"""The stores that the consequences of a delivery are written to, in one transaction."""

from bot.ports.audit import AuditLog
from bot.ports.audit import Timestamps as Moments
from bot.ports.cases import CaseStore
from bot.ports.chats import MessageStore
from bot.ports.people import AgencyStore, RosterStore, StaffStore
from bot.ports.unit_of_work import OutboxStore
from storage.cases.cases import Cases
from storage.chats.messages import Messages
from storage.people.rosters import Rosters
from storage.people.staff import StaffTable
from storage.queues.group_rows import agencies_of
from storage.queues.outgoing import Outgoing
from storage.records.audit import Audit
from storage.records.timestamps import TimestampTable
from storage.session import Session


class DeliveryStores:
    """The stores that group_news, arrived_answers and waiting_calls (bot/usecases/access) ask for, in one
    transaction."""

    def __init__(self, session: Session, audit: Audit) -> None:
        self.agencies: AgencyStore = agencies_of(session)
        self.staff: StaffStore = StaffTable(session)
        self.outbox: OutboxStore = Outgoing(session)
        self.timestamps: Moments = TimestampTable(session)
        self.audit: AuditLog = audit
        self.cases: CaseStore = Cases(session)
        self.messages: MessageStore = Messages(session)
        self.rosters: RosterStore = Rosters(session)
