"""Tables of custody and of the brake on floods: who asked for a release, how full a bucket is, which case waits."""

from sqlalchemy import Column, ForeignKey, Table

from storage.tables import Key, Mark, Moment, Word, index_where, metadata

releases = Table(
    "releases",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("agency", Word, primary_key=True),
    Column("person", Mark, nullable=False),
    Column("at", Moment, nullable=False),
)

buckets = Table(
    "buckets",
    metadata,
    Column("name", Mark, primary_key=True),
    Column("full_at", Moment, nullable=False, index=True),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("case", Key, ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("since", Moment, nullable=False, index=True),
    Column("passes_at", Moment),
    Column("kept_by", Mark),
    index_where("ix_quarantine_passes_at", "passes_at IS NOT NULL", "passes_at"),
)
