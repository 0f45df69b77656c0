"""Who has handed a case on and may not see it any more; why is sealed under the case's key."""

from sqlalchemy import Column, ForeignKey, LargeBinary, Table

from storage.tables import Key, Mark, Moment, metadata

recusals = Table(
    "recusals",
    metadata,
    Column("case", Key, ForeignKey("cases.id"), primary_key=True),
    Column("person", Mark, primary_key=True, index=True),
    Column("at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
