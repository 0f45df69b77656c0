"""What the inside asks of the outside, as protocols: clock, stores, files, sending."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeAlias

from bot.domain.braking import Held
from bot.domain.case import Case, CaseState, Flag, Mark
from bot.domain.ids import (
    AgencyKey,
    CaseId,
    CaseNumber,
    ChatId,
    DraftId,
    FileKey,
    MessageId,
    PersonKey,
    ReporterToken,
    UserId,
)
from bot.domain.notices import Fact, Notice
from bot.domain.profile import Bucket
from bot.domain.report import Addition, Contact, Draft, Report
from bot.domain.urgency import Urgency
from bot.ports_contact import ReceiptStore, SweepStore
from bot.ports_lock import LeavingStore, LockStore
from bot.ports_queue import GivenUpStore
from bot.ports_vault import IdentityStore


class Clock(Protocol):
    """The time, aware UTC."""

    def now(self) -> datetime: ...


class Tokens(Protocol):
    """Randomness."""

    def token(self, size: int = 16) -> str:
        """`size` random bytes as URL-safe text without padding."""
        ...


# --- People and places -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Visitor:
    """Who did something, as Telegram names them. Never logged, never stored in the clear."""

    user: UserId
    chat: ChatId
    person: PersonKey
    """Keyed hash of `user`."""
    locale: str
    name: str = ""


@dataclass(frozen=True)
class Agent:
    """A staff member asking for something, with rights established on fresh state."""

    person: PersonKey
    agencies: frozenset[AgencyKey] = frozenset()
    """Whose group chat the person is a member of now."""
    heads: frozenset[AgencyKey] = frozenset()
    supervisor: bool = False
    admin: bool = False
    is_anonymous: bool = False
    """Writes as the group: no person answers for it."""
    auditor: bool = False


@dataclass(frozen=True)
class AgencyPlace:
    """An agency's group chat."""

    agency: AgencyKey
    chat: ChatId | None
    title: str
    locale: str
    bound_at: datetime | None
    """When it was asked for, by Telegram's clock."""
    lost_at: datetime | None = None
    """Kicked, left, deleted: supervisors have been told."""


@dataclass(frozen=True)
class Staff:
    """Somebody known to the line in private: supervisor, head, officer who opened the private chat."""

    person: PersonKey
    user: UserId
    locale: str
    supervisor: bool = False
    admin: bool = False
    heads: frozenset[AgencyKey] = frozenset()
    reachable: bool = True
    """False after the person blocked the bot."""
    auditor: bool = False

    @property
    def is_appointed(self) -> bool:
        """Whether somebody gave them a right of their own: those of a body's group come with the group."""
        return bool(self.supervisor or self.admin or self.heads or self.auditor)


@dataclass(frozen=True)
class Invite:
    """A one-time deep link. `what`: agency, head, supervisor, auditor, oversight."""

    what: str
    agency: AgencyKey | None
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class Reporter:
    """Identity vault entry (its own key): where a reporter can be reached and whether they may be."""

    token: ReporterToken
    person: PersonKey
    chat: ChatId
    language: str
    contact: Contact
    hours: str = ""
    """'At these times' (Q20), option key or empty."""
    hidden_at: datetime | None = None
    """When the person last cleared the chat."""


@dataclass(frozen=True)
class Reply:
    """One answer of the officers to the reporter, as /status shows it; sealed under the case's key."""

    case: CaseId
    at: datetime
    agency: AgencyKey
    """Who answered; the reporter is told the agency, never the officer."""
    text_key: str = ""
    """Canned text key, or empty when the officer used own words."""
    words: str = ""
    """The officer's own words, exactly; empty with a canned text."""


@dataclass(frozen=True)
class Recusal:
    """Somebody has handed a case on: they learn nothing more of it. Sealed under the case's key."""

    case: CaseId
    person: PersonKey
    agency: AgencyKey | None
    """For which they had looked at it; None: as a supervisor."""
    at: datetime
    reason: str
    """In their own words."""
    whole_body: bool = False
    """Said by a head for the whole body."""


@dataclass(frozen=True)
class Desk:
    """What an officer is in the middle of in the private chat: assessing, answering, closing."""

    doing: str
    """assess, note, reply, close, decline …"""
    case: CaseId
    values: Mapping[str, Fact]
    changed_at: datetime


