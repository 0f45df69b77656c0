"""All tables. What a person wrote, sent, or could be found by is in `sealed` columns; the clear ones serve lists.

People and chats appear as keyed hashes (`person`, `chat`); moments are microseconds since 1970, UTC.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import text
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Moment(TypeDecorator[datetime]):
    """An aware moment, exact to the microsecond; a naive one is refused at the door."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Microseconds since 1970."""
        return self.number(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Aware UTC."""
        return self.moment(value)

    @staticmethod
    def number(value: datetime | None) -> int | None:
        """Microseconds since 1970."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a moment without a zone")
        return (value - EPOCH) // timedelta(microseconds=1)

    @staticmethod
    def moment(value: int | None) -> datetime | None:
        """Aware UTC."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


# SQLite numbers its rows only in an INTEGER column; PostgreSQL wants room for more than two thousand million.
Number = BigInteger().with_variant(Integer(), "sqlite")
Mark = String(32)
Key = String(64)
Word = String(40)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def index_where(name: str, condition: str, *columns: str) -> Index:
    """A partial index, on both databases."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


def index_true(name: str, flag: str, *columns: str) -> Index:
    """A partial index on rows with a flag set, in the words in which SQLAlchemy asks for them: SQLite compares."""
    return Index(name, *columns, sqlite_where=text(f"{flag} = 1"), postgresql_where=text(flag))


