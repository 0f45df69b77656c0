"""Tables of how long cases are kept, and of the keys that were destroyed."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table

from storage.schema import Key, KeyedHash, Moment, bound, index_where, metadata, row_code

punctures = Table(
    "punctures",
    metadata,
    Column("leaf", BigInteger, primary_key=True, autoincrement=False),
    Column("key", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    row_code(),
    info=bound("leaf", "key"),
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
