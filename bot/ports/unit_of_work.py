"""One transaction over all stores."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.domain.ids import (
    ChatId,
)
from bot.domain.notices.notice import Notice
from bot.ports.audit import AuditLog, DailyRuns, Timestamps
from bot.ports.cases import CaseStore, NoteStore, RecusalStore, SilentBodyStore, TaskStore
from bot.ports.chats import ChatDeletionStore, ExpiringMessageStore, MessageStore, NewGroupStore
from bot.ports.drafts import DraftStore
from bot.ports.fetches import FetchStore
from bot.ports.given_up import GivenUpStore
from bot.ports.identities import IdentityStore
from bot.ports.people import AgencyStore, RosterStore, StaffStore
from bot.ports.receipts import ActStore, ReceiptStore
from bot.ports.reports import ReportStore
from bot.ports.restores import RestoreStore
from bot.ports.retention import RetentionStore
from bot.ports.sealed_files import SealedFileStore, ThrottleStore
from bot.ports.second_factor import SecondFactorStore
from bot.ports.slips import SlipKeys


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

    @property
    def drafts(self) -> DraftStore: ...
    @property
    def cases(self) -> CaseStore: ...
    @property
    def reports(self) -> ReportStore: ...
    @property
    def agencies(self) -> AgencyStore: ...
    @property
    def new_groups(self) -> NewGroupStore: ...
    @property
    def staff(self) -> StaffStore: ...
    @property
    def messages(self) -> MessageStore: ...
    @property
    def audit(self) -> AuditLog: ...
    @property
    def daily_runs(self) -> DailyRuns: ...
    @property
    def retention(self) -> RetentionStore: ...
    @property
    def recusals(self) -> RecusalStore: ...
    @property
    def notes(self) -> NoteStore: ...
    @property
    def tasks(self) -> TaskStore: ...
    @property
    def rosters(self) -> RosterStore: ...
    @property
    def silent_bodies(self) -> SilentBodyStore: ...
    @property
    def outbox(self) -> OutboxStore: ...
    @property
    def timestamps(self) -> Timestamps: ...
    @property
    def receipts(self) -> ReceiptStore: ...
    @property
    def restores(self) -> RestoreStore: ...
    @property
    def chat_deletions(self) -> ChatDeletionStore: ...
    @property
    def sealed_files(self) -> SealedFileStore: ...
    @property
    def throttle(self) -> ThrottleStore: ...
    @property
    def second_factors(self) -> SecondFactorStore: ...
    @property
    def expiring_messages(self) -> ExpiringMessageStore: ...
    @property
    def identities(self) -> IdentityStore: ...
    @property
    def given_up(self) -> GivenUpStore: ...
    @property
    def acts(self) -> ActStore: ...
    @property
    def fetches(self) -> FetchStore: ...
    @property
    def slip_keys(self) -> SlipKeys: ...
    async def commit(self) -> None: ...


class Begin(Protocol):
    """Opens units of work: `async with begin() as uow`. Within an update it is bound to the update's inbox row."""

    def __call__(self) -> AbstractAsyncContextManager[UnitOfWork]: ...


DATABASE_AWAY = "DatabaseAway"
"""The reason of a fault that is the database's: away, damaged, or not to be written."""
