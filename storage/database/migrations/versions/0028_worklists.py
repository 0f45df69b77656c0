"""worklists

Who keeps a live worklist in their private chat.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'worklists',
        sa.Column('person', sa.String(length=32), nullable=False),
        sa.Column('agencies', sa.String(length=400), nullable=False),
        sa.Column('shown_at', sa.BigInteger(), nullable=False),
        sa.Column('row_code', sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint('person', name=op.f('pk_worklists')),
    )


def downgrade() -> None:
    op.drop_table('worklists')
