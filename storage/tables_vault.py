"""Tables of the identity vault: who reported, apart from every case; and who asked to learn it."""

from sqlalchemy import Column, ForeignKey, LargeBinary, Table

from storage.tables import Key, Mark, Moment, metadata

identities = Table(
    "identities",
    metadata,
    Column("token", Key, ForeignKey("reporters.token", ondelete="CASCADE"), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

reveals = Table(
    "reveals",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("person", Mark, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
