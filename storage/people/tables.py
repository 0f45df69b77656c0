"""Tables of people: reporters, staff, invites, receipts, second factors, identities. People appear as keyed hashes."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    LargeBinary,
    String,
    Table,
)

from storage.schema import Key, KeyedHash, Moment, Word, bound, metadata, row_code

reporters = Table(
    "reporters",
    metadata,
    Column("token", Key, primary_key=True),
    Column("person", KeyedHash, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("token", "person"),
)


staff = Table(
    "staff",
    metadata,
    Column("person", KeyedHash, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("supervisor", Boolean, nullable=False),
    Column("admin", Boolean, nullable=False),
    Column("head", Boolean, nullable=False),
    row_code(),
    info=bound("person", "supervisor", "admin", "head"),
)


invites = Table(
    "invites",
    metadata,
    Column("secret", KeyedHash, primary_key=True),
    Column("what", Word, nullable=False),
    Column("agency", Word),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    row_code(),
    info=bound("secret", "what", "agency", "made_at", "expires_at", "used_at"),
)


desks = Table(
    "desks",
    metadata,
    Column("person", KeyedHash, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("person"),
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


rosters = Table(
    "rosters",
    metadata,
    Column("agency", Word, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("agency"),
)


worklists = Table(
    "worklists",
    metadata,
    Column("person", KeyedHash, primary_key=True),
    Column("agencies", String(400), nullable=False),
    Column("shown_at", Moment, nullable=False),
    row_code(),
    info=bound("person", "agencies", "shown_at"),
)


calls = Table(
    "calls",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("agency", Word, primary_key=True),
    Column("at", Moment, nullable=False),
    row_code(),
    info=bound("case", "agency", "at"),
)


locks = Table(
    "locks",
    metadata,
    Column("person", KeyedHash, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("person"),
)


identities = Table(
    "identities",
    metadata,
    Column("token", Key, ForeignKey("reporters.token", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("token"),
)


reveals = Table(
    "reveals",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("person", KeyedHash, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("case", "person", "at"),
)
