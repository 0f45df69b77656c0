"""Tables of the audit log, of erased cases, and of who keeps a live worklist."""

from sqlalchemy import BigInteger, Column, Index, LargeBinary, String, Table

from storage.schema import Key, KeyedHash, Moment, Number, Word, bound, metadata, row_code

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


worklists = Table(
    "worklists",
    metadata,
    Column("person", KeyedHash, primary_key=True),
    Column("agencies", String(400), nullable=False),
    Column("shown_at", Moment, nullable=False),
    row_code(),
    info=bound("person", "agencies", "shown_at"),
)


audit = Table(
    "audit",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("action", Word, nullable=False),
    Column("case", Key),
    Column("person", KeyedHash),
    Column("agency", Word),
    Column("sealed", LargeBinary, nullable=False),
    Column("chain", String(64), nullable=False),
    Index("ix_audit_case", "case", "id"),
)
