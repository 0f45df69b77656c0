"""Tables of cases, and of what is done about them. Own words are encrypted; the clear columns serve lists."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from storage.schema import Key, KeyedHash, Moment, Number, Word, bound, index_true, index_where, metadata, row_code

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
    row_code(),
    index_true("ix_cases_open", "open", "number"),
    index_where("ix_cases_flagged", "flags <> ''", "number"),
    Index("ix_cases_lead", "lead", "number"),
    index_where("ix_cases_overdue_at", "overdue_at IS NOT NULL", "overdue_at"),
    index_where("ix_cases_closed_at", "closed_at IS NOT NULL", "closed_at"),
    index_where("ix_cases_red_at", "red_at IS NOT NULL", "number"),
    info=bound(
        "id",
        "number",
        "version",
        "state",
        "open",
        "urgency",
        "lead",
        "harms",
        "age_band",
        "area",
        "flags",
        "received_at",
        "acknowledged_at",
        "assessed_at",
        "answered_at",
        "closed_at",
        "acknowledge_due",
        "assess_due",
        "overdue_at",
        "yellow_at",
        "yellow_cleared_at",
        "red_at",
        "late_at",
    ),
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


deadlines = Table(
    "clocks",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("next_at", Moment, nullable=False, index=True),
    row_code(),
    info=bound("case", "next_at"),
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
