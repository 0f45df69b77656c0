"""The table of counters."""

from sqlalchemy import BigInteger, Column, Table

from storage.schema import Word, metadata, row_code

counters = Table(
    "counters",
    metadata,
    Column("name", Word, primary_key=True),
    Column("value", BigInteger, nullable=False),
    row_code(),
)
