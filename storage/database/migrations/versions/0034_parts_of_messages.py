"""parts of messages

What of a message stands in its chat while the rest is still to be sent: the next attempt goes on after it.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('outbox', sa.Column('parts', sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column('outbox', 'parts')
