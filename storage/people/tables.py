"""Tables of staff, invites, rosters, second factors and identities. People appear as keyed hashes."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    LargeBinary,
    Table,
)

from storage.schema import Key, KeyedHash, Moment, Word, bound, metadata, row_code

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


rosters = Table(
    "rosters",
    metadata,
    Column("agency", Word, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    row_code(),
    info=bound("agency"),
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


second_factors = Table(
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