# --- Stores (all inside one unit of work) ----------------------------------------------------------------------


class DraftStore(Protocol):
    """Drafts by person: one open draft each. Sealed under the draft's own data key."""

    async def of(self, person: PersonKey) -> Draft | None: ...
    async def save(self, person: PersonKey, chat: ChatId, draft: Draft, *, due_at: datetime | None) -> None:
        """Insert or replace; `due_at` is when the ticker must look at it (idle danger, expiry)."""
        ...

    async def drop(self, person: PersonKey, *, erase: bool) -> None:
        """Remove the draft row. `erase`: destroy its key too and name its files for deletion; False keeps the key,
        which has become the case's."""
        ...

    async def held(self, person: PersonKey) -> tuple[ChatId, Draft] | None:
        """The person's draft and the chat it is held in."""
        ...

    async def due(self, now: datetime, limit: int = 100) -> Sequence[PersonKey]:
        """Whose drafts the ticker must look at, earliest first."""
        ...


@dataclass(frozen=True)
class CaseFilter:
    """What /cases shows. Empty fields do not restrict."""

    agencies: frozenset[AgencyKey] = frozenset()
    """Cases in which one of these agencies has a part (and is not barred)."""
    lead: AgencyKey | None = None
    states: frozenset[CaseState] = frozenset()
    urgency: frozenset[Urgency] = frozenset()
    flags: frozenset[Flag] = frozenset()
    marks: frozenset[Mark] = frozenset()
    """Cases that show all of these now."""
    open_only: bool = True
    not_seen_by: frozenset[AgencyKey] = frozenset()
    """Leave out cases that bar one of these."""
    not_for: frozenset[PersonKey] = frozenset()
    """Leave out cases that one of these people has handed on."""


@dataclass(frozen=True)
class HistoryLine:
    """One content-free line of a case's history, from the audit log."""

    at: datetime
    action: str
    agency: AgencyKey | None
    facts: Mapping[str, Fact]
    person: PersonKey | None = None


@dataclass(frozen=True)
class Head:
    """The end of the audit log at some moment, as it is noted outside of the line."""

    lines: int
    hash: str
    """The first hex digits of the last line's keyed hash."""


@dataclass(frozen=True)
class Kept:
    """What was decided about keeping a closed case; nothing of that yet is the default."""

    until: datetime | None = None
    """Kept on until then, if that is later than the profile says."""
    told_at: datetime | None = None
    """When supervisors were last told that its time is over, or soon will be."""
    let_go_by: PersonKey | None = None
    """The first of the two people who must agree to erase it."""
    let_go_at: datetime | None = None


@dataclass(frozen=True)
class Erased:
    """What is known of a case that was erased."""

    case: CaseId
    at: datetime
    barred: frozenset[AgencyKey]


@dataclass(frozen=True)
class CaseTimes:
    """The moments of one case that statistics are made of."""

    urgency: Urgency
    lead: AgencyKey
    received_at: datetime
    acknowledged_at: datetime | None
    assessed_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    acknowledge_due: datetime | None
    assess_due: datetime | None
    yellow: bool
    """Has been yellow, whether or not it was answered since."""
    red: bool


@dataclass(frozen=True)
class Caseload:
    """What a body has in hand, of the open cases that it leads."""

    open: int = 0
    unacknowledged: int = 0
    yellow: int = 0
    red: int = 0
    late: int = 0


