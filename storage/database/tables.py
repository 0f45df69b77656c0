"""Tables that stores of several rooms use: data keys, counters, files, chats, cases, the two queues."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from storage.schema import Key, Mark, Moment, Number, Word, index_true, index_where, metadata

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


chats = Table(
    "chats",
    metadata,
    Column("chat", Mark, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
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
    Index("ix_inbox_lane_received_at", "lane", "received_at"),
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


punctures = Table(
    "punctures",
    metadata,
    Column("leaf", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)


fetches = Table(
    "fetches",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("person", Mark, nullable=False),
    Column("owner", Key, nullable=False, index=True),
    Column("message", BigInteger, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("leased_by", BigInteger),
    Column("attempts", Integer, nullable=False),
    Column("told", Boolean, nullable=False),
    Column("quiet", Boolean, nullable=False),
    Column("parked", Boolean, nullable=False),
    Column("reason", String(200), nullable=False),
    UniqueConstraint("person", "message"),
    Index("ix_fetches_due_at", "due_at"),
    index_where("ix_fetches_leased_by", "leased_by IS NOT NULL", "leased_by"),
    sqlite_autoincrement=True,
)
