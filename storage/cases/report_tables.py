"""Tables of drafts, reports and reporters, and of the five words that lead to a report; words are encrypted."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table

from storage.schema import Key, KeyedHash, Moment, bound, index_where, metadata, row_code

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


child_hashes = Table(
    "child_marks",
    metadata,
    Column("mark", Key, primary_key=True),
    Column("case", Key, ForeignKey("cases.id"), primary_key=True, index=True),
    Column("at", Moment, nullable=False),
    row_code(),
    info=bound("mark", "case", "at"),
)


reporters = Table(
    "reporters",
    metadata,
    Column("token", Key, primary_key=True),
    Column("person", KeyedHash, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("token", "person"),
)


receipts = Table(
    "receipts",
    metadata,
    Column("code", KeyedHash, primary_key=True),
    Column("report", Key, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    row_code(),
    info=bound("code", "report"),
)


handed_words = Table(
    "handed_words",
    metadata,
    Column("code", KeyedHash, primary_key=True),
    Column("report", Key, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
    row_code(),
    info=bound("code", "report"),
)


followers = Table(
    "followers",
    metadata,
    Column("person", KeyedHash, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("changed_at", Moment, nullable=False, index=True),
    row_code(),
    info=bound("person", "changed_at"),
)
