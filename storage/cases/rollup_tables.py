"""Tables of the numbers: increments as acts append them, and what they add up to on each day."""

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table, Text

from storage.schema import Moment, Number, Word, metadata

increments = Table(
    "increments",
    metadata,
    Column("id", Number, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False, index=True),
    Column("cells", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""`at`: the earliest moment in the row. Each cell of `cells` has a moment of its own, which may lie ahead."""


rollups = Table(
    "rollups",
    metadata,
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("metric", Word, primary_key=True),
    Column("body", Word, primary_key=True),
    Column("urgency", Word, primary_key=True),
    Column("harms", String(400), primary_key=True),
    Column("area", Word, primary_key=True),
    Column("barred", String(200), primary_key=True),
    Column("extra", String(200), primary_key=True),
    Column("kept", Boolean, primary_key=True),
    Column("count", BigInteger, nullable=False),
)
"""`day`: the ordinal of the day in the district's zone; `kept`: counting the cases anew does not find it again."""
