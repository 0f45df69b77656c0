"""The second lock: a row for each person who reads reports, and the messages that must leave a private chat."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "locks",
        sa.Column("person", sa.String(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_locks")),
    )
    op.create_table(
        "leaving",
        sa.Column("chat", sa.String(32), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("locale", sa.String(40), nullable=False),
        sa.Column("doing", sa.String(40), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "message", name=op.f("pk_leaving")),
    )
    op.create_index(op.f("ix_leaving_due_at"), "leaving", ["due_at"])


def downgrade() -> None:
    op.drop_table("leaving")
    op.drop_table("locks")