data_keys = Table(
    "data_keys",
    metadata,
    Column("owner", Key, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", Word, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("file", Key, primary_key=True),
    Column("owner", Key, nullable=False, index=True),
    Column("state", Word, nullable=False),
    Column("made_at", Moment, nullable=False),
    index_where("ix_files_unkept", "state <> 'kept'", "made_at"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("person", Mark, primary_key=True),
    Column("owner", Key, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("due_at", Moment),
    index_where("ix_drafts_due_at", "due_at IS NOT NULL", "due_at"),
)

cases = Table(
    "cases",
    metadata,
    Column("id", Key, primary_key=True),
    Column("number", BigInteger, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Word, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("urgency", Word, nullable=False),
    Column("lead", Word, nullable=False),
    Column("harms", String(400), nullable=False),
    Column("age_band", Word, nullable=False),
    Column("area", Word, nullable=False),
    Column("flags", String(200), nullable=False),
    Column("received_at", Moment, nullable=False, index=True),
    Column("acknowledged_at", Moment),
    Column("assessed_at", Moment),
    Column("answered_at", Moment),
    Column("closed_at", Moment),
    Column("acknowledge_due", Moment),
    Column("assess_due", Moment),
    Column("overdue_at", Moment),
    Column("sealed", LargeBinary, nullable=False),
    Column("yellow_at", Moment),
    Column("yellow_cleared_at", Moment),
    Column("red_at", Moment),
    Column("late_at", Moment),
    index_true("ix_cases_open", "open", "number"),
    index_where("ix_cases_flagged", "flags <> ''", "number"),
    Index("ix_cases_lead", "lead", "number"),
    index_where("ix_cases_overdue_at", "overdue_at IS NOT NULL", "overdue_at"),
    index_where("ix_cases_closed_at", "closed_at IS NOT NULL", "closed_at"),
    index_where("ix_cases_red_at", "red_at IS NOT NULL", "number"),
)

parts = Table(
    "parts",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("agency", Word, primary_key=True),
    Column("open", Boolean, nullable=False),
    Column("barred", Boolean, nullable=False),
    index_true("ix_parts_open", "open", "agency", "case"),
    index_true("ix_parts_barred", "barred", "agency", "case"),
)

clocks = Table(
    "clocks",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("next_at", Moment, nullable=False, index=True),
)

reports = Table(
    "reports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("case", Key, ForeignKey("cases.id"), nullable=False, index=True),
    Column("reporter", Key, nullable=False, index=True),
    Column("sent_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

additions = Table(
    "additions",
    metadata,
    Column("report", Key, ForeignKey("reports.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

replies = Table(
    "replies",
    metadata,
    Column("case", Key, ForeignKey("cases.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

reporters = Table(
    "reporters",
    metadata,
    Column("token", Key, primary_key=True),
    Column("person", Mark, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
)

child_marks = Table(
    "child_marks",
    metadata,
    Column("mark", Key, primary_key=True),
    Column("case", Key, ForeignKey("cases.id"), primary_key=True, index=True),
    Column("at", Moment, nullable=False),
)

chats = Table(
    "chats",
    metadata,
    Column("chat", Mark, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

agencies = Table(
    "agencies",
    metadata,
    Column("agency", Word, primary_key=True),
    Column("chat", Mark, index=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("locale", Word, nullable=False),
    Column("bound_at", Moment),
    Column("lost_at", Moment),
)

staff = Table(
    "staff",
    metadata,
    Column("person", Mark, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("supervisor", Boolean, nullable=False),
    Column("admin", Boolean, nullable=False),
    Column("head", Boolean, nullable=False),
)

invites = Table(
    "invites",
    metadata,
    Column("secret", Mark, primary_key=True),
    Column("what", Word, nullable=False),
    Column("agency", Word),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
)

desks = Table(
    "desks",
    metadata,
    Column("person", Mark, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

messages = Table(
    "messages",
    metadata,
    Column("chat", Mark, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("own", Boolean),
)

slots = Table(
    "slots",
    metadata,
    Column("chat", Mark, primary_key=True),
    Column("slot", Mark, primary_key=True, index=True),
    Column("message", BigInteger, nullable=False),
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("bot", BigInteger, nullable=False),
    Column("update", BigInteger),
    Column("lane", Mark, nullable=False),
    Column("sealed", LargeBinary),
    Column("received_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("leased_by", BigInteger),
    Column("attempts", Integer, nullable=False),
    Column("lost", Integer, nullable=False, server_default="0"),
    Column("closed_at", Moment),
    Column("parked", Boolean, nullable=False),
    Column("reason", String(200), nullable=False),
    UniqueConstraint("bot", "update"),
    index_where("ix_inbox_open", "closed_at IS NULL", "id"),
    index_where("ix_inbox_open_lane", "closed_at IS NULL", "lane", "id"),
    index_where("ix_inbox_open_due", "closed_at IS NULL", "due_at"),
    index_where("ix_inbox_leased", "closed_at IS NULL AND leased_by IS NOT NULL", "leased_by"),
    index_where("ix_inbox_closed", "closed_at IS NOT NULL", "closed_at"),
    index_true("ix_inbox_parked", "parked", "id"),
    sqlite_autoincrement=True,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("kind", Word, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("agency", Word),
    Column("chat", Mark, index=True),
    Column("slot", Mark),
    Column("reply_to", Mark),
    Column("locale", Word, nullable=False),
    Column("sealed", LargeBinary),
    Column("made_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("leased_by", BigInteger),
    Column("expires_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("uncertain", Integer, nullable=False),
    Column("faults", Integer, nullable=False, server_default="0"),
    Column("ended_at", Moment),
    Column("fate", Word, nullable=False),
    Column("reason", String(200), nullable=False),
    index_where("ix_outbox_open_due", "ended_at IS NULL AND chat IS NOT NULL", "due_at"),
    index_where("ix_outbox_open_priority", "ended_at IS NULL AND chat IS NOT NULL", "priority", "due_at"),
    index_where("ix_outbox_open_chat", "ended_at IS NULL AND chat IS NOT NULL", "chat", "turn", "id"),
    index_where("ix_outbox_open_slot", "ended_at IS NULL", "slot"),
    index_where("ix_outbox_waiting", "ended_at IS NULL AND chat IS NULL", "agency"),
    index_where("ix_outbox_expiring", "ended_at IS NULL AND expires_at IS NOT NULL", "expires_at"),
    index_where("ix_outbox_leased", "ended_at IS NULL AND leased_by IS NOT NULL", "leased_by"),
    index_where("ix_outbox_ended", "ended_at IS NOT NULL", "ended_at"),
    index_where("ix_outbox_dead", "fate = 'dead'", "id"),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("action", Word, nullable=False),
    Column("case", Key),
    Column("person", Mark),
    Column("agency", Word),
    Column("sealed", LargeBinary, nullable=False),
    Column("chain", String(64), nullable=False),
    Index("ix_audit_case", "case", "id"),
)

retention = Table(
    "retention",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("until", Moment),
    Column("told_at", Moment),
    Column("let_go_by", Mark),
    Column("let_go_at", Moment),
)

erasures = Table(
    "erasures",
    metadata,
    Column("case", Key, primary_key=True),
    Column("number", BigInteger, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("barred", String(200), nullable=False),
)

punctures = Table(
    "punctures",
    metadata,
    Column("leaf", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)
