"""The table below all rooms: data keys, which the session writes and opens."""

from sqlalchemy import (
    Column,
    LargeBinary,
    Table,
)

from storage.schema import Key, bound, metadata, row_code

data_keys = Table(
    "data_keys",
    metadata,
    Column("owner", Key, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    row_code(),
    info=bound("owner"),
)
