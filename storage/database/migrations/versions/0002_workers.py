"""Which worker has leased a row: an older program leaves it empty, and works on."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

LEASED = {"inbox": "closed_at IS NULL AND leased_by IS NOT NULL", "outbox": "ended_at IS NULL AND leased_by IS NOT NULL"}


def upgrade() -> None:
    for table, condition in LEASED.items():
        op.add_column(table, sa.Column("leased_by", sa.BigInteger(), nullable=True))
        where = sa.text(condition)
        op.create_index(f"ix_{table}_leased", table, ["leased_by"], sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for table in LEASED:
        op.drop_index(f"ix_{table}_leased", table)
        op.drop_column(table, "leased_by")
