"""What is stored when an attempt to send a message has ended, in one transaction."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.domain.ids import AgencyKey, CaseNumber, ChatId
from bot.domain.queues.delivery import End, MessagePart, OutboxRow, Outcome, Sent
from bot.domain.queues.next_attempt import PutOff
from bot.ports.audit import AuditLog, Timestamps
from bot.ports.blind_index import BlindIndex
from bot.ports.cases import CaseStore
from bot.ports.chats import MessageStore
from bot.ports.people import AgencyStore, RosterStore, StaffStore
from bot.ports.reports import ReportStore
from bot.ports.unit_of_work import OutboxStore


class TriedRow(Protocol):
    """The row that was tried. A worker that was taken for dead may still note that its row was sent, for that is true.
    Nothing else changes a row that another worker has leased meanwhile."""

    async def note_sent(self, outcome: Sent) -> None:
        """Notes which messages stand in the chat now, which of them holds the slot, and which must go at which
        moment."""
        ...

    async def note_parts(self, parts: Sequence[MessagePart]) -> None:
        """Notes what of the row stands in its chat before all of it does. The next attempt goes on after these parts.
        They must go as the whole would have to."""
        ...

    async def end(self, end: End, reason: str) -> bool:
        """Ends the row and erases its content; a dead letter keeps it for an operator. Returns False where it had ended
        already, or is another worker's."""
        ...

    async def put_off(self, wait: PutOff) -> None: ...
    async def wait_for_group(self, chat: ChatId | None, reason: str) -> None:
        """The row is due in this group of its body, or waits until one is bound (None)."""
        ...

    async def is_elsewhere(self) -> bool:
        """Whether the row was moved to another chat since it was leased."""
        ...

    async def case_number(self) -> CaseNumber | None: ...
    async def barred(self) -> Collection[AgencyKey]:
        """The bodies that its case bars."""
        ...

    async def count_alert(self, *, has_arrived: bool) -> None:
        """If the row was an alert to a body, counts it."""
        ...


class DeliveryStores(Protocol):
    """The stores of one transaction that follow-ups of a delivery ask for."""

    @property
    def tried(self) -> TriedRow: ...
    @property
    def agencies(self) -> AgencyStore: ...
    @property
    def staff(self) -> StaffStore: ...
    @property
    def reports(self) -> ReportStore: ...
    @property
    def outbox(self) -> OutboxStore: ...
    @property
    def timestamps(self) -> Timestamps: ...
    @property
    def audit(self) -> AuditLog: ...
    @property
    def cases(self) -> CaseStore: ...
    @property
    def messages(self) -> MessageStore: ...
    @property
    def rosters(self) -> RosterStore: ...
    @property
    def blind_index(self) -> BlindIndex: ...


class FollowUp(Protocol):
    """What follows when an attempt has ended. The queue that stores the end calls it, and commits."""

    async def __call__(self, stores: DeliveryStores, row: OutboxRow, outcome: Outcome, now: datetime) -> None: ...
