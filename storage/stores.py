"""The stores of one transaction, each made when it is asked for: an update needs six of them."""

from collections.abc import Callable
from functools import cached_property

from bot.ports.audit import DailyRuns
from bot.ports.audit import Timestamps as Moments
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
from bot.ports.unit_of_work import OutboxStore
from storage.cases.cases import Cases
from storage.cases.drafts import Drafts
from storage.cases.notes import Notes
from storage.cases.receipts import Receipts
from storage.cases.recusals import Recusals
from storage.cases.reports import Reports
from storage.cases.rollups import Rollups
from storage.cases.sealed_files import SealedFileTable
from storage.cases.silent_bodies import SilentBodies
from storage.cases.task_lists import TaskLists
from storage.cases.throttle import ThrottleRows
from storage.cases.work_lists import WorkLists
from storage.chats.expiring_messages import ExpiringMessageTable
from storage.chats.messages import Messages
from storage.chats.new_groups import NewGroups
from storage.chats.self_clearing import ChatDeletionTable
from storage.crypto.slip_keys import keys_of
from storage.institutions.institutions import Institutions
from storage.maintenance.retention import RetentionRows
from storage.people.identities import Identities
from storage.people.rosters import Rosters
from storage.people.second_factors import FactorTable
from storage.people.staff import StaffTable
from storage.queues.fetches import FetchBook
from storage.queues.given_up import GivenUpQueues
from storage.queues.group_rows import agencies_of
from storage.queues.last_acts import LastActs
from storage.queues.leased_messages import LeasedMessages
from storage.queues.outgoing import OutgoingMessages
from storage.records.audit import Audit
from storage.records.daily_runs import DailyRunsTable
from storage.records.restores import Restores
from storage.records.timestamps import TimestampTable
from storage.records.worklists import Worklists
from storage.session import Session


class Stores:
    """All that a unit of work reaches."""

    def __init__(self, session: Session, leased: LeasedMessages, has_space: Callable[[], bool]) -> None:
        """`has_space`: whether the disk has room for files."""
        self._session = session
        self._leased = leased
        self._has_space = has_space
        self._has_committed = False

    @property
    def has_committed(self) -> bool:
        """Whether the transaction was committed."""
        return self._has_committed

    def note_commit(self) -> None:
        """The transaction was committed."""
        self._has_committed = True

    @cached_property
    def drafts(self) -> DraftStore:
        return Drafts(self._session, FetchBook(self._session, self._has_space).cancel)

    @cached_property
    def cases(self) -> CaseStore:
        return Cases(self._session)

    @cached_property
    def numbers(self) -> NumberStore:
        return Rollups(self._session)

    @cached_property
    def reports(self) -> ReportStore:
        return Reports(self._session)

    @cached_property
    def agencies(self) -> AgencyStore:
        return agencies_of(self._session)

    @cached_property
    def new_groups(self) -> NewGroupStore:
        return NewGroups(self._session)

    @cached_property
    def staff(self) -> StaffStore:
        return StaffTable(self._session)

    @cached_property
    def messages(self) -> MessageStore:
        return Messages(self._session)

    @cached_property
    def daily_runs(self) -> DailyRuns:
        return DailyRunsTable(self._session)

    @cached_property
    def retention(self) -> RetentionStore:
        return RetentionRows(self._session)

    @cached_property
    def recusals(self) -> RecusalStore:
        return Recusals(self._session)

    @cached_property
    def notes(self) -> NoteStore:
        return Notes(self._session)

    @cached_property
    def tasks(self) -> TaskStore:
        return TaskLists(self._session)

    @cached_property
    def work(self) -> WorkStore:
        return WorkLists(self._session)

    @cached_property
    def rosters(self) -> RosterStore:
        return Rosters(self._session)

    @cached_property
    def worklists(self) -> WorklistStore:
        return Worklists(self._session)

    @cached_property
    def silent_bodies(self) -> SilentBodyStore:
        return SilentBodies(self._session)

    @cached_property
    def outbox(self) -> OutboxStore:
        return OutgoingMessages(self._session, self._leased)

    @cached_property
    def timestamps(self) -> Moments:
        return TimestampTable(self._session)

    @cached_property
    def restores(self) -> RestoreStore:
        return Restores(self._session)

    @cached_property
    def receipts(self) -> ReceiptStore:
        return Receipts(self._session)

    @cached_property
    def chat_deletions(self) -> ChatDeletionStore:
        return ChatDeletionTable(self._session)

    @cached_property
    def sealed_files(self) -> SealedFileStore:
        return SealedFileTable(self._session)

    @cached_property
    def throttle(self) -> ThrottleStore:
        return ThrottleRows(self._session)

    @cached_property
    def second_factors(self) -> SecondFactorStore:
        return FactorTable(self._session)

    @cached_property
    def expiring_messages(self) -> ExpiringMessageStore:
        return ExpiringMessageTable(self._session)

    @cached_property
    def identities(self) -> IdentityStore:
        return Identities(self._session)

    @cached_property
    def institutions(self) -> InstitutionStore:
        return Institutions(self._session)

    @cached_property
    def given_up(self) -> GivenUpStore:
        return GivenUpQueues(self._session)

    @cached_property
    def acts(self) -> ActStore:
        return LastActs(self._session)

    @cached_property
    def fetches(self) -> FetchStore:
        return FetchBook(self._session, self._has_space)

    @cached_property
    def slip_keys(self) -> SlipKeys:
        return keys_of(self._session.vault)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self._session)
