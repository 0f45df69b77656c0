"""Tables of the second lock. Secrets and hashes are sealed; a chat and a person appear as keyed hashes."""

from sqlalchemy import BigInteger, Column, LargeBinary, Table

from storage.tables import Mark, Moment, Word, metadata

locks = Table(
    "locks",
    metadata,
    Column("person", Mark, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

leaving = Table(
    "leaving",
    metadata,
    Column("chat", Mark, primary_key=True),
    Column("message", BigInteger, primary_key=True),
    Column("sent_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("locale", Word, nullable=False),
    Column("doing", Word, nullable=False),
    Column("number", BigInteger, nullable=False),
)
