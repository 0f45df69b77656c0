"""One transaction over all stores."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.domain.ids import (
    ChatId,
    MessageId,
)
from bot.domain.notices.notice import Notice
from bot.ports.audit import AuditLog, DailyRuns, Timestamps
from bot.ports.cases import CaseStore, NoteStore, RecusalStore, SilentBodyStore, TaskStore, WorkStore
from bot.ports.chats import ChatDeletionStore, ExpiringMessageStore, MessageStore, NewGroupStore
from bot.ports.drafts import DraftStore
from bot.ports.fetches import FetchStore
from bot.ports.identities import IdentityStore
from bot.ports.institutions import InstitutionStore
from bot.ports.numbers import NumberStore
from bot.ports.people import AgencyStore, RosterStore, StaffStore, WorklistStore
from bot.ports.queues.given_up import GivenUpStore
from bot.ports.receipts import ActStore, ReceiptStore
from bot.ports.reports import ReportStore
from bot.ports.restores import RestoreStore
from bot.ports.retention import RetentionStore
from bot.ports.sealed_files import SealedFileStore, ThrottleStore
from bot.ports.second_factor import SecondFactorStore
from bot.ports.slips import SlipKeys


class OutboxStore(Protocol):
    """Everything that must be sent."""

    async def add(self, *notices: Notice) -> None:
        """Finds the chat of each address and writes a row each; rows of an agency without a chat wait."""
        ...

    async def hasten(self, chat: ChatId) -> None:
        """Replies to this chat get the priority of alerts: those that wait, and those still to be added here."""
        ...

    async def reached(self, chat: ChatId) -> None:
        """The chat can be reached again: what must be deleted there is tried now."""
        ...

    async def shown_in(self, slot: str) -> Sequence[ChatId]:
        """Chats in which a message has the slot, or will have it. A chat in which it is about to be deleted is left
        out."""
        ...

    async def being_sent_to(self) -> Sequence[ChatId]:
        """Chats to which something is being sent at this moment."""
        ...

    async def strays(self, chat: ChatId, since: datetime) -> Sequence[tuple[MessageId, MessageId]]:
        """Ranges of message numbers (first, last) where messages may be that were never stored. A send that got no
        answer and was repeated may have arrived twice."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Leaving it without `commit` rolls back. `commit` also closes the inbox row for which it was
    begun. Saving or deleting a value raises Conflict where somebody else has changed it since it was read here."""

    @property
    def drafts(self) -> DraftStore: ...
    @property
    def cases(self) -> CaseStore: ...
    @property
    def numbers(self) -> NumberStore: ...
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
    def work(self) -> WorkStore: ...
    @property
    def rosters(self) -> RosterStore: ...
    @property
    def worklists(self) -> WorklistStore: ...
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
    def institutions(self) -> InstitutionStore: ...
    @property
    def given_up(self) -> GivenUpStore: ...
    @property
    def acts(self) -> ActStore: ...
    @property
    def fetches(self) -> FetchStore: ...
    @property
    def slip_keys(self) -> SlipKeys: ...
    @property
    def has_committed(self) -> bool:
        """Whether what was done in it is stored."""
        ...

    async def commit(self) -> None: ...


class Begin(Protocol):
    """Opens units of work: `async with begin() as uow`. Within an update it is bound to the update's inbox row."""

    def __call__(self) -> AbstractAsyncContextManager[UnitOfWork]: ...
