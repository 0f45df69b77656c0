"""Tables of files, and of who has asked to hand out those of a case."""

from sqlalchemy import Column, ForeignKey, Table

from storage.schema import Key, KeyedHash, Moment, Word, bound, index_where, metadata, row_code

TO_DELETE = "doomed"
"""The state of a file that is to be deleted: its owner was erased. Written in this word since the first version."""
files = Table(
    "files",
    metadata,
    Column("file", Key, primary_key=True),
    Column("owner", Key, nullable=False, index=True),
    Column("state", Word, nullable=False),
    Column("made_at", Moment, nullable=False),
    row_code(),
    index_where("ix_files_unkept", "state <> 'kept'", "made_at"),
    info=bound("file", "owner", "state"),
)


releases = Table(
    "releases",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("agency", Word, primary_key=True),
    Column("person", KeyedHash, nullable=False),
    Column("at", Moment, nullable=False, index=True),
    row_code(),
    info=bound("case", "agency", "person", "at"),
)