class CaseStore(Protocol):
    """Cases with tasks, clocks and opinions; optimistic: `save` raises Conflict when the version moved on."""

    async def next_number(self) -> CaseNumber: ...
    async def add(self, case: Case) -> None: ...
    async def get(self, case: CaseId) -> Case: ...
    async def known(self, wanted: Sequence[CaseId]) -> Mapping[CaseId, Case]:
        """Those of these cases that are there and can be opened."""
        ...

    async def by_number(self, number: CaseNumber) -> Case | None: ...
    async def save(self, case: Case, *, was: int) -> None:
        """Write the case; `was` is the version that was loaded. Also rewrites its deadline rows."""
        ...

    async def page(self, wanted: CaseFilter, *, after: CaseNumber | None, limit: int) -> Sequence[Case]:
        """Newest first, numbers below `after`."""
        ...

    async def count(self, wanted: CaseFilter, *, most: int | None = None) -> int:
        """How many cases the filter lets through, counted no further than `most` where it is given."""
        ...

    async def caseloads(self, now: datetime, seen: CaseFilter) -> Mapping[AgencyKey, Caseload]:
        """The caseload at this moment of each body that leads an open case which the filter lets through."""
        ...

    async def overdue(self, now: datetime, wanted: CaseFilter = ..., *, limit: int = 50) -> Sequence[Case]:
        """Open cases that the filter lets through with an unstopped clock past its due moment, oldest due first."""
        ...

    async def count_overdue(self, now: datetime, wanted: CaseFilter) -> int: ...

    async def times(
        self,
        since: datetime,
        until: datetime,
        *,
        not_seen_by: frozenset[AgencyKey] = frozenset(),
        not_for: frozenset[PersonKey] = frozenset(),
    ) -> Sequence[CaseTimes]:
        """Cases received in between, without those that bar one of `not_seen_by` or that one of `not_for` handed on."""
        ...

    async def due(self, now: datetime, limit: int = 100) -> Sequence[CaseId]:
        """Cases with a deadline row to act on now, earliest first."""
        ...


class ReportStore(Protocol):
    """Reports, sealed under their case's key; and the identity vault."""

    async def add(self, report: Report) -> None: ...
    async def save(self, report: Report) -> None: ...
    async def of_case(self, case: CaseId) -> Sequence[Report]: ...
    async def of_person(self, person: PersonKey) -> Sequence[tuple[Report, CaseNumber]]:
        """The person's own reports, newest first."""
        ...

    async def add_addition(self, report: Report, addition: Addition) -> None: ...
    async def rewrite(self, report: Report) -> None:
        """Write the report anew with each of its additions: files in them are held otherwise now."""
        ...

    async def add_reply(self, reply: Reply) -> None:
        """Keep an answer of the officers, sealed under the case's key."""
        ...

    async def replies_of(self, case: CaseId) -> Sequence[Reply]:
        """All answers given in the case, oldest first."""
        ...

    async def reporter(self, token: ReporterToken) -> Reporter | None: ...
    async def save_reporter(self, reporter: Reporter) -> None: ...
    async def forget_chat(self, person: PersonKey) -> None:
        """The person blocked the bot: mark their reporters unreachable (contact no)."""
        ...

    async def note_hidden(self, person: PersonKey, at: datetime) -> None:
        """The person has cleared the chat: nothing there may show any more that there is a case (SG42)."""
        ...

    async def similar(self, marks: Sequence[str], since: datetime) -> Sequence[CaseId]:
        """Cases whose child has one of these keyed marks (T20)."""
        ...

    async def mark_child(self, case: CaseId, marks: Sequence[str], at: datetime) -> None: ...


class RecusalStore(Protocol):
    """Who has handed which case on, and why."""

    async def add(self, recusal: Recusal) -> None: ...
    async def who(self, case: CaseId) -> frozenset[PersonKey]: ...
    async def of_case(self, case: CaseId) -> Sequence[Recusal]: ...


class AgencyStore(Protocol):
    """Group chats of agencies and the oversight group."""

    async def all(self) -> Sequence[AgencyPlace]: ...
    async def place(self, agency: AgencyKey) -> AgencyPlace | None: ...
    async def at(self, chat: ChatId) -> Sequence[AgencyKey]:
        """Agencies bound to this chat ('OVERSIGHT' for the oversight group)."""
        ...

    async def bind(self, agency: AgencyKey, chat: ChatId, title: str, locale: str, asked_at: datetime) -> None:
        """Bind, as was asked at that moment of Telegram's clock; outbox rows that waited for this agency become due."""
        ...

    async def lose(self, chat: ChatId, now: datetime) -> Sequence[AgencyKey]:
        """The bot is out of the chat; returns whose chat it was."""
        ...

    async def move(self, old: ChatId, new: ChatId) -> Sequence[AgencyKey]:
        """Group became a supergroup: mapping and unsent rows follow. Returns whose it is; none's when it was known."""
        ...

    async def set_locale(self, chat: ChatId, locale: str) -> None: ...


OVERSIGHT = AgencyKey("OVERSIGHT")
"""Key under which the oversight group is bound."""


