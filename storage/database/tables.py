"""Tables below all rooms: data keys, which the session opens, and counters by name, each of one store's own."""

from sqlalchemy import (
    BigInteger,
    Column,
    LargeBinary,
    Table,
)

from storage.schema import Key, Word, bound, metadata, row_code

data_keys = Table(
    "data_keys",
    metadata,
    Column("owner", Key, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    row_code(),
    info=bound("owner"),
)


counters = Table(
    "counters",
    metadata,
    Column("name", Word, primary_key=True),
    Column("value", BigInteger, nullable=False),
    row_code(),
)
