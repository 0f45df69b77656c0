"""Tables of institutions that must report, of the accounts of their people, and of reports by these."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, LargeBinary, String, Table, false

from storage.schema import Key, KeyedHash, Moment, Word, bound, metadata, row_code

institutions = Table(
    "institutions",
    metadata,
    Column("code", Word, primary_key=True),
    Column("mark", KeyedHash, nullable=False, unique=True),
    Column("name", String(120), nullable=False, index=True),
    Column("kind", Word, nullable=False),
    Column("area", Word, nullable=False),
    Column("above", Word, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("link", KeyedHash, unique=True),
    Column("head_link", KeyedHash, unique=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("code", "mark", "name", "kind", "area", "above", "open", "link", "head_link"),
)


seats = Table(
    "seats",
    metadata,
    Column("seat", Key, primary_key=True),
    Column("institution", KeyedHash, nullable=False, index=True),
    Column("role", Word, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("seat", "institution", "role"),
)


duty_reports = Table(
    "duty_reports",
    metadata,
    Column("report", Key, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("institution", KeyedHash, nullable=False),
    Column("at", Moment, nullable=False),
    Column("in_conflict", Boolean, nullable=False),
    Column("counted", Boolean, nullable=False, server_default=false()),
    row_code(),
    Index("ix_duty_reports_shown", "institution", "in_conflict", "at"),
    info=bound("report", "institution", "at", "in_conflict"),
)


duty_months = Table(
    "duty_months",
    metadata,
    Column("institution", KeyedHash, primary_key=True),
    Column("month", Moment, primary_key=True),
    row_code(),
    info=bound("institution", "month"),
)
"""The months in which somebody of an institution reported, of reports that are erased: when each month began."""