class StaffStore(Protocol):
    """Supervisors, heads, officers' private chats; invites; desks."""

    async def get(self, person: PersonKey) -> Staff | None: ...
    async def save(self, staff: Staff) -> None: ...
    async def supervisors(self) -> Sequence[Staff]: ...
    async def admins(self) -> Sequence[Staff]: ...
    async def heads(self, agency: AgencyKey) -> Sequence[Staff]: ...
    async def all_heads(self) -> Sequence[Staff]: ...
    async def everybody(self) -> Sequence[Staff]:
        """Whoever is known in private, also officers and those whose rights have ended."""
        ...

    async def add_invite(self, secret: str, invite: Invite) -> None:
        """Only a keyed hash of `secret` is stored."""
        ...

    async def use_invite(self, secret: str, now: datetime) -> Invite | None:
        """The invite, used up; None when unknown, used or expired."""
        ...

    async def peek_invite(self, secret: str, now: datetime) -> Invite | None: ...
    async def desk(self, person: PersonKey) -> Desk | None: ...
    async def save_desk(self, person: PersonKey, desk: Desk | None) -> None: ...
    async def busy_with(self, case: CaseId) -> Sequence[PersonKey]:
        """On whose desk something about the case lies."""
        ...


class MessageStore(Protocol):
    """Which messages stand in which chat: for slots, and for Hide."""

    async def incoming(self, chat: ChatId, message: MessageId, at: datetime) -> None: ...
    async def slot(self, chat: ChatId, slot: str) -> MessageId | None: ...
    async def since(self, chat: ChatId, since: datetime) -> Sequence[MessageId]:
        """Messages of both sides noted since the moment, for deletion (48 h rule)."""
        ...

    async def between(self, chat: ChatId, since: datetime, until: datetime) -> Sequence[MessageId]:
        """Messages of both sides noted from `since` up to `until`, in the order of their numbers."""
        ...

    async def wrote_since(self, chat: ChatId, since: datetime) -> bool:
        """Whether the person wrote here since the moment, and the message still stands."""
        ...

    async def first_after(self, chat: ChatId, moment: datetime) -> datetime | None:
        """When the first message after the moment was noted."""
        ...

    async def strays(self, chat: ChatId, since: datetime) -> Sequence[tuple[MessageId, MessageId]]:
        """Where messages may stand that nobody noted, as first and last number: a send without an answer that was
        repeated may have arrived twice."""
        ...

    async def wiped(self, chat: ChatId) -> None:
        """Forget all messages and slots of the chat."""
        ...


class AuditLog(Protocol):
    """Append-only lines: who (keyed), what, which case; no content."""

    async def add(
        self,
        action: str,
        *,
        at: datetime,
        case: CaseId | None = None,
        person: PersonKey | None = None,
        agency: AgencyKey | None = None,
        facts: Mapping[str, Fact] | None = None,
    ) -> None: ...

    async def history(self, case: CaseId, limit: int = 50) -> Sequence[HistoryLine]: ...
    async def head(self) -> Head: ...


class KeepingStore(Protocol):
    """How long cases are kept, and erasing them."""

    async def of(self, case: CaseId) -> Kept: ...
    async def save(self, case: CaseId, kept: Kept) -> None: ...
    async def expiring(self, closed_before: datetime, until_before: datetime, limit: int) -> Sequence[CaseId]:
        """Closed cases whose time may be over soon; those of which nobody has been told come first."""
        ...

    async def erase(self, case: CaseId, now: datetime) -> None:
        """Key, rows, files: nothing of the case can be read after this commit. Its number and its audit lines stay."""
        ...

    async def erased(self, number: CaseNumber) -> Erased | None: ...


class DayBook(Protocol):
    """What is done once a day, whoever asks and however often."""

    async def claim(self, name: str, day: int) -> int | None:
        """The day (ordinal) on which it was done before, 0 for never; it is done on `day` once this is committed.
        None when it has been done on `day` already."""
        ...


class Watchbook(Protocol):
    """Moments that outlive a restart: when updates last came in, since when an alarm holds."""

    async def moment(self, name: str) -> datetime | None: ...
    async def moments(self, prefix: str) -> Mapping[str, datetime]:
        """All moments whose name begins so, by the rest of the name."""
        ...

    async def set_moment(self, name: str, at: datetime | None) -> None:
        """Keep it, or forget it when None."""
        ...


