"""One transaction over all stores."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.domain.ids import (
    ChatId,
)
from bot.domain.notices.notice import Notice
from bot.ports.audit import AuditLog, DailyRuns, Timestamps
from bot.ports.cases import CaseStore, NoteStore, RecusalStore, SilentBodyStore
from bot.ports.chats import ChatDeletionStore, ExpiringMessageStore, MessageStore, NewGroupStore
from bot.ports.drafts import DraftStore
from bot.ports.fetches import FetchStore
from bot.ports.given_up import GivenUpStore
from bot.ports.identities import IdentityStore
from bot.ports.people import AgencyStore, StaffStore
from bot.ports.receipts import ActStore, ReceiptStore
from bot.ports.reports import ReportStore
from bot.ports.restores import RestoreStore
from bot.ports.retention import RetentionStore
from bot.ports.sealed_files import SealedFileStore, ThrottleStore
from bot.ports.second_factor import SecondFactorStore


class OutboxStore(Protocol):
    """Everything that is to be sent."""

    async def add(self, *notices: Notice) -> None:
        """Resolve the address to a chat and write a row each; rows of an agency without a chat wait."""
        ...

    async def hasten(self, chat: ChatId) -> None:
        """Replies to this chat travel with the alerts: those that wait, and those still to be added here."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Leaving without `commit` rolls back. `commit` also closes the inbox row it was begun for."""

    drafts: DraftStore
    cases: CaseStore
    reports: ReportStore
    agencies: AgencyStore
    new_groups: NewGroupStore
    staff: StaffStore
    messages: MessageStore
    audit: AuditLog
    daily_runs: DailyRuns
    retention: RetentionStore
    recusals: RecusalStore
    notes: NoteStore
    silent_bodies: SilentBodyStore
    outbox: OutboxStore
    timestamps: Timestamps
    receipts: ReceiptStore
    restores: RestoreStore
    chat_deletions: ChatDeletionStore
    sealed_files: SealedFileStore
    throttle: ThrottleStore
    second_factors: SecondFactorStore
    expiring_messages: ExpiringMessageStore
    identities: IdentityStore
    given_up: GivenUpStore
    acts: ActStore
    fetches: FetchStore

    async def commit(self) -> None: ...


class Begin(Protocol):
    """Opens units of work: `async with begin() as uow`. Within an update it is bound to the update's inbox row."""

    def __call__(self) -> AbstractAsyncContextManager[UnitOfWork]: ...


DATABASE_AWAY = "DatabaseAway"
"""The reason of a fault that is the database's: away, damaged, or not to be written."""
