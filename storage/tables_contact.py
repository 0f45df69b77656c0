"""Tables of safe contact: receipts, who follows, messages with a deadline, chats that are cleared by themselves."""

from sqlalchemy import Column, ForeignKey, LargeBinary, Table

from storage.tables import Key, Mark, Moment, Word, metadata

receipts = Table(
    "receipts",
    metadata,
    Column("code", Mark, primary_key=True),
    Column("report", Key, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("made_at", Moment, nullable=False),
)

followers = Table(
    "followers",
    metadata,
    Column("person", Mark, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("changed_at", Moment, nullable=False, index=True),
)

sweeps = Table(
    "sweeps",
    metadata,
    Column("id", Mark, primary_key=True),
    Column("chat", Mark, nullable=False),
    Column("kind", Word, nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
)

cleanings = Table(
    "cleanings",
    metadata,
    Column("chat", Mark, primary_key=True),
    Column("due_at", Moment, nullable=False, index=True),
    Column("sealed", LargeBinary, nullable=False),
)