class OutboxStore(Protocol):
    """Everything that is to be sent."""

    async def add(self, *notices: Notice) -> None:
        """Resolve the address to a chat and write a row each; rows of an agency without a chat wait."""
        ...


@dataclass(frozen=True)
class Pressed:
    """Somebody of one body has asked that a case's sealed files be handed out."""

    agency: AgencyKey
    person: PersonKey
    at: datetime


class Custody(Protocol):
    """Files that may not be held or shown as others."""

    async def name_for_sealing(self, owner: DraftId | CaseId, files: Sequence[FileKey]) -> None:
        """They are to be sealed to the public keys."""
        ...

    async def to_seal(self, limit: int) -> Sequence[tuple[CaseId, FileKey]]:
        """Files of cases that are named for sealing."""
        ...

    async def pressed(self, case: CaseId, since: datetime) -> Sequence[Pressed]: ...
    async def note_pressed(self, case: CaseId, pressed: Pressed) -> None:
        """One for each body; the newest counts."""
        ...

    async def forget_pressed(self, case: CaseId) -> None: ...

    async def destroy(self, owner: DraftId | CaseId, files: Sequence[FileKey]) -> None:
        """The bytes are gone from the store within seconds of the commit."""
        ...

    async def shown_in(self, slot: str) -> Sequence[ChatId]:
        """Chats in which a message holds the slot."""
        ...


class Brake(Protocol):
    """Token buckets for new reports, and the cases that wait for a look."""

    async def pour(self, name: str, bucket: Bucket, now: datetime) -> bool:
        """Whether one more report fits into the bucket of that name; then it is in."""
        ...

    async def hold(self, case: CaseId, since: datetime, *, passes_at: datetime) -> None: ...
    async def keep(self, case: CaseId, person: PersonKey) -> None:
        """It does not pass by itself any more."""
        ...

    async def forget(self, case: CaseId) -> None:
        """It waits no longer."""
        ...

    async def waiting(self) -> Sequence[Held]:
        """Oldest first; those that are kept back last."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Leaving without `commit` rolls back. `commit` also closes the inbox row it was begun for."""

    drafts: DraftStore
    cases: CaseStore
    reports: ReportStore
    agencies: AgencyStore
    staff: StaffStore
    messages: MessageStore
    audit: AuditLog
    days: DayBook
    keeping: KeepingStore
    recusals: RecusalStore
    outbox: OutboxStore
    watchbook: Watchbook
    receipts: ReceiptStore
    sweeps: SweepStore
    custody: Custody
    brake: Brake
    locks: LockStore
    leaving: LeavingStore
    identities: IdentityStore
    given_up: GivenUpStore

    async def commit(self) -> None: ...


class Begin(Protocol):
    """Opens units of work: `async with begin() as uow`. Within an update it is bound to the update's inbox row."""

    def __call__(self) -> AbstractAsyncContextManager[UnitOfWork]: ...


# --- Keyed hashes ----------------------------------------------------------------------------------------------


class Marks(Protocol):
    """Keyed hashes for look-ups: the same input gives the same hex, and nobody without the key can compute it."""

    def person(self, user: UserId) -> PersonKey: ...
    def mark(self, purpose: str, text: str) -> str: ...
    async def slow_mark(self, purpose: str, text: str) -> str:
        """As `mark`, at a cost of time and memory for each try: for what people can remember."""
        ...


# --- Files -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SealedFile:
    """What sealing a stream gave."""

    file: FileKey
    size: int
    sha256: str
    head: bytes
    """The first 4096 bytes at most, for type sniffing; never stored."""


class FileTooLarge(Exception):
    """The stream passed the limit; nothing was kept."""


class Files(Protocol):
    """Sealed files: encrypted while streaming, under the data key of a draft or case."""

    async def seal(
        self, owner: DraftId | CaseId, chunks: AsyncIterator[bytes], *, limit: int, locked: bool = False
    ) -> SealedFile:
        """`locked`: first to the public keys whose other halves are elsewhere; then no head is given.

        Raises FileTooLarge past `limit` bytes, Unreachable when the store is away. A file that is not committed to a
        draft is swept later."""
        ...

    def read(self, owner: DraftId | CaseId, file: FileKey) -> AsyncIterator[bytes]:
        """Plain chunks; raises on any change of the sealed bytes."""
        ...

    async def erase(self, file: FileKey) -> None: ...


