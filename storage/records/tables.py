"""Tables of counters and of the audit log."""

from sqlalchemy import (
    Column,
    Index,
    LargeBinary,
    String,
    Table,
)

from storage.schema import Key, KeyedHash, Moment, Number, Word, metadata

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
