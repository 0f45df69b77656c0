"""Tables of cases, reports, drafts and files. What a person wrote is encrypted; the clear columns serve lists."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from storage.schema import Key, KeyedHash, Moment, Number, Word, bound, index_true, index_where, metadata, row_code

drafts = Table(
    "drafts",
    metadata,
    Column("person", KeyedHash, primary_key=True),
    Column("owner", Key, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("due_at", Moment),
    row_code(),
    index_where("ix_drafts_due_at", "due_at IS NOT NULL", "due_at"),
    info=bound("person", "owner", "due_at"),
)


parts = Table(
    "parts",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("agency", Word, primary_key=True),
    Column("open", Boolean, nullable=False),
    Column("barred", Boolean, nullable=False),
    row_code(),
    index_true("ix_parts_open", "open", "agency", "case"),
    index_true("ix_parts_barred", "barred", "agency", "case"),
    info=bound("case", "agency", "open", "barred"),
)


open_tasks = Table(
    "open_tasks",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("agency", Word, nullable=False),
    Column("owner", KeyedHash),
    Column("due_at", Moment, nullable=False, index=True),
    row_code(),
    Index("ix_open_tasks_agency", "agency", "due_at"),
    index_where("ix_open_tasks_owner", "owner IS NOT NULL", "owner", "due_at"),
    info=bound("case", "item", "agency", "owner", "due_at"),
)


in_hand = Table(
    "in_hand",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("agency", Word, primary_key=True),
    Column("person", KeyedHash, primary_key=True),
    Column("due_at", Moment),
    row_code(),
    Index("ix_in_hand_agency", "agency", "due_at"),
    index_where("ix_in_hand_person", "person <> ''", "person", "due_at"),
    index_where("ix_in_hand_untaken", "person = ''", "agency", "due_at"),
    info=bound("case", "agency", "person", "due_at"),
)


told_of_silence = Table(
    "told_of_silence",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("agency", Word, primary_key=True),
    Column("told_at", Moment, nullable=False),
    row_code(),
    info=bound("case", "agency"),
)


clocks = Table(
    "clocks",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("next_at", Moment, nullable=False, index=True),
    row_code(),
    info=bound("case", "next_at"),
)


reports = Table(
    "reports",
    metadata,
    Column("id", Key, primary_key=True),
    Column("case", Key, ForeignKey("cases.id"), nullable=False, index=True),
    Column("reporter", Key, nullable=False, index=True),
    Column("sent_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("id", "case", "reporter", "sent_at"),
)


additions = Table(
    "additions",
    metadata,
    Column("report", Key, ForeignKey("reports.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("report", "n"),
)


replies = Table(
    "replies",
    metadata,
    Column("case", Key, ForeignKey("cases.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("case", "n"),
)


check_ins = Table(
    "check_ins",
    metadata,
    Column("report", Key, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("asked", Integer, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    row_code(),
    info=bound("report", "asked", "due_at"),
)


notes = Table(
    "notes",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)


case_counts = Table(
    "case_counts",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
)


child_marks = Table(
    "child_marks",
    metadata,
    Column("mark", Key, primary_key=True),
    Column("case", Key, ForeignKey("cases.id"), primary_key=True, index=True),
    Column("at", Moment, nullable=False),
    row_code(),
    info=bound("mark", "case", "at"),
)


retention = Table(
    "retention",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("until", Moment),
    Column("told_at", Moment),
    Column("let_go_by", KeyedHash),
    Column("let_go_at", Moment),
    row_code(),
    index_where("ix_retention_let_go_at", "let_go_at IS NOT NULL", "let_go_at"),
    info=bound("case", "until", "told_at", "let_go_by", "let_go_at"),
)


erasures = Table(
    "erasures",
    metadata,
    Column("case", Key, primary_key=True),
    Column("number", BigInteger, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("barred", String(200), nullable=False),
    row_code(),
    info=bound("case", "number", "at", "barred"),
)


releases = Table(
    "releases",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("agency", Word, primary_key=True),
    Column("person", KeyedHash, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    row_code(),
    info=bound("case", "agency", "person", "at"),
)


buckets = Table(
    "buckets",
    metadata,
    Column("name", KeyedHash, primary_key=True),
    Column("full_at", Moment, nullable=False, index=True),
    row_code(),
    info=bound("name", "full_at"),
)


quarantine = Table(
    "quarantine",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("since", Moment, nullable=False, index=True),
    Column("passes_at", Moment),
    Column("kept_by", KeyedHash),
    row_code(),
    index_where("ix_quarantine_passes_at", "passes_at IS NOT NULL", "passes_at"),
    info=bound("case", "since", "passes_at", "kept_by"),
)


recusals = Table(
    "recusals",
    metadata,
    Column("case", Key, ForeignKey("cases.id"), primary_key=True),
    Column("person", KeyedHash, primary_key=True, index=True),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("case", "person", "at"),
)