# --- Inbox and outbox as the loops see them ----------------------------------------------------------------------


@dataclass(frozen=True)
class InboxRow:
    """One stored update, leased to this worker. `payload` is the raw JSON."""

    id: int
    lane: str
    payload: bytes
    attempts: int
    received_at: datetime
    lost: int = 0
    """So often in a row it was in hand when its process died."""


@dataclass(frozen=True)
class RawUpdate:
    """An update as it came: `lane` groups updates that must be handled in order."""

    update_id: int
    lane: str
    payload: bytes


class Retry(StrEnum):
    """What the failure of an update asks for."""

    SOON = "soon"
    WHILE_AWAY = "while_away"
    """The database, the files or Telegram are away: go on trying for a day."""
    NEVER = "never"
    """No attempt can succeed: the payload is no update."""


DATABASE_AWAY = "DatabaseAway"
"""The reason of a fault that is the database's: away, damaged, or not to be written."""


@dataclass(frozen=True)
class Fault:
    """Why an update was not handled: the type of the error, never its words."""

    reason: str
    retry: Retry = Retry.SOON


class Inbox(Protocol):
    """Durable queue of updates, keyed by (bot id, update id), remembered 72 h."""

    async def store(self, updates: Sequence[RawUpdate], now: datetime) -> int:
        """One commit for the batch; repeated updates are ignored. Returns how many were new."""
        ...

    async def park_raw(self, body: bytes, reason: str, now: datetime) -> None:
        """A body that is no update: kept sealed for an operator."""
        ...

    async def lease(self, now: datetime, limit: int, busy: frozenset[str]) -> Sequence[InboxRow]:
        """The oldest open row of each lane that is not in `busy` and is due, oldest first."""
        ...

    async def is_open(self, row: int) -> bool: ...
    async def close(self, row: int, now: datetime) -> None: ...
    async def hold(self, row: int, now: datetime) -> None:
        """The row is ours for another lease. Raises when the database takes no writes."""
        ...

    async def fail(self, row: int, *, retry_at: datetime | None, reason: str) -> None:
        """Try again at `retry_at`, or park when None. `reason` is an exception type name, never content."""
        ...

    async def sweep(self, now: datetime) -> int:
        """Forget closed rows older than 72 h."""
        ...

    async def next_due(self) -> datetime | None:
        """When the earliest delayed open row is due."""
        ...

    async def health(self, now: datetime) -> Mapping[str, float]:
        """oldest_open_seconds, open, parked, and poison: those of the parked that could not be read."""
        ...


KNOCKS_AFTER = 5
"""Attempts."""


@dataclass(frozen=True)
class OutboxRow:
    """One thing to send, leased. `chat` may change until it is sent (migration)."""

    id: int
    chat: ChatId
    locale: str
    notice: Notice
    attempts: int
    slot_message: MessageId | None
    """The message that holds the notice's slot now."""
    reply_message: MessageId | None
    is_group: bool
    unanswered: int = 0
    """Sends of it without an answer: each may have arrived."""
    faults: int = 0
    """Attempts that ended unclear."""

    @property
    def must_knock(self) -> bool:
        """Whether the chat must answer something harmless before it is sent again: it may have arrived, or has failed
        so often that it must be told whether it is at fault or its chat."""
        return self.unanswered > 0 or self.attempts >= KNOCKS_AFTER


@dataclass(frozen=True)
class Sent:
    """Delivered. `messages` are new message ids (the last one takes the slot); `gone` were deleted."""

    messages: tuple[MessageId, ...] = ()
    gone: tuple[MessageId, ...] = ()
    is_free: bool = False
    """Nothing was sent, changed or deleted: it counts in no limit of Telegram's."""


@dataclass(frozen=True)
class Later:
    """Not delivered (or perhaps delivered: `uncertain`); try again after `seconds`; None: by back-off.
    `flood` slows the chat's bucket."""

    seconds: float | None = None
    reason: str = ""
    flood: bool = False
    uncertain: bool = False
    until: datetime | None = None
    """Not before this moment: what comes after it in the chat need not wait for it."""
    failed: bool = False
    """No answer, or none that says anything of this message: the chat, the server, the way or the token is unwell."""
    keeps_place: bool = False
    """Due as before: who sends knows how long its chat, or everything, waits."""
    tell: bool = False
    """Supervisors must hear that nothing gets through to this chat."""


@dataclass(frozen=True)
class Gone:
    """The chat cannot be reached any more (blocked, kicked, deleted)."""

    reason: str


@dataclass(frozen=True)
class Refused:
    """The chat is there but takes no message now (no right to write, a closed topic). Not gone: the row waits."""

    reason: str


@dataclass(frozen=True)
class Unclear:
    """Refused in words that are not known here, or stopped by a fault that may pass: the row's or the chat's. Tried
    again after `seconds`, but not for ever; what comes after it in the chat need not wait for it."""

    reason: str
    seconds: float = 1.0


@dataclass(frozen=True)
class Moved:
    """The group has a new id."""

    chat: ChatId


@dataclass(frozen=True)
class Dead:
    """Can never be sent (a fault of ours): dead letter and a word to supervisors."""

    reason: str


Outcome: TypeAlias = Sent | Later | Gone | Refused | Unclear | Moved | Dead


@dataclass(frozen=True)
class Gate:
    """What may go out now: so many rows, none of them to a chat that is busy."""

    limit: int
    busy: frozenset[ChatId]


class Outbox(Protocol):
    """Durable queue of things to send, as the dispatcher sees it."""

    async def lease(
        self, now: datetime, limit: int, busy: frozenset[ChatId], danger: Gate | None = None
    ) -> Sequence[OutboxRow]:
        """Due rows by priority: the first unsent row of each chat not in `busy` (order within a chat is kept).
        `danger`: the wider gate of alerts about danger; what goes through it counts in `limit` too."""
        ...

    async def settle(self, row: OutboxRow, outcome: Outcome, now: datetime) -> None:
        """Write what became of it: mark sent and move the slot; reschedule; or end it and tell supervisors (Gone,
        Dead) in the same transaction."""
        ...

    async def hold(self, row: OutboxRow, now: datetime) -> None:
        """The row is ours for another lease. Raises when the database takes no writes."""
        ...

    async def bury(self, row: OutboxRow, reason: str, now: datetime) -> None:
        """End it as a dead letter and touch nothing else: for a row of which `settle` fails."""
        ...

    async def next_due(self, busy: frozenset[ChatId], *, danger: bool = False) -> datetime | None:
        """When the earliest row that no other one holds up is due; `danger`: of the alerts about danger."""
        ...

    async def health(self, now: datetime) -> Mapping[str, float]:
        """oldest_due_seconds, waiting, due, dead."""
        ...

    async def sweep(self, now: datetime) -> int:
        """Forget sent rows older than 72 h and expired ones."""
        ...


class Queue(StrEnum):
    """What another process may have put something into."""

    INBOX = "inbox"
    OUTBOX = "outbox"


class Presence(Protocol):
    """This process among those that share the database: alive, and perhaps the one that leads."""

    @property
    def term(self) -> int:
        """0 while another leads. While this process leads: a number, another one each time that it came to lead."""
        ...

    @property
    def number(self) -> int | None:
        """The worker's number; None while there is none, or where nobody else can be (SQLite)."""
        ...

    @property
    def speaks(self) -> bool:
        """Whether this process speaks for the line, also while nobody can be asked who leads."""
        ...

    async def run(self, heard: Callable[[Queue], None]) -> None:
        """Until `stop`. `heard` is called when there may be something in a queue, or the term has changed."""
        ...

    def stop(self) -> None: ...
    def tell(self, queue: Queue) -> None:
        """Wake the other processes that look after the queue. Without content, and may be lost: all look by themselves
        too."""
        ...


class Post(Protocol):
    """Sends one row to Telegram."""

    async def send(self, row: OutboxRow) -> Outcome: ...


class Membership(Protocol):
    """Asks Telegram, fresh or at most 60 s old, who is in which agency's group."""

    async def agencies_of(self, user: UserId) -> frozenset[AgencyKey]: ...


class Wake(Protocol):
    """Tells a sleeping loop that there is work."""

    def set(self) -> None: ...
